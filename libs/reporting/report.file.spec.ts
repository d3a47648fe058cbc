import { languages } from '#language';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { draftExample, publishedExample } from '../../test/report-example.ts';
import type { ReportContent } from './content.ts';
import { aspects } from './light.ts';
import { tags } from './ooxml.frame.ts';
import { fileAsked, reportFile } from './report.file.ts';
import { fileKinds, fileWords, type FileKind } from './report.file.words.ts';
import { cutAt } from './report.pptx.ts';
import { lineText, shapes, type FileSource } from './report.telling.ts';
import { reportWords } from './report.words.ts';

const made = (kind: FileKind, source: FileSource): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(unzipSync(reportFile(kind, source).bytes)).map(([path, xml]) => [path, strFromU8(xml)]),
  );
const part = (parts: Readonly<Record<string, string>>, path: string): string => {
  const found = parts[path];
  if (found === undefined) throw new Error(`no ${path} in ${Object.keys(parts).join(', ')}`);
  return found;
};
const all = (xml: string, pattern: RegExp): readonly string[] =>
  [...xml.matchAll(pattern)].map(([, found = '']) => found);
const tableOf = (source: FileSource): string[][] => parse(Buffer.from(reportFile('csv', source).bytes), { bom: true });
/** What is said in a part, entities read. */
const said = (xml: string): string =>
  xml
    .replace(/<\/(?:a|w):p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
const slidesOf = (parts: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(parts)
    .filter((path) => /^ppt\/slides\/slide\d+\.xml$/.test(path))
    .toSorted((a, b) => Number(/\d+/.exec(a)?.[0]) - Number(/\d+/.exec(b)?.[0]))
    .map((path) => part(parts, path));
const titleOf = (slide: string): string =>
  said(/type="title".*?<\/p:sp>/s.exec(slide)?.[0].replace(/^[^>]*>/, '') ?? '').trim();
const written = (content: Partial<ReportContent>, of = publishedExample): FileSource => ({
  ...of,
  language: 'fi',
  content: { ...of.content, ...content },
});

describe.each([...languages])('a report as a file in %s', (language) => {
  const words = reportWords[language];
  const source: FileSource = { ...publishedExample, language };
  const { content } = source;

  describe('slides', () => {
    const parts = made('pptx', source);
    const slides = slidesOf(parts);
    const tables = slides.filter((slide) => titleOf(slide).startsWith(words.tableCaption('').split(',')[0] ?? '?'));

    it('begin with a title, then the table, then a page for each programme in the order of the report', () => {
      expect(titleOf(slides[0] ?? '')).toContain(words.report.half_year);
      expect(said(slides[0] ?? '')).toContain(publishedExample.publication?.contentHash);
      const titles = slides.map(titleOf);
      const pages = content.programmes.map(({ number }) => titles.findIndex((title) => title.startsWith(`${number} `)));
      expect(pages).toEqual(pages.toSorted((a, b) => a - b));
      expect(pages[0]).toBeGreaterThan(slides.indexOf(tables.at(-1) ?? ''));
      expect(titles.at(-1)).toContain(words.slipped);
    });

    it('show four lights of each programme, each a word after a shape of its own, over as many pages as it takes (rule 42)', () => {
      expect(tables.length).toBeGreaterThan(1);
      const rows = tables.flatMap((slide) => all(slide, /<a:tr [^>]*>(.*?)<\/a:tr>/gs).slice(1));
      expect(rows).toHaveLength(content.programmes.length);
      rows.forEach((row, at) => {
        const cells = all(row, /<a:tc>(.*?)<\/a:tc>/gs).map((cell) => said(cell).trim());
        aspects.forEach((aspect, column) => {
          const state = content.programmes[at]?.lights[aspect].now ?? 'green';
          expect(cells[column + 1]).toMatch(new RegExp(`^${shapes[state]} ${words.light[state]}`));
        });
      });
      expect(new Set(Object.values(shapes)).size).toBe(5);
      for (const table of tables) expect(table).toContain('<a:tblPr firstRow="1"/>');
    });

    it('have on each programme its lights drawn, with the same in words for who does not see them, and its four blocks', () => {
      for (const programme of content.programmes) {
        const mine = slides.find((slide) => titleOf(slide).startsWith(`${programme.number} `)) ?? '';
        const told = all(mine, /descr="([^"]+)"/g);
        expect(told.map((text) => text.split(',')[0])).toEqual(
          aspects.map((aspect) => `${words.aspect[aspect]}: ${words.light[programme.lights[aspect].now]}`),
        );
        for (const block of programme.reported ? Object.values(words.block) : [words.notReported])
          expect(said(mine)).toContain(block);
      }
    });

    it('have a title and a foot on every page: decision, position in the log, and that it is a demonstration (rule 45)', () => {
      for (const slide of slides) {
        expect(titleOf(slide)).not.toBe('');
        const foot = said(/type="ftr".*?<\/p:sp>/s.exec(slide)?.[0] ?? '');
        for (const mark of ['1839/00.01.01.04/2024', `${words.position} 18204`, words.demonstrationMark])
          expect(foot).toContain(mark);
        expect(slide).toContain(`lang="${tags[language]}"`);
      }
    });

    it('say in the notes what the page shows', () => {
      const notes = Object.keys(parts).filter((path) => /^ppt\/notesSlides\/notesSlide\d+\.xml$/.test(path));
      expect(notes).toHaveLength(slides.length);
      for (const path of notes) expect(said(part(parts, path)).trim()).not.toBe('');
    });

    it('lose no word of what was told, however many pages it takes', () => {
      const shown = slides.map(said).join('').replace(/\s+/g, '');
      for (const { blocks } of content.programmes)
        for (const text of Object.values(blocks).flat())
          expect(shown).toContain((text[language] ?? text[text.original] ?? '').replace(/\s+/g, ''));
    });

    it('name every part there is, and relate to none that is not there', () => {
      const typed = all(part(parts, '[Content_Types].xml'), /PartName="\/([^"]+)"/g);
      expect(new Set(typed)).toEqual(new Set(Object.keys(parts).filter((path) => !/\.rels$|Content_Types/.test(path))));
      for (const path of Object.keys(parts).filter((one) => one.endsWith('.rels')))
        for (const target of all(part(parts, path), / Target="([^"]+)"/g)) {
          const from = new URL(path.replace('_rels/', ''), 'file:///');
          expect(Object.keys(parts)).toContain(new URL(target, from).pathname.slice(1));
        }
    });
  });

  it('the document goes down its headings without a leap, says its language, and its tables repeat their header', () => {
    const parts = made('docx', source);
    const document = part(parts, 'word/document.xml');
    const headings = [...document.matchAll(/<w:pStyle w:val="Heading(\d)"\/><\/w:pPr>(.*?)<\/w:p>/gs)];
    const levels = headings.map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level) => level === 3)).toHaveLength(content.programmes.length);
    levels.reduce((before, level) => {
      expect(level).toBeLessThanOrEqual(before + 1);
      return level;
    }, 0);
    const second = headings.filter(([, level]) => level === '2').map(([, , text = '']) => said(text));
    const order = [words.background, words.summary, words.mainSuccesses, words.risks, words.glance, words.changes];
    expect(second).toEqual([...order, words.slipped, words.programmes, words.silent, words.record]);
    expect(part(parts, 'word/styles.xml')).toContain(`<w:lang w:val="${tags[language]}"`);
    const tables = all(document, /<w:tbl>(.*?)<\/w:tbl>/gs);
    expect(tables.length).toBeGreaterThan(1);
    for (const table of tables) expect(all(table, /<w:tblHeader(\/)>/g)).toHaveLength(1);
    for (const mark of ['18204', words.demonstration, words.corrected, words.older])
      expect(said(document)).toContain(mark);
    const lights = said(tables[0] ?? '');
    for (const [state, shape] of Object.entries(shapes))
      expect(lights).toContain(`${shape} ${words.light[state as keyof typeof shapes]}`);
  });

  it('the workbook has figures to count with, in words why one is missing, and no formula', () => {
    const parts = made('xlsx', source);
    expect(all(part(parts, 'xl/workbook.xml'), /<sheet name="([^"]+)"/g)).toEqual(
      Object.values(fileWords[language].sheet),
    );
    for (const [path, xml] of Object.entries(parts)) if (path.includes('sheet')) expect(xml).not.toMatch(/<f[ >]/);
    const figures = part(parts, 'xl/worksheets/sheet2.xml');
    const numbers = content.programmes.flatMap((programme) => programme.numbers);
    expect(all(figures, /<c r="G\d+" s="2"><v>(.*?)<\/v>/g).map(Number)).toEqual(
      numbers.flatMap(({ value }) => value ?? []),
    );
    for (const { withheld } of numbers) if (withheld) expect(said(figures)).toContain(words.withheld[withheld]);
    const lights = part(parts, 'xl/worksheets/sheet1.xml');
    expect(all(lights, /<row r="(\d+)"/g)).toHaveLength(content.programmes.length + 1);
  });

  it('the table of figures reads back as what the report says, a missing figure in words and never as zero (rule 25)', () => {
    const [head = [], ...rows] = tableOf(source);
    expect(head).toContain(words.value);
    const numbers = content.programmes.flatMap((programme) => programme.numbers);
    expect(rows.map((row) => row[6])).toEqual(numbers.map(({ value }) => (value === undefined ? '' : String(value))));
    expect(rows.map((row) => row[7])).toEqual(
      numbers.map(({ value, withheld }) => (value === undefined ? words.withheld[withheld ?? 'not_available'] : '')),
    );
    expect(rows.every((row) => row.length === head.length)).toBe(true);
  });
});

it.each([...fileKinds])('the same report is the same bytes, as .%s', (kind) => {
  const source: FileSource = { ...publishedExample, language: 'sv' };
  expect(reportFile(kind, source)).toEqual(reportFile(kind, structuredClone(source)));
  expect(reportFile(kind, source).bytes).not.toEqual(reportFile(kind, { ...source, language: 'fi' }).bytes);
});

it('a text in another language is marked and has its own language in the file (rule 51)', () => {
  const source = { ...written({ summary: [{ original: 'sv', sv: 'En lugn höst' }] }), language: 'en' as const };
  const [slides, document] = [slidesOf(made('pptx', source)).join(''), part(made('docx', source), 'word/document.xml')];
  for (const xml of [slides, document]) expect(said(xml)).toContain(`En lugn höst (${reportWords.en.untranslated.sv})`);
  expect(slides).toMatch(/lang="sv-FI"[^>]*><\/a:rPr><a:t>En lugn höst/);
  expect(document).toContain('<w:lang w:val="sv-FI"/></w:rPr><w:t xml:space="preserve">En lugn höst');
});

it('words that would be a formula, or markup, or no XML at all, stay words', () => {
  const nasty = '=HYPERLINK("http://x")<b>&\u{0}\u{ffff}';
  const source = written({
    background: [{ original: 'fi', fi: nasty }],
    programmes: publishedExample.content.programmes.map((programme) => ({
      ...programme,
      numbers: programme.numbers.map((number) => ({ ...number, title: { original: 'fi' as const, fi: nasty } })),
    })),
  });
  for (const kind of ['pptx', 'docx', 'xlsx'] as const)
    for (const xml of Object.values(made(kind, source))) {
      expect(xml).not.toMatch(/<b>|[\u{0}\u{ffff}]/u);
      if (xml.includes('HYPERLINK')) expect(xml).toContain('=HYPERLINK(&quot;http://x&quot;)&lt;b&gt;&amp;');
    }
  const styles = part(made('xlsx', source), 'xl/styles.xml');
  expect(styles).toContain('quotePrefix="1"');
  const csv = tableOf(source);
  for (const [, , indicator] of csv.slice(1)) expect(indicator).toMatch(/^'=HYPERLINK/);
});

it('a draft says that it is one, in every file that has room for it', () => {
  const source: FileSource = { ...draftExample, language: 'sv' };
  for (const slide of slidesOf(made('pptx', source))) expect(said(slide)).toContain(reportWords.sv.draft);
  expect(said(part(made('docx', source), 'word/document.xml'))).toContain(reportWords.sv.draftNote);
  expect(said(part(made('xlsx', source), 'xl/worksheets/sheet4.xml'))).toContain(reportWords.sv.draftNote);
  expect(reportFile('csv', source).name).toMatch(/-draft-sv\.csv$/);
});

it('is asked for by the ending of its name', () => {
  expect(fileAsked('2024-H2.pptx')).toEqual({ period: '2024-H2', kind: 'pptx' });
  expect(fileAsked('2024-H2')).toEqual({ period: '2024-H2' });
  expect(fileAsked('2024-H2.exe')).toEqual({ period: '2024-H2.exe' });
});

it('a line is cut between words, no part is too long, and nothing of it is lost', () =>
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 80 }), { maxLength: 5 }),
      fc.integer({ min: 3, max: 40 }),
      (texts, most) => {
        const parts = cutAt(
          texts.map((text) => ({ text })),
          most,
        ).map(lineText);
        expect(parts.join('')).toBe(texts.join(''));
        for (const one of parts) expect(one.trimEnd().length).toBeLessThanOrEqual(most);
      },
    ),
  ));
