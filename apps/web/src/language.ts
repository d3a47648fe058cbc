import { useTranslation } from 'react-i18next';
import { isLanguage, type Language } from './words/index.ts';

/** The language spoken now. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return isLanguage(i18n.language) ? i18n.language : 'fi';
}

const locales: Record<Language, string> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };

/** Days, numbers and names as the language writes and sorts them. */
export function useFormats() {
  const locale = locales[useLanguage()];
  return formatsFor(locale);
}

const known = new Map<string, ReturnType<typeof makeFormats>>();
function formatsFor(locale: string) {
  let formats = known.get(locale);
  if (!formats) known.set(locale, (formats = makeFormats(locale)));
  return formats;
}

function makeFormats(locale: string) {
  // A day has no time zone: read and written as one of UTC, it is the same day everywhere.
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric', year: 'numeric', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(locale, {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Europe/Helsinki',
  });
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const collator = new Intl.Collator(locale, { numeric: true });
  return {
    /** `2026-06-12` as 12.6.2026. */
    day: (iso: string) => day.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`)),
    /** An instant, in the collaboration's time. */
    moment: (iso: string) => moment.format(new Date(iso)),
    /** `2026-06` as kesäkuu 2026. */
    month: (iso: string) => month.format(new Date(`${iso.slice(0, 7)}-01T00:00:00Z`)),
    number: (value: number) => number.format(value),
    percent: (share: number) => percent.format(share),
    compare: collator.compare,
  };
}
