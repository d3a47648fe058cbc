import type { LightState } from './compare.ts';
import type { ContentProgramme } from './content.ts';
import { aspects, blockNames } from './light.ts';
import { escaped, frame, packed, relations, tags } from './ooxml.frame.ts';
import { frameworkOf, partTypes, spaces } from './pptx.frame.ts';
import { colours, lineText, plain, strong, Telling, type FileSource, type Line } from './report.telling.ts';
import { showPeriod } from './report.words.ts';

/** Places on a slide, in inches. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

interface Slide {
  readonly title: Line;
  /** Shapes beside its title and its foot, in the order they are read. */
  readonly shapes: readonly Shape[];
  /** The same in words, for who speaks and for who listens. */
  readonly notes: readonly string[];
}

type Shape =
  | {
      readonly kind: 'words';
      readonly name: string;
      readonly place: Place;
      readonly lines: readonly Said[];
      readonly size: number;
    }
  | { readonly kind: 'light'; readonly state: LightState; readonly words: string; readonly place: Place }
  | {
      readonly kind: 'table';
      readonly words: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly Line[])[];
      readonly widths: readonly number[];
    };

interface Said {
  readonly line: Line;
  readonly bullet: boolean;
}

/**
 * A report as the slides a board is used to: title, the table of programmes and their four lights, a page for each
 * programme with its lights and four blocks, its figures, and what slipped. Nothing is shrunk to fit: what does not
 * fit goes on to a page of its own. Each page has a title, an order of reading, and notes that say it in words.
 */
export function renderSlides(source: FileSource): Uint8Array {
  const telling = new Telling(source);
  const { title, language, collaboration: subject } = telling;
  const slides = slidesOf(telling);
  const path = (kind: string, index: number) => `ppt/${kind}s/${kind}${index + 1}.xml`;
  const each = (make: (slide: Slide, index: number) => Readonly<Record<string, string>>) =>
    Object.assign({}, ...slides.map(make)) as Readonly<Record<string, string>>;
  return packed({
    ...frame(
      { main: 'ppt/presentation.xml', title, language, subject },
      {
        ...partTypes,
        ...each((_, index) => ({
          [path('slide', index)]: 'application/vnd.openxmlformats-officedocument.presentationml.slide+xml',
          [path('notesSlide', index)]: 'application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml',
        })),
      },
    ),
    ...frameworkOf(slides.length, tags[language]),
    ...each((slide, index) => ({
      [path('slide', index)]: slideXml(slide, index, telling),
      [`ppt/slides/_rels/slide${index + 1}.xml.rels`]: relations([
        ['rId1', 'slideLayout', '../slideLayouts/slideLayout1.xml'],
        ['rId2', 'notesSlide', `../notesSlides/notesSlide${index + 1}.xml`],
      ]),
      [path('notesSlide', index)]: notesXml(slide, tags[language]),
      [`ppt/notesSlides/_rels/notesSlide${index + 1}.xml.rels`]: relations([
        ['rId1', 'notesMaster', '../notesMasters/notesMaster1.xml'],
        ['rId2', 'slide', `../slides/slide${index + 1}.xml`],
      ]),
    })),
  });
}

const slidesOf = (telling: Telling): readonly Slide[] => [
  front(telling),
  ...inFront(telling),
  ...lightsTable(telling),
  ...telling.content.programmes.flatMap((programme) => [
    ...programmeSlides(telling, programme),
    ...figures(telling, programme),
  ]),
  ...slipped(telling),
];

const page: Place = { x: 0.6, y: 1.3, w: 12.13, h: 5.35 };

function front(telling: Telling): Slide {
  const { facts, notices } = telling;
  const lines = [
    strong(telling.collaboration),
    ...facts.map(([name, value]) => [...strong(`${name}: `), ...plain(value)]),
    ...notices.map(({ heading, lines: [first = []] }) => [...strong(`${heading}. `), ...first]),
  ];
  return {
    title: plain(telling.title),
    shapes: [{ kind: 'words', name: telling.words.record, place: page, lines: lines.map(unmarked), size: 14 }],
    notes: lines.map(lineText),
  };
}

/** What was corrected since, and the parts in front of the programmes, each on as many pages as it needs. */
function inFront(telling: Telling): readonly Slide[] {
  const { words, content } = telling;
  const said = (texts: typeof content.summary) => texts.map((text) => telling.said(text));
  const parts: readonly (readonly [string, readonly Line[]])[] = [
    ...telling.notices.flatMap(({ heading, lines }) => (lines.length > 1 ? [[heading, lines] as const] : [])),
    [words.background, said(content.background)],
    [words.summary, content.summary.length > 0 ? said(content.summary) : [plain(words.nothingRecorded)]],
    [
      words.mainSuccesses,
      content.successes.map(({ programme, text }) => [
        ...strong(`${programme === undefined ? words.ofAll : lineText(telling.nameOf(programme))}: `),
        ...telling.said(text),
      ]),
    ],
    [words.risks, said(content.risks)],
  ];
  return parts.flatMap(([name, lines]) => wordSlides(telling, plain(name), lines));
}

/** A page of words, and more where they do not fit on one. */
const wordSlides = (telling: Telling, title: Line, lines: readonly Line[]): readonly Slide[] =>
  paged(lines.map(bulleted), page, 16).map((lines, index) => ({
    title: continued(telling, title, index),
    shapes: [{ kind: 'words', name: lineText(title), place: page, lines, size: 16 }],
    notes: lines.map(({ line }) => lineText(line)),
  }));

const continued = (telling: Telling, title: Line, index: number): Line =>
  index === 0 ? title : [...title, ...plain(` (${telling.fileWords.continued})`)];

function lightsTable(telling: Telling): readonly Slide[] {
  const { words, content, language } = telling;
  const title = plain(words.tableCaption(showPeriod(content.period, language)));
  return tableSlides(telling, title, {
    head: [words.programme, ...aspects.map((aspect) => words.aspect[aspect])],
    widths: [4.61, 1.88, 1.88, 1.88, 1.88],
    rows: content.programmes.map((programme) => [
      telling.heading(programme),
      ...aspects.map((aspect) => telling.lightOf(programme, aspect)),
    ]),
  });
}

function tableSlides(
  telling: Telling,
  title: Line,
  { head, rows, widths }: { head: readonly string[]; rows: readonly (readonly Line[])[]; widths: readonly number[] },
): readonly Slide[] {
  const heightOf = (row: readonly Line[]) =>
    0.14 + 0.21 * Math.max(...row.map((line, index) => rowsOf(lineText(line), (widths[index] ?? 1) - 0.2, tableSize)));
  const pages: (readonly Line[])[][] = [];
  let room = 0;
  for (const row of rows) {
    const height = heightOf(row);
    const last = pages.at(-1);
    if (last && height <= room) last.push(row);
    else pages.push([row]);
    room = (last && height <= room ? room : page.h - 0.4) - height;
  }
  return pages.map((rows, index) => ({
    title: continued(telling, title, index),
    shapes: [{ kind: 'table', words: lineText(title), head, rows, widths }],
    notes: rows.map((row) =>
      row
        .map((line, column) => (column === 0 ? `${lineText(line)}.` : `${head[column] ?? ''}: ${lineText(line)}.`))
        .join(' '),
    ),
  }));
}

const tableSize = 12;
const blockSize = 12;

/** Four lights in a row, and under them the four blocks, two by two. */
function programmeSlides(telling: Telling, programme: ContentProgramme): readonly Slide[] {
  const { words } = telling;
  const { lights, blocks, reported } = programme;
  const lit: readonly Shape[] = aspects.flatMap((aspect, index): readonly Shape[] => {
    const [x, y] = [page.x + index * 3.03, page.y - 0.05];
    const said = telling
      .lightOf(programme, aspect)
      .map(({ text }, at) => (at === 0 ? telling.lightWord(lights[aspect].now) : text));
    const name = `${words.aspect[aspect]}: ${said.join('')}`;
    const lines = [strong(words.aspect[aspect]), [{ text: said.join(''), light: lights[aspect].now, strong: true }]];
    return [
      { kind: 'light', state: lights[aspect].now, words: name, place: { x, y: y + 0.1, w: 0.42, h: 0.42 } },
      { kind: 'words', name, place: { x: x + 0.5, y, w: 2.5, h: 0.62 }, lines: lines.map(unmarked), size: 13 },
    ];
  });
  const about = [
    ...aspects.map((aspect) => `${words.aspect[aspect]}: ${lineText(telling.lightOf(programme, aspect))}`),
    ...(programme.owner ? [`${words.owner}: ${lineText(telling.named(programme.owner))}`] : []),
    ...programme.decisions.map((decision) => `${words.decisions}: ${telling.decision(decision)}`),
  ];
  if (!reported)
    return [
      {
        title: telling.heading(programme),
        shapes: [
          ...lit,
          {
            kind: 'words',
            name: words.notReported,
            place: { ...page, y: 2.1, h: 0.6 },
            lines: [unmarked(plain(words.notReported))],
            size: 16,
          },
        ],
        notes: [...about, words.notReported],
      },
    ];
  // Why a light is what it is stands with what needs attention, as the customers' slides have it.
  const told = blockNames.map((name) => {
    const own = blocks[name].map((text) => telling.said(text));
    const lines = name === 'attention' ? [...telling.explanations(programme), ...own] : own;
    return { name, lines: lines.length > 0 ? lines : [plain(words.nothingRecorded)] };
  });
  const quarter: Place = { x: 0, y: 0, w: 5.95, h: 2 };
  const pages = told.map(({ lines }) => paged(lines.map(bulleted), quarter, blockSize));
  const slides = Array.from({ length: Math.max(...pages.map(({ length }) => length)) }, (_, index): Slide => {
    const shown = told.flatMap(({ name }, at) => {
      const lines = pages[at]?.[index];
      return lines ? [{ name, at, lines }] : [];
    });
    return {
      title: continued(telling, telling.heading(programme), index),
      shapes: [
        ...lit,
        ...shown.map(({ name, at, lines }): Shape => {
          const place = { ...quarter, x: page.x + (at % 2) * 6.18, y: 2.02 + Math.floor(at / 2) * 2.36, h: 2.3 };
          const said = [unmarked(strong(words.block[name])), ...lines];
          return { kind: 'words', name: words.block[name], place, lines: said, size: blockSize };
        }),
      ],
      notes: [
        ...(index === 0 ? about : []),
        ...shown.flatMap(({ name, lines }) => [words.block[name], ...lines.map(({ line }) => lineText(line))]),
      ],
    };
  });
  const carried = telling.carriedOver(programme);
  const promises = [...telling.heading(programme), ...plain(`: ${words.carriedOver}`)];
  return [...slides, ...(carried.length > 0 ? wordSlides(telling, promises, carried) : [])];
}

const figures = (telling: Telling, programme: ContentProgramme): readonly Slide[] =>
  tableSlides(telling, [...telling.heading(programme), ...plain(`: ${telling.words.numbers}`)], {
    head: telling.figureHead,
    rows: programme.numbers.map((number) => telling.figureRow(number)),
    widths: [4.53, 3.2, 2.2, 2.2],
  });

/** Reports published before it was told say nothing of it. */
function slipped(telling: Telling): readonly Slide[] {
  const { words, content } = telling;
  if (!content.history) return [];
  const lines = content.programmes.flatMap((programme) =>
    (programme.slipped ?? []).map((slip) => [...telling.heading(programme), ...plain(': '), ...telling.slip(slip)]),
  );
  return wordSlides(telling, plain(words.slipped), lines.length > 0 ? lines : [plain(words.nothingSlipped)]);
}

const bulleted = (line: Line): Said => ({ line, bullet: true });
const unmarked = (line: Line): Said => ({ line, bullet: false });

/** Rows a text takes in a width in inches, in Arial, whose letters are half as wide as high; careful rather than exact. */
const rowsOf = (text: string, width: number, size: number): number =>
  Math.max(1, Math.ceil(text.length / lettersIn(width, size)));
const lettersIn = (width: number, size: number): number => Math.floor((width * 72) / (size * 0.53));

/** Lines shared out on pages of a place; one that is longer than a page is cut between words, and goes on on the next. */
function paged(lines: readonly Said[], { w, h }: Place, size: number): readonly (readonly Said[])[] {
  const most = Math.floor((h * 72) / (size * 1.35));
  const cut = lines.flatMap(({ line, bullet }) =>
    cutAt(line, (lettersIn(w - 0.4, size) * most) >> 1).map((part, index) => ({
      line: part,
      bullet: bullet && index === 0,
    })),
  );
  const pages: Said[][] = [];
  let room = 0;
  for (const said of cut) {
    const rows = rowsOf(lineText(said.line), w - 0.4, size);
    if (rows > room || pages.length === 0) {
      pages.push([]);
      room = most;
    }
    pages.at(-1)?.push(said);
    room -= rows;
  }
  return pages;
}

/** A line in parts of at most so many letters, cut between words; nothing of it is lost. */
export function cutAt(line: Line, most: number): readonly Line[] {
  const parts: { text: string; from: Line[number] }[][] = [[]];
  let room = most;
  for (const from of line)
    // A word longer than a page is no word: it is cut where the page ends.
    for (const word of from.text.match(new RegExp(`\\S{1,${most}}\\s*|\\s+`, 'gu')) ?? []) {
      if (word.trimEnd().length > room) {
        parts.push([]);
        room = most;
      }
      const last = parts.at(-1);
      const piece = last?.at(-1);
      if (piece?.from === from) piece.text += word;
      else last?.push({ text: word, from });
      room -= word.length;
    }
  return parts.map((pieces) => pieces.map(({ text, from }) => ({ ...from, text })));
}

const emu = (inches: number): number => Math.round(inches * 914_400);
const placed = ({ x, y, w, h }: Place, space = 'a'): string =>
  `<${space}:xfrm><a:off x="${emu(x)}" y="${emu(y)}"/><a:ext cx="${emu(w)}" cy="${emu(h)}"/></${space}:xfrm>`;

const runs = (line: Line, tag: string, size?: number): string =>
  line
    .map(
      ({ text, language, strong, light }) =>
        `<a:r><a:rPr lang="${language ? tags[language] : tag}"${size ? ` sz="${size * 100}"` : ''}${strong ? ' b="1"' : ''}>` +
        `${light ? `<a:solidFill><a:srgbClr val="${colours[light]}"/></a:solidFill>` : ''}</a:rPr><a:t>${escaped(text)}</a:t></a:r>`,
    )
    .join('');

const paragraph = ({ line, bullet }: Said, tag: string, size?: number): string =>
  `<a:p><a:pPr${bullet ? ' marL="228600" indent="-228600"' : ' marL="0" indent="0"'}><a:spcBef><a:spcPts val="300"/></a:spcBef>` +
  `${bullet ? '<a:buFont typeface="Arial"/><a:buChar char="•"/>' : '<a:buNone/>'}</a:pPr>${runs(line, tag, size)}</a:p>`;

/** Drawn beside its word, a shape of its own for each state: told without colour (rule 42). */
const drawn: Readonly<Record<LightState, { readonly shape: string; readonly line: string; readonly filled: boolean }>> =
  {
    green: { shape: 'ellipse', line: 'solid', filled: true },
    yellow: { shape: 'triangle', line: 'solid', filled: true },
    red: { shape: 'diamond', line: 'solid', filled: true },
    not_assessed: { shape: 'ellipse', line: 'sysDash', filled: false },
    not_reported: { shape: 'rect', line: 'solid', filled: false },
  };

function shapeXml(shape: Shape, id: number, tag: string): string {
  switch (shape.kind) {
    case 'words':
      return (
        `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${escaped(shape.name)}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>` +
        `<p:spPr>${placed(shape.place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>` +
        `<p:txBody><a:bodyPr wrap="square" lIns="36000" tIns="18000" rIns="36000" bIns="18000"><a:noAutofit/></a:bodyPr><a:lstStyle/>` +
        `${shape.lines.map((said) => paragraph(said, tag, shape.size)).join('')}</p:txBody></p:sp>`
      );
    case 'light': {
      const { shape: geometry, line, filled } = drawn[shape.state];
      const paint = `<a:solidFill><a:srgbClr val="${colours[shape.state]}"/></a:solidFill>`;
      return (
        `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${escaped(shape.words)}" descr="${escaped(shape.words)}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>` +
        `<p:spPr>${placed(shape.place)}<a:prstGeom prst="${geometry}"><a:avLst/></a:prstGeom>${filled ? paint : '<a:noFill/>'}` +
        `<a:ln w="28575">${paint}<a:prstDash val="${line}"/></a:ln></p:spPr>` +
        `<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="${tag}"/></a:p></p:txBody></p:sp>`
      );
    }
    case 'table': {
      const edge = (side: string) =>
        `<a:${side} w="9525"><a:solidFill><a:srgbClr val="8A9499"/></a:solidFill></a:${side}>`;
      const cell = (line: Line, head: boolean) =>
        `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>${runs(head ? line.map((piece) => ({ ...piece, strong: true })) : line, tag, tableSize)}</a:p></a:txBody>` +
        `<a:tcPr marL="72000" marR="72000" marT="45720" marB="45720">${edge('lnT')}${edge('lnB')}` +
        `${head ? '<a:solidFill><a:srgbClr val="E8EDEF"/></a:solidFill>' : '<a:noFill/>'}</a:tcPr></a:tc>`;
      const row = (lines: readonly Line[], head = false) =>
        `<a:tr h="${emu(0.34)}">${lines.map((line) => cell(line, head)).join('')}</a:tr>`;
      const place = {
        ...page,
        w: shape.widths.reduce((sum, width) => sum + width, 0),
        h: 0.34 * (shape.rows.length + 1),
      };
      return (
        `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="${id}" name="${escaped(shape.words)}" descr="${escaped(shape.words)}"/>` +
        `<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>${placed(place, 'p')}` +
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1"/>' +
        `<a:tblGrid>${shape.widths.map((width) => `<a:gridCol w="${emu(width)}"/>`).join('')}</a:tblGrid>` +
        `${row(shape.head.map(plain), true)}${shape.rows.map((lines) => row(lines)).join('')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
      );
    }
  }
}

const placeholder = (id: number, name: string, type: string, body: string): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph ${type}/></p:nvPr></p:nvSpPr>` +
  `<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>${body}</p:txBody></p:sp>`;

const tree = (shapes: string): string =>
  '<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>' +
  `${shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>`;

function slideXml({ title, shapes }: Slide, index: number, telling: Telling): string {
  const tag = tags[telling.language];
  return `<p:sld ${spaces}>${tree(
    placeholder(2, 'Title', 'type="title"', `<a:p>${runs(title, tag)}</a:p>`) +
      shapes.map((shape, at) => shapeXml(shape, at + 5, tag)).join('') +
      placeholder(3, 'Footer', 'type="ftr" sz="quarter" idx="11"', `<a:p>${runs(plain(telling.foot), tag)}</a:p>`) +
      placeholder(
        4,
        'Number',
        'type="sldNum" sz="quarter" idx="12"',
        `<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="${tag}"/><a:t>${index + 1}</a:t></a:fld></a:p>`,
      ),
  )}</p:sld>`;
}

const notesXml = ({ notes }: Slide, tag: string): string =>
  `<p:notes ${spaces}>${tree(
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>' +
      '<p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>' +
      placeholder(
        3,
        'Notes',
        'type="body" idx="1"',
        notes.map((note) => `<a:p>${runs(plain(note), tag)}</a:p>`).join(''),
      ),
  )}</p:notes>`;
