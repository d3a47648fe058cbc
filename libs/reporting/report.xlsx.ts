import { aspects, blockNames } from './light.ts';
import { escaped, frame, packed, relations } from './ooxml.frame.ts';
import { lineText, plain, Telling, type FileSource, type Line } from './report.telling.ts';
import { showPeriod } from './report.words.ts';

const type = (part: string) => `application/vnd.openxmlformats-officedocument.spreadsheetml.${part}+xml`;
const space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** What stands in a cell: words, a figure to count with, or a day as `2024-12-31`. */
type Cell = string | number | { readonly day: string } | undefined;

interface Sheet {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** In characters. */
  readonly widths: readonly number[];
}

/** A report as a workbook: lights, figures to count with, texts, and what the record is. There is no formula in it. */
export function renderWorkbook(source: FileSource): Uint8Array {
  const telling = new Telling(source);
  const sheets = [lightsIn(telling), figuresIn(telling), textsIn(telling), recordIn(telling)];
  const path = (index: number) => `worksheets/sheet${index + 1}.xml`;
  return packed({
    ...frame(
      { main: 'xl/workbook.xml', title: telling.title, language: telling.language, subject: telling.collaboration },
      {
        'xl/workbook.xml': type('sheet.main'),
        'xl/styles.xml': type('styles'),
        ...Object.fromEntries(sheets.map((_, index) => [`xl/${path(index)}`, type('worksheet')])),
      },
    ),
    'xl/workbook.xml':
      `<workbook ${space} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>` +
      sheets
        .map(({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
        .join('') +
      '</sheets></workbook>',
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, index) => [`rId${index + 1}`, 'worksheet', path(index)] as const),
      [`rId${sheets.length + 1}`, 'styles', 'styles.xml'],
    ]),
    'xl/styles.xml': styles,
    ...Object.fromEntries(sheets.map((sheet, index) => [`xl/${path(index)}`, sheetXml(sheet)])),
  });
}

function lightsIn(telling: Telling): Sheet {
  const { words, content } = telling;
  return {
    name: telling.fileWords.sheet.lights,
    head: [telling.fileWords.number, words.programme, words.successFactor, ...aspects.map((a) => words.aspect[a])],
    rows: content.programmes.map((programme) => [
      programme.number,
      lineText(telling.titled(programme)),
      programme.crossCutting
        ? words.crossCutting
        : programme.successFactor && lineText(telling.said(programme.successFactor.title)),
      ...aspects.map((aspect) => lineText(telling.lightOf(programme, aspect))),
    ]),
    widths: [9, 48, 28, 26, 26, 26, 26],
  };
}

/** One row of each figure of each programme; the workbook and the plain table tell the same. */
export function figuresIn(telling: Telling): Sheet {
  const { words, fileWords, content } = telling;
  const yes = (is: boolean) => (is ? fileWords.yes : fileWords.no);
  return {
    name: fileWords.sheet.figures,
    head: [
      fileWords.number,
      words.programme,
      words.indicator,
      fileWords.unit,
      fileWords.from,
      fileWords.to,
      words.value,
      fileWords.whyNone,
      fileWords.reported,
      fileWords.expected,
      words.provisional,
      fileWords.notes,
      words.target,
    ],
    rows: content.programmes.flatMap((programme) =>
      programme.numbers.map((number) => [
        programme.number,
        lineText(telling.titled(programme)),
        lineText(telling.said(number.title)),
        lineText(telling.named(number.unit)),
        { day: number.from },
        { day: number.to },
        number.value,
        number.value === undefined ? telling.figure(number) : undefined,
        number.reported,
        number.expected,
        yes(number.provisional),
        telling.figureNotes(number),
        number.target ? telling.target(number.target) : words.noTarget,
      ]),
    ),
    widths: [9, 40, 40, 16, 12, 12, 14, 34, 14, 14, 12, 44, 36],
  };
}

function textsIn(telling: Telling): Sheet {
  const { words, content, fileWords } = telling;
  const row = (number: string, programme: Line, part: string, text: Line): readonly Cell[] => [
    number,
    lineText(programme),
    part,
    lineText(text),
  ];
  const front = (part: string, texts: readonly Line[]) => texts.map((text) => row('', [], part, text));
  return {
    name: fileWords.sheet.texts,
    head: [fileWords.number, words.programme, fileWords.part, fileWords.text],
    rows: [
      ...front(
        words.background,
        content.background.map((text) => telling.said(text)),
      ),
      ...front(
        words.summary,
        content.summary.map((text) => telling.said(text)),
      ),
      ...content.successes.map(({ programme, text }) =>
        row(
          content.programmes.find(({ id }) => id === programme)?.number ?? '',
          programme === undefined ? plain(words.ofAll) : telling.nameOf(programme),
          words.mainSuccesses,
          telling.said(text),
        ),
      ),
      ...front(
        words.risks,
        content.risks.map((text) => telling.said(text)),
      ),
      ...content.programmes.flatMap((programme) => {
        const { number, reported, blocks, slipped = [] } = programme;
        const of = (part: string, texts: readonly Line[]) =>
          texts.map((text) => row(number, telling.titled(programme), part, text));
        return [
          ...(reported ? [] : of(words.silent, [plain(words.notReported)])),
          ...of(words.explanations, telling.explanations(programme)),
          ...blockNames.flatMap((name) =>
            of(
              words.block[name],
              blocks[name].map((text) => telling.said(text)),
            ),
          ),
          ...of(words.carriedOver, telling.carriedOver(programme)),
          ...of(
            words.slipped,
            slipped.map((slip) => telling.slip(slip)),
          ),
        ];
      }),
    ],
    widths: [9, 40, 30, 110],
  };
}

function recordIn(telling: Telling): Sheet {
  const { words, fileWords, content } = telling;
  return {
    name: fileWords.sheet.record,
    head: [fileWords.fact, fileWords.content],
    rows: [
      [telling.title, telling.collaboration],
      ...telling.facts,
      ...telling.notices.flatMap(({ heading, lines }) => lines.map((line) => [heading, lineText(line)])),
      ...(content.previous
        ? [[words.changes, words.comparedWith(showPeriod(content.previous, telling.language))]]
        : []),
    ],
    widths: [40, 110],
  };
}

/** Text that Excel keeps as text (`quotePrefix`): a cell that begins with = stays words when somebody edits it. */
const cellStyles = { text: 0, head: 1, number: 2, day: 3 } as const;

/** Longer than Excel's limit for a cell would make the file one that has to be repaired. */
const longestCell = 32_767;

const cellXml = (cell: Cell, at: string, head: boolean): string => {
  if (cell === undefined || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${at}" s="${cellStyles.number}"><v>${cell}</v></c>`;
  if (typeof cell === 'object') return `<c r="${at}" s="${cellStyles.day}"><v>${serialOf(cell.day)}</v></c>`;
  return (
    `<c r="${at}" s="${head ? cellStyles.head : cellStyles.text}" t="inlineStr"><is>` +
    `<t xml:space="preserve">${escaped(cell.slice(0, longestCell))}</t></is></c>`
  );
};

/** Days since the last of 1899, as workbooks count them. */
const serialOf = (day: string): number => Date.parse(day) / 86_400_000 + 25_569;

function sheetXml({ head, rows, widths }: Sheet): string {
  const all = [head, ...rows];
  const letter = (index: number) => String.fromCharCode(65 + index);
  const last = `${letter(head.length - 1)}${all.length}`;
  return (
    `<worksheet ${space}><dimension ref="A1:${last}"/><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>' +
    widths
      .map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
      .join('') +
    '</cols><sheetData>' +
    all
      .map(
        (cells, row) =>
          `<row r="${row + 1}">${cells.map((cell, index) => cellXml(cell, `${letter(index)}${row + 1}`, row === 0)).join('')}</row>`,
      )
      .join('') +
    `</sheetData><autoFilter ref="A1:${last}"/></worksheet>`
  );
}

const align = '<alignment vertical="top" wrapText="1"/>';
const styles =
  `<styleSheet ${space}><fonts count="2"><font><sz val="11"/><name val="Arial"/></font>` +
  '<font><b/><sz val="11"/><name val="Arial"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">' +
  `<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1">${align}</xf>` +
  `<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">${align}</xf>` +
  `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">${align}</xf>` +
  `<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">${align}</xf>` +
  '</cellXfs></styleSheet>';
