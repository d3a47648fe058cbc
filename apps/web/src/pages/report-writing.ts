import type { Text } from '../said.tsx';
import type { Language } from '../words/index.ts';

/** Every language, in the order of the fields. */
const languages = ['fi', 'sv', 'en'] as const satisfies readonly Language[];

/**
 * Texts of a report as people write them: one field for each block and language, a line for each point of a list, an
 * empty line between paragraphs. What is stored is a list of texts, each with its translations.
 */

/** How a block is laid out in the report: the four blocks of a programme are lists, the words in front paragraphs. */
export type Layout = 'points' | 'paragraphs';

/** The words of a block by language; a language that nobody has written in is not there. */
export type Writing = Readonly<Partial<Record<Language, string>>>;

/** A text as a command takes it. */
export interface GivenText {
  readonly original: string;
  readonly fi?: string;
  readonly sv?: string;
  readonly en?: string;
}

/** The longest a single paragraph or point may be, in characters; the server refuses a longer one. */
export const longestEntry = 5_000;
export const mostEntries = 50;

/** A line of nothing but a dash keeps the place of a translation that is not written yet. */
const dash = /^\s*[-–—•*]\s*/u;

/** The paragraphs or points of a field: a line each, without its dash. */
export const entriesOf = (written: string): readonly string[] =>
  written
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.replace(dash, '').trim());

/** Paragraphs or points as they stand in the field. */
export const layOut = (entries: readonly string[], layout: Layout): string =>
  layout === 'points'
    ? entries.map((entry) => `- ${entry}`).join('\n')
    : entries.map((entry) => entry || '-').join('\n\n');

const oneLine = (words: string): string => words.replace(/\s*\n\s*/gu, ' ').trim();

/** The fields of a block that holds these texts. */
export function writingOf(texts: readonly Text[], layout: Layout): Writing {
  const written: Partial<Record<Language, string>> = {};
  for (const language of languages)
    if (texts.some((text) => text[language] != null))
      written[language] = layOut(
        texts.map((text) => oneLine(text[language] ?? '')),
        layout,
      );
  return written;
}

/**
 * The texts that fields hold. Translations go with the paragraph or point of the same place. What was first written in
 * a language stays of that language as long as it has words in it; `main` is the language of what is new.
 */
export function textsOf(writing: Writing, before: readonly Text[], main: Language): readonly GivenText[] {
  const columns = languages.map((language) => [language, entriesOf(writing[language] ?? '')] as const);
  const count = Math.max(0, ...columns.map(([, entries]) => entries.length));
  return Array.from({ length: count }, (_, at) => {
    const said = Object.fromEntries(
      columns.flatMap(([language, entries]) => (entries[at] ? [[language, entries[at]]] : [])),
    ) as Partial<Record<Language, string>>;
    const earlier = before[at]?.original.toLowerCase() as Language | undefined;
    const original = [earlier, main, ...languages].find((language) => language !== undefined && said[language]);
    return original === undefined ? undefined : { original: original.toUpperCase(), ...said };
  }).filter((text) => text !== undefined);
}

/** Languages whose paragraphs do not go one to one with those of the language that has the most. */
export function uneven(writing: Writing): readonly { readonly language: Language; readonly count: number }[] {
  const counts = languages
    .map((language) => ({ language, count: entriesOf(writing[language] ?? '').length }))
    .filter(({ count }) => count > 0);
  return new Set(counts.map(({ count }) => count)).size > 1 ? counts : [];
}

export interface Edit {
  readonly value: string;
  /** Where the caret stands afterwards. */
  readonly at: number;
}

/** What the Enter key does in a list: the next line begins with a dash, and after an empty point the list ends. */
export function nextLine(value: string, at: number): Edit | undefined {
  const start = value.lastIndexOf('\n', at - 1) + 1;
  const line = value.slice(start, at);
  if (!/^- /u.test(line)) return undefined;
  if (line.trim() === '-') return { value: value.slice(0, start) + value.slice(at), at: start };
  return { value: `${value.slice(0, at)}\n- ${value.slice(at)}`, at: at + 3 };
}

/** Makes the lines that are marked points of a list, or plain lines when all of them are points already. */
export function toggleList(value: string, from: number, to: number): Edit {
  const start = value.lastIndexOf('\n', from - 1) + 1;
  const found = value.indexOf('\n', to);
  const end = found < 0 ? value.length : found;
  const lines = value.slice(start, end).split('\n');
  const written = lines.filter((line) => line.trim() !== '');
  const listed = written.length > 0 && written.every((line) => dash.test(line));
  const changed = lines
    .map((line) =>
      line.trim() === '' && lines.length > 1 ? line : listed ? line.replace(dash, '') : `- ${line.trim()}`,
    )
    .join('\n');
  return { value: value.slice(0, start) + changed + value.slice(end), at: start + changed.length };
}

/** A paragraph beside those of the period before: whether it is said anew. */
export type Mark = 'new' | 'kept' | 'gone';

/** What of a block is new, what was said already, and what is said no more. */
export function compareEntries(
  before: readonly Text[],
  now: readonly Text[],
): { readonly before: readonly Mark[]; readonly now: readonly Mark[] } {
  const wording = (text: Text) => (text[text.original.toLowerCase() as Language] ?? '').trim().toLowerCase();
  const [then, present] = [new Set(before.map(wording)), new Set(now.map(wording))];
  return {
    before: before.map((text) => (present.has(wording(text)) ? 'kept' : 'gone')),
    now: now.map((text) => (then.has(wording(text)) ? 'kept' : 'new')),
  };
}
