import { aspects, blockNames } from './light.ts';
import { escaped, frame, packed, relations, tags } from './ooxml.frame.ts';
import { colours, lineText, plain, Telling, type FileSource, type Line } from './report.telling.ts';
import { showPeriod } from './report.words.ts';

const type = (part: string) => `application/vnd.openxmlformats-officedocument.wordprocessingml.${part}+xml`;
const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/**
 * A report as a document, in the order of its page: headings by their level, tables with rows that repeat as headers,
 * the language of every text, and at the foot of each page what the record is.
 */
export function renderDocument(source: FileSource): Uint8Array {
  const telling = new Telling(source);
  const { title, language } = telling;
  return packed({
    ...frame(
      { main: 'word/document.xml', title, language, subject: telling.collaboration },
      {
        'word/document.xml': type('document.main'),
        'word/styles.xml': type('styles'),
        'word/settings.xml': type('settings'),
        'word/numbering.xml': type('numbering'),
        'word/footer1.xml': type('footer'),
      },
    ),
    'word/document.xml':
      `<w:document ${space} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>` +
      `${bodyOf(telling)}<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>` +
      '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>' +
      '</w:sectPr></w:body></w:document>',
    'word/_rels/document.xml.rels': relations([
      ['rId1', 'styles', 'styles.xml'],
      ['rId2', 'settings', 'settings.xml'],
      ['rId3', 'numbering', 'numbering.xml'],
      ['rId4', 'footer', 'footer1.xml'],
    ]),
    'word/settings.xml': `<w:settings ${space}><w:themeFontLang w:val="${tags[language]}"/></w:settings>`,
    'word/styles.xml': stylesIn(tags[language]),
    'word/numbering.xml':
      `<w:numbering ${space}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>` +
      '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>' +
      '<w:pPr><w:ind w:left="425" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>' +
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    'word/footer1.xml':
      `<w:ftr ${space}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>${runs(plain(`${telling.foot} · `))}` +
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>' +
      '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>',
  });
}

function bodyOf(telling: Telling): string {
  const { words, content, language } = telling;
  const { programmes } = content;
  const paragraphs = (lines: readonly Line[]) => lines.map((line) => paragraph(line)).join('');
  const section = (name: string, body: string) => (body ? heading(2, plain(name)) + body : '');
  const slipped = programmes.flatMap((programme) =>
    programme.slipped && programme.slipped.length > 0
      ? paragraph(telling.heading(programme), 'Named') + bullets(programme.slipped.map((slip) => telling.slip(slip)))
      : [],
  );
  const changed = programmes.flatMap((programme) =>
    aspects.flatMap((aspect) => {
      const { before, now, change } = programme.lights[aspect];
      if (change === 'unchanged' || change === 'not_comparable') return [];
      const from = before ? [...telling.light(before), ...plain(' → ')] : [];
      const where = plain(`: ${words.aspect[aspect]}, ${words.change[change]}: `);
      return [[...telling.heading(programme), ...where, ...from, ...telling.light(now)]];
    }),
  );
  const compared = content.previous && showPeriod(content.previous, language);
  const silent = programmes.filter(({ reported }) => !reported);
  return [
    heading(1, plain(telling.title)),
    paragraph(plain(telling.collaboration), 'Named'),
    ...telling.notices.map(
      ({ heading: name, lines }) =>
        paragraph(plain(name), 'Named') + lines.map((line) => paragraph(line, 'Notice')).join(''),
    ),
    section(words.background, paragraphs(content.background.map((text) => telling.said(text)))),
    heading(2, plain(words.summary)),
    content.summary.length === 0
      ? paragraph(plain(words.nothingRecorded))
      : paragraphs(content.summary.map((text) => telling.said(text))),
    section(
      words.mainSuccesses,
      bullets(
        content.successes.map(({ programme, text }) => [
          ...(programme === undefined ? plain(words.ofAll) : telling.nameOf(programme)),
          ...plain(': '),
          ...telling.said(text),
        ]),
      ),
    ),
    section(words.risks, paragraphs(content.risks.map((text) => telling.said(text)))),
    heading(2, plain(words.glance)),
    paragraph(plain(words.tableCaption(showPeriod(content.period, language))), 'Caption'),
    table(
      [words.programme, ...aspects.map((aspect) => words.aspect[aspect])],
      programmes.map((programme) => [
        telling.heading(programme),
        ...aspects.map((aspect) => telling.lightOf(programme, aspect)),
      ]),
      [3638, 1500, 1500, 1500, 1500],
    ),
    content.reportedApart.length === 0
      ? ''
      : paragraph(
          plain(
            words.reportedApart(content.reportedApart.map(({ title }) => lineText(telling.named(title))).join(', ')),
          ),
        ),
    heading(2, plain(words.changes)),
    changed.length > 0
      ? (compared ? paragraph(plain(words.comparedWith(compared))) : '') + bullets(changed)
      : paragraph(plain(compared ? unchangedIn(telling, compared) : words.noPrevious)),
    content.history
      ? heading(2, plain(words.slipped)) +
        (slipped.length > 0
          ? paragraph(plain(words.slippedNote)) + slipped.join('')
          : paragraph(plain(words.nothingSlipped)))
      : '',
    heading(2, plain(words.programmes)),
    ...programmes.map((programme) => programmeIn(telling, programme)),
    heading(2, plain(words.silent)),
    silent.length === 0
      ? paragraph(plain(words.everyoneReported))
      : paragraph(plain(words.silentNote)) + bullets(silent.map((programme) => telling.heading(programme))),
    heading(2, plain(words.record)),
    bullets(telling.facts.map(([name, value]) => [{ text: `${name}: `, strong: true }, { text: value }])),
  ].join('');
}

const unchangedIn = ({ words, content: { programmes } }: Telling, period: string): string =>
  programmes.some(({ lights }) => aspects.some((aspect) => lights[aspect].change === 'unchanged'))
    ? words.noChanges(period)
    : words.nothingComparable(period);

function programmeIn(telling: Telling, programme: Telling['content']['programmes'][number]): string {
  const { words, content, language } = telling;
  const { owner, ownerRole, parent, successFactor, decisions, numbers, blocks, reported, history = [] } = programme;
  const about: readonly (readonly [string, Line])[] = [
    ...(parent === undefined ? [] : [[words.partOf, telling.nameOf(parent)] as const]),
    ...(successFactor ? [[words.successFactor, telling.said(successFactor.title)] as const] : []),
    ...(owner ? [[words.owner, telling.named(owner)] as const] : []),
    ...(ownerRole ? [[words.owner, telling.said(ownerRole)] as const] : []),
    ...decisions.map((decision) => [words.decisions, plain(telling.decision(decision))] as const),
    ...aspects.map((aspect) => [words.aspect[aspect], telling.lightOf(programme, aspect)] as const),
  ];
  const part = (name: string, body: string) => (body ? heading(4, plain(name)) + body : '');
  const periods = content.history ?? [];
  const told = history.slice(0, -1).some((lights) => aspects.some((aspect) => lights[aspect] !== 'not_reported'));
  return [
    heading(3, telling.heading(programme)),
    ...about.map(([name, line]) => paragraph([{ text: `${name}: `, strong: true }, ...line])),
    reported
      ? part(words.explanations, bullets(telling.explanations(programme))) +
        blockNames
          .map((name) =>
            part(
              words.block[name],
              blocks[name].length === 0
                ? paragraph(plain(words.nothingRecorded))
                : bullets(blocks[name].map((text) => telling.said(text))),
            ),
          )
          .join('')
      : paragraph(plain(words.notReported)),
    part(words.carriedOver, bullets(telling.carriedOver(programme))),
    numbers.length === 0
      ? ''
      : part(
          words.numbers,
          table(
            telling.figureHead,
            numbers.map((number) => telling.figureRow(number)),
            [3638, 2400, 1800, 1800],
          ),
        ),
    told
      ? part(
          words.history,
          table(
            [words.lights, ...periods.map((period) => showPeriod(period, language))],
            aspects.map((aspect) => [
              plain(words.aspect[aspect]),
              ...history.map((lights) => telling.light(lights[aspect])),
            ]),
            [2438, ...periods.map(() => Math.floor(7200 / periods.length))],
          ),
        )
      : '',
  ].join('');
}

const runs = (line: Line): string =>
  line
    .map(({ text, language, strong, light }) => {
      const marks = [
        strong ? '<w:b/>' : '',
        light ? `<w:color w:val="${colours[light]}"/>` : '',
        language ? `<w:lang w:val="${tags[language]}"/>` : '',
      ].join('');
      return `<w:r>${marks && `<w:rPr>${marks}</w:rPr>`}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
    })
    .join('');

const paragraph = (line: Line, style?: string): string =>
  `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}${runs(line)}</w:p>`;

const heading = (level: 1 | 2 | 3 | 4, line: Line): string => paragraph(line, `Heading${level}`);

const bullets = (lines: readonly Line[]): string =>
  lines
    .map(
      (line) =>
        '<w:p><w:pPr><w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' +
        `${runs(line)}</w:p>`,
    )
    .join('');

/** A table whose first row is its header, and is so again on every page; widths in twentieths of a point. */
const table = (head: readonly string[], rows: readonly (readonly Line[])[], widths: readonly number[]): string => {
  const cells = (lines: readonly Line[]) =>
    lines
      .map(
        (line, index) =>
          `<w:tc><w:tcPr><w:tcW w:w="${widths[index] ?? 0}" w:type="dxa"/></w:tcPr>${paragraph(line, 'Cell')}</w:tc>`,
      )
      .join('');
  return (
    '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>' +
    '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>' +
    `</w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>` +
    `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${cells(head.map((text) => [{ text, strong: true }]))}</w:tr>` +
    rows.map((row) => `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells(row)}</w:tr>`).join('') +
    // Two tables that touch would be one.
    '</w:tbl><w:p/>'
  );
};

const stylesIn = (tag: string): string => {
  const style = (id: string, name: string, paragraphs: string, letters: string, kind = 'paragraph') =>
    `<w:style w:type="${kind}" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>` +
    `${id.startsWith('Heading') ? '<w:next w:val="Normal"/>' : ''}<w:qFormat/>` +
    `<w:pPr>${paragraphs}</w:pPr><w:rPr>${letters}</w:rPr></w:style>`;
  const size = (halfPoints: number) => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
  const title = (level: number, halfPoints: number, before: number) =>
    style(
      `Heading${level}`,
      `heading ${level}`,
      `<w:keepNext/><w:keepLines/><w:spacing w:before="${before}" w:after="100"/><w:outlineLvl w:val="${level - 1}"/>`,
      `<w:b/><w:color w:val="12303B"/>${size(halfPoints)}`,
    );
  const edge = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="8A9499"/>`;
  return (
    `<w:styles ${space}><w:docDefaults><w:rPrDefault><w:rPr>` +
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>' +
    `${size(22)}<w:lang w:val="${tag}" w:eastAsia="${tag}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
    '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
    title(1, 48, 0) +
    title(2, 32, 360) +
    title(3, 26, 360) +
    title(4, 22, 200) +
    style('ListParagraph', 'List Paragraph', '<w:spacing w:after="60"/>', '') +
    style('Caption', 'caption', '<w:keepNext/>', '<w:i/>') +
    style('Named', 'Named', '<w:keepNext/><w:spacing w:before="160" w:after="60"/>', '<w:b/>') +
    style('Notice', 'Notice', '<w:ind w:left="284"/>', '') +
    style('Cell', 'Cell', '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>', size(18)) +
    style('Footer', 'footer', '', `<w:color w:val="4F585D"/>${size(16)}`) +
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>' +
    '<w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>' +
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>' +
    `<w:tblPr><w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(edge).join('')}</w:tblBorders></w:tblPr>` +
    '</w:style></w:styles>'
  );
};
