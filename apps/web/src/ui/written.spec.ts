import { assert, constantFrom, date, double, property } from 'fast-check';
import { dayOf, monthOf, numberOf, timeOf, writtenDay, writtenMonth, writtenTime } from './written.ts';

it.each([
  ['12.6.2026', '2026-06-12'],
  [' 1. 1. 2026 ', '2026-01-01'],
  ['12/6/26', '2026-06-12'],
  ['2026-06-12', '2026-06-12'],
  ['29.2.2024', '2024-02-29'],
  ['29.2.2026', undefined],
  ['31.6.2026', undefined],
  ['12.13.2026', undefined],
  ['12.6.', undefined],
  ['kesällä', undefined],
  ['', undefined],
])('%j is the day %s', (written, day) => {
  expect(dayOf(written)).toBe(day);
});

it('reads every day as it writes it', () => {
  const day = date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  assert(
    property(day, (found) => {
      const iso = found.toISOString().slice(0, 10);
      expect(dayOf(writtenDay(iso))).toBe(iso);
      expect(monthOf(writtenMonth(iso.slice(0, 7)))).toBe(iso.slice(0, 7));
    }),
  );
});

it.each([
  ['6.2026', '2026-06'],
  ['12/2026', '2026-12'],
  ['2026-06', '2026-06'],
  ['13.2026', undefined],
  ['6', undefined],
])('%j is the month %s', (written, month) => {
  expect(monthOf(written)).toBe(month);
});

it.each([
  ['9', '09:00'],
  ['9.30', '09:30'],
  ['14:05', '14:05'],
  ['24', undefined],
  ['9.60', undefined],
  ['9.3', undefined],
])('%j is the time %s', (written, time) => {
  expect(timeOf(written)).toBe(time);
  if (time !== undefined) expect(timeOf(writtenTime(time))).toBe(time);
});

it.each([
  ['1 234,5', 1234.5],
  ['1\u00a0234', 1234],
  ['1234.5', 1234.5],
  ['1.234,5', 1234.5],
  ['1,234.5', 1234.5],
  ['−14,9', -14.9],
  ['0', 0],
  ['', undefined],
  ['n. 40', undefined],
  ['4,', undefined],
  ['1,2,3', undefined],
  ['1e5', undefined],
])('%j is the number %s', (written, number) => {
  expect(numberOf(written)).toBe(number);
});

it('reads every number as each language writes it', () => {
  const number = double({ min: -1e9, max: 1e9, noNaN: true });
  assert(
    property(number, constantFrom('fi-FI', 'sv-FI', 'en-GB'), (found, language) => {
      const rounded = Math.round(found * 100) / 100;
      const written = new Intl.NumberFormat(language, { maximumFractionDigits: 2, minimumFractionDigits: 1 }).format(
        rounded,
      );
      expect(numberOf(written)).toBeCloseTo(rounded, 6);
    }),
  );
});
