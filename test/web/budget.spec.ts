import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A file of the build, as vite's manifest tells of it. */
interface Built {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly isEntry?: boolean;
}

const folder = resolve('dist/web');
const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Record<string, Built>;

/** All that must be there before a file can run. */
function standsOn(name: string, found = new Set<string>()): ReadonlySet<string> {
  const built = manifest[name];
  if (!built || found.has(built.file)) return found;
  found.add(built.file);
  for (const other of built.imports ?? []) standsOn(other, found);
  return found;
}

const sizes = new Map<string, number>();
const size = (file: string): number => {
  const known = sizes.get(file) ?? gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
  sizes.set(file, known);
  return known;
};
const sum = (files: Iterable<string>): number => [...files].reduce((total, file) => total + size(file), 0);

/** Gzipped JavaScript of a page from nothing, in bytes; and of the words it speaks, which are data in the same clothes. */
const limit = 200_000;
const limitOfWords = 30_000;

const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry) ?? '';
const first = standsOn(entry);
const pages = Object.keys(manifest).filter((name) => /^src\/pages\/[a-z-]+\.tsx$/.test(name));

/** Words are fetched by the page that says them: the largest language of each namespace that a page's files name. */
function wordsOf(files: Iterable<string>): number {
  const code = [...files].map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  const namespaces = new Set(readdirSync(resolve('apps/web/src/words/fi')).map((file) => file.replace('.json', '')));
  // `useTranslation(['mine', 'common'])`: a list of nothing but namespaces.
  const lists = [...code.matchAll(/\[((?:[`"'][a-z]+[`"'],?)+)\]/g)].map(([, list = '']) =>
    list.replace(/[`"']/g, '').split(','),
  );
  const named = new Set(['common', ...lists.filter((list) => list.every((name) => namespaces.has(name))).flat()]);
  const languages = ['fi', 'sv', 'en'].map((language) =>
    [...named].reduce((total, name) => total + size(manifest[`src/words/${language}/${name}.json`]?.file ?? ''), 0),
  );
  return Math.max(...languages);
}

it('the build has an entry, and a file of its own for each page', () => {
  expect(entry).not.toBe('');
  expect(pages.length).toBeGreaterThan(15);
  for (const page of pages) expect(first).not.toContain(manifest[page]?.file);
});

it.each(pages)(`%s is there within ${String(limit / 1000)} kB of JavaScript from nothing`, (page) => {
  const files = new Set([...first, ...standsOn(page)]);
  expect(sum(files)).toBeLessThanOrEqual(limit);
  expect(wordsOf(files)).toBeLessThanOrEqual(limitOfWords);
});

it('reads no form, list, dialog or date before it is asked for', () => {
  const code = [...first].map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  for (const part of ['useSelectState', 'ModalOverlayContext', 'IslamicCivilCalendar', 'ReportMeasurementInput'])
    expect(code).not.toContain(part);
});
