import fc from 'fast-check';
import { specification, freeze } from '../decider/spec.ts';
import type { Recorded } from '#decider';
import { IndicatorId, PartnerId } from '#language';
import { calendarPeriod, type PeriodType } from './calendar.ts';
import {
  keyOf,
  partsOf,
  periodIn,
  series,
  seriesId,
  valueOf,
  versionIn,
  type Figure,
  type MeasuredIndicator,
  type SeriesCommand,
  type SeriesEvent,
  type SeriesFacts,
} from './series.ts';
import { measurements, readingOf, seriesOutlines, type MeasurementRow, type SeriesRow } from './series.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const count: MeasuredIndicator = {
  kind: 'count',
  periodType: 'half_year',
  phase: 'defined',
  local: false,
  owner: 'partner_county',
  reviewed: false,
  indicatorVersion: 1,
  max: 10_000,
};
const facts = (indicator: Partial<MeasuredIndicator> = {}, locked = false): SeriesFacts => ({
  indicator: { ...count, ...indicator },
  places: new Set(['077', '179']),
  locked,
  today: '2025-01-15',
});
const id = 'series_encounters__a';
const period = { from: '2024-07-01', to: '2024-12-31' };
const cell = { indicator: 'indicator_encounters', place: '179', period };
const key = '2024-07-01/2024-12-31/179';
const reported = (figure: Figure): SeriesEvent => ({
  type: 'MeasurementReported',
  data: { ...cell, ...figure, partner: 'partner_a', calendarFrom: '2024-07-01' },
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
      .then({ type: 'MeasurementReported', data: { ...more, partner: 'partner_a', calendarFrom: '2024-07-01' } });
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
  const told = (
    from: string,
    to: string,
    { periodType = 'year' }: { periodType?: PeriodType } = {},
    more: object = {},
  ): SeriesEvent => ({
    type: 'MeasurementReported',
    data: {
      ...cell,
      ...final(8),
      period: { from, to },
      ...more,
      partner: 'partner_a',
      calendarFrom: calendarPeriod(periodType, from).from,
    },
  });

  it('takes a value for one period of the indicator’s type or a part of one (rules 12 and 24)', () => {
    for (const [periodType, from, to, over] of [
      ['year', '2024-01-01', '2024-12-31', '2025-01-01'],
      ['half_year', '2024-07-01', '2024-12-31', '2025-01-01'],
      ['quarter', '2024-04-01', '2024-06-30', '2024-07-01'],
      ['month', '2024-02-01', '2024-02-29', '2024-03-01'],
      ['day', '2024-02-29', '2024-02-29', '2024-03-01'],
    ] as const) {
      during(from, to, { periodType }).then(told(from, to, { periodType }));
      during(from, over, { periodType }).thenRefused('MEASUREMENT_PERIOD_UNFIT', 'period.to');
    }
    during('2024-01-01', '2024-08-31', { periodType: 'year' }).then(told('2024-01-01', '2024-08-31'));
    // Half a year that begins in autumn ends in another one.
    during('2024-10-01', '2025-03-31').thenRefused('MEASUREMENT_PERIOD_UNFIT', 'period.to');
  });

  it('takes a value of the period that today is in, and of none that ends after it (rule 24)', () => {
    during('2025-01-01', '2025-06-30').then(told('2025-01-01', '2025-06-30', { periodType: 'half_year' }));
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
      during('2024-01-01', '2024-12-31', year, told('2024-01-01', '2024-08-31', {}, other)).then(
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
    const ratio = (figure: Omit<Figure, 'status'>) => report({ status: 'final', ...figure }, { kind: 'ratio' });
    ratio({ numerator: 23, denominator: 22 }).then(reported({ status: 'final', numerator: 23, denominator: 22 }));
    ratio({ value: 1.05, numerator: 23, denominator: 22 }).then(
      reported({ status: 'final', value: 1.05, numerator: 23, denominator: 22 }),
    );
    ratio({ value: 1.06, numerator: 23, denominator: 22 }).thenRefused('MEASUREMENT_PARTS_DISAGREE', 'value');
    ratio({ value: 1.05 }).thenRefused('MEASUREMENT_PARTS_OR_COMMENT_MISSING', 'numerator');
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

describe('a value under review', () => {
  const reviewed = { reviewed: true } as const;
  const submitted = (value: number, reportedBy = 'person_anna'): SeriesEvent => ({
    type: 'MeasurementReported',
    data: {
      ...cell,
      ...final(value),
      partner: 'partner_a',
      calendarFrom: '2024-07-01',
      awaitsReview: true,
      reportedBy,
    },
  });
  const accepted = (accepts: number): SeriesEvent => ({
    type: 'MeasurementAccepted',
    data: { measurement: key, accepts },
  });
  const sentBack = (sendsBack: number): SeriesEvent => ({
    type: 'MeasurementSentBack',
    data: { measurement: key, sendsBack, comment: text('Puuttuuko joulukuu?') },
  });
  const one = { indicator: cell.indicator, measurement: key };
  const asReviewer = { organisation: 'partner_county', person: 'person_review' };
  const accept = (asker: object, ...history: SeriesEvent[]) =>
    spec
      .given(...history)
      .when(
        { type: 'AcceptMeasurement', data: one },
        { id, facts: facts(reviewed), asker: { ...asReviewer, ...asker } },
      );
  const sendBack = (...history: SeriesEvent[]) =>
    spec
      .given(...history)
      .when(
        { type: 'SendBackMeasurement', data: { ...one, comment: text('Puuttuuko joulukuu?') } },
        { id, facts: facts(reviewed), asker: asReviewer },
      );

  it('is submitted by reporting it, and counts when a reviewer of the owner accepts it (rule 18)', () => {
    report(final(412), reviewed).then(submitted(412));
    accept({}, submitted(412)).then(accepted(1));
    accept({}, submitted(412), accepted(1)).thenRefused('MEASUREMENT_NOT_WAITING', 'measurement');
    accept({}, reported(final(412))).thenRefused('MEASUREMENT_NOT_WAITING', 'measurement');
    accept({ organisation: 'partner_b' }, submitted(412)).thenRefused('MEASUREMENT_REVIEWED_BY_OWNER');
    accept({ mandates: [{ id: 'm', role: 'reporter', partner: 'partner_county' }] }, submitted(412)).thenRefused(
      'MANDATE_MISSING',
    );
    // Another indicator of the reviewer's own does not open this one.
    spec
      .given(submitted(412))
      .when(
        { type: 'AcceptMeasurement', data: { ...one, indicator: 'indicator_other' } },
        { id, facts: facts(reviewed), asker: asReviewer },
      )
      .thenRefused('MEASUREMENT_REVIEWED_BY_OWNER');
  });

  it('is sent back with a comment, and corrected with a reason (rule 18)', () => {
    sendBack(submitted(412)).then(sentBack(1));
    sendBack(submitted(412), sentBack(1)).thenRefused('MEASUREMENT_NOT_WAITING', 'measurement');
    expect(() => series.commands.SendBackMeasurement.parse(one)).toThrow();
    report(final(421), reviewed, submitted(412), sentBack(1)).thenRefused('MEASUREMENT_EXISTS');
    correct(final(421), reviewed, submitted(412), sentBack(1)).then({
      type: 'MeasurementCorrected',
      data: {
        measurement: key,
        corrects: 1,
        ...final(421),
        awaitsReview: true,
        reportedBy: 'person_anna',
        reason: text('Kirjausvirhe'),
      },
    });
  });

  it('is not reviewed by the person who reported it; where nothing is reviewed, reporting is accepting (rule 19)', () => {
    accept({ person: 'person_anna' }, submitted(412)).thenRefused('MEASUREMENT_REVIEWER_REPORTED');
    // Somebody else's correction is somebody else's value.
    accept({ person: 'person_anna' }, submitted(412), {
      type: 'MeasurementCorrected',
      data: {
        measurement: key,
        corrects: 1,
        ...final(413),
        awaitsReview: true,
        reportedBy: 'person_bo',
        reason: text('Syy'),
      },
    }).then(accepted(2));
    spec
      .given(submitted(412))
      .when(
        { type: 'AcceptMeasurement', data: one },
        { id, facts: facts(), asker: { ...asReviewer, person: 'person_anna' } },
      )
      .then(accepted(1));
  });

  it('is withdrawn as unneeded or wrong, with a reason, and may then be reported anew (rule 22)', () => {
    const withdraw = (...history: SeriesEvent[]) =>
      spec
        .given(...history)
        .when(
          { type: 'WithdrawMeasurement', data: { ...one, kind: 'wrong', reason: text('Väärä yksikkö') } },
          { id, facts: facts() },
        );
    const withdrawn: SeriesEvent = {
      type: 'MeasurementWithdrawn',
      data: { measurement: key, withdraws: 1, kind: 'wrong', reason: text('Väärä yksikkö') },
    };
    withdraw(reported(final(412))).then(withdrawn);
    withdraw(submitted(412)).then(withdrawn);
    withdraw().thenRefused('MEASUREMENT_NOT_FOUND', 'measurement');
    withdraw(reported(final(412)), withdrawn).thenRefused('MEASUREMENT_NOT_FOUND', 'measurement');
    report(final(40), {}, reported(final(412)), withdrawn).then(reported(final(40)));
    correct(final(41), {}, reported(final(412)), withdrawn, reported(final(40))).then(corrected(2, final(41)));
    // What was taken back holds no day against another value.
    spec
      .given(reported(final(412)), withdrawn)
      .when(
        { type: 'ReportMeasurement', data: { ...cell, ...final(7), period: { from: '2024-10-01', to: '2024-12-31' } } },
        { id, facts: facts() },
      )
      .then({
        type: 'MeasurementReported',
        data: {
          ...cell,
          ...final(7),
          period: { from: '2024-10-01', to: '2024-12-31' },
          partner: 'partner_a',
          calendarFrom: '2024-07-01',
        },
      });
  });

  it('may be drafted first, half a figure too, and is no value until it is reported (rule 18)', () => {
    const drafted: SeriesEvent = {
      type: 'MeasurementDrafted',
      data: { ...cell, status: 'final', partner: 'partner_a', calendarFrom: '2024-07-01' },
    };
    const draft = (...history: SeriesEvent[]) =>
      spec
        .given(...history)
        .when({ type: 'DraftMeasurement', data: { ...cell, status: 'final' } }, { id, facts: facts() });
    draft().then(drafted);
    draft(drafted).then(drafted);
    draft(reported(final(1))).thenRefused('MEASUREMENT_EXISTS');
    report(final(412), {}, drafted).then(reported(final(412)));
    correct(final(1), {}, drafted).thenRefused('MEASUREMENT_NOT_FOUND', 'measurement');
    const drop = (...history: SeriesEvent[]) =>
      spec.given(...history).when({ type: 'DropMeasurementDraft', data: one }, { id, facts: facts() });
    const dropped: SeriesEvent = { type: 'MeasurementDraftDropped', data: { measurement: key } };
    drop(drafted).then(dropped);
    drop(drafted, dropped).thenRefused('MEASUREMENT_NOT_FOUND', 'measurement');
    drop(drafted, reported(final(412))).thenRefused('MEASUREMENT_NOT_FOUND', 'measurement');
  });

  it('stays as it is in a locked period: nothing is given, corrected, accepted or withdrawn there (rule 23)', () => {
    const locked = (command: SeriesCommand, asker: object, ...history: SeriesEvent[]) =>
      spec.given(...history).when(command, { id, facts: facts(reviewed, true), asker });
    const refused = 'MEASUREMENT_PERIOD_LOCKED';
    locked({ type: 'ReportMeasurement', data: { ...cell, ...final(1) } }, {}).thenRefused(refused, 'period');
    locked({ type: 'DraftMeasurement', data: { ...cell, ...final(1) } }, {}).thenRefused(refused, 'period');
    const one_ = { ...one, ...final(2), reason: text('Syy') };
    locked({ type: 'CorrectMeasurement', data: one_ }, {}, submitted(1)).thenRefused(refused, 'measurement');
    locked({ type: 'AcceptMeasurement', data: one }, asReviewer, submitted(1)).thenRefused(refused, 'measurement');
    locked(
      { type: 'WithdrawMeasurement', data: { ...one, kind: 'unneeded', reason: text('Syy') } },
      {},
      submitted(1),
    ).thenRefused(refused, 'measurement');
    // Sending back changes no total, and a note no value.
    locked({ type: 'SendBackMeasurement', data: { ...one, comment: text('Miksi?') } }, asReviewer, submitted(1)).then({
      type: 'MeasurementSentBack',
      data: { measurement: key, sendsBack: 1, comment: text('Miksi?') },
    });
    locked({ type: 'AnnotateMeasurement', data: { ...one, note: text('Huom') } }, {}, submitted(1)).then({
      type: 'MeasurementAnnotated',
      data: { measurement: key, note: text('Huom') },
    });
  });
});

describe('a value', () => {
  const one = { indicator: cell.indicator, measurement: key };

  it('of another indicator version is another value: its key says so, and days of the two do not clash (rules 9 and 12)', () => {
    const second: SeriesEvent = {
      type: 'MeasurementReported',
      data: { ...cell, ...final(5), partner: 'partner_a', calendarFrom: '2024-07-01', indicatorVersion: 2 },
    };
    report(final(5), { indicatorVersion: 2 }, reported(final(412))).then(second);
    report(final(5), { indicatorVersion: 2 }, second).thenRefused('MEASUREMENT_EXISTS');
    expect(keyOf({ ...cell, indicatorVersion: 2 })).toBe(`${key}~2`);
    expect([versionIn(key), versionIn(`${key}~2`), versionIn('2024-07-01/2024-12-31~12')]).toEqual([1, 2, 12]);
    expect(periodIn(`${key}~2`)).toEqual(period);
    spec
      .given(reported(final(412)), second)
      .when(
        {
          type: 'CorrectMeasurement',
          data: { ...one, measurement: `${key}~2`, ...final(6), reason: text('Kirjausvirhe') },
        },
        { id, facts: facts({ indicatorVersion: 2 }) },
      )
      .then({
        type: 'MeasurementCorrected',
        data: { measurement: `${key}~2`, corrects: 1, ...final(6), reason: text('Kirjausvirhe') },
      });
  });

  it('has a key that its period and version can be read from, whatever it is broken down by', () => {
    const word = fc.stringMatching(/^[\p{L}\p{N}][\p{L}\p{N} _.,:+()<>–-]{0,9}$/u).map((said) => said.trim());
    fc.assert(
      fc.property(
        fc.option(word),
        fc.constantFrom('077', undefined),
        fc.integer({ min: 1, max: 99 }),
        (said, place, v) => {
          const of = { ...(said !== null && { dimension: said, category: said }), place, period, indicatorVersion: v };
          expect([versionIn(keyOf(of)), periodIn(keyOf(of))]).toEqual([v, period]);
          expect(series.commands.FinaliseMeasurement.parse({ ...one, measurement: keyOf(of) })).toBeTruthy();
        },
      ),
    );
  });

  it('is broken down only by what the indicator names, where it names anything (rule 24)', () => {
    const dimensions = [
      {
        id: 'ikä',
        label: text('Ikä'),
        categories: [
          { id: '0–64', label: text('0–64') },
          { id: '65+', label: text('65+') },
        ],
      },
    ];
    const of = (dimension: string, category: string, indicator: Partial<MeasuredIndicator>) =>
      spec
        .given()
        .when(
          { type: 'ReportMeasurement', data: { ...cell, ...final(1), dimension, category } },
          { id, facts: facts(indicator) },
        );
    const given = (dimension: string, category: string): SeriesEvent => ({
      type: 'MeasurementReported',
      data: { ...cell, ...final(1), dimension, category, partner: 'partner_a', calendarFrom: '2024-07-01' },
    });
    of('ikä', '65+', { dimensions }).then(given('ikä', '65+'));
    of('sukupuoli', '65+', { dimensions }).thenRefused('MEASUREMENT_DIMENSION_UNKNOWN', 'dimension');
    of('ikä', '80+', { dimensions }).thenRefused('MEASUREMENT_CATEGORY_UNKNOWN', 'category');
    of('alue', 'pohjoinen', {}).then(given('alue', 'pohjoinen'));
  });

  it('says on which day it was known: not before its period, and not ahead (rule 26)', () => {
    const on = (reportedOn: string) =>
      spec
        .given()
        .when({ type: 'ReportMeasurement', data: { ...cell, ...final(1), reportedOn } }, { id, facts: facts() });
    on('2025-01-10').then({
      type: 'MeasurementReported',
      data: { ...cell, ...final(1), reportedOn: '2025-01-10', partner: 'partner_a', calendarFrom: '2024-07-01' },
    });
    on('2024-06-30').thenRefused('MEASUREMENT_REPORTED_ON_UNFIT', 'reportedOn');
    on('2025-01-16').thenRefused('MEASUREMENT_REPORTED_ON_UNFIT', 'reportedOn');
  });

  it('points to evidence at https addresses, ten at most', () => {
    const link = (url: string) => ({ label: text('Seuranta'), url });
    const parse = (...urls: string[]) =>
      series.commands.ReportMeasurement.parse({ ...cell, ...final(1), evidence: urls.map(link) });
    expect(parse('https://example.org/a?b=1#c')).toMatchObject({ evidence: [{ url: 'https://example.org/a?b=1#c' }] });
    for (const url of ['http://example.org', 'https://anna:secret@example.org/', 'javascript:alert(1)', 'https://a b'])
      expect(() => parse(url)).toThrow('MEASUREMENT_EVIDENCE_MALFORMED');
    expect(() => parse(...Array.from({ length: 11 }, () => 'https://example.org'))).toThrow();
  });

  it('is written about without pointing to a person (rule 28)', () => {
    const comment = text('Lisätietoja: anna@example.org');
    for (const wrong of [
      () => series.commands.ReportMeasurement.parse({ ...cell, ...final(1), comment }),
      () => series.commands.CorrectMeasurement.parse({ ...one, ...final(1), reason: comment }),
      () => series.commands.SendBackMeasurement.parse({ ...one, comment }),
      () => series.commands.AnnotateMeasurement.parse({ ...one, note: comment }),
    ])
      expect(wrong).toThrow('TEXT_HAS_PERSONAL_DATA');
  });

  it('on a scale lies between its ends, and has no parts; of a score the parts are nobody’s (rule 24)', () => {
    const scale = { kind: 'scale', min: 1, max: 5 } as const;
    report(final(3.7), scale).then(reported(final(3.7)));
    report(final(5.1), scale).thenRefused('MEASUREMENT_IMPLAUSIBLE', 'value');
    report(final(0), scale).thenRefused('MEASUREMENT_IMPLAUSIBLE', 'value');
    for (const kind of ['scale', 'score'] as const)
      report({ status: 'final', numerator: 3, denominator: 5 }, { ...scale, kind }).thenRefused(
        'MEASUREMENT_PARTS_NOT_TAKEN',
        'numerator',
      );
  });

  it('that was provisional becomes final without another number, once', () => {
    const provisional = reported({ status: 'provisional', value: 412 });
    const finalise = (...history: SeriesEvent[]) =>
      spec.given(...history).when({ type: 'FinaliseMeasurement', data: one }, { id, facts: facts() });
    const finalised: SeriesEvent = { type: 'MeasurementFinalised', data: { measurement: key, finalises: 1 } };
    finalise(provisional).then(finalised);
    finalise(provisional, finalised).thenRefused('MEASUREMENT_NOT_PROVISIONAL', 'measurement');
    finalise(reported(final(412))).thenRefused('MEASUREMENT_NOT_PROVISIONAL', 'measurement');
    correct(final(412), {}, provisional, finalised).thenRefused('MEASUREMENT_UNCHANGED');
    correct(final(413), {}, provisional, finalised).then(corrected(2, final(413)));
  });

  it('imported from statistics carries its origin, is replaced by newer ones and never edited by hand (rule 27)', () => {
    const origin = (updated: string) => ({ source: 'Sotkanet', dataset: '3113', updated, licence: 'CC BY 4.0' });
    const imports = (updated: string, ...history: SeriesEvent[]) =>
      spec
        .given(...history)
        .when(
          { type: 'ImportMeasurement', data: { ...cell, ...final(17), origin: origin(updated) } },
          { id, facts: facts({ reviewed: true }) },
        );
    const imported = (updated: string): SeriesEvent => ({
      type: 'MeasurementImported',
      data: { ...cell, ...final(17), origin: origin(updated), partner: 'partner_a', calendarFrom: '2024-07-01' },
    });
    imports('2025-01-02').then(imported('2025-01-02'));
    imports('2025-01-03', imported('2025-01-02')).then(imported('2025-01-03'));
    imports('2025-01-02', imported('2025-01-02')).thenRefused('MEASUREMENT_IMPORT_NOT_NEWER', 'origin.updated');
    imports('2025-01-02', reported(final(412))).thenRefused('MEASUREMENT_EXISTS');
    report(final(18), {}, imported('2025-01-02')).thenRefused('MEASUREMENT_IMPORTED');
    correct(final(18), {}, imported('2025-01-02')).thenRefused('MEASUREMENT_IMPORTED');
    spec
      .given(imported('2025-01-02'))
      .when(
        { type: 'WithdrawMeasurement', data: { ...one, kind: 'wrong', reason: text('Syy') } },
        { id, facts: facts() },
      )
      .thenRefused('MEASUREMENT_IMPORTED');
    spec
      .given(imported('2025-01-02'))
      .when({ type: 'AnnotateMeasurement', data: { ...one, note: text('Huom') } }, { id, facts: facts() })
      .then({ type: 'MeasurementAnnotated', data: { measurement: key, note: text('Huom') } });
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

  /** The row after each event, every one of them frozen. */
  const rowsAfter = (...events: SeriesEvent[]): readonly MeasurementRow[] =>
    events.reduce<MeasurementRow[]>(
      (before, event, revision) => [
        ...before,
        // Through JSON and back, as out of a snapshot: rows may not lean on being the same object.
        freeze(measurements.evolve(copied(before.at(-1)), freeze(recorded(event, revision)))),
      ],
      [],
    );
  const copied = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T));
  const submitted = (value: number): SeriesEvent => ({
    type: 'MeasurementReported',
    data: { ...cell, ...final(value), partner: 'partner_a', awaitsReview: true, reportedBy: 'person_anna' },
  });
  const accepted: SeriesEvent = { type: 'MeasurementAccepted', data: { measurement: key, accepts: 1 } };
  const resubmitted: SeriesEvent = {
    type: 'MeasurementCorrected',
    data: { measurement: key, corrects: 1, ...final(421), awaitsReview: true, reason: text('Syy') },
  };
  const sentBack: SeriesEvent = {
    type: 'MeasurementSentBack',
    data: { measurement: key, sendsBack: 2, comment: text('Miksi?') },
  };

  it('show the value now, and every earlier one with who corrected it, when and why (rule 21)', () => {
    const rows = rowsAfter(reported(final(412)), corrected(1, final(421)), corrected(2, { status: 'not_available' }));
    const row = rows.at(-1);
    expect(row).toMatchObject({
      id: `${id}/${key}`,
      series: id,
      indicator: 'indicator_encounters',
      partner: 'partner_a',
      key,
      indicatorVersion: 1,
      calendarPeriod: '2024-07-01',
      revision: 2,
      state: 'accepted',
      current: { status: 'not_available', at: '2025-01-03T08:00:00.000Z', position: '102' },
    });
    expect(row?.current?.value).toBeUndefined();
    expect(row?.history).toMatchObject([
      { value: 412, by: 'person_anna', position: '100' },
      { value: 421, by: 'person_bo', at: '2025-01-02T08:00:00.000Z', reason: text('Kirjausvirhe') },
      { status: 'not_available', by: 'person_bo', reason: text('Kirjausvirhe') },
    ]);
    // The row before is what a past moment still shows.
    expect(rows[0]).toMatchObject({ current: { value: 412 }, history: [{ value: 412 }] });
  });

  it('keep the author and the time of a value that somebody else accepts (rule 20)', () => {
    const [before, after] = rowsAfter(submitted(412), accepted);
    expect(before).toMatchObject({ state: 'submitted', current: undefined, pending: { value: 412 } });
    expect(before && readingOf(before)).toBeUndefined();
    expect(after).toMatchObject({ state: 'accepted', pending: undefined });
    expect(after?.current).toMatchObject({
      value: 412,
      by: 'person_anna',
      at: '2025-01-01T08:00:00.000Z',
      position: '100',
      acceptedPosition: '101',
      verdict: { outcome: 'accepted', by: 'person_bo', at: '2025-01-02T08:00:00.000Z' },
    });
  });

  it('keep the accepted value in force while its correction waits or is sent back (rules 18 and 21)', () => {
    const rows = rowsAfter(submitted(412), accepted, resubmitted, sentBack);
    expect(rows[2]).toMatchObject({ state: 'submitted', current: { value: 412 }, pending: { value: 421 } });
    expect(rows[3]).toMatchObject({
      state: 'sent_back',
      current: { value: 412 },
      pending: { value: 421, verdict: { outcome: 'sent_back', comment: text('Miksi?') } },
      history: [{ value: 412 }, { value: 421, verdict: { outcome: 'sent_back' } }],
    });
    expect(rows[3] && readingOf(rows[3])).toMatchObject({ value: 412, position: '100' });
  });

  it('keep what was withdrawn readable and out of totals, and take a value in its place (rule 22)', () => {
    const withdrawn: SeriesEvent = {
      type: 'MeasurementWithdrawn',
      data: { measurement: key, withdraws: 1, kind: 'wrong', reason: text('Väärä yksikkö') },
    };
    const [, after, anew] = rowsAfter(reported(final(412)), withdrawn, reported(final(40)));
    expect(after).toMatchObject({
      state: 'withdrawn',
      current: undefined,
      history: [{ value: 412, verdict: { outcome: 'withdrawn', kind: 'wrong', comment: text('Väärä yksikkö') } }],
    });
    expect(after && readingOf(after)).toBeUndefined();
    expect(anew).toMatchObject({ state: 'accepted', current: { value: 40 }, history: [{ value: 412 }, { value: 40 }] });
    expect(anew?.current?.verdict).toBeUndefined();
  });

  it('hold a draft apart from what was given, and forget it when it is reported or dropped', () => {
    const drafted: SeriesEvent = {
      type: 'MeasurementDrafted',
      data: { ...cell, status: 'final', value: 4, partner: 'partner_a' },
    };
    const [draft, given] = rowsAfter(drafted, reported(final(412)));
    expect(draft).toMatchObject({ state: 'draft', draft: { value: 4 }, history: [], current: undefined });
    expect(given).toMatchObject({ state: 'accepted', history: [{ value: 412 }] });
    expect(given?.draft).toBeUndefined();
    const dropped = rowsAfter(drafted, { type: 'MeasurementDraftDropped', data: { measurement: key } }).at(-1);
    expect(dropped).toMatchObject({ state: 'withdrawn', history: [] });
    const outlined = (...events: SeriesEvent[]) =>
      events.reduce<SeriesRow | undefined>(
        (before, event, revision) => freeze(seriesOutlines.evolve(before, recorded(event, revision))),
        undefined,
      );
    expect(outlined(drafted)?.reported).toBe(0);
    const other = { ...cell, period: { from: '2024-01-01', to: '2024-06-30' }, partner: 'partner_a' };
    const early: SeriesEvent = { type: 'MeasurementDrafted', data: { ...other, status: 'final' } };
    // What is drafted does not widen what others see of the series.
    expect(outlined(reported(final(1)), early)).toMatchObject({ reported: 1, from: '2024-07-01', revision: 1 });
    expect(outlined(early, reported(final(1)))).toMatchObject({ reported: 1, from: '2024-07-01' });
  });

  it('make a provisional value final without losing sight of when it was not', () => {
    const row = rowsAfter(reported({ status: 'provisional', value: 412 }), {
      type: 'MeasurementFinalised',
      data: { measurement: key, finalises: 1 },
    }).at(-1);
    expect(row).toMatchObject({
      current: { status: 'final', value: 412, by: 'person_bo' },
      history: [{ status: 'provisional' }, { status: 'final' }],
    });
  });

  it('say what the rules say, whatever happens: the value in force, and a history that only grows (rules 17, 20 and 21)', () => {
    const quarter = { from: '2024-07-01', to: '2024-09-30' };
    const command = fc.record({
      type: fc.constantFrom<SeriesCommand['type'][]>(
        'ReportMeasurement',
        'CorrectMeasurement',
        'DraftMeasurement',
        'DropMeasurementDraft',
        'FinaliseMeasurement',
        'AcceptMeasurement',
        'SendBackMeasurement',
        'WithdrawMeasurement',
        'ImportMeasurement',
      ),
      value: fc.integer({ min: 0, max: 3 }),
      of: fc.constantFrom(period, quarter),
      status: fc.constantFrom('final' as const, 'provisional' as const),
      reviewed: fc.boolean(),
      indicatorVersion: fc.constantFrom(1, 2),
      updated: fc.constantFrom('2025-01-01', '2025-01-02', '2025-01-03'),
    });
    fc.assert(
      fc.property(fc.array(command, { minLength: 5, maxLength: 40 }), (commands) => {
        let state = series.initial;
        const rows = new Map<string, MeasurementRow>();
        let revision = 0;
        for (const { type, value, of, status, reviewed, indicatorVersion, updated } of commands) {
          const measurement = keyOf({ period: of, indicatorVersion });
          const reviews = type === 'AcceptMeasurement' || type === 'SendBackMeasurement';
          const organisation = reviews ? 'partner_county' : 'partner_a';
          // Each shape takes its own of these and leaves the rest.
          const data: unknown = series.commands[type].parse({
            indicator: cell.indicator,
            measurement,
            period: of,
            status,
            value,
            reason: text('Syy'),
            comment: text('Miksi?'),
            kind: 'wrong',
            origin: { source: 'Sotkanet', dataset: '1', updated, licence: 'CC BY 4.0' },
          });
          const outcome = series.decide(state, { type, data } as SeriesCommand, {
            asker: { person: reviews ? 'person_r' : 'person_a', organisation, mandates: [], mandate: undefined },
            now: '2025-01-15T10:00:00.000Z',
            facts: facts({ reviewed, indicatorVersion }),
            id,
          });
          if ('refused' in outcome) continue;
          for (const event of outcome) {
            state = series.evolve(state, event);
            revision += 1;
            const happened = { ...recorded(event, revision % 9), position: String(1_000 + revision) };
            const row = `${id}/${measurement}`;
            const before = rows.get(row);
            const after = measurements.evolve(before, happened);
            rows.set(row, after);
            const said = (given: MeasurementRow['current']) => given && [given.value, given.status, given.by, given.at];
            expect(after.history.map(said).slice(0, before?.history.length ?? 0)).toEqual(
              before?.history.map(said) ?? [],
            );
            expect(after.history.length - (before?.history.length ?? 0)).toBeLessThanOrEqual(1);
            const { accepted, pending, version } = state['2024']?.['2024-07']?.[measurement] ?? {};
            expect(after.history).toHaveLength(version ?? 0);
            expect([after.current?.value, after.current?.status]).toEqual([
              accepted?.figure.value,
              accepted?.figure.status,
            ]);
            expect(after.pending?.value).toBe(pending?.figure.value);
            expect(after.current === undefined || after.current.acceptedPosition !== undefined).toBe(true);
          }
          // No day of one version is held twice.
          for (const version of [1, 2]) {
            const both = [period, quarter].map((one) =>
              rows.get(`${id}/${keyOf({ period: one, indicatorVersion: version })}`),
            );
            expect(both.filter((row) => row?.current ?? row?.pending).length).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('find what overlaps by its family; what was reported before the calendar was written down, by its year', () => {
    const { calendarFrom: _, ...old } = { ...cell, ...final(1), partner: 'partner_a', calendarFrom: '' };
    const [row] = rowsAfter({ type: 'MeasurementReported', data: old });
    expect(row && measurements.indexes?.['family']?.(row)).toBe(`${id}/1/2024-01-01`);
    const [waiting] = rowsAfter(submitted(1));
    expect(waiting && measurements.indexes?.['awaiting']?.(waiting)).toBe('indicator_encounters');
    expect(row && measurements.indexes?.['awaiting']?.(row)).toBeUndefined();
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
