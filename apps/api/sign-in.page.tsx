import type { Language } from '#language';
import type { ReactElement } from 'react';
import { Document } from './document.page.tsx';

const words = {
  fi: {
    title: 'Esittelyhenkilöt',
    lead: 'Nämä henkilöt ovat keksittyjä. Valitse, kenen silmin katsot Talkootia. Sivu on käytössä vain esittelytilassa (--dev).',
    signIn: 'Kirjaudu sisään',
    signedIn: 'Olet kirjautunut',
  },
  sv: {
    title: 'Demonstrationspersoner',
    lead: 'Personerna är påhittade. Välj med vems ögon du ser på Talkoot. Sidan finns bara i demonstrationsläge (--dev).',
    signIn: 'Logga in',
    signedIn: 'Du är inloggad',
  },
  en: {
    title: 'Demonstration people',
    lead: 'These people are made up. Choose through whose eyes you see Talkoot. The page exists only in demonstration mode (--dev).',
    signIn: 'Sign in',
    signedIn: 'You are signed in',
  },
} satisfies Record<Language, Record<string, string>>;

interface Shown {
  readonly id: string;
  readonly label: { readonly text: string; readonly language: Language; readonly missing: boolean };
  readonly signedIn: boolean;
}

/** The demonstration people, one button each. */
export function SignInPage({ language, people }: { language: Language; people: readonly Shown[] }): ReactElement {
  const say = words[language];
  return (
    <Document language={language} title={say.title}>
      <p>{say.lead}</p>
      <ul>
        {people.map(({ id, label, signedIn }) => (
          <li key={id}>
            <form method="post" action="/dev/sign-in">
              <input type="hidden" name="person" value={id} />
              <span id={`label-${id}`} lang={label.missing ? label.language : undefined}>
                {label.text}
              </span>
              {signedIn ? (
                <strong>{say.signedIn}</strong>
              ) : (
                <button aria-describedby={`label-${id}`}>{say.signIn}</button>
              )}
            </form>
          </li>
        ))}
      </ul>
    </Document>
  );
}
