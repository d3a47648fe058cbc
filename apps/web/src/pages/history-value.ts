import type { Language } from '../words/index.ts';

/** How a value of a row is written for people. */
export interface Writing {
  readonly language: Language;
  readonly day: (iso: string) => string;
  readonly moment: (iso: string) => string;
  readonly number: (value: number) => string;
  readonly name: (id: string) => string;
  /** A word of a closed list, e.g. a phase. */
  readonly word: (word: string) => string;
  /** What a field is called; nothing for what only keeps the books, such as the mandate a row was written under. */
  readonly field: (field: string) => string | undefined;
  readonly yes: string;
  readonly no: string;
}

/** The same as a sentence-like text: ids by their names, days and numbers as the language writes them. */
export function valueInWords(json: string | null | undefined, writing: Writing): string {
  if (json == null) return '';
  try {
    return written(JSON.parse(json), writing);
  } catch {
    return json;
  }
}

function written(value: unknown, writing: Writing): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? writing.yes : writing.no;
  if (typeof value === 'number') return writing.number(value);
  if (typeof value === 'string') return ofString(value, writing);
  if (Array.isArray(value))
    return value
      .map((each) => written(each, writing))
      .filter(Boolean)
      .join(', ');
  if (typeof value !== 'object') return '';
  const text = value as Partial<Record<Language | 'original', unknown>>;
  if (typeof text.original === 'string') {
    const found = text[writing.language] ?? text[text.original.toLowerCase() as Language];
    if (typeof found === 'string') return found;
  }
  const parts = Object.entries(value).map(([key, each]) => {
    // Keys of a table, such as municipalities, are names themselves.
    const called = /^([a-z]+_[a-z0-9_]+|\d+)$/.test(key) ? writing.name(key) : writing.field(key);
    const said = called === undefined ? '' : written(each, writing);
    return said === '' ? '' : `${called ?? ''}: ${said}`;
  });
  return parts.filter(Boolean).join('; ');
}

function ofString(value: string, { day, moment, name, word }: Writing): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return day(value);
  if (/^\d{4}-\d{2}-\d{2}T[0-9:.]+Z$/.test(value)) return moment(value);
  if (/^[a-z]+_[a-z0-9_]+$/.test(value)) return name(value);
  return word(value);
}

/** The last named part of a dotted path: numbers and languages say where, not what. */
export const fieldOfPath = (path: string): string =>
  path
    .split('.')
    .filter((part) => !/^(\d+|fi|sv|en|original)$/.test(part))
    .at(-1) ?? path;

/** The language of a text at the end of a path, if there is one. */
export const languageOfPath = (path: string): Language | undefined => {
  const last = path.split('.').at(-1);
  return last === 'fi' || last === 'sv' || last === 'en' ? last : undefined;
};
