import fc from 'fast-check';
import { FreeText, personalData } from './index.ts';

const checks = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const signs = '+-YXWVUABCDEF';
/** One character of an ASCII string. */
const oneOf = (characters: string) => fc.nat(characters.length - 1).map((at) => characters.charAt(at));
const two = (number: number) => String(number).padStart(2, '0');
/** Any code that the authority could have given. */
const code = fc
  .record({
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.integer({ min: 1, max: 12 }),
    year: fc.integer({ min: 0, max: 99 }),
    sign: oneOf(signs),
    individual: fc.integer({ min: 2, max: 999 }),
  })
  .map(({ day, month, year, sign, individual }) => {
    const [date, number] = [two(day) + two(month) + two(year), String(individual).padStart(3, '0')];
    const check = checks.charAt(Number(date + number) % 31);
    return { date, sign, number, check };
  });

describe('what points to one person in a free text (rule 28)', () => {
  it('is a personal identity code of any century, in capitals or not', () => {
    fc.assert(
      fc.property(code, fc.boolean(), ({ date, sign, number, check }, small) => {
        const whole = `${date}${sign}${number}${check}`;
        expect(personalData(`Asiakas ${small ? whole.toLowerCase() : whole}, kotikäynti`)).toBe('identity_code');
      }),
    );
  });

  it('is no code when its check character is wrong', () => {
    fc.assert(
      fc.property(code, oneOf(checks), ({ date, sign, number, check }, other) => {
        fc.pre(other !== check);
        expect(personalData(`${date}${sign}${number}${other}`)).not.toBe('identity_code');
      }),
    );
  });

  it.each([
    ['Kirjoita osoitteeseen aino.esimerkki@kunta.fi, kiitos', 'email'],
    ['(oma.nimi+työ@jyväskylä.fi)', 'email'],
    ['Soita 040 123 4567', 'phone'],
    ['Soita 0401234567.', 'phone'],
    ['puh. +358 40 123 4567', 'phone'],
    ['+358-14-266 0000', 'phone'],
    ['vaihde 014 266 0000', 'phone'],
    ['p. 050-1234567', 'phone'],
  ])('%s is refused', (text, kind) => {
    expect(personalData(text)).toBe(kind);
  });

  it.each([
    'Kokous 19.2.2025 klo 9.00–11.30',
    'Kokous 2025-02-19 klo 09:00-11:00',
    'Auki 08-16 ja 09-15',
    'dnro 1839/00.01.01.04/2024, § 6',
    'Y-tunnus 0244767-4 ja 0401234-5',
    '2 983 aikuista ja 2 855 lasta, yhteensä 5 838 kohtaamista',
    'kunnat 077, 179 ja 992; 40100 Jyväskylä',
    'vuosina 2024–2030, 484 asiakasta (−14,9 %)',
    'www.kunta.fi/ikaantyneet, @jyvaskyla',
    'tilinumero puuttuu',
    '010125-1234',
  ])('%s passes', (text) => {
    expect(personalData(text)).toBeUndefined();
  });

  it('is looked for in every language of a text', () => {
    const issue = FreeText.safeParse({ original: 'fi', fi: 'Hyvä', sv: 'ring 040 123 4567' }).error?.issues[0];
    expect([issue?.message, issue?.path]).toEqual(['TEXT_HAS_PERSONAL_DATA', ['sv']]);
    expect(FreeText.parse({ original: 'fi', fi: ' Hyvä ' })).toEqual({ original: 'fi', fi: 'Hyvä' });
    expect(FreeText.safeParse({ original: 'fi', sv: 'Bra' }).error?.issues[0]?.message).toBe('ORIGINAL_TEXT_MISSING');
  });
});

it.each([
  'a'.repeat(5_000),
  `a@${'a.'.repeat(2_500)}1`,
  `a@${'aa.1'.repeat(1_250)}`,
  '1 '.repeat(2_500),
  '+1 1 '.repeat(1_000),
])('a text of %.6s… is looked through as fast as another: a thousand times within the time a test has', (text) => {
  for (let times = 0; times < 1_000; times += 1) expect(personalData(text)).toBeUndefined();
});
