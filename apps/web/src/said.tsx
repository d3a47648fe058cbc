import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from './language.ts';
import type { Language } from './words/index.ts';

/** A text of the collaboration, as GraphQL gives it. */
export interface Text {
  readonly original: string;
  readonly fi?: string | null;
  readonly sv?: string | null;
  readonly en?: string | null;
  /** Languages whose words the original has moved away from, where that was asked. */
  readonly outdated?: readonly string[] | null;
}

/** The words in a language, or the original with its own language where nobody has translated it (rule 51). */
export function said(text: Text, language: Language): { text: string; language: Language; missing: boolean } {
  const found = text[language];
  if (found != null) return { text: found, language, missing: false };
  const original = text.original.toLowerCase() as Language;
  return { text: text[original] ?? '', language: original, missing: true };
}

/** Writes a text: in another language than the page's it says so, to the ear by `lang` and to the eye by a mark. */
export function Said({ text, plain = false }: { readonly text: Text; readonly plain?: boolean }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const is = said(text, language);
  const old = text.outdated?.includes(language.toUpperCase()) === true;
  if (!is.missing)
    return (
      <>
        {is.text}
        {old && !plain && (
          <abbr className="untranslated" title={t('language.outdated')}>
            {t('language.outdatedMark')}
          </abbr>
        )}
      </>
    );
  return (
    <>
      <span lang={is.language}>{is.text}</span>
      {!plain && (
        <abbr className="untranslated" title={t('language.untranslated')}>
          {is.language.toUpperCase()}
        </abbr>
      )}
    </>
  );
}

/** The same as a string, for names of controls and titles. */
export const useSaid = (): ((text: Text) => string) => {
  const language = useLanguage();
  return (text) => said(text, language).text;
};
