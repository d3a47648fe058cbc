import type { AboutEvent, PersonReport } from '#audit';
import { inLanguage, Text, type Language } from '#language';
import type { ReactElement } from 'react';
import { Document } from './document.page.tsx';

const words = {
  fi: {
    title: 'Mitä sinusta on tallennettu',
    lead: 'Tässä on kaikki, mitä Talkootissa on tallennettu tunnuksella',
    made: 'Koottu',
    directory: 'Henkilöhakemisto',
    directoryLead:
      'Nimi, osoitteet ja tunnistautuminen. Nämä ovat erillään tapahtumalokista ja ne voi korjata tai poistaa.',
    acts: 'Mitä olet tehnyt ja kirjoittanut',
    named: 'Mitä muut ovat sinusta kirjanneet',
    access: 'Mitä käytöstäsi ja tietojesi katselusta on kirjattu',
    requests: 'Mitä olet pyytänyt palvelimelta',
    requestsLead: 'pyyntöä on tallessa. Tässä ovat uusimmat.',
    none: 'Ei mitään.',
    rights:
      'Voit pyytää tietojen korjaamista, poistamista tai käsittelyn rajoittamista yhteistyökokonaisuuden pääkäyttäjältä. Virassa kirjattua tointa ei aina voi poistaa: silloin saat perustelun.',
    json: 'Sama koneluettavana (JSON)',
  },
  sv: {
    title: 'Vad som har sparats om dig',
    lead: 'Här är allt som har sparats i Talkoot under id:t',
    made: 'Sammanställt',
    directory: 'Personkatalogen',
    directoryLead:
      'Namn, adresser och identifiering. De hålls åtskilda från händelseloggen och kan rättas eller raderas.',
    acts: 'Vad du har gjort och skrivit',
    named: 'Vad andra har antecknat om dig',
    access: 'Vad som har antecknats om din användning och om vem som läst dina uppgifter',
    requests: 'Vad du har begärt av servern',
    requestsLead: 'begäranden finns sparade. Här är de nyaste.',
    none: 'Ingenting.',
    rights:
      'Du kan be samarbetshelhetens administratör att rätta eller radera uppgifter eller att begränsa behandlingen. En åtgärd som antecknats i tjänsten kan inte alltid raderas: då får du en motivering.',
    json: 'Samma i maskinläsbar form (JSON)',
  },
  en: {
    title: 'What is stored about you',
    lead: 'This is all that is stored in Talkoot under the id',
    made: 'Made',
    directory: 'Directory of people',
    directoryLead:
      'Name, addresses and sign-in. They are kept apart from the event log, and can be corrected or erased.',
    acts: 'What you have done and written',
    named: 'What others have recorded about you',
    access: 'What was recorded of your use, and of who read about you',
    requests: 'What you have asked the server for',
    requestsLead: 'requests are kept. These are the newest.',
    none: 'Nothing.',
    rights:
      'You can ask an administrator of the collaboration to correct or erase data, or to restrict its processing. An act recorded in office cannot always be erased: then you are told why.',
    json: 'The same for machines (JSON)',
  },
} satisfies Record<Language, Record<string, string>>;

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
  const say = words[language];
  const { person, madeAt, directory } = report;
  return (
    <Document language={language} title={say.title}>
      <p>
        {say.lead} <strong>{person}</strong>. {say.made} <time dateTime={madeAt}>{momentIn(language, madeAt)}</time>.
      </p>
      <p>{say.rights}</p>
      {json !== undefined && (
        <p>
          <a href={json}>{say.json}</a>
        </p>
      )}
      <section aria-labelledby="directory">
        <h2 id="directory">{say.directory}</h2>
        <p>{say.directoryLead}</p>
        {Object.keys(directory).length === 0 ? (
          <p>{say.none}</p>
        ) : (
          <ul>
            {Object.entries(directory).flatMap(([part, rows]) =>
              rows.map((row, index) => (
                <li key={`${part} ${String(index)}`}>
                  <b>{part}</b>
                  <Fields of={row} language={language} />
                </li>
              )),
            )}
          </ul>
        )}
      </section>
      {(['acts', 'named', 'access'] as const).map((part) => (
        <section key={part} aria-labelledby={part}>
          <h2 id={part}>{say[part]}</h2>
          {report[part].length === 0 ? <p>{say.none}</p> : <Events events={report[part]} language={language} />}
        </section>
      ))}
      <section aria-labelledby="requests">
        <h2 id="requests">{say.requests}</h2>
        <p>
          {report.requests.length} {say.requestsLead}
        </p>
        <ul>
          {report.requests.slice(-shownRequests).map(({ at, asked, kind, outcome }, index) => (
            <li key={index}>
              <time dateTime={at}>{momentIn(language, at)}</time> · {kind} · {outcome} · {asked.join(', ')}
            </li>
          ))}
        </ul>
      </section>
    </Document>
  );
};

/** On the page; in the file for machines there are all. */
const shownRequests = 100;

const Events = ({ events, language }: { events: readonly AboutEvent[]; language: Language }) => (
  <ul>
    {events.map(({ position, at, words: what, subject, collaboration, texts, data }) => (
      <li key={position}>
        <b>{what[language]}</b>
        <br />
        <time dateTime={at}>{momentIn(language, at)}</time> · {collaboration} · {subject}
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

/** What a row or an event says, by the names it is stored under. */
const Fields = ({ of, language }: { of: unknown; language: Language }) => (
  <dl>
    {Object.entries(of ?? {}).map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{said(value, language)}</dd>
      </div>
    ))}
  </dl>
);

const said = (value: unknown, language: Language): string => {
  const { data: text } = Text.safeParse(value);
  if (text) return inLanguage(text, language).text;
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const momentIn = (language: Language, at: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Helsinki' }).format(
    new Date(at),
  );
