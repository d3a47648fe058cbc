import { inLanguage, languages, type Language, type Text } from '#language';
import { createContext, use, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { aspects, blockNames, type Aspect } from './assessment.ts';
import { countChanges, lightStates, type LightChange, type LightState } from './compare.ts';
import type { ContentDecision, ContentLight, ContentNumber, ContentProgramme, ReportContent } from './content.ts';
import { reportStyle } from './report.style.ts';
import {
  reportWords,
  showDay,
  showDays,
  showMoment,
  showMonth,
  showNumber,
  showPeriod,
  type ReportWords,
} from './report.words.ts';

export interface ReportPageProps {
  readonly content: ReportContent;
  readonly language: Language;
  /** Where the page is, without its query. */
  readonly path: string;
  /** Where the canonical content itself can be fetched, the bytes the hash is of; without a version in its query. */
  readonly contentPath?: string | undefined;
  /** The publication shown; absent for a draft. */
  readonly publication?:
    | { readonly version: number; readonly position: string; readonly contentHash: string; readonly at: string }
    | undefined;
  /** Whether the content still has the hash it was published with; absent when nobody has checked. */
  readonly intact?: boolean | undefined;
  /** Whose calendar tells the day of a moment. */
  readonly timeZone: string;
  /** All publications, newest first. */
  readonly versions?: readonly ReportVersion[];
  /** What governing bodies decided about the report (rule 45): they do so after it is published. */
  readonly decisions?: readonly ContentDecision[];
  /** Programmes whose assessment was corrected after the publication shown (rule 44). */
  readonly corrections?: readonly ReportCorrection[];
  /** Figures shown that a later correction has made others (rule 44). */
  readonly figureCorrections?: readonly FigureCorrection[];
}

export interface ReportVersion {
  readonly version: number;
  readonly at: string;
  /** Why the next version was begun. */
  readonly reopenedBecause?: Text | undefined;
}

export interface ReportCorrection {
  readonly programme: string;
  readonly at: string;
  readonly reason?: Text | undefined;
}

export interface FigureCorrection {
  readonly indicator: string;
  readonly title: Text;
  /** A programme under which the figure is shown. */
  readonly programme: string;
  /** When a value it is made of was corrected last. */
  readonly at: string;
}

/** The report as a complete HTML document that needs no script. */
export const renderReport = (props: ReportPageProps): string =>
  `<!doctype html>${renderToStaticMarkup(<ReportPage {...props} />)}`;

/** Which language the page speaks, for every part of it. */
const Speech = createContext<Speech>({ language: 'fi', words: reportWords.fi, timeZone: 'Europe/Helsinki' });
interface Speech {
  readonly language: Language;
  readonly words: ReportWords;
  readonly timeZone: string;
}

export function ReportPage(props: ReportPageProps) {
  const { content, language, path, publication, versions = [], timeZone } = props;
  // A draft of a next version says that it is one: without a version the page is the newest published.
  const version = publication?.version ?? (versions.length > 0 ? 'draft' : undefined);
  const words = reportWords[language];
  const title = `${words.report[content.period.type]} ${showPeriod(content.period, language)}`;
  return (
    <Speech value={{ language, words, timeZone }}>
      <html lang={language}>
        <head>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${title} – ${inLanguage(content.collaboration.name, language).text}`}</title>
          <style>{reportStyle}</style>
        </head>
        <body id="top">
          <a className="skip" href="#content">
            {words.skip}
          </a>
          <header className="masthead">
            <div className="wide">
              <p>
                <Name text={content.collaboration.name} />
              </p>
              <nav aria-label={words.otherLanguages}>
                <ul>
                  {languages.map((other) => (
                    <li key={other} lang={other}>
                      {other === language ? (
                        <span aria-current="true">{words.languageName[other]}</span>
                      ) : (
                        <a href={addressOf(path, other, version)} hrefLang={other}>
                          {words.languageName[other]}
                        </a>
                      )}
                    </li>
                  ))}
                </ul>
              </nav>
            </div>
          </header>
          <main id="content" tabIndex={-1}>
            <Front {...props} title={title} />
            <div className="wide columns">
              <Contents content={content} />
              <div className="document">
                <Summary content={content} />
                <Glance content={content} />
                <Changes content={content} />
                <Programmes content={content} corrected={props.figureCorrections ?? []} />
                <Silent content={content} />
                <Record {...props} />
              </div>
            </div>
          </main>
          <footer className="foot">
            <div className="wide">
              <p>
                <Name text={content.collaboration.name} /> · {title}
              </p>
              <p>
                <a href="#top">{words.top}</a>
              </p>
            </div>
          </footer>
        </body>
      </html>
    </Speech>
  );
}

function Front({
  content,
  title,
  path,
  publication,
  intact,
  versions,
  decisions = [],
  corrections = [],
  figureCorrections = [],
}: ReportPageProps & { title: string }) {
  const { language, words, timeZone } = use(Speech);
  const newest = versions?.[0]?.version;
  const foreign = languages.filter((other) => other !== language && isMet(content, language, other));
  return (
    <div className="front">
      <div className="wide">
        <h1>{title}</h1>
        <p>
          <Name text={content.collaboration.name} />
        </p>
        <dl className="facts">
          <Fact name={words.period}>{showDays(content.period.from, content.period.to, language)}</Fact>
          <Fact name={words.published}>{publication ? <Moment at={publication.at} /> : words.notPublished}</Fact>
          {publication && <Fact name={words.version}>{publication.version}</Fact>}
          {publication && (
            <Fact name={words.decision} long>
              {decisions.length === 0 ? (
                words.noDecision
              ) : (
                <ul>
                  {decisions.map((decision) => (
                    <li key={decision.id}>
                      <Decision decision={decision} />
                    </li>
                  ))}
                </ul>
              )}
            </Fact>
          )}
        </dl>
        <div className="notices">
          {publication && intact === false && (
            <Notice heading={words.notIntact}>
              <p>{words.notIntactNote}</p>
            </Notice>
          )}
          {content.demonstration && (
            <Notice heading={words.demonstration}>
              <p>{words.demonstrationNote}</p>
            </Notice>
          )}
          {!publication && (
            <Notice heading={words.draft} calm>
              {newest === undefined ? (
                <p>{words.draftNote}</p>
              ) : (
                <p>
                  {words.nextDraftNote} <a href={addressOf(path, language, newest)}>{words.versionNumber(newest)}</a>
                </p>
              )}
            </Notice>
          )}
          {publication && newest !== undefined && newest > publication.version && (
            <Notice heading={words.older} calm>
              <p>
                {words.olderNote(newest)} <a href={addressOf(path, language, newest)}>{words.versionNumber(newest)}</a>
              </p>
            </Notice>
          )}
          {corrections.length + figureCorrections.length > 0 && (
            <Notice heading={words.corrected}>
              <p>{words.correctedNote}</p>
              <ul>
                {corrections.map(({ programme, at, reason }) => (
                  <li key={programme}>
                    <ProgrammeLink content={content} id={programme} /> (
                    {words.assessmentCorrected(showMoment(at, timeZone, language))})
                    {reason && (
                      <>
                        {': '}
                        <Said text={reason} />
                      </>
                    )}
                  </li>
                ))}
                {figureCorrections.map(({ indicator, title, programme, at }) => (
                  <li key={indicator}>
                    <ProgrammeLink content={content} id={programme} />, <Said text={title} /> (
                    {words.figureCorrected(showMoment(at, timeZone, language))})
                  </li>
                ))}
              </ul>
            </Notice>
          )}
          {foreign.length > 0 && (
            <div className="notice calm">
              <p>
                {words.untranslatedNote}
                {foreign.map((other) => (
                  <Mark key={other} language={other} />
                ))}
              </p>
            </div>
          )}
        </div>
      </div>
    </div>
  );
}

function Contents({ content }: { content: ReportContent }) {
  const { words } = use(Speech);
  return (
    <nav className="toc" aria-labelledby="toc">
      <h2 id="toc">{words.contents}</h2>
      <ol>
        {content.background.length > 0 && <ContentsEntry to="background">{words.background}</ContentsEntry>}
        <ContentsEntry to="summary">{words.summary}</ContentsEntry>
        {content.successes.length > 0 && <ContentsEntry to="successes">{words.mainSuccesses}</ContentsEntry>}
        {content.risks.length > 0 && <ContentsEntry to="risks">{words.risks}</ContentsEntry>}
        <ContentsEntry to="glance">{words.glance}</ContentsEntry>
        <ContentsEntry to="changes">{words.changes}</ContentsEntry>
        <ContentsEntry
          to="programmes"
          below={content.programmes.map(({ id, number, title }) => (
            <li key={id}>
              <a href={`#${id}`}>
                <span className="number">{number}</span>
                <Said text={title} unmarked />
              </a>
            </li>
          ))}
        >
          {words.programmes}
        </ContentsEntry>
        <ContentsEntry to="silent">{words.silent}</ContentsEntry>
        <ContentsEntry to="record">{words.record}</ContentsEntry>
      </ol>
    </nav>
  );
}

const ContentsEntry = ({ to, children, below }: { to: string; children: string; below?: readonly ReactNode[] }) => (
  <li>
    <a href={`#${to}`}>{children}</a>
    {below && below.length > 0 && <ol>{below}</ol>}
  </li>
);

function Summary({ content }: { content: ReportContent }) {
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

function Glance({ content }: { content: ReportContent }) {
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
            <strong>{words.light[state]}</strong>
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

function Changes({ content }: { content: ReportContent }) {
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

/** Figures that have been corrected since, wherever they are shown. */
type Corrected = readonly FigureCorrection[];

function Programmes({ content, corrected }: { content: ReportContent; corrected: Corrected }) {
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
      {numbers.length > 0 && <Numbers programme={programme} corrected={corrected} />}
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
  const { value, withheld, provisional, reported, expected, contactsNotPersons } = number;
  const shown = value !== undefined;
  const notes = [
    shown && provisional && words.provisional,
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

function Target({ target: { kind, value, max, text, due } }: { target: NonNullable<ContentNumber['target']> }) {
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

function Silent({ content }: { content: ReportContent }) {
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

function Record({ path, contentPath, publication, intact, versions = [] }: ReportPageProps) {
  const { language, words } = use(Speech);
  return (
    <section aria-labelledby="record" className="record">
      <h2 id="record">{words.record}</h2>
      <div className="prose">
        <p>{publication ? words.recordNote : words.previewNote}</p>
      </div>
      {publication && (
        <dl>
          <Fact name={words.version}>{publication.version}</Fact>
          <Fact name={words.published}>
            <Moment at={publication.at} />
          </Fact>
          <Fact name={words.position}>
            <code>{publication.position}</code>
          </Fact>
          <Fact name={words.hash}>
            <code>{publication.contentHash}</code>
            {intact && <p className="quiet small">{words.intact}</p>}
            {contentPath !== undefined && (
              <p className="small">
                <a href={`${contentPath}?version=${publication.version}`}>{words.contentFile}</a>
                <span className="quiet"> {words.contentFileNote}</span>
              </p>
            )}
          </Fact>
          {versions.length > 1 && (
            <Fact name={words.versions}>
              <ul>
                {versions.map(({ version, at, reopenedBecause }) => (
                  <li key={version}>
                    <a
                      href={addressOf(path, language, version)}
                      aria-current={version === publication.version ? 'page' : undefined}
                    >
                      {words.versionNumber(version)}
                    </a>
                    , <Moment at={at} />
                    {reopenedBecause && (
                      <>
                        . {words.reopened}: <Said text={reopenedBecause} />
                      </>
                    )}
                  </li>
                ))}
              </ul>
            </Fact>
          )}
        </dl>
      )}
    </section>
  );
}

function Moment({ at }: { at: string }) {
  const { language, timeZone } = use(Speech);
  return <time dateTime={at}>{showMoment(at, timeZone, language)}</time>;
}

const Fact = ({ name, long = false, children }: { name: string; long?: boolean; children: ReactNode }) => (
  <div className={long ? 'long' : undefined}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Notice = ({ heading, calm = false, children }: { heading: string; calm?: boolean; children: ReactNode }) => (
  <section className={calm ? 'notice calm' : 'notice'}>
    <h2>{heading}</h2>
    {children}
  </section>
);

/** `Aluehallitus 12.6.2024, § 6, dnro 1839/2024: merkittiin tiedoksi` */
function Decision({ decision }: { decision: ContentDecision }) {
  const { language, words } = use(Speech);
  const { body, date, planned, section, registerNumber, outcome } = decision;
  const place = [
    date && showDay(date, language),
    section && words.section(section),
    registerNumber && words.registerNumber(registerNumber),
  ].filter((part) => part !== undefined && part !== '');
  return (
    <>
      <Name text={body} /> {place.join(', ')}
      {planned && ` (${words.planned(showMonth(planned, language))})`}
      {outcome && `: ${words.outcome[outcome]}`}
    </>
  );
}

function GroupName({ of: programme }: { of: ContentProgramme | undefined }) {
  const { words } = use(Speech);
  if (programme?.crossCutting) return words.crossCutting;
  return programme?.successFactor ? <Said text={programme.successFactor.title} /> : words.otherProgrammes;
}

function ProgrammeLink({ content, id }: { content: ReportContent; id: string }) {
  const programme = content.programmes.find((one) => one.id === id);
  const title = programme?.title ?? content.reportedApart.find((one) => one.id === id)?.title;
  if (!title) return id;
  if (!programme) return <Said text={title} />;
  return (
    <span>
      <a href={`#${id}`}>
        <Said text={title} unmarked />
      </a>
      <MarkOf text={title} />
    </span>
  );
}

/** Somebody's words, in the page's language or marked as being in another (rule 51). */
function Said({ text, unmarked = false }: { text: Text; unmarked?: boolean }) {
  const { language } = use(Speech);
  const said = inLanguage(text, language);
  if (!said.missing) return said.text;
  return (
    <>
      <span lang={said.language}>{said.text}</span>
      {!unmarked && <Mark language={said.language} />}
    </>
  );
}

/** A proper name: one that has no form in the page's language needs no excuse. */
const Name = ({ text }: { text: Text }) => <Said text={text} unmarked />;

function MarkOf({ text }: { text: Text }) {
  const said = inLanguage(text, use(Speech).language);
  return said.missing ? <Mark language={said.language} /> : null;
}

function Mark({ language }: { language: Language }) {
  const { words } = use(Speech);
  return (
    <span className="tag" title={words.untranslated[language]}>
      <span aria-hidden="true">{language.toUpperCase()}</span>
      <span className="hidden">({words.untranslated[language]})</span>
    </span>
  );
}

const Paragraphs = ({ texts, lead = false }: { texts: readonly Text[]; lead?: boolean }) => (
  <div className={lead ? 'prose lead' : 'prose'}>
    {texts.map((text, index) => (
      <p key={index}>
        <Said text={text} />
      </p>
    ))}
  </div>
);

function Bullets({ texts }: { texts: readonly Text[] }) {
  const { words } = use(Speech);
  if (texts.length === 0) return <p className="quiet">{words.nothingRecorded}</p>;
  return (
    <ul>
      {texts.map((text, index) => (
        <li key={index}>
          <Said text={text} />
        </li>
      ))}
    </ul>
  );
}

function Light({ state }: { state: LightState }) {
  const { words } = use(Speech);
  return (
    <span className="light">
      <Shape state={state} />
      <span>{words.light[state]}</span>
    </span>
  );
}

/** Said only where something moved: a column of "unchanged" hides what did. */
function Change({ change }: { change: LightChange }) {
  const { words } = use(Speech);
  if (change !== 'improved' && change !== 'worsened') return null;
  return (
    <span className={`change ${change}`}>
      <span className="hidden">, </span>
      <span aria-hidden="true">{change === 'improved' ? '↗ ' : '↘ '}</span>
      {words.change[change]}
    </span>
  );
}

/** A shape of its own for each state: it is told without colour, and the word stands beside it (rule 42). */
const Shape = ({ state }: { state: LightState }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {shapes[state]}
  </svg>
);

const stroke = {
  fill: 'none',
  stroke: '#fff',
  strokeWidth: 2.6,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;
const outline = { fill: 'none', stroke: '#5f686d', strokeWidth: 2.2, strokeLinecap: 'round' } as const;
const shapes: Readonly<Record<LightState, ReactNode>> = {
  green: (
    <>
      <circle cx="12" cy="12" r="11" fill="#09683a" />
      <path d="M7 12.4l3.5 3.5L17.2 8.8" {...stroke} />
    </>
  ),
  yellow: (
    <>
      <path d="M12 2.6 22.4 21H1.6Z" fill="#b35900" stroke="#b35900" strokeWidth="2" strokeLinejoin="round" />
      <path d="M12 9v5.4M12 18v.1" {...stroke} />
    </>
  ),
  red: (
    <>
      <path d="M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9Z" fill="#b21b2f" />
      <path d="M8.2 8.2l7.6 7.6M15.8 8.2l-7.6 7.6" {...stroke} />
    </>
  ),
  not_assessed: (
    <>
      <circle cx="12" cy="12" r="9.8" {...outline} strokeDasharray="3.4 4.3" />
      <path d="M9.6 9.7a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.2.9-1.2 1.8M12 17v.1" {...outline} />
    </>
  ),
  not_reported: (
    <>
      <rect x="2.2" y="2.2" width="19.6" height="19.6" rx="2" {...outline} />
      <path d="M7.5 12h9" {...outline} />
    </>
  ),
};

/** The same page in a language, of one version. */
const addressOf = (path: string, language: Language, version: number | 'draft' | undefined): string =>
  `${path}?lang=${language}${version === undefined ? '' : `&version=${version}`}`;

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

/** Names of organisations have often one form only, and are never marked. */
const namesIn = new Set(['name', 'owner', 'body']);

/** Whether a reader of one language meets texts that are marked as being in another. */
function isMet(content: unknown, reader: Language, other: Language): boolean {
  if (typeof content !== 'object' || content === null) return false;
  if ('original' in content) return content.original === other && !(reader in content);
  return Object.entries(content).some(([key, inner]) => !namesIn.has(key) && isMet(inner, reader, other));
}
