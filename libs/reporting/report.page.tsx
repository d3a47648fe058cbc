import { inLanguage, languages, type Language, type Text } from '#language';
import { use, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { ContentDecision, ReportContent } from './content.ts';
import { Changes, Glance, Silent, Summary } from './report.overview.page.tsx';
import {
  addressOf,
  Decision,
  Fact,
  Mark,
  Moment,
  Name,
  Notice,
  ProgrammeLink,
  Said,
  Speech,
} from './report.parts.page.tsx';
import { Programmes, type FigureCorrection } from './report.programme.page.tsx';
import { fileKinds, fileWords } from './report.file.words.ts';
import { Slipped } from './report.slipped.page.tsx';
import { reportStyle } from './report.style.ts';
import { reportWords, showDay, showDays, showMoment, showPeriod } from './report.words.ts';

export type { FigureCorrection } from './report.programme.page.tsx';

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
  /** Times when settled values of the period were opened after the publication shown (rule 23), oldest first. */
  readonly unlockings?: readonly ReportUnlocking[];
}

export interface ReportVersion {
  readonly version: number;
  readonly at: string;
  /** Why the next version was begun. */
  readonly reopenedBecause?: Text | undefined;
}

export interface ReportUnlocking {
  readonly at: string;
  /** The last day they were open. */
  readonly until: string;
  readonly reason: Text;
}

export interface ReportCorrection {
  readonly programme: string;
  readonly at: string;
  readonly reason?: Text | undefined;
}

/** The report as a complete HTML document that needs no script. */
export const renderReport = (props: ReportPageProps): string =>
  `<!doctype html>${renderToStaticMarkup(<ReportPage {...props} />)}`;

export function ReportPage(props: ReportPageProps) {
  const { content, language, path, publication, versions = [], timeZone } = props;
  // A draft of a next version says that it is one: without a version the page is the newest published.
  const version = publication?.version ?? (versions.length > 0 ? 'draft' : undefined);
  const words = reportWords[language];
  const title = `${words.report[content.period.type]} ${showPeriod(content.period, language)}`;
  return (
    <Speech value={{ language, words, timeZone, lightWords: content.lightWords }}>
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
            <Front {...props} title={title} version={version} />
            <div className="wide columns">
              <Contents content={content} />
              <div className="document">
                <Summary content={content} />
                <Glance content={content} />
                <Changes content={content} />
                <Slipped content={content} />
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
  version,
  path,
  publication,
  intact,
  versions,
  decisions = [],
  corrections = [],
  figureCorrections = [],
  unlockings = [],
}: ReportPageProps & { title: string; version: number | 'draft' | undefined }) {
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
          <Fact name={fileWords[language].files} long>
            <ul>
              {fileKinds.map((kind) => (
                <li key={kind}>
                  <a href={addressOf(`${path}.${kind}`, language, version)} hrefLang={language}>
                    {fileWords[language].link[kind]}
                  </a>
                </li>
              ))}
            </ul>
          </Fact>
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
          {unlockings.length > 0 && (
            <Notice heading={words.unlocked}>
              <p>{words.unlockedNote}</p>
              <ul>
                {unlockings.map(({ at, until, reason }) => (
                  <li key={at}>
                    {words.unlockedFor(showMoment(at, timeZone, language), showDay(until, language))}:{' '}
                    <Said text={reason} />
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
        {content.history && <ContentsEntry to="slipped">{words.slipped}</ContentsEntry>}
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

/** Names of organisations have often one form only, and are never marked. */
const namesIn = new Set(['name', 'owner', 'body']);

/** Whether a reader of one language meets texts that are marked as being in another. */
function isMet(content: unknown, reader: Language, other: Language): boolean {
  if (typeof content !== 'object' || content === null) return false;
  if ('original' in content) return content.original === other && !(reader in content);
  return Object.entries(content).some(([key, inner]) => !namesIn.has(key) && isMet(inner, reader, other));
}
