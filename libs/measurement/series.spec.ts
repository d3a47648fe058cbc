import fc from 'fast-check';
import { specification, freeze } from '../decider/spec.ts';
import type { Recorded } from '#decider';
import { IndicatorId, PartnerId } from '#language';
import {
  keyOf,
  partsOf,
  series,
  seriesId,
  valueOf,
  type Figure,
  type MeasuredIndicator,
  type SeriesEvent,
  type SeriesFacts,
} from './series.ts';
import { measurements, seriesOutlines, type MeasurementsRow, type SeriesRow } from './series.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const count: MeasuredIndicator = {
  kind: 'count',
  periodType: 'half_year',
  phase: 'defined',
  local: false,
  owner: 'partner_county',
  max: 10_000,
};
const facts = (indicator: Partial<MeasuredIndicator> = {}): SeriesFacts => ({
  indicator: { ...count, ...indicator },
  places: new Set(['077', '179']),
  today: '2025-01-15',
});
const id = 'series_encounters__a';
const period = { from: '2024-07-01', to: '2024-12-31' };
const cell = { indicator: 'indicator_encounters', place: '179', period };
const key = '2024-07-01/2024-12-31/179';
const reported = (figure: Figure): SeriesEvent => ({
  type: 'MeasurementReported',
  data: { ...cell, ...figure, partner: 'partner_a' },
});
const corrected = (corrects: number, figure: Figure): SeriesEvent => ({
  type: 'MeasurementCorrected',
  data: { measurement: key, corrects, ...figure, reason: text('Kirjausvirhe') },
});
const final = (value: number): Figure => ({ status: 'final', value });
const spec = specification(series);
const report = (figure: Figure, indicator: Partial<MeasuredIndicator> = {}, ...history: SeriesEvent[]) =>
  spec
    .given(...history)
    .when({ type: 'ReportMeasurement', data: { ...cell, ...figure } }, { id, facts: facts(indicator) });
const correct = (figure: Figure, indicator: Partial<MeasuredIndicator>, ...history: SeriesEvent[]) =>
  spec.given(...history).when(
    {
      type: 'CorrectMeasurement',
      data: { indicator: cell.indicator, measurement: key, ...figure, reason: text('Kirjausvirhe') },
    },
    { id, facts: facts(indicator) },
  );

describe('a series', () => {
  it('has an id from which its indicator and its partner can be read, for any two ids', () => {
    const slug = fc.stringMatching(/^[a-z0-9]{1,4}(_[a-z0-9]{1,4}){0,3}$/);
    const anything = fc.stringMatching(/^[a-z0-9][a-z0-9_]{0,12}$/);
    fc.assert(
      fc.property(slug, anything, (a, b) => {
        const [indicator, partner] = [IndicatorId.parse(`indicator_${a}`), PartnerId.parse(`partner_${b}`)];
        expect(partsOf(seriesId(indicator, partner))).toEqual({ indicator, partner });
      }),
    );
    expect(() => partsOf('series_x')).toThrow('series_x is no series');
  });

  it('takes values only of the organisation acted for: it is never taken from input (rule 16)', () => {
    report(final(412)).then(reported(final(412)));
    spec
      .given()
      .when(
        { type: 'ReportMeasurement', data: { ...cell, ...final(1) } },
        { id, facts: facts(), asker: { organisation: 'partner_b' } },
      )
      .thenRefused('MEASUREMENT_OF_ANOTHER_PARTNER');
    spec
      .given()
      .when(
        { type: 'ReportMeasurement', data: { ...cell, indicator: 'indicator_other', ...final(1) } },
        { id, facts: facts() },
      )
      .thenRefused('MEASUREMENT_OF_ANOTHER_PARTNER');
  });

  it('takes values only under a reporter’s mandate for that indicator (rule 16)', () => {
    const under = (role: 'member' | 'reporter', indicator?: string) =>
      spec
        .given()
        .when(
          { type: 'ReportMeasurement', data: { ...cell, ...final(1) } },
          { id, facts: facts(), asker: { mandates: [{ id: 'mandate_m', role, partner: 'partner_a', indicator }] } },
        );
    under('member').thenRefused('MANDATE_MISSING');
    under('reporter', 'indicator_other').thenRefused('MANDATE_MISSING');
    under('reporter', 'indicator_encounters').then(reported(final(1)));
  });

  it('takes no new value of an indicator that is unknown, retired or another partner’s own (rule 10)', () => {
    spec
      .given()
      .when(
        { type: 'ReportMeasurement', data: { ...cell, ...final(1) } },
        { id, facts: { ...facts(), indicator: undefined } },
      )
      .thenRefused('MEASUREMENT_INDICATOR_UNKNOWN', 'indicator');
    report(final(1), { phase: 'retired' }).thenRefused('MEASUREMENT_INDICATOR_RETIRED', 'indicator');
    report(final(1), { local: true }).thenRefused('MEASUREMENT_INDICATOR_LOCAL', 'indicator');
    report(final(1), { local: true, owner: 'partner_a' }).then(reported(final(1)));
  });

  it('takes a value for a period that has begun, a place that is known, a category of a dimension', () => {
    const of = (data: object) =>
      spec.given().when({ type: 'ReportMeasurement', data: { ...cell, ...final(1), ...data } }, { id, facts: facts() });
    of({ period: { from: '2024-12-31', to: '2024-07-01' } }).thenRefused('MEASUREMENT_PERIOD_BACKWARDS', 'period.to');
    of({ period: { from: '2025-01-16', to: '2025-06-30' } }).thenRefused('MEASUREMENT_PERIOD_AHEAD', 'period.from');
    of({ place: '091' }).thenRefused('MEASUREMENT_PLACE_UNKNOWN', 'place');
    of({ dimension: 'ikä' }).thenRefused('MEASUREMENT_CATEGORY_INCOMPLETE', 'category');
    of({ category: '65–74' }).thenRefused('MEASUREMENT_CATEGORY_INCOMPLETE', 'dimension');
  });

  it('holds one current value for each place, period and category: a second one is a correction (rule 17)', () => {
    report(final(413), {}, reported(final(412))).thenRefused('MEASUREMENT_EXISTS');
    const more = { ...cell, ...final(5), dimension: 'ikä', category: '65–74' };
    spec
      .given(reported(final(412)))
      .when({ type: 'ReportMeasurement', data: more }, { id, facts: facts() })
      .then({ type: 'MeasurementReported', data: { ...more, partner: 'partner_a' } });
    expect(keyOf(more)).toBe(`${key}/ikä/65–74`);
    expect(keyOf({ period })).toBe('2024-07-01/2024-12-31');
    expect(keyOf({ period, dimension: 'ikä', category: '65–74' })).toBe('2024-07-01/2024-12-31//ikä/65–74');
  });

  const during = (from: string, to: string, indicator: Partial<MeasuredIndicator> = {}, ...history: SeriesEvent[]) =>
    spec
      .given(...history)
      .when(
        { type: 'ReportMeasurement', data: { ...cell, ...final(8), period: { from, to } } },
        { id, facts: facts(indicator) },
      );
  const told = (from: string, to: string, more: object = {}): SeriesEvent => ({
    type: 'MeasurementReported',
    data: { ...cell, ...final(8), period: { from, to }, ...more, partner: 'partner_a' },
  });

  it('takes a value for one period of the indicator’s type or a part of one (rules 12 and 24)', () => {
    for (const [periodType, from, to, over] of [
      ['year', '2024-01-01', '2024-12-31', '2025-01-01'],
      ['half_year', '2024-07-01', '2024-12-31', '2025-01-01'],
      ['quarter', '2024-04-01', '2024-06-30', '2024-07-01'],
      ['month', '2024-02-01', '2024-02-29', '2024-03-01'],
      ['day', '2024-02-29', '2024-02-29', '2024-03-01'],
    ] as const) {
      during(from, to, { periodType }).then(told(from, to));
      during(from, over, { periodType }).thenRefused('MEASUREMENT_PERIOD_UNFIT', 'period.to');
    }
    during('2024-01-01', '2024-08-31', { periodType: 'year' }).then(told('2024-01-01', '2024-08-31'));
    // Half a year that begins in autumn ends in another one.
    during('2024-10-01', '2025-03-31').thenRefused('MEASUREMENT_PERIOD_UNFIT', 'period.to');
  });

  it('takes a value of the period that today is in, and of none that ends after it (rule 24)', () => {
    during('2025-01-01', '2025-06-30').then(told('2025-01-01', '2025-06-30'));
    during('2025-01-15', '2025-07-01').thenRefused('MEASUREMENT_PERIOD_UNFIT', 'period.to');
    during('2025-07-01', '2025-12-31').thenRefused('MEASUREMENT_PERIOD_AHEAD', 'period.from');
  });

  it('counts no day twice: values of one place and category do not overlap (rules 12 and 17)', () => {
    const year = { periodType: 'year' } as const;
    const byAugust = told('2024-01-01', '2024-08-31');
    for (const [from, to] of [
      ['2024-01-01', '2024-12-31'],
      ['2024-08-31', '2024-12-31'],
      ['2024-03-01', '2024-03-31'],
    ] as const)
      during(from, to, year, byAugust).thenRefused('MEASUREMENT_PERIOD_OVERLAPS', 'period');
    during('2024-01-01', '2024-12-31', year, told('2024-05-01', '2024-05-31')).thenRefused(
      'MEASUREMENT_PERIOD_OVERLAPS',
      'period',
    );
    during('2024-09-01', '2024-12-31', year, byAugust).then(told('2024-09-01', '2024-12-31'));
    for (const other of [{ place: '077' }, { place: undefined }, { dimension: 'ikä', category: '65–74' }])
      during('2024-01-01', '2024-12-31', year, told('2024-01-01', '2024-08-31', other)).then(
        told('2024-01-01', '2024-12-31'),
      );
  });

  it('is corrected with a reason and a reference to what was corrected, again and again (rule 21)', () => {
    correct(final(421), {}, reported(final(412))).then(corrected(1, final(421)));
    correct(final(412), {}, reported(final(412)), corrected(1, final(421))).then(corrected(2, final(412)));
    correct(final(412), {}, reported(final(412))).thenRefused('MEASUREMENT_UNCHANGED');
    correct(final(412), {}).thenRefused('MEASUREMENT_NOT_FOUND', 'measurement');
    correct(final(-1), {}, reported(final(412))).thenRefused('MEASUREMENT_NEGATIVE', 'value');
  });

  it('may be corrected after its indicator was retired', () =>
    correct(final(421), { phase: 'retired' }, reported(final(412))).then(corrected(1, final(421))));

  it('keeps zero and not available apart (rule 25)', () => {
    report(final(0)).then(reported(final(0)));
    report({ status: 'not_available' }).then(reported({ status: 'not_available' }));
    report({ status: 'not_available', value: 0 }).thenRefused('MEASUREMENT_NOT_AVAILABLE_HAS_VALUE', 'value');
    report({ status: 'not_available', narrative: text('x') }).thenRefused(
      'MEASUREMENT_NOT_AVAILABLE_HAS_VALUE',
      'narrative',
    );
    report({ status: 'final' }).thenRefused('MEASUREMENT_VALUE_MISSING', 'value');
    correct({ status: 'not_available' }, {}, reported(final(0))).then(corrected(1, { status: 'not_available' }));
  });

  it('holds only plausible values (rule 24)', () => {
    report(final(-1)).thenRefused('MEASUREMENT_NEGATIVE', 'value');
    report(final(2.5)).thenRefused('MEASUREMENT_NOT_WHOLE', 'value');
    report(final(2.5), { kind: 'score' }).then(reported(final(2.5)));
    correct(final(2.5), {}, reported(final(2))).thenRefused('MEASUREMENT_NOT_WHOLE', 'value');
    report(final(10_001)).thenRefused('MEASUREMENT_IMPLAUSIBLE', 'value');
    report(final(-51), { kind: 'score', min: -100, max: 100 }).then(reported(final(-51)));
    report(final(-101), { kind: 'score', min: -100, max: 100 }).thenRefused('MEASUREMENT_IMPLAUSIBLE', 'value');
    for (const value of [NaN, Infinity, 1e16])
      expect(() => series.commands.ReportMeasurement.parse({ ...cell, ...final(value) })).toThrow();
    expect(() => series.commands.ReportMeasurement.parse({ ...cell, ...final(1), dimension: 'a/b' })).toThrow(
      'MEASUREMENT_DIMENSION_MALFORMED',
    );
  });

  it('holds a percentage as its parts, or says where it comes from (rule 11)', () => {
    const percentage = { kind: 'percentage', max: 100 } as const;
    const of = (figure: Omit<Figure, 'status'>) => report({ status: 'final', ...figure }, percentage);
    of({ numerator: 17, denominator: 22 }).then(reported({ status: 'final', numerator: 17, denominator: 22 }));
    of({ value: 77, numerator: 17, denominator: 22 }).then(
      reported({ status: 'final', value: 77, numerator: 17, denominator: 22 }),
    );
    of({ value: 87, numerator: 17, denominator: 22 }).thenRefused('MEASUREMENT_PARTS_DISAGREE', 'value');
    of({ value: 87 }).thenRefused('MEASUREMENT_PARTS_OR_COMMENT_MISSING', 'numerator');
    of({ value: 87, comment: text('Lähteessä vain osuus') }).then(
      reported({ status: 'final', value: 87, comment: text('Lähteessä vain osuus') }),
    );
    of({ numerator: 23, denominator: 22 }).thenRefused('MEASUREMENT_NUMERATOR_TOO_LARGE', 'numerator');
    of({ numerator: 1 }).thenRefused('MEASUREMENT_PARTS_INCOMPLETE', 'denominator');
    of({ denominator: 1 }).thenRefused('MEASUREMENT_PARTS_INCOMPLETE', 'numerator');
    of({ numerator: 0, denominator: 0 }).thenRefused('MEASUREMENT_DENOMINATOR_NOT_POSITIVE', 'denominator');
    of({ numerator: -1, denominator: 5 }).thenRefused('MEASUREMENT_NEGATIVE', 'numerator');
    report({ status: 'final', numerator: 23, denominator: 22 }, { kind: 'ratio' }).then(
      reported({ status: 'final', numerator: 23, denominator: 22 }),
    );
    report({ status: 'final', numerator: 1, denominator: 2 }).thenRefused('MEASUREMENT_PARTS_NOT_TAKEN', 'numerator');
    expect(valueOf('percentage', { value: 77, numerator: 17, denominator: 22 })).toBeCloseTo(77.27, 2);
    expect(valueOf('ratio', { numerator: 3, denominator: 2 })).toBe(1.5);
    expect(valueOf('count', { value: 0 })).toBe(0);
    expect(valueOf('narrative', { narrative: text('x') })).toBeNull();
  });

  it('holds words where the indicator is in words, and numbers where it is not', () => {
    const words: Figure = { status: 'final', narrative: text('Yksinäisyys väheni') };
    report(words, { kind: 'narrative' }).then(reported(words));
    report(words).thenRefused('MEASUREMENT_NARRATIVE_NOT_TAKEN', 'narrative');
    report({ status: 'final' }, { kind: 'narrative' }).thenRefused('MEASUREMENT_NARRATIVE_MISSING', 'narrative');
    report(final(3), { kind: 'narrative' }).thenRefused('MEASUREMENT_NUMBER_NOT_TAKEN', 'value');
  });
});

describe('the views of a series', () => {
  const recorded = (event: SeriesEvent, revision: number): Recorded<SeriesEvent> => ({
    ...event,
    subject: id,
    revision,
    position: String(100 + revision),
    recordedAt: `2025-01-0${String(revision + 1)}T08:00:00.000Z`,
    actor: revision === 0 ? 'person_anna' : 'person_bo',
    organisation: 'partner_a',
    mandate: 'mandate_reporter',
  });

  it('show the value now, and every earlier one with who corrected it, when and why (rule 21)', () => {
    const rows = [reported(final(412)), corrected(1, final(421)), corrected(2, { status: 'not_available' })].reduce<
      MeasurementsRow[]
    >(
      (before, event, revision) => [
        ...before,
        freeze(measurements.evolve(before.at(-1), freeze(recorded(event, revision)))),
      ],
      [],
    );
    const cells = rows.at(-1)?.cells ?? [];
    expect(rows.at(-1)).toMatchObject({ id: `${id}/2024`, series: id, revision: 2 });
    expect(cells).toHaveLength(1);
    expect(cells[0]).toMatchObject({ status: 'not_available', at: '2025-01-03T08:00:00.000Z', position: '102' });
    expect(cells[0]?.value).toBeUndefined();
    expect(cells[0]?.corrections).toMatchObject([
      { old: { value: 412, by: 'person_anna', position: '100' }, by: 'person_bo', at: '2025-01-02T08:00:00.000Z' },
      { old: { value: 421, by: 'person_bo' }, by: 'person_bo', reason: text('Kirjausvirhe') },
    ]);
    // The row before is what a past moment still shows.
    expect(rows[0]?.cells[0]).toMatchObject({ value: 412, corrections: [] });
  });

  it('say what a series holds', () => {
    const earlier: SeriesEvent = {
      type: 'MeasurementReported',
      data: { ...cell, period: { from: '2024-01-01', to: '2024-06-30' }, partner: 'partner_a', ...final(300) },
    };
    const row = [reported(final(412)), earlier, corrected(1, final(421))].reduce<SeriesRow | undefined>(
      (before, event, revision) => freeze(seriesOutlines.evolve(before, recorded(event, revision))),
      undefined,
    );
    expect(row).toMatchObject({
      indicator: 'indicator_encounters',
      partner: 'partner_a',
      reported: 2,
      corrected: 1,
      from: '2024-01-01',
      to: '2024-12-31',
    });
  });
});
