import { readCells, readSheet, spanOf } from './sheet.ts';

const header =
  'indicator_code;organization_code;place_code;period_start;period_end;dimension;category;value;numerator;denominator;status;comment;expected_revision;narrative;reason';
const line = (value: string, more: { revision?: string; reason?: string; partner?: string; status?: string } = {}) =>
  `indicator_visits;${more.partner ?? 'partner_a'};179;2025-01-01;2025-06-30;;;${value};;;${more.status ?? 'final'};;${more.revision ?? ''};;${more.reason ?? ''}`;
const cells = (...lines: string[]) => {
  const read = readCells([header, ...lines].join('\r\n'));
  if ('unreadable' in read) throw new Error(read.unreadable);
  return read;
};
const read = (filled: string, now?: string, reason = '') =>
  readSheet(cells(filled), now === undefined ? [] : cells(now), { partner: 'partner_a', language: 'fi', reason })[0];

it('reports what is not there yet', () => {
  expect(read(line('1234,5'))).toMatchObject({
    line: 2,
    asks: 'report',
    input: { indicator: 'indicator_visits', place: '179', value: '1234,5', status: 'FINAL' },
  });
});

it('leaves alone what is as it was, however the decimals are written', () => {
  expect(read(line('12.5', { revision: '3' }), line('12,5', { revision: '3' }))).toMatchObject({ asks: 'nothing' });
});

it('corrects what stands, with a reason of its own or that of them all (rule 21)', () => {
  const now = line('12', { revision: '3' });
  expect(read(line('13', { revision: '3', reason: 'Puuttui' }), now)).toMatchObject({
    asks: 'correct',
    cell: { place: '179' },
    input: { reason: { original: 'FI', fi: 'Puuttui' } },
  });
  expect(read(line('13', { revision: '3' }), now, 'Tarkistettu')).toMatchObject({
    asks: 'correct',
    input: { reason: { fi: 'Tarkistettu' } },
  });
  expect(read(line('13', { revision: '3' }), now)).toMatchObject({ asks: 'mending', problem: 'reason' });
});

it.each([
  [line('13', { revision: '2' }), line('12', { revision: '3' }), 'changed'],
  [line('13'), line('12', { revision: '3' }), 'exists'],
  [line('13', { revision: '3' }), undefined, 'gone'],
  [line('13', { partner: 'partner_b' }), undefined, 'otherPartner'],
  [line('noin 5'), undefined, 'number'],
  [line('', { status: 'suppressed' }), undefined, 'suppressed'],
  [line('5', { status: 'valmis' }), undefined, 'status'],
])('says what to mend: %s beside %s is %s', (filled, now, problem) => {
  expect(read(filled, now)).toMatchObject({ asks: 'mending', problem });
});

it('reads what a spreadsheet pastes and saves: tabs, commas, quotes, Finnish days', () => {
  const pasted = `${header.replaceAll(';', '\t')}\n${line('5').replaceAll(';', '\t').replace('2025-06-30', '30.6.2025')}`;
  const rows = readCells(pasted);
  if ('unreadable' in rows) throw new Error(rows.unreadable);
  expect(spanOf(rows)).toEqual({ from: '2025-01-01', to: '2025-06-30' });
  expect(readSheet(rows, [], { partner: 'partner_a', language: 'fi', reason: '' })[0]).toMatchObject({
    asks: 'report',
  });
  expect(readCells('a;b\n1;2')).toMatchObject({ unreadable: 'columns' });
  expect(readCells('')).toMatchObject({ unreadable: 'empty' });
});
