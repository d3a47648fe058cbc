import type { EmbeddedPages } from '#identity';
import { languages, type Language } from '#language';
import type { ReactElement } from 'react';
import { Document } from '../document.page.tsx';
import { htmlOf, pageHeaders } from '../page.ts';
import { signInWords, type SignInWords } from './sign-in.words.ts';

/** A way to sign in, as a page offers it. */
interface Way {
  readonly id: string;
  readonly name: string;
}

/** A text and, when it is not in the page's language, which one it is in. */
interface Said {
  readonly text: string;
  readonly language: Language;
  readonly missing: boolean;
}

const langOf = ({ missing, language }: Said) => (missing ? language : undefined);

/** Chooses how to sign in. */
export const ChoosePage = ({
  language,
  ways,
  returnTo,
}: {
  language: Language;
  ways: readonly Way[];
  returnTo: string;
}) => {
  const say = signInWords[language];
  return (
    <Document language={language} title={say.signIn}>
      <p>{say.chooseLead}</p>
      <ul>
        {ways.map(({ id, name }) => (
          <li key={id}>
            <a
              className="way"
              href={`/sign-in/with/${id}?${new URLSearchParams({ returnTo, lang: language }).toString()}`}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </Document>
  );
};

/** Who is signed in, and the ways on from there. */
export const SignedInPage = ({ language, label }: { language: Language; label: Said }) => {
  const say = signInWords[language];
  return (
    <Document language={language} title={say.signedIn}>
      <p>
        {say.signedInAs} <strong lang={langOf(label)}>{label.text}</strong>
      </p>
      <p>
        <a href={`/acting-for?lang=${language}`}>{say.actingFor}</a>
      </p>
      <p>
        <a href={`/people/me/report?lang=${language}`}>{say.ownReport}</a>
      </p>
      <form method="post" action={`/sign-out?lang=${language}`}>
        <button className="quiet">{say.signOut}</button>
      </form>
    </Document>
  );
};

/** The embedded provider's own page: a name and a password, and the demonstration people where there are any. */
export const AccountPage = ({
  language,
  complaint,
  name = '',
  people,
}: {
  language: Language;
  complaint?: 'wrong' | 'wait' | undefined;
  name?: string;
  people: readonly { readonly id: string; readonly label: Said }[];
}) => {
  const say = signInWords[language];
  return (
    <Document language={language} title={people.length > 0 ? say.signIn : say.account}>
      {people.length > 0 && (
        <section aria-labelledby="demonstration">
          <h2 id="demonstration">{say.demonstration}</h2>
          <p>{say.demonstrationLead}</p>
          <ul>
            {people.map(({ id, label }) => (
              <li key={id}>
                <form method="post">
                  <input type="hidden" name="person" value={id} />
                  <span id={`label-${id}`} lang={langOf(label)}>
                    {label.text}
                  </span>
                  <button aria-describedby={`label-${id}`}>{say.signIn}</button>
                </form>
              </li>
            ))}
          </ul>
          <h2>{say.account}</h2>
        </section>
      )}
      <Complaint say={say} complaint={complaint} />
      <form method="post" className="fields">
        <label>
          {say.name}
          <input name="name" autoComplete="username" required maxLength={100} defaultValue={name} />
        </label>
        <label>
          {say.password}
          <input name="password" type="password" autoComplete="current-password" required maxLength={200} />
        </label>
        <button>{say.signIn}</button>
      </form>
    </Document>
  );
};

/** What was invited chooses how to sign in from now on. */
export const InvitationPage = ({
  language,
  token,
  ways,
  own,
  complaint,
  name = '',
}: {
  language: Language;
  token: string;
  ways: readonly Way[];
  /** Id of the provider at which an account can be made here. */
  own: string | undefined;
  complaint?: 'NAME_UNFIT' | 'NAME_TAKEN' | 'PASSWORD_SHORT' | 'PASSWORD_LONG' | 'wait' | undefined;
  name?: string;
}) => {
  const say = signInWords[language];
  return (
    <Document language={language} title={say.invitation}>
      <p>{say.invitationLead}</p>
      {ways.length > 0 && (
        <ul>
          {ways.map(({ id, name: called }) => (
            <li key={id}>
              <a className="way" href={`/invitation/${token}/with/${id}?lang=${language}`}>
                {called}
              </a>
            </li>
          ))}
        </ul>
      )}
      {own !== undefined && (
        <section aria-labelledby="own">
          <h2 id="own">{say.newAccount}</h2>
          <Complaint say={say} complaint={complaint} />
          <form method="post" className="fields">
            <label>
              {say.newName}
              <input name="name" autoComplete="username" required maxLength={100} defaultValue={name} />
            </label>
            <label>
              {say.newPassword}
              <input name="password" type="password" autoComplete="new-password" required maxLength={200} />
            </label>
            <button>{say.make}</button>
          </form>
          <p>
            <a className="way" href={`/invitation/${token}/with/${own}?lang=${language}`}>
              {say.haveAccount}
            </a>
          </p>
        </section>
      )}
    </Document>
  );
};

const Complaint = ({ say, complaint }: { say: SignInWords; complaint: keyof SignInWords | undefined }) =>
  complaint && (
    <p className="alert" role="alert">
      {say[complaint]}
    </p>
  );

/** Who holds mandates in several organisations chooses for whom they act. */
export const ActingForPage = ({
  language,
  choices,
  returnTo,
}: {
  language: Language;
  /** Where to go on to once it is chosen. */
  returnTo: string | undefined;
  choices: readonly {
    readonly collaboration: string;
    readonly name: Said;
    readonly organisations: readonly { readonly id: string; readonly name: Said; readonly chosen: boolean }[];
  }[];
}) => {
  const say = signInWords[language];
  return (
    <Document language={language} title={say.choose}>
      <p>{choices.length > 0 ? say.chooseForLead : say.one}</p>
      {choices.map(({ collaboration, name, organisations }) => (
        <section key={collaboration} aria-labelledby={collaboration}>
          <h2 id={collaboration} lang={langOf(name)}>
            {name.text}
          </h2>
          <ul>
            {organisations.map((organisation) => (
              <li key={organisation.id}>
                <form method="post" action={`/acting-for?lang=${language}`}>
                  <input type="hidden" name="collaboration" value={collaboration} />
                  <input type="hidden" name="organisation" value={organisation.id} />
                  {returnTo !== undefined && <input type="hidden" name="returnTo" value={returnTo} />}
                  <span id={organisation.id} lang={langOf(organisation.name)}>
                    {organisation.name.text}
                  </span>
                  {organisation.chosen ? (
                    <strong>{say.chosen}</strong>
                  ) : (
                    <button aria-describedby={organisation.id}>{say.actFor}</button>
                  )}
                </form>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p>
        <a href={`/sign-in?lang=${language}`}>{say.signedIn}</a>
      </p>
    </Document>
  );
};

/** One thing to say, and perhaps one way on. */
export const NoticePage = ({
  language,
  say: which,
  on,
  onTo,
}: {
  language: Language;
  say: 'signedOut' | 'unknown' | 'taken' | 'failed' | 'away' | 'invitationGone' | 'accountMade' | 'signingOut';
  /** Where to begin again. */
  on?: string;
  /** Where the browser goes on by itself. */
  onTo?: string;
}): ReactElement => {
  const say = signInWords[language];
  return (
    <Document language={language} title={say[which]} onTo={onTo}>
      <p>{say[`${which}Lead`]}</p>
      {onTo !== undefined && (
        <p>
          <a href={onTo}>{say.signOut}</a>
        </p>
      )}
      {on !== undefined && (
        <p>
          <a href={`${on}?lang=${language}`}>
            {which === 'signedOut' || which === 'accountMade' ? say.signIn : say.again}
          </a>
        </p>
      )}
    </Document>
  );
};

/** The language a page is asked in. */
export const languageOf = (...said: readonly (string | undefined)[]): Language => {
  for (const one of said) {
    const found = languages.find((known) => known === one);
    if (found) return found;
  }
  return 'fi';
};

/** What the embedded provider shows by itself. */
export const embeddedPages: EmbeddedPages = {
  failed: (asked) => {
    const html = htmlOf(NoticePage({ language: languageOf(asked), say: 'failed', on: '/sign-in' }));
    return { html, headers: pageHeaders(html) };
  },
};
