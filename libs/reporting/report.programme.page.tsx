import type { Text } from '#language';
import { use } from 'react';
import type { ContentNumber, ContentProgramme, ReportContent } from './content.ts';
import { aspects, blockNames } from './light.ts';
import { Bullets, Change, Decision, Light, Name, ProgrammeLink, Said, Speech } from './report.parts.page.tsx';
import { showDay, showDays, showMoment, showNumber, showPeriod } from './report.words.ts';

export interface FigureCorrection {
  readonly indicator: string;
  readonly title: Text;
  /** A programme under which the figure is shown. */
  readonly programme: string;
  /** When a value it is made of was corrected last. */
  readonly at: string;
}

/** Figures that have been corrected since, wherever they are shown. */
type Corrected = readonly FigureCorrection[];

export function Programmes({ content, corrected }: { content: ReportContent; corrected: Corrected }) {
  const { words } = use(Speech);
  return (
    <section aria-labelledby="programmes" className="new-page">
      <h2 id="programmes">{words.programmes}</h2>
      {content.programmes.map((programme) => (
        <ProgrammeSection key={programme.id} programme={programme} content={content} corrected={corrected} />
      ))}
    </section>
  );
}

function ProgrammeSection({
  programme,
  content,
  corrected,
}: {
  programme: ContentProgramme;
  content: ReportContent;
  corrected: Corrected;
}) {
  const { words } = use(Speech);
  const { id, number, title, parent, successFactor, owner, ownerRole, decisions, numbers, lights, reported } =
    programme;
  return (
    <article className="programme" aria-labelledby={id}>
      <header>
        <h3 id={id}>
          <span className="number">{number}</span>
          <span>
            <Said text={title} />
            {programme.demonstration && <span className="tag demo">{words.demonstrationMark}</span>}
          </span>
        </h3>
        <dl className="about">
          {parent !== undefined && (
            <div>
              <dt>{words.partOf}</dt>
              <dd>
                <ProgrammeLink content={content} id={parent} />
              </dd>
            </div>
          )}
          {successFactor && (
            <div>
              <dt>{words.successFactor}</dt>
              <dd>
                <Said text={successFactor.title} />
              </dd>
            </div>
          )}
          {(owner ?? ownerRole) && (
            <div>
              <dt>{words.owner}</dt>
              <dd>
                {owner && <Name text={owner} />}
                {owner && ownerRole && ', '}
                {ownerRole && <Said text={ownerRole} />}
              </dd>
            </div>
          )}
          {decisions.length > 0 && (
            <div>
              <dt>{words.decisions}</dt>
              <dd>
                <ul>
                  {decisions.map((decision) => (
                    <li key={decision.id}>
                      <Decision decision={decision} />
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
          )}
        </dl>
      </header>
      <ul className="strip" aria-label={words.lights}>
        {aspects.map((aspect) => (
          <li key={aspect}>
            <span className="aspect">
              {words.aspect[aspect]}
              <span className="hidden">: </span>
            </span>
            <Light state={lights[aspect].now} />
            <Change change={lights[aspect].change} />
          </li>
        ))}
      </ul>
      {reported ? (
        <>
          <Explanations programme={programme} />
          <Blocks programme={programme} />
        </>
      ) : (
        <p className="notes">{words.notReported}</p>
      )}
      <CarriedOver programme={programme} />
      {numbers.length > 0 && <Numbers programme={programme} corrected={corrected} />}
      <History programme={programme} content={content} />
      <p className="back">
        <a href="#glance">
          {words.glance}
          <span aria-hidden="true"> ↑</span>
        </a>
      </p>
    </article>
  );
}

function Blocks({ programme: { blocks } }: { programme: ContentProgramme }) {
  const { words } = use(Speech);
  if (blockNames.every((name) => blocks[name].length === 0))
    return <p className="notes quiet">{words.nothingRecorded}</p>;
  return (
    <div className="blocks">
      {blockNames.map((name) => (
        <div key={name}>
          <h4>{words.block[name]}</h4>
          <Bullets texts={blocks[name]} />
        </div>
      ))}
    </div>
  );
}

/** What became of the things promised last period (rule 47). */
function CarriedOver({ programme: { carriedOver = [] } }: { programme: ContentProgramme }) {
  const { language, words } = use(Speech);
  if (carriedOver.length === 0) return null;
  return (
    <div className="carried">
      <h4>{words.carriedOver}</h4>
      <ul>
        {carriedOver.map(({ item, text, outcome, why, due }) => (
          <li key={item}>
            <strong>{words.outcomeOfPromise[outcome]}:</strong> <Said text={text} />
            {(why ?? due) && (
              <span className="who">
                {due && `${words.movedTo(showDay(due, language))}${why ? '. ' : ''}`}
                {why && <Said text={why} />}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Its lights over the periods, each a word beside its shape; nothing where there was only this one (rule 42). */
function History({ programme, content }: { programme: ContentProgramme; content: ReportContent }) {
  const { language, words } = use(Speech);
  const { id, history = [] } = programme;
  const periods = content.history ?? [];
  const before = history.slice(0, -1);
  if (!before.some((lights) => aspects.some((aspect) => lights[aspect] !== 'not_reported'))) return null;
  return (
    <div className="numbers" role="region" aria-labelledby={`${id} ${id}-history`} tabIndex={0}>
      <table className="history">
        <caption id={`${id}-history`}>{words.history}</caption>
        <thead>
          <tr>
            <th scope="col">{words.lights}</th>
            {periods.map((period) => (
              <th key={period.id} scope="col">
                {showPeriod(period, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {aspects.map((aspect) => (
            <tr key={aspect}>
              <th scope="row">{words.aspect[aspect]}</th>
              {history.map((lights, index) => (
                <td key={periods[index]?.id ?? index}>
                  <Light state={lights[aspect]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Explanations({ programme: { lights } }: { programme: ContentProgramme }) {
  const { language, words } = use(Speech);
  const explained = aspects.filter((aspect) => lights[aspect].explanation ?? lights[aspect].nextStep);
  if (explained.length === 0) return null;
  return (
    <dl className="why">
      {explained.map((aspect) => {
        const { explanation, nextStep } = lights[aspect];
        return (
          <div key={aspect}>
            <dt>{words.aspect[aspect]}</dt>
            <dd>
              {explanation && (
                <p>
                  <Said text={explanation} />
                </p>
              )}
              {nextStep && (
                <p className="step">
                  {words.nextStep}: <Said text={nextStep.text} />
                  <span className="who">
                    {words.responsible}: <Name text={nextStep.partner.name} />. {words.due}:{' '}
                    <time dateTime={nextStep.due}>{showDay(nextStep.due, language)}</time>
                  </span>
                </p>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Numbers({ programme: { id, numbers }, corrected }: { programme: ContentProgramme; corrected: Corrected }) {
  const { language, words } = use(Speech);
  return (
    // A keyboard must be able to scroll what a narrow page cuts off.
    <div className="numbers" role="region" aria-labelledby={`${id} ${id}-numbers`} tabIndex={0}>
      <table>
        <caption id={`${id}-numbers`}>{words.numbers}</caption>
        <thead>
          <tr>
            <th scope="col">{words.indicator}</th>
            <th scope="col">{words.value}</th>
            <th scope="col">{words.time}</th>
            <th scope="col">{words.target}</th>
          </tr>
        </thead>
        <tbody>
          {numbers.map((number) => (
            <tr key={number.indicator}>
              <th scope="row">
                <Said text={number.title} />
                {/* Beside the name it is right for one and for many, for the value and for the target. */}
                <span className="unit">
                  {' ('}
                  <Said text={number.unit} unmarked />)
                </span>
              </th>
              <td className="figure">
                <Figure
                  number={number}
                  correctedAt={corrected.find(({ indicator }) => indicator === number.indicator)?.at}
                />
              </td>
              <td>{showDays(number.from, number.to, language)}</td>
              <td>
                {number.target ? <Target target={number.target} /> : <span className="quiet">{words.noTarget}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figure({ number, correctedAt }: { number: ContentNumber; correctedAt: string | undefined }) {
  const { language, words, timeZone } = use(Speech);
  const { value, withheld, without, provisional, reported, expected, contactsNotPersons } = number;
  const shown = value !== undefined;
  const notes = [
    shown && provisional && words.provisional,
    without !== undefined && words.without(without),
    shown && reported < expected && words.ofPartners(reported, expected),
    shown && contactsNotPersons && words.contacts,
    correctedAt !== undefined && words.correctedSince(showMoment(correctedAt, timeZone, language)),
  ].filter((note) => note !== false);
  return (
    <>
      {shown ? (
        showNumber(value, language)
      ) : (
        <span className="quiet">{words.withheld[withheld ?? 'not_available']}</span>
      )}
      {notes.length > 0 && <span className="note">{notes.join(', ')}</span>}
    </>
  );
}

export function Target({ target: { kind, value, max, text, due } }: { target: NonNullable<ContentNumber['target']> }) {
  const { language, words } = use(Speech);
  const show = (figure: number | undefined) => (figure === undefined ? '' : showNumber(figure, language));
  const aim = {
    at_least: words.atLeast(show(value)),
    at_most: words.atMost(show(value)),
    range: words.between(show(value), show(max)),
    maintain: words.maintain(show(value)),
    narrative: text && <Said text={text} />,
  }[kind];
  return (
    <>
      {aim}, {words.by(showDay(due, language))}
    </>
  );
}
