import type { AboutEvent, PersonReport } from '#audit';
import { notificationWords, roleLabels } from '#identity';
import { inLanguage, removed, Text, type Language } from '#language';
import type { ReactElement, ReactNode } from 'react';
import { Document } from './document.page.tsx';
import {
  fieldWords,
  fieldWordsIn,
  otherWords,
  outcomeWords,
  partsOfDirectory,
  reportWords,
  requestWords,
  rowWords,
  valueWords,
  yesOrNo,
} from './person-report.words.ts';

/** All that is held about a person, to be read by them. */
export const PersonReportPage = ({
  language,
  report,
  json,
}: {
  language: Language;
  report: PersonReport;
  /** Where the same is for machines. */
  json?: string | undefined;
}): ReactElement => {
  const say = reportWords[language];
  const { person, madeAt } = report;
  const parts = ['directory', 'acts', 'named', 'access', 'requests'] as const;
  return (
    <Document language={language} title={say.title}>
      <p>
        {say.lead} <strong>{person}</strong>. {say.made} <Moment at={madeAt} language={language} />.
      </p>
      <p>{say.rights}</p>
      {json !== undefined && (
        <p>
          <a href={json}>{say.json}</a>
        </p>
      )}
      <nav className="contents" aria-label={say.contents}>
        <ol>
          {parts.map((part) => (
            <li key={part}>
              <a href={`#${part}`}>{say[part]}</a>
            </li>
          ))}
        </ol>
      </nav>
      <Part id="directory" title={say.directory}>
        <p>{say.directoryLead}</p>
        <Directory of={report.directory} language={language} />
      </Part>
      {(['acts', 'named', 'access'] as const).map((part) => (
        <Part key={part} id={part} title={say[part]}>
          {report[part].length === 0 ? <p>{say.none}</p> : <Events events={report[part]} language={language} />}
        </Part>
      ))}
      <Part id="requests" title={say.requests}>
        <Requests of={report.requests} language={language} />
      </Part>
    </Document>
  );
};

const Part = ({ id, title, children }: { id: string; title: string; children: ReactNode }) => (
  <section aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
);

/** What lies in tables nobody has put into a part is told at the end: nothing is left out. */
const Directory = ({ of, language }: { of: PersonReport['directory']; language: Language }) => {
  const known = new Set<string>(partsOfDirectory.flatMap(({ tables }) => [...tables]));
  const others = Object.keys(of).filter((table) => !known.has(table));
  const parts = [...partsOfDirectory, { id: 'other', tables: others, words: otherWords }]
    .map(({ id, tables, words }) => ({ id, words, rows: tables.flatMap((table) => rowsOf(of, table)) }))
    .filter(({ rows }) => rows.length > 0);
  if (parts.length === 0) return <p>{reportWords[language].none}</p>;
  return parts.map(({ id, words, rows }) => (
    <section key={id} aria-labelledby={`directory-${id}`}>
      <h3 id={`directory-${id}`}>{words[language]}</h3>
      <ul>
        {rows.map(({ table, row }, index) => (
          <li key={index}>
            <b>{(rowWords[table] ?? otherWords)[language]}</b>
            <Fields of={row} language={language} within={table} />
          </li>
        ))}
      </ul>
    </section>
  ));
};

const rowsOf = (directory: PersonReport['directory'], table: string) =>
  (directory[table] ?? []).map((row) => ({ table, row }));

/** On the page; in the file for machines there are all. */
const shownRequests = 100;

const Requests = ({ of, language }: { of: PersonReport['requests']; language: Language }) => {
  const say = reportWords[language];
  if (of.length === 0) return <p>{say.none}</p>;
  return (
    <>
      <p>
        {say.requestsLead}: {of.length}
      </p>
      <ul>
        {of
          .slice(-shownRequests)
          .toReversed()
          .map(({ at, asked, kind, outcome }, index) => (
            <li key={index}>
              <b>{requestWords[kind][language]}</b>, {outcomeWords[outcome][language]}
              <br />
              <Moment at={at} language={language} /> <code>{asked.join(', ')}</code>
            </li>
          ))}
      </ul>
    </>
  );
};

const Events = ({ events, language }: { events: readonly AboutEvent[]; language: Language }) => (
  <ul>
    {events.map(({ position, at, words: what, subject, collaboration, texts, data }) => (
      <li key={position}>
        <b>{what[language]}</b>
        <br />
        <Moment at={at} language={language} /> · {collaboration} · {reportWords[language].where}: <code>{subject}</code>
        {texts.map(({ field, text }) => {
          const shown = inLanguage(text, language);
          return (
            <blockquote key={field} lang={shown.language}>
              {shown.text}
            </blockquote>
          );
        })}
        {data && <Fields of={data} language={language} />}
      </li>
    ))}
  </ul>
);

/** What a row or an event says; whose it is stands at the beginning of the page and is not said again. */
const Fields = ({ of, language, within = '' }: { of: unknown; language: Language; within?: string }) => {
  const told = Object.entries(of ?? {}).filter(
    ([name, value]) => value !== null && !(within !== '' && (name === 'person' || name === 'id')),
  );
  if (told.length === 0) return null;
  return (
    <dl className="told">
      {told.map(([name, value]) => (
        <div key={name}>
          <dt>{(fieldWordsIn[within]?.[name] ?? fieldWords[name] ?? otherWords)[language]}</dt>
          <dd>{said(name, value, language)}</dd>
        </div>
      ))}
    </dl>
  );
};

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const day = /^\d{4}-\d\d-\d\d$/;
/** SQLite knows no truth values, and no moments but milliseconds. */
const flags = new Set(['demonstration', 'sign_in']);

const said = (name: string, value: unknown, language: Language): ReactNode => {
  const { data: text } = Text.safeParse(name === 'label' ? parsed(value) : value);
  if (text) return inLanguage(text, language).text;
  if (flags.has(name) || typeof value === 'boolean')
    return yesOrNo[value === true || value === '1' || value === 1 ? 'yes' : 'no'][language];
  if (name === 'until') return <Moment at={new Date(Number(value)).toISOString()} language={language} />;
  if (name === 'plan') return planned(value, language);
  if (Array.isArray(value)) return value.map(String).join(', ');
  const plain = typeof value === 'string' ? value : JSON.stringify(value);
  const word = wordFor(name, plain);
  if (word) return word[language];
  if (instant.test(plain)) return <Moment at={plain} language={language} />;
  if (day.test(plain)) return <time dateTime={plain}>{dayIn(language, plain)}</time>;
  return plain;
};

const wordFor = (name: string, value: string): Readonly<Partial<Record<Language, string | undefined>>> | undefined => {
  if (name === 'role') return byName(roleLabels, value);
  if (name === 'basis') return byName(removed, value);
  if (name === 'kind') return byName(notificationWords, value);
  return valueWords[name]?.[value];
};

const byName = <Row,>(rows: Readonly<Record<string, Row>>, name: string): Row | undefined =>
  Object.hasOwn(rows, name) ? rows[name] : undefined;

const planned = (value: unknown, language: Language): ReactNode => {
  const { erase, places } = (parsed(value) ?? {}) as {
    readonly erase?: { readonly basis: string; readonly decision: string };
    readonly places?: readonly { readonly collaboration: string }[];
  };
  const where = places?.map(({ collaboration }) => collaboration).join(', ') ?? '';
  return erase ? `${where}: ${wordFor('basis', erase.basis)?.[language] ?? ''} ${erase.decision}` : where;
};

const parsed = (value: unknown): unknown => {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value;
  } catch {
    return undefined;
  }
};

const Moment = ({ at, language }: { at: string; language: Language }) => (
  <time dateTime={at}>{momentIn(language, at)}</time>
);

// The languages' countries, since English alone would write months before days.
const locales: Record<Language, string> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };

const momentIn = (language: Language, at: string): string =>
  new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Helsinki',
  }).format(new Date(at));

const dayIn = (language: Language, on: string): string =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${on}T00:00:00Z`),
  );
