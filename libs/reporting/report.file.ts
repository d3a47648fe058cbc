import { renderFigures } from './report.csv.ts';
import { renderDocument } from './report.docx.ts';
import { fileKinds, type FileKind } from './report.file.words.ts';
import { renderSlides } from './report.pptx.ts';
import type { FileSource } from './report.telling.ts';
import { renderWorkbook } from './report.xlsx.ts';

const office = 'application/vnd.openxmlformats-officedocument';

/** What each kind of file is called on the web, and how a report is written into it. */
const kinds: Readonly<Record<FileKind, { readonly type: string; readonly render: (from: FileSource) => Uint8Array }>> =
  {
    pptx: { type: `${office}.presentationml.presentation`, render: renderSlides },
    docx: { type: `${office}.wordprocessingml.document`, render: renderDocument },
    xlsx: { type: `${office}.spreadsheetml.sheet`, render: renderWorkbook },
    csv: { type: 'text/csv; charset=utf-8; header=present', render: renderFigures },
  };

/** `2024-H2.pptx` is the slides of the period `2024-H2`; a name without one of our kinds is a period's own. */
export function fileAsked(name: string): { readonly period: string; readonly kind?: FileKind } {
  const kind = fileKinds.find((one) => name.endsWith(`.${one}`));
  return kind ? { period: name.slice(0, -kind.length - 1), kind } : { period: name };
}

/** A report as a file. The same report in the same language is the same bytes. */
export function reportFile(kind: FileKind, source: FileSource) {
  const { content, language, publication } = source;
  const version = publication ? `v${publication.version}` : 'draft';
  const name = [content.collaboration.id, content.period.code, version, language].join('-').replace(/[^\w-]/g, '');
  return { name: `${name}.${kind}`, type: kinds[kind].type, bytes: kinds[kind].render(source) };
}
