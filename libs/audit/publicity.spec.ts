import { specification } from '../decider/spec.ts';
import { lastSecretDay, publicity, stands, type PublicityEvent } from './publicity.ts';

const text = (fi: string) => ({ original: 'fi', fi }) as const;
const today = '2025-01-15';
const facts = { known: true, today };
const id = 'publicity_goal_arki';
const secret = { about: 'goal_arki', publicity: 'secret' as const, grounds: [17], reason: text('Liikesalaisuus') };
const classify = (more: object = {}) => ({ type: 'ClassifyItem', data: { ...secret, ...more } }) as const;
const classified: PublicityEvent = { type: 'ItemClassified', data: secret };
const setting = { id, facts };

describe('the publicity of a thing', () => {
  it('is made secret by a provision, until a day', () => {
    specification(publicity).given().when(classify(), setting).then(classified);
    const data = { ...secret, grounds: [], otherLaw: '703/2023 4 §', until: '2090-01-01' };
    specification(publicity).given().when(classify(data), setting).then({ type: 'ItemClassified', data });
  });

  it('is not made secret without one, and only what is secret has one', () => {
    specification(publicity)
      .given()
      .when(classify({ grounds: [] }), setting)
      .thenRefused('PUBLICITY_GROUND_MISSING', 'grounds');
    specification(publicity)
      .given()
      .when(classify({ publicity: 'discretionary' }), setting)
      .thenRefused('PUBLICITY_GROUND_UNFIT', 'grounds');
  });

  it('ends: not before today, and not after 25 years, or 100 where it protects private life', () => {
    const until = (day: string, grounds = [17]) =>
      specification(publicity)
        .given()
        .when(classify({ until: day, grounds }), setting);
    until('2025-01-14').thenRefused('PUBLICITY_UNTIL_PAST', 'until');
    until('2050-01-16').thenRefused('PUBLICITY_UNTIL_TOO_LATE', 'until');
    until('2050-01-15').then({ type: 'ItemClassified', data: { ...secret, until: '2050-01-15' } });
    until('2124-12-31', [25]).then({ type: 'ItemClassified', data: { ...secret, grounds: [25], until: '2124-12-31' } });
    until('2125-01-16', [25]).thenRefused('PUBLICITY_UNTIL_TOO_LATE', 'until');
  });

  it('is decided of what there is, in its own stream, by the coordinator or an administrator', () => {
    specification(publicity)
      .given()
      .when(classify(), { id, facts: { ...facts, known: false } })
      .thenRefused('PUBLICITY_ABOUT_UNKNOWN', 'about');
    specification(publicity)
      .given()
      .when(classify(), { id: 'publicity_goal_muu', facts })
      .thenRefused('PUBLICITY_ID_UNFIT', 'id');
    specification(publicity)
      .given()
      .when(classify(), { ...setting, asker: { mandates: [] } })
      .thenRefused('MANDATE_MISSING');
  });

  it('is taken back with a reason, when there is something to take back', () => {
    const back = { type: 'DeclassifyItem', data: { reason: text('Julkaistu') } } as const;
    const gone: PublicityEvent = { type: 'ItemDeclassified', data: { reason: text('Julkaistu') } };
    specification(publicity).given(classified).when(back, setting).then(gone);
    specification(publicity).given().when(back, setting).thenRefused('PUBLICITY_NOT_SET');
    specification(publicity).given(classified, gone).when(back, setting).thenRefused('PUBLICITY_NOT_SET');
  });

  it('stands to the end of its last day, and secrecy without one as long as the act allows', () => {
    const one = { publicity: 'secret' as const, grounds: [17], otherLaw: undefined, until: undefined, on: today };
    expect(lastSecretDay(today, [17])).toBe('2050-01-15');
    expect(stands(one, '2050-01-15')).toBe(true);
    expect(stands(one, '2050-01-16')).toBe(false);
    expect(stands({ ...one, grounds: [24] }, '2050-01-16')).toBe(true);
    expect(stands({ ...one, until: '2026-01-01' }, '2026-01-01')).toBe(true);
    expect(stands({ ...one, until: '2026-01-01' }, '2026-01-02')).toBe(false);
    expect(stands({ ...one, otherLaw: '1/2020 2 §' }, '2100-01-01')).toBe(true);
    expect(stands({ ...one, publicity: 'discretionary', grounds: [] }, '2100-01-01')).toBe(true);
  });
});
