import { inLanguage, type Text } from '#language';
import { countChanges, lightStates, type LightChange, type LightState } from './compare.ts';
import type { ContentLight, ContentProgramme, ReportContent } from './content.ts';
import { aspects, type Aspect } from './light.ts';
import {
  Change,
  Light,
  LightName,
  MarkOf,
  Paragraphs,
  ProgrammeLink,
  Said,
  Shape,
  Speech,
} from './report.parts.page.tsx';
import { showPeriod } from './report.words.ts';
import { use } from 'react';

export function Summary({ content }: { content: ReportContent }) {
  const { words } = use(Speech);
  const { background, summary, successes, risks } = content;
  return (
    <>
      {background.length > 0 && (
        <section aria-labelledby="background">
          <h2 id="background">{words.background}</h2>
          <Paragraphs texts={background} />
        </section>
      )}
      <section aria-labelledby="summary">
        <h2 id="summary">{words.summary}</h2>
        {summary.length === 0 ? <p className="quiet">{words.nothingRecorded}</p> : <Paragraphs texts={summary} lead />}
      </section>
      {successes.length > 0 && (
        <section aria-labelledby="successes">
          <h2 id="successes">{words.mainSuccesses}</h2>
          <ul className="successes">
            {gather(successes).map(({ programme, texts }) => (
              <li key={programme ?? ''}>
                <p className="of">
                  {programme === undefined ? words.ofAll : <ProgrammeLink content={content} id={programme} />}
                </p>
                <div>
                  {texts.map((text, index) => (
                    <p key={index}>
                      <Said text={text} />
                    </p>
                  ))}
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {risks.length > 0 && (
        <section aria-labelledby="risks">
          <h2 id="risks">{words.risks}</h2>
          <Paragraphs texts={risks} />
        </section>
      )}
    </>
  );
}

export function Glance({ content }: { content: ReportContent }) {
  const { language, words } = use(Speech);
  const { programmes, reportedApart } = content;
  const count = (state: LightState) => programmes.filter(({ lights }) => lights.overall.now === state).length;
  return (
    <section aria-labelledby="glance" className="new-page">
      <h2 id="glance">{words.glance}</h2>
      <p id="counts">{words.glanceNote}</p>
      <ul className="counts" aria-labelledby="counts">
        {lightStates.map((state) => (
          <li key={state} className={count(state) === 0 ? 'none' : undefined}>
            <Shape state={state} />
            <b>{count(state)}</b>
            <strong>
              <LightName state={state} />
            </strong>
            <span>{words.meaning[state]}</span>
          </li>
        ))}
      </ul>
      {/* The roles are written out because a narrow page lays rows out as cards, which would drop them. */}
      <table className="overview" role="table">
        <caption>{words.tableCaption(showPeriod(content.period, language))}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {words.programme}
            </th>
            {aspects.map((aspect) => (
              <th key={aspect} role="columnheader" scope="col">
                {words.aspect[aspect]}
              </th>
            ))}
          </tr>
        </thead>
        {grouped(programmes).map((group) => (
          <tbody key={group[0]?.id} role="rowgroup">
            {programmes.some(({ successFactor }) => successFactor) && (
              <tr className="group" role="row">
                <th role="rowheader" scope="rowgroup" colSpan={5}>
                  <GroupName of={group[0]} />
                </th>
              </tr>
            )}
            {group.map((programme) => (
              <tr key={programme.id} role="row" className={programme.number.includes('.') ? 'pilot' : undefined}>
                <th role="rowheader" scope="row">
                  <span className="row-title">
                    <span className="number">{programme.number}</span>
                    <span>
                      <a href={`#${programme.id}`}>
                        <Said text={programme.title} unmarked />
                      </a>
                      <MarkOf text={programme.title} />
                    </span>
                  </span>
                </th>
                {aspects.map((aspect) => (
                  <td key={aspect} role="cell">
                    <span className="aspect" aria-hidden="true">
                      {words.aspect[aspect]}
                    </span>
                    <Light state={programme.lights[aspect].now} />
                    <Change change={programme.lights[aspect].change} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {reportedApart.length > 0 && (
        <p className="notes small quiet">
          {words.reportedApart(reportedApart.map(({ title }) => inLanguage(title, language).text).join(', '))}
        </p>
      )}
    </section>
  );
}

export function Changes({ content }: { content: ReportContent }) {
  const { language, words } = use(Speech);
  const { programmes, previous } = content;
  const counts = countChanges(programmes.map(({ id: programme, lights }) => ({ programme, lights })));
  const period = previous && showPeriod(previous, language);
  const comparable = programmes.length * aspects.length - counts.not_comparable;
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{words.changes}</h2>
      <p>
        {period === undefined
          ? words.noPrevious
          : comparable === 0
            ? words.nothingComparable(period)
            : comparable === counts.unchanged
              ? words.noChanges(period)
              : `${words.comparedWith(period)} ${words.unchangedCount(counts.unchanged)}`}
      </p>
      {(['improved', 'worsened'] as const).map((change) => {
        const moved = whoChanged(programmes, change);
        return (
          moved.length > 0 && (
            <div key={change}>
              <h3 className="sub">{words.changeHeading[change]}</h3>
              <ul className="moves">
                {moved.map(({ programme, where }) => (
                  <li key={programme.id}>
                    <ProgrammeLink content={content} id={programme.id} />
                    <ul>
                      {where.map((aspect) => (
                        <Move key={aspect} aspect={aspect} light={programme.lights[aspect]} />
                      ))}
                    </ul>
                  </li>
                ))}
              </ul>
            </div>
          )
        );
      })}
      {(['newly_assessed', 'no_longer_assessed'] as const).map((change) => {
        const moved = whoChanged(programmes, change);
        return (
          moved.length > 0 && (
            <div key={change}>
              <h3 className="sub">{words.changeHeading[change]}</h3>
              <ul className="brief">
                {moved.map(({ programme, where }) => (
                  <li key={programme.id}>
                    <ProgrammeLink content={content} id={programme.id} />
                    {/* All four lights are the programme as a whole. */}
                    {where.length < aspects.length && `: ${where.map((aspect) => words.aspect[aspect]).join(', ')}`}
                  </li>
                ))}
              </ul>
            </div>
          )
        );
      })}
    </section>
  );
}

/** The programmes whose lights changed in one way, with which lights did. */
const whoChanged = (programmes: readonly ContentProgramme[], change: LightChange) =>
  programmes
    .map((programme) => ({ programme, where: aspects.filter((aspect) => programme.lights[aspect].change === change) }))
    .filter(({ where }) => where.length > 0);

function Move({ aspect, light }: { aspect: Aspect; light: ContentLight }) {
  const { words } = use(Speech);
  return (
    <li className="move">
      <span className="which">{words.aspect[aspect]}</span>
      {light.before && <Light state={light.before} />}
      <span aria-hidden="true">→</span>
      <Light state={light.now} />
    </li>
  );
}

export function Silent({ content }: { content: ReportContent }) {
  const { words } = use(Speech);
  const silent = content.programmes.filter(({ reported }) => !reported);
  return (
    <section aria-labelledby="silent">
      <h2 id="silent">{words.silent}</h2>
      {silent.length === 0 ? (
        <p>{words.everyoneReported}</p>
      ) : (
        <div className="prose">
          <p>{words.silentNote}</p>
          <ul>
            {silent.map(({ id }) => (
              <li key={id}>
                <ProgrammeLink content={content} id={id} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function GroupName({ of: programme }: { of: ContentProgramme | undefined }) {
  const { words } = use(Speech);
  if (programme?.crossCutting) return words.crossCutting;
  return programme?.successFactor ? <Said text={programme.successFactor.title} /> : words.otherProgrammes;
}

/** Successes in the order they were told, those of one programme together. */
function gather(
  successes: ReportContent['successes'],
): readonly { programme: string | undefined; texts: readonly Text[] }[] {
  const byProgramme = new Map<string | undefined, Text[]>();
  for (const { programme, text } of successes)
    byProgramme.set(programme, [...(byProgramme.get(programme) ?? []), text]);
  return [...byProgramme].map(([programme, texts]) => ({ programme, texts }));
}

/** Neighbours that stand under the same heading of the table. */
function grouped(programmes: readonly ContentProgramme[]): readonly (readonly ContentProgramme[])[] {
  const groups: ContentProgramme[][] = [];
  let last: string | undefined;
  for (const programme of programmes) {
    // A pilot stays with the programme that runs it.
    const heading = programme.number.includes('.')
      ? last
      : programme.crossCutting
        ? 'cross-cutting'
        : (programme.successFactor?.id ?? 'other');
    const group = groups.at(-1);
    if (group && heading === last) group.push(programme);
    else groups.push([programme]);
    last = heading;
  }
  return groups;
}
