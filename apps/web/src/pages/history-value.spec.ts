import { fieldOfPath, languageOfPath, valueInWords, type Writing } from './history-value.ts';

const writing: Writing = {
  language: 'fi',
  day: (iso) => `day ${iso}`,
  moment: (iso) => `moment ${iso}`,
  number: (value) => `number ${String(value)}`,
  name: (id) => (id === 'partner_kyyjarvi' ? 'Kyyjärvi' : id),
  word: (word) => (word === 'open' ? 'avoin' : word),
  field: (field) => ({ from: 'Alkaa', count: 'Määrä' })[field],
  yes: 'kyllä',
  no: 'ei',
};

it.each([
  [undefined, ''],
  ['null', ''],
  ['true', 'kyllä'],
  ['3.5', 'number 3.5'],
  ['"2025-06-12"', 'day 2025-06-12'],
  ['"2025-06-12T10:00:00Z"', 'moment 2025-06-12T10:00:00Z'],
  ['"partner_kyyjarvi"', 'Kyyjärvi'],
  ['"open"', 'avoin'],
  ['"What people wrote"', 'What people wrote'],
  ['["partner_kyyjarvi","open"]', 'Kyyjärvi, avoin'],
  ['{"original":"sv","sv":"Mål","en":"Goal"}', 'Mål'],
  ['{"original":"sv","sv":"Mål","fi":"Tavoite"}', 'Tavoite'],
  ['{"from":"2025-01-01","count":2,"mandate":"mandate_x"}', 'Alkaa: day 2025-01-01; Määrä: number 2'],
  ['{"partner_kyyjarvi":true}', 'Kyyjärvi: kyllä'],
  ['not json', 'not json'],
])('%s is written %j', (json, expected) => {
  expect(valueInWords(json, writing)).toBe(expected);
});

it('names a field by what it is, not by where it stands', () => {
  expect(['title.fi', 'targets.0.value', 'lead'].map(fieldOfPath)).toEqual(['title', 'value', 'lead']);
  expect(['title.fi', 'lead'].map(languageOfPath)).toEqual(['fi', undefined]);
});
