import type { Language } from '#language';
import { strToU8, zipSync, type Zippable } from 'fflate';

/**
 * What slides, documents and workbooks have in common (ECMA-376): parts of XML in a zip, with their types and relations.
 * The same parts make the same bytes: nothing in a package tells when it was made.
 */
export const packed = (parts: Readonly<Record<string, string>>): Uint8Array => {
  const files: Zippable = Object.fromEntries(
    Object.entries(parts).map(([path, xml]) => [path, strToU8(`${declaration}${xml}`)]),
  );
  // A zip knows local time only, from 1980 on; so this is that first day in every time zone.
  return zipSync(files, { mtime: new Date(1980, 0, 1), level: 6 });
};

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML 1.0 may hold it: control characters, which no XML can say, and halves of characters are left out. */
export const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (one) => entities[one] ?? one);

const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A part's relations: by id, the kind of the other part and where it is. */
export const relations = (to: readonly (readonly [id: string, kind: string, target: string])[]): string =>
  `<Relationships xmlns="${packageRelations}">${to
    .map(
      ([id, kind, target]) =>
        `<Relationship Id="${id}" Type="${kind.includes(':') ? kind : `${officeRelations}/${kind}`}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

/** What every package has: its types, where it begins, and its name, language and keywords for those who search. */
export const frame = (
  { main, title, language, subject }: { main: string; title: string; language: Language; subject: string },
  types: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => ({
  '[Content_Types].xml':
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    Object.entries({ ...types, 'docProps/core.xml': 'application/vnd.openxmlformats-package.core-properties+xml' })
      .map(([path, type]) => `<Override PartName="/${path}" ContentType="${type}"/>`)
      .join('') +
    '</Types>',
  '_rels/.rels': relations([
    ['rId1', 'officeDocument', main],
    [
      'rId2',
      'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
      'docProps/core.xml',
    ],
  ]),
  'docProps/core.xml':
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/">' +
    `<dc:title>${escaped(title)}</dc:title><dc:subject>${escaped(subject)}</dc:subject>` +
    `<dc:language>${tags[language]}</dc:language></cp:coreProperties>`,
});

/** Languages as office programs name them. */
export const tags: Readonly<Record<Language, string>> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };
