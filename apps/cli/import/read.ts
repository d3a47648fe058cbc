import { languages, type Language } from '#language';
import { refusalWords } from '#graphql';
import { parse as parseCsv } from 'csv-parse/sync';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, isCollection, isMap, isPair, isScalar, parseDocument, type Document, type Node } from 'yaml';
import { z } from 'zod';
import { columnsOf, formatIn, isKind, isTable, type Kind, type Said } from './format.ts';

/** What is wrong, where, in words for the person who wrote the file. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  /** The typed code, when a rule of the platform refused. */
  readonly code?: string;
}

export type Path = readonly PropertyKey[];

interface Place {
  readonly file: string;
  readonly line: number;
  /** The line on which a part of the entry stands; of the nearest part around it when it is not there. */
  readonly lineOf: (path: Path) => number;
}

/** One entry of a YAML list or one row of a table, as its shape reads it. */
export type Entry = { [K in Kind]: Place & { readonly kind: K; readonly data: Said<K> } }[Kind];
export type EntryOf<K extends Kind> = Extract<Entry, { kind: K }>;

export interface Reading {
  readonly collaboration: EntryOf<'collaboration'> | undefined;
  readonly entries: readonly Entry[];
  /** Every file read, with how many entries it holds, wrong ones included. */
  readonly files: ReadonlyMap<string, number>;
  /** Where each id is given to something, also in entries and files that could not be read. */
  readonly given: ReadonlyMap<string, { readonly file: string; readonly line: number }>;
  readonly problems: readonly Problem[];
}

const maxBytes = 50_000_000;

/** Reads every YAML, JSON and CSV file of a folder; other files in it are for people. */
export function readFolder(folder: string): Reading {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ya?ml|json|csv)$/.test(entry.name))
    .map(({ name }) => name)
    .sort();
  const problems: Problem[] = [];
  const sources = names.flatMap((file) => {
    const path = join(folder, file);
    if (statSync(path).size > maxBytes) {
      problems.push({ file, line: 1, reason: `The file is larger than ${maxBytes / 1_000_000} MB: split it` });
      return [];
    }
    const bytes = readFileSync(path);
    try {
      return [{ file, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }];
    } catch {
      problems.push({ file, line: 1, reason: 'The file is not in UTF-8: save it again as UTF-8' });
      return [];
    }
  });
  const tables = sources.filter(({ file }) => file.endsWith('.csv'));
  const documents = sources.filter(({ file }) => !file.endsWith('.csv')).map(documentOf);

  const main = mainLanguage(documents);
  const files = new Map(names.map((name) => [name, 0]));
  const reading = { main, entries: [] as Entry[], problems, files };
  for (const document of documents) readDocument(document, reading);
  for (const table of tables) readTable(table, reading);
  const [collaboration, second] = reading.entries.filter((entry) => entry.kind === 'collaboration');
  if (second) problems.push({ ...whereOf(second), reason: 'A folder holds one collaboration, and this is the second' });
  return { collaboration, entries: reading.entries, files, given: givenIn(sources), problems };
}

interface Source {
  readonly file: string;
  readonly text: string;
}
interface Read extends Source {
  readonly document: Document;
  readonly lines: LineCounter;
}
interface InProgress {
  readonly main: Language;
  readonly entries: Entry[];
  readonly problems: Problem[];
  readonly files: Map<string, number>;
}

const whereOf = ({ file, line }: Place) => ({ file, line });

/** By the look of the text, since what could not be read has no other form. */
function givenIn(sources: readonly Source[]): Reading['given'] {
  const given = new Map<string, { file: string; line: number }>();
  for (const { file, text } of sources)
    text.split('\n').forEach((words, index) => {
      for (const [, id] of words.matchAll(/\bid["']?\s*:\s*["']?([a-z]+_[a-z0-9_]+)/g))
        if (id !== undefined && !given.has(id)) given.set(id, { file, line: index + 1 });
    });
  return given;
}

function documentOf({ file, text }: Source): Read {
  const lines = new LineCounter();
  return { file, text, lines, document: parseDocument(text, { lineCounter: lines, prettyErrors: false }) };
}

/** The collaboration's first language: what a text without a language is in. */
function mainLanguage(documents: readonly Read[]): Language {
  for (const { document } of documents) {
    const first = isMap(document.contents) ? document.getIn(['collaboration', 'languages', 0]) : undefined;
    const known = languages.find((language) => language === first);
    if (known) return known;
  }
  return 'fi';
}

function readDocument({ file, document, lines }: Read, { main, entries, problems, files }: InProgress): void {
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const lineOf = (path: Path): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as Node | undefined;
      if (node?.range) return lineAt(node.range[0]);
    }
    return 1;
  };
  const problem = (line: number, reason: string) => problems.push({ file, line, reason });
  const { contents, errors } = document;
  for (const error of errors) problem(lineAt(error.pos[0]), `Not readable as YAML: ${error.message}`);
  if (errors.length > 0 || contents === null) return;
  if (!isMap(contents)) {
    problem(1, 'A file holds kinds of entries by name, such as "goals:" with a list below it');
    return;
  }
  const on: unknown = document.get('on');
  const by: unknown = document.get('by');
  /** Reads one value; what the file says for all its entries is put in before. */
  const take = (kind: Exclude<Kind, 'measurements' | 'matrix' | 'facilities'>, path: Path) => {
    files.set(file, (files.get(file) ?? 0) + 1);
    const node = document.getIn(path, true);
    if (!isMap(node)) {
      problem(lineOf(path), `An entry of ${kind} holds names and values, such as "id: …"`);
      return;
    }
    const told: unknown = node.toJS(document, { maxAliasCount: 100 });
    const defaults = { ...(on !== undefined && { on }), ...(by !== undefined && { by }) };
    const outcome = formatIn(main).kinds[kind].safeParse({ ...defaults, ...(told as object) });
    const keyLine = (at: Path, key: string): number => {
      const around = document.getIn([...path, ...at], true);
      const pair = isMap(around)
        ? around.items.find((item) => isScalar(item.key) && item.key.value === key)
        : undefined;
      const range = isPair(pair) && isScalar(pair.key) ? pair.key.range : undefined;
      return range ? lineAt(range[0]) : lineOf([...path, ...at]);
    };
    if (!outcome.success) {
      for (const issue of outcome.error.issues)
        for (const { at, reason, key } of inWords(issue))
          problem(key === undefined ? lineOf([...path, ...at]) : keyLine(at, key), reason);
      return;
    }
    const inside = (within: Path) => {
      const [field] = within;
      // What the file says for all its entries stands at its top.
      return (field === 'on' || field === 'by') && !node.has(field) ? lineOf([field]) : lineOf([...path, ...within]);
    };
    // The shape was found by the kind; the compiler cannot follow one through the other.
    entries.push({ kind, file, line: inside([]), lineOf: inside, data: outcome.data } as Entry);
  };

  for (const { key, value } of contents.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const line = isScalar(key) && key.range ? lineAt(key.range[0]) : 1;
    if (name === 'on' || name === 'by') continue;
    if (isTable(name)) problem(line, `${name} stand in a table: a file ${name}.csv`);
    else if (!isKind(name)) problem(line, `There is no kind of entry called "${name}"`);
    else if (name === 'collaboration') take(name, [name]);
    else if (isCollection(value) && !isMap(value)) value.items.forEach((_, index) => take(name, [name, index]));
    else if (!isScalar(value) || value.value !== null) problem(line, `${name} is a list: each entry begins with "-"`);
  }
}

/** What the CSV parser gives: a row's cells by column, and the line it ends on. */
const CsvRows = z.array(z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.int() }) }));

function readTable({ file, text }: Source, { main, entries, problems, files }: InProgress): void {
  const problem = (line: number, reason: string) => problems.push({ file, line, reason });
  const table = /^[a-z]+/.exec(file)?.[0] ?? '';
  if (!isTable(table)) {
    problem(
      1,
      'A table is named after what it holds: measurements.csv, matrix.csv or facilities.csv, or measurements-2025.csv and so on',
    );
    return;
  }
  const header = /^\uFEFF?([^\r\n]*)/.exec(text)?.[1] ?? '';
  let rows: z.infer<typeof CsvRows>;
  try {
    const parsed: unknown = parseCsv(text, {
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim()),
      // Finnish spreadsheets part columns by a semicolon, since the comma parts decimals.
      delimiter: header.includes(';') ? ';' : ',',
      info: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    });
    rows = CsvRows.parse(parsed);
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 1;
    problem(line, `Not readable as a table: ${error instanceof Error ? error.message : String(error)}`);
    return;
  }
  const names = rows[0] ? Object.keys(rows[0].record) : header.split(/[;,]/).map((name) => name.trim());
  const optional = new Set(['narrative']);
  const missing = columnsOf(table).filter((name) => !names.includes(name) && !optional.has(name));
  const unknown = names.filter((name) => !columnsOf(table).includes(name));
  if (missing.length > 0) problem(1, `Columns are missing: ${missing.join(', ')}`);
  if (unknown.length > 0) problem(1, `There are no columns called ${unknown.join(', ')}`);
  files.set(file, rows.length);
  if (missing.length + unknown.length > 0) return;
  for (const { record, info } of rows) {
    // A row's line is its last one; cells with line breaks begin above it.
    const line = info.lines;
    const outcome = formatIn(main).tables[table].safeParse(record);
    if (outcome.success) entries.push({ kind: table, file, line, lineOf: () => line, data: outcome.data } as Entry);
    else for (const issue of outcome.error.issues) for (const { reason } of inWords(issue, true)) problem(line, reason);
  }
}

interface Complaint {
  readonly at: Path;
  readonly reason: string;
  /** The key the reason is about, when it is one that should not be there. */
  readonly key?: string;
}

/** A shape's complaint as a sentence. */
function inWords(issue: z.core.$ZodIssue, cells = false): Complaint[] {
  const at = issue.path;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      at,
      key,
      reason: `There is no "${key}" in ${at.length > 0 ? at.join('.') : 'an entry of this kind'}`,
    }));
  const field = at.join('.');
  const say = (reason: string): Complaint[] => [{ at, reason: field === '' ? reason : `${field} ${reason}` }];
  // A rule's code in the shapes of #language comes with words.
  const words = /^[A-Z][A-Z_]+$/.test(issue.message) ? refusalWords().get(issue.message)?.en : undefined;
  if (words !== undefined) return say(`is not valid. ${words}`);
  switch (issue.code) {
    case 'invalid_type': {
      const missing = issue.input === undefined && /received undefined/.test(issue.message);
      if (missing) return say('is missing');
      const quoted = issue.expected === 'string' && /received number/.test(issue.message) ? ': put it in quotes' : '';
      return say(`must be ${article(issue.expected)}${quoted}`);
    }
    case 'invalid_value':
      return say(`must be one of ${issue.values.map(String).join(', ')}`);
    case 'invalid_format':
      return issue.format === 'date'
        ? say('must be a day such as 2024-06-30')
        : say(cells ? issue.message : 'is not well formed');
    case 'too_big':
      return say(`is too large or too long: at most ${String(issue.maximum)}`);
    case 'too_small':
      return say(`is too small or too short: at least ${String(issue.minimum)}`);
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
      return say(issue.message);
  }
}

const article = (expected: string): string =>
  ({
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'names and values',
  })[expected] ?? expected;
