import { Telling, type FileSource } from './report.telling.ts';
import { figuresIn } from './report.xlsx.ts';

/**
 * The figures of a report as a table (RFC 4180): UTF-8 with a byte-order mark, commas between, a point before decimals,
 * days as 2024-12-31. Words that a spreadsheet would take for a formula begin with an apostrophe.
 * Source: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function renderFigures(source: FileSource): Uint8Array {
  const { head, rows } = figuresIn(new Telling(source));
  const lines = [head, ...rows].map((cells) =>
    cells
      .map((cell) =>
        cell === undefined
          ? ''
          : typeof cell === 'number'
            ? String(cell)
            : typeof cell === 'object'
              ? cell.day
              : quoted(cell),
      )
      .join(','),
  );
  return Buffer.from(`\u{feff}${lines.join('\r\n')}\r\n`, 'utf8');
}

const quoted = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
