import { inLanguage, type KeptText, type Language, type Text } from '#language';
import { createContext, use, type ReactNode } from 'react';
import type { LightChange, LightState } from './compare.ts';
import type { ContentDecision, ReportContent } from './content.ts';
import type { Light as LightColour } from './light.ts';
import { reportWords, showDay, showMoment, showMonth, type ReportWords } from './report.words.ts';

/** Which language the page speaks, for every part of it. */
export const Speech = createContext<Speech>({ language: 'fi', words: reportWords.fi, timeZone: 'Europe/Helsinki' });

export interface Speech {
  readonly language: Language;
  readonly words: ReportWords;
  readonly timeZone: string;
  /** What the lights are called here, where they have names of their own. */
  readonly lightWords?: ReportContent['lightWords'];
}

export function Moment({ at }: { at: string }) {
  const { language, timeZone } = use(Speech);
  return <time dateTime={at}>{showMoment(at, timeZone, language)}</time>;
}

export const Fact = ({ name, long = false, children }: { name: string; long?: boolean; children: ReactNode }) => (
  <div className={long ? 'long' : undefined}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

export const Notice = ({
  heading,
  calm = false,
  children,
}: {
  heading: string;
  calm?: boolean;
  children: ReactNode;
}) => (
  <section className={calm ? 'notice calm' : 'notice'}>
    <h2>{heading}</h2>
    {children}
  </section>
);

/** `Aluehallitus 12.6.2024, § 6, dnro 1839/2024: merkittiin tiedoksi` */
export function Decision({ decision }: { decision: ContentDecision }) {
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

export function ProgrammeLink({ content, id }: { content: ReportContent; id: string }) {
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
export function Said({ text, unmarked = false }: { text: KeptText; unmarked?: boolean }) {
  const { language } = use(Speech);
  const said = inLanguage(text, language);
  if (!said.missing && (unmarked || !isOutdated(text, language))) return said.text;
  if (!said.missing)
    return (
      <>
        {said.text}
        <Outdated />
      </>
    );
  return (
    <>
      <span lang={said.language}>{said.text}</span>
      {!unmarked && <Mark language={said.language} />}
    </>
  );
}

/** A proper name: one that has no form in the page's language needs no excuse. */
export const Name = ({ text }: { text: Text }) => <Said text={text} unmarked />;

export function MarkOf({ text }: { text: KeptText }) {
  const { language } = use(Speech);
  const said = inLanguage(text, language);
  if (said.missing) return <Mark language={said.language} />;
  return isOutdated(text, language) ? <Outdated /> : null;
}

/** The original has changed since this translation was written (rule 51). */
const isOutdated = ({ outdated }: KeptText, language: Language): boolean => outdated?.includes(language) ?? false;

function Outdated() {
  const { words } = use(Speech);
  return <span className="tag">{words.outdated}</span>;
}

export function Mark({ language }: { language: Language }) {
  const { words } = use(Speech);
  return (
    <span className="tag" title={words.untranslated[language]}>
      <span aria-hidden="true">{language.toUpperCase()}</span>
      <span className="hidden">({words.untranslated[language]})</span>
    </span>
  );
}

export const Paragraphs = ({ texts, lead = false }: { texts: readonly Text[]; lead?: boolean }) => (
  <div className={lead ? 'prose lead' : 'prose'}>
    {texts.map((text, index) => (
      <p key={index}>
        <Said text={text} />
      </p>
    ))}
  </div>
);

export function Bullets({ texts }: { texts: readonly Text[] }) {
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

export function Light({ state }: { state: LightState }) {
  return (
    <span className="light">
      <Shape state={state} />
      <span>
        <LightName state={state} />
      </span>
    </span>
  );
}

/** What a light is called in this collaboration. */
export function LightName({ state }: { state: LightState }) {
  const { words, lightWords } = use(Speech);
  const own = state === 'not_reported' ? undefined : lightWords?.[state satisfies LightColour];
  return own ? <Said text={own} unmarked /> : words.light[state];
}

/** Said only where something moved: a column of "unchanged" hides what did. */
export function Change({ change }: { change: LightChange }) {
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
export const Shape = ({ state }: { state: LightState }) => (
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
export const addressOf = (path: string, language: Language, version: number | 'draft' | undefined): string =>
  `${path}?lang=${language}${version === undefined ? '' : `&version=${version}`}`;
