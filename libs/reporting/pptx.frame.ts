import { relations } from './ooxml.frame.ts';

/** What every set of slides stands on: its size, one master, one layout, the theme, and a master for the notes. */
export const spaces =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' +
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';

const type = (part: string) => `application/vnd.openxmlformats-officedocument.presentationml.${part}+xml`;
const themeType = 'application/vnd.openxmlformats-officedocument.theme+xml';

export const partTypes: Readonly<Record<string, string>> = {
  'ppt/presentation.xml': type('presentation.main'),
  'ppt/slideMasters/slideMaster1.xml': type('slideMaster'),
  'ppt/slideLayouts/slideLayout1.xml': type('slideLayout'),
  'ppt/notesMasters/notesMaster1.xml': type('notesMaster'),
  'ppt/theme/theme1.xml': themeType,
  'ppt/theme/theme2.xml': themeType,
};

/** The parts that are the same in every set of slides but for how many there are and their language. */
export const frameworkOf = (slides: number, tag: string): Readonly<Record<string, string>> => ({
  'ppt/presentation.xml':
    `<p:presentation ${spaces} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>` +
    '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldIdLst>' +
    Array.from({ length: slides }, (_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 4}"/>`).join('') +
    '</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>' +
    `<p:defaultTextStyle><a:defPPr><a:defRPr lang="${tag}"/></a:defPPr></p:defaultTextStyle></p:presentation>`,
  'ppt/_rels/presentation.xml.rels': relations([
    ['rId1', 'slideMaster', 'slideMasters/slideMaster1.xml'],
    ['rId2', 'notesMaster', 'notesMasters/notesMaster1.xml'],
    ['rId3', 'theme', 'theme/theme1.xml'],
    ...Array.from(
      { length: slides },
      (_, index) => [`rId${index + 4}`, 'slide', `slides/slide${index + 1}.xml`] as const,
    ),
  ]),
  'ppt/slideMasters/slideMaster1.xml':
    `<p:sldMaster ${spaces}>${white}${master}</p:spTree></p:cSld>${colourMap}` +
    '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>' +
    '<p:txStyles><p:titleStyle><a:lvl1pPr algn="l"><a:buNone/><a:defRPr sz="2600" b="1"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill>' +
    '<a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr></p:titleStyle><p:bodyStyle><a:lvl1pPr><a:defRPr sz="1600"/></a:lvl1pPr></p:bodyStyle>' +
    '<p:otherStyle><a:lvl1pPr><a:defRPr sz="1600"/></a:lvl1pPr></p:otherStyle></p:txStyles></p:sldMaster>',
  'ppt/slideMasters/_rels/slideMaster1.xml.rels': relations([
    ['rId1', 'slideLayout', '../slideLayouts/slideLayout1.xml'],
    ['rId2', 'theme', '../theme/theme1.xml'],
  ]),
  'ppt/slideLayouts/slideLayout1.xml':
    `<p:sldLayout ${spaces} type="titleOnly" preserve="1"><p:cSld name="Title Only"><p:spTree>${group}${master}</p:spTree></p:cSld>` +
    '<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>',
  'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relations([
    ['rId1', 'slideMaster', '../slideMasters/slideMaster1.xml'],
  ]),
  'ppt/notesMasters/notesMaster1.xml':
    `<p:notesMaster ${spaces}>${white}` +
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>' +
    '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="685800" y="1143000"/><a:ext cx="5486400" cy="3086100"/></a:xfrm>' +
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:sp>' +
    placeholder(3, 'Notes', 'type="body" sz="quarter" idx="3"', [685_800, 4_400_550, 5_486_400, 3_600_450], '', '') +
    `</p:spTree></p:cSld>${colourMap}<p:notesStyle><a:lvl1pPr><a:defRPr sz="1200"/></a:lvl1pPr></p:notesStyle></p:notesMaster>`,
  'ppt/notesMasters/_rels/notesMaster1.xml.rels': relations([['rId1', 'theme', '../theme/theme2.xml']]),
  'ppt/theme/theme1.xml': theme,
  'ppt/theme/theme2.xml': theme,
});

const placeholder = (
  id: number,
  name: string,
  kind: string,
  [x, y, cx, cy]: readonly [number, number, number, number],
  body: string,
  style: string,
  text = '<a:p><a:endParaRPr/></a:p>',
): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph ${kind}/></p:nvPr></p:nvSpPr>` +
  `<p:spPr><a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>` +
  `<p:txBody><a:bodyPr ${body}><a:normAutofit/></a:bodyPr><a:lstStyle>${style}</a:lstStyle>${text}</p:txBody></p:sp>`;

const group = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>';
const white = `<p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>${group}`;
const colourMap =
  '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" ' +
  'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>';

const small = (align: string) => `<a:lvl1pPr algn="${align}"><a:defRPr sz="1000"/></a:lvl1pPr>`;
const master =
  placeholder(2, 'Title', 'type="title"', [548_640, 320_040, 11_091_672, 777_240], 'anchor="ctr"', '') +
  placeholder(
    3,
    'Footer',
    'type="ftr" sz="quarter" idx="11"',
    [548_640, 6_309_360, 10_332_720, 411_480],
    'anchor="ctr"',
    small('l'),
  ) +
  placeholder(
    4,
    'Number',
    'type="sldNum" sz="quarter" idx="12"',
    [10_972_800, 6_309_360, 667_512, 411_480],
    'anchor="ctr"',
    small('r'),
    '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld><a:endParaRPr/></a:p>',
  );

const colour = (name: string, value: string) => `<a:${name}><a:srgbClr val="${value}"/></a:${name}>`;
const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
const font = (name: string) =>
  `<a:${name}Font><a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/></a:${name}Font>`;
const theme =
  '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Report"><a:themeElements><a:clrScheme name="Report">' +
  colour('dk1', '1B2226') +
  colour('lt1', 'FFFFFF') +
  colour('dk2', '12303B') +
  colour('lt2', 'E8EDEF') +
  colour('accent1', '0B5C78') +
  colour('accent2', '09683A') +
  colour('accent3', '9A4B00') +
  colour('accent4', 'B21B2F') +
  colour('accent5', '4F585D') +
  colour('accent6', '5B3A8C') +
  colour('hlink', '0B5C78') +
  colour('folHlink', '5B3A8C') +
  `</a:clrScheme><a:fontScheme name="Report">${font('major')}${font('minor')}</a:fontScheme><a:fmtScheme name="Report">` +
  `<a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst>` +
  `<a:lnStyleLst>${`<a:ln w="9525">${fill}</a:ln>`.repeat(3)}</a:lnStyleLst>` +
  `<a:effectStyleLst>${'<a:effectStyle><a:effectLst/></a:effectStyle>'.repeat(3)}</a:effectStyleLst>` +
  `<a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`;
