/**
 * What people write as a day, a month, a time or a number, read as the platform keeps it. What cannot be read is
 * `undefined`: whoever asks says how it should be written.
 */

const pad = (part: string | number, digits = 2): string => String(part).padStart(digits, '0');

/** `12.6.2026`, `12.6.26`, `12/6/2026` and `2026-06-12` are one day. */
export function dayOf(written: string): string | undefined {
  const text = written.replace(/\s/g, '');
  const [, day, month, year] = /^(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})$/.exec(text) ?? [];
  const iso = day && month && year ? `${year.length === 2 ? `20${year}` : year}-${pad(month)}-${pad(day)}` : text;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return undefined;
  // There is no 31 June: the calendar would make it the first of July.
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

/** `2026-06-12` as `12.6.2026`: what the three languages of the app read without a doubt when the hint says so. */
export const writtenDay = (iso: string): string => iso.split('-').map(Number).reverse().join('.');

/** `6.2026`, `6/2026` and `2026-06` are one month. */
export function monthOf(written: string): string | undefined {
  const text = written.replace(/\s/g, '');
  const [, month = '', year = ''] = /^(\d{1,2})[./](\d{4})$/.exec(text) ?? [];
  const iso = year === '' ? text : `${year}-${pad(month)}`;
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(iso) ? iso : undefined;
}

export const writtenMonth = (iso: string): string => iso.split('-').map(Number).reverse().join('.');

/** `9`, `9.30` and `09:30` are times of a day. */
export function timeOf(written: string): string | undefined {
  const [, hour = '', minute = '00'] = /^(\d{1,2})(?:[.:](\d{2}))?$/.exec(written.replace(/\s/g, '')) ?? [];
  return hour !== '' && Number(hour) < 24 && Number(minute) < 60 ? `${pad(hour)}:${minute}` : undefined;
}

export const writtenTime = (time: string): string => time.replace(/^0/, '').replace(':', '.');

/**
 * `1 234,5`, `1234.5` and `−14,9` are numbers. A comma or a point is of the decimals, unless both are there: then the
 * last one is. A thousand written `1,234` is therefore read as 1.234, which a whole number refuses.
 */
export function numberOf(written: string): number | undefined {
  const text = written.replace(/[\s\u00a0\u202f'’]/g, '').replace(/^[−–]/, '-');
  const decimal = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'));
  const grouped = text.includes(',') && text.includes('.');
  const plain =
    decimal < 0 ? text : `${text.slice(0, decimal).replace(grouped ? /[.,]/g : /$^/, '')}.${text.slice(decimal + 1)}`;
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}
