import type { Language } from '#language';
import type { ReactElement } from 'react';
import { Document } from './document.page.tsx';

const words = {
  fi: {
    title: 'Sivua ei löydy',
    lead: 'Tässä osoitteessa ei ole mitään, tai raporttia ei ole vielä julkaistu. Tarkista osoite tai kysy koordinaattorilta.',
  },
  sv: {
    title: 'Sidan hittades inte',
    lead: 'Det finns inget på den här adressen, eller så är rapporten inte publicerad än. Kontrollera adressen eller fråga koordinatorn.',
  },
  en: {
    title: 'Page not found',
    lead: 'There is nothing at this address, or the report has not been published yet. Check the address or ask the coordinator.',
  },
} satisfies Record<Language, Record<string, string>>;

/** The same words for what is not there and for what is not yours to see. */
export const NotFoundPage = ({ language }: { language: Language }): ReactElement => (
  <Document language={language} title={words[language].title}>
    <p>{words[language].lead}</p>
  </Document>
);
