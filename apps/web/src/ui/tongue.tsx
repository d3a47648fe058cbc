import type { ReactElement, ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';

const locales = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' } as const;

/** The language in which the kit's own words are, and the order of days and months. */
export const Tongue = ({
  language,
  children,
}: {
  readonly language: keyof typeof locales;
  readonly children: ReactNode;
}): ReactElement => <I18nProvider locale={locales[language]}>{children}</I18nProvider>;
