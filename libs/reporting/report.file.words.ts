import type { Language } from '#language';

/** A report as a file: slides, a document, a workbook, or its figures alone. */
export const fileKinds = ['pptx', 'docx', 'xlsx', 'csv'] as const;
export type FileKind = (typeof fileKinds)[number];

/** Words that only the files have; the rest are the page's own. */
export interface FileWords {
  readonly files: string;
  /** What the file is and in which language, so that a link says where it leads before it is followed. */
  readonly link: Readonly<Record<FileKind, string>>;
  readonly sheet: Readonly<Record<'lights' | 'figures' | 'texts' | 'record', string>>;
  readonly continued: string;
  readonly number: string;
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly reported: string;
  readonly expected: string;
  readonly whyNone: string;
  readonly notes: string;
  readonly part: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly fact: string;
  readonly content: string;
}

export const fileWords: Readonly<Record<Language, FileWords>> = {
  fi: {
    files: 'Katsaus tiedostona',
    link: {
      pptx: 'Diaesitys suomeksi (PowerPoint, pptx)',
      docx: 'Asiakirja suomeksi (Word, docx)',
      xlsx: 'Taulukot suomeksi (Excel, xlsx)',
      csv: 'Luvut suomeksi (csv)',
    },
    sheet: { lights: 'Valot', figures: 'Luvut', texts: 'Tekstit', record: 'Katsauksen tiedot' },
    continued: 'jatkuu',
    number: 'Numero',
    unit: 'Yksikkö',
    from: 'Alkaa',
    to: 'Päättyy',
    reported: 'Kumppaneita ilmoittanut',
    expected: 'Kumppaneita odotettu',
    whyNone: 'Miksi lukua ei ole',
    notes: 'Huomautukset',
    part: 'Osa',
    text: 'Teksti',
    yes: 'kyllä',
    no: 'ei',
    fact: 'Tieto',
    content: 'Sisältö',
  },
  sv: {
    files: 'Översikten som fil',
    link: {
      pptx: 'Bildspel på svenska (PowerPoint, pptx)',
      docx: 'Dokument på svenska (Word, docx)',
      xlsx: 'Tabeller på svenska (Excel, xlsx)',
      csv: 'Siffror på svenska (csv)',
    },
    sheet: { lights: 'Ljus', figures: 'Siffror', texts: 'Texter', record: 'Om översikten' },
    continued: 'fortsätter',
    number: 'Nummer',
    unit: 'Enhet',
    from: 'Börjar',
    to: 'Slutar',
    reported: 'Parter som rapporterat',
    expected: 'Parter som väntas rapportera',
    whyNone: 'Varför siffran saknas',
    notes: 'Anmärkningar',
    part: 'Del',
    text: 'Text',
    yes: 'ja',
    no: 'nej',
    fact: 'Uppgift',
    content: 'Innehåll',
  },
  en: {
    files: 'The report as a file',
    link: {
      pptx: 'Slides in English (PowerPoint, pptx)',
      docx: 'Document in English (Word, docx)',
      xlsx: 'Tables in English (Excel, xlsx)',
      csv: 'Figures in English (csv)',
    },
    sheet: { lights: 'Lights', figures: 'Figures', texts: 'Texts', record: 'About the report' },
    continued: 'continued',
    number: 'Number',
    unit: 'Unit',
    from: 'From',
    to: 'To',
    reported: 'Partners that reported',
    expected: 'Partners expected',
    whyNone: 'Why there is no figure',
    notes: 'Notes',
    part: 'Part',
    text: 'Text',
    yes: 'yes',
    no: 'no',
    fact: 'Fact',
    content: 'Content',
  },
};
