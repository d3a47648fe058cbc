import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type common from './fi/common.json';
import type forms from './fi/forms.json';
import type kit from './fi/kit.json';
import type mine from './fi/mine.json';
import type agenda from './fi/agenda.json';
import type indicators from './fi/indicators.json';
import type activities from './fi/activities.json';
import type dialogue from './fi/dialogue.json';
import type backbone from './fi/backbone.json';
import type report from './fi/report.json';
import type history from './fi/history.json';
import type open from './fi/public.json';
import type tour from './fi/tour.json';
import type settings from './fi/settings.json';
import type accessibility from './fi/accessibility.json';
import type threads from './fi/threads.json';

export const languages = ['fi', 'sv', 'en'] as const;
export type Language = (typeof languages)[number];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    /** Finnish has the keys; a test holds the other languages to the same ones. */
    resources: {
      common: typeof common;
      forms: typeof forms;
      kit: typeof kit;
      mine: typeof mine;
      agenda: typeof agenda;
      indicators: typeof indicators;
      activities: typeof activities;
      dialogue: typeof dialogue;
      backbone: typeof backbone;
      report: typeof report;
      history: typeof history;
      public: typeof open;
      tour: typeof tour;
      settings: typeof settings;
      accessibility: typeof accessibility;
      threads: typeof threads;
    };
    returnNull: false;
  }
}

const kept = 'talkoot.language';
/** A folder per language, a file per namespace, each loaded when it is first needed. */
const files = import.meta.glob<{ default: Record<string, unknown> }>('./*/*.json');

export const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value);

/** What the address says, else what was chosen before on this machine, else the browser's first that we speak. */
export function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage);
  const chosen = readKept();
  return isLanguage(asked) ? asked : (chosen ?? spoken ?? 'fi');
}

/** A browser may forbid us to keep anything. */
function readKept(): Language | undefined {
  try {
    const value = localStorage.getItem(kept);
    return isLanguage(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Speaks another language from now on; whoever looks stays where they are. */
export async function speak(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(kept, language);
  } catch {
    // Then it is asked again the next time.
  }
}

export async function startWords(): Promise<void> {
  const language = firstLanguage();
  await i18next
    .use({
      type: 'backend',
      init: () => undefined,
      read(tongue: string, namespace: string, done: (error: unknown, words: Record<string, unknown> | null) => void) {
        const load = files[`./${tongue}/${namespace}.json`];
        if (!load) {
          done(new Error(`No words: ${tongue}/${namespace}`), null);
          return;
        }
        load().then(
          (file) => done(null, file.default),
          (error: unknown) => done(error, null),
        );
      },
    })
    .use(initReactI18next)
    .init({
      lng: language,
      supportedLngs: languages,
      fallbackLng: false,
      ns: ['common'],
      defaultNS: 'common',
      // React escapes.
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  document.documentElement.lang = language;
}
