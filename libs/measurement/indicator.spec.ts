import { specification } from '../decider/spec.ts';
import { indicator, type Definition, type IndicatorEvent, type IndicatorFacts } from './indicator.ts';
import { indicators, targetOn, targetsInForce, type IndicatorRow } from './indicator.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const facts: IndicatorFacts = { known: new Set(['goal_a', 'programme_a']), measured: false };
const measured: IndicatorFacts = { ...facts, measured: true };
const encounters: Definition = {
  title: text('Kohtaamiset'),
  kind: 'count',
  unit: text('kohtaamista'),
  direction: 'increase',
  aggregation: { time: 'sum', partners: 'sum' },
  periodType: 'half_year',
  counts: 'contacts',
  goals: ['goal_a'],
  programmes: ['programme_a'],
};
const homeless: Definition = {
  title: text('Pitkäaikaisasunnottomat'),
  kind: 'count',
  unit: text('henkilöä'),
  direction: 'decrease',
  aggregation: { time: 'latest', partners: 'sum' },
  periodType: 'year',
  counts: 'persons',
  baseline: { value: 40, year: 2022 },
  goals: [],
  programmes: [],
  max: 500,
};
const narrative: Definition = {
  title: text('Asukkaiden kokemus'),
  kind: 'narrative',
  unit: text('sanoin'),
  direction: 'maintain',
  aggregation: { time: 'latest', partners: 'none' },
  periodType: 'year',
  goals: [],
  programmes: [],
};
const defined = (definition: Definition, owner = 'partner_a'): IndicatorEvent => ({
  type: 'IndicatorDefined',
  data: { ...definition, local: false, owner },
});
const spec = specification(indicator);
const reason = text('Syy');

describe('an indicator', () => {
  const define = (data: Definition, id = 'indicator_x') =>
    spec.given().when({ type: 'DefineIndicator', data: { ...data, local: false } }, { facts, id });

  it('is defined whole before the first measurement, and owned by the organisation of the one who defines it (rule 8)', () => {
    define(encounters).then(defined(encounters));
    spec
      .given()
      .when(
        { type: 'DefineIndicator', data: { ...homeless, local: true } },
        { facts, asker: { organisation: 'partner_b' } },
      )
      .then({ type: 'IndicatorDefined', data: { ...homeless, local: true, owner: 'partner_b' } });
    spec
      .given(defined(encounters))
      .when({ type: 'DefineIndicator', data: { ...encounters, local: false } }, { facts })
      .thenRefused('INDICATOR_EXISTS');
  });

  it('names only goals and programmes that exist', () => {
    define({ ...encounters, goals: ['goal_b'] }).thenRefused('INDICATOR_GOAL_UNKNOWN', 'goals');
    define({ ...encounters, programmes: ['programme_b'] }).thenRefused('INDICATOR_PROGRAMME_UNKNOWN', 'programmes');
  });

  it.each(['indicator_a__b', 'indicator_a_', `indicator_${'a'.repeat(61)}`])(
    'takes no id that could not be joined with a partner’s: %s',
    (id) => define(encounters, id).thenRefused('INDICATOR_ID_UNFIT', 'id'),
  );

  it('sums nothing but counts (rule 11)', () => {
    const percentage: Definition = { ...homeless, kind: 'percentage', counts: undefined };
    define(percentage).thenRefused('INDICATOR_SUM_NEEDS_COUNT', 'aggregation.partners');
    define({ ...percentage, aggregation: { time: 'sum', partners: 'mean' } }).thenRefused(
      'INDICATOR_SUM_NEEDS_COUNT',
      'aggregation.time',
    );
    define({ ...percentage, aggregation: { time: 'latest', partners: 'mean' }, counts: 'persons' }).thenRefused(
      'INDICATOR_COUNTED_NEEDS_COUNT',
      'counts',
    );
  });

  it('that is a count says what it counts: what is shown of a small one hangs on it (rule 30)', () => {
    const { counts: _, ...open } = encounters;
    define(open).thenRefused('INDICATOR_COUNTED_MISSING', 'counts');
    const revised = (before: Definition) =>
      spec
        .given(defined(before))
        .when({ type: 'ReviseIndicator', data: { ...open, title: text('Käynnit'), reason } }, { facts });
    revised(encounters).thenRefused('INDICATOR_COUNTED_MISSING', 'counts');
    // One that was defined before this was asked for can go on.
    revised(open).then({ type: 'IndicatorRevised', data: { ...open, title: text('Käynnit'), reason } });
  });

  it('in words has no numbers', () => {
    define(narrative).then(defined(narrative));
    const with_ = (more: Partial<Definition>) => define({ ...narrative, ...more });
    with_({ baseline: { value: 1, year: 2022 } }).thenRefused('INDICATOR_NARRATIVE_HAS_NUMBERS', 'baseline');
    with_({ min: 0 }).thenRefused('INDICATOR_NARRATIVE_HAS_NUMBERS', 'min');
    with_({ max: 0 }).thenRefused('INDICATOR_NARRATIVE_HAS_NUMBERS', 'max');
    with_({ aggregation: { time: 'mean', partners: 'none' } }).thenRefused(
      'INDICATOR_NARRATIVE_HAS_NUMBERS',
      'aggregation.time',
    );
    with_({ aggregation: { time: 'latest', partners: 'mean' } }).thenRefused(
      'INDICATOR_NARRATIVE_HAS_NUMBERS',
      'aggregation.partners',
    );
  });

  it('has bounds that a value can lie between, its baseline first (rule 24)', () => {
    define({ ...homeless, min: 501 }).thenRefused('INDICATOR_BOUNDS_CROSSED', 'max');
    const baseline = (value: number) => define({ ...homeless, baseline: { value, year: 2022 } });
    baseline(501).thenRefused('INDICATOR_BASELINE_IMPLAUSIBLE', 'baseline.value');
    baseline(-1).thenRefused('INDICATOR_BASELINE_IMPLAUSIBLE', 'baseline.value');
  });

  const revise = (change: Partial<Definition>, setting: { facts: IndicatorFacts; asker?: { organisation: string } }) =>
    spec.given(defined(homeless)).when({ type: 'ReviseIndicator', data: { ...homeless, ...change, reason } }, setting);

  it('is revised with a reason, and only by its owner (rule 10)', () => {
    revise({ title: text('Pitkään asunnottomat') }, { facts: measured }).then({
      type: 'IndicatorRevised',
      data: { ...homeless, title: text('Pitkään asunnottomat'), reason },
    });
    revise({}, { facts }).thenRefused('INDICATOR_UNCHANGED');
    revise({ max: 10 }, { facts, asker: { organisation: 'partner_b' } }).thenRefused('INDICATOR_OF_ANOTHER_PARTNER');
    revise({ min: 600 }, { facts }).thenRefused('INDICATOR_BOUNDS_CROSSED', 'max');
  });

  it.each<[string, Partial<Definition>]>([
    ['kind', { kind: 'score', counts: undefined, aggregation: { time: 'latest', partners: 'mean' } }],
    ['unit', { unit: text('kotitaloutta') }],
    ['direction', { direction: 'increase' }],
    ['periodType', { periodType: 'month' }],
    ['aggregation', { aggregation: { time: 'max', partners: 'sum' } }],
    ['counts', { counts: 'contacts' }],
  ])('keeps its %s once measured (rule 9)', (field, change) => {
    revise(change, { facts: measured }).thenRefused('INDICATOR_FROZEN', field);
    revise(change, { facts }).then({ type: 'IndicatorRevised', data: { ...homeless, ...change, reason } });
  });

  it('may have its unit translated once measured: that changes no meaning (rule 4)', () => {
    const unit = { ...text('henkilöä'), sv: 'personer' };
    revise({ unit }, { facts: measured }).then({ type: 'IndicatorRevised', data: { ...homeless, unit, reason } });
  });

  it('keeps what a target was set in, too', () =>
    spec
      .given(defined(homeless), {
        type: 'IndicatorTargetSet',
        data: { due: '2027-12-31', kind: 'at_most', value: 10, reason },
      })
      .when({ type: 'ReviseIndicator', data: { ...homeless, unit: text('kotitaloutta'), reason } }, { facts })
      .thenRefused('INDICATOR_FROZEN', 'unit'));

  it('stays as it was once retired', () => {
    const retired: IndicatorEvent = { type: 'IndicatorRetired', data: { reason } };
    spec.given(defined(homeless)).when({ type: 'RetireIndicator', data: { reason } }, { facts }).then(retired);
    spec
      .given(defined(homeless), retired)
      .when({ type: 'RetireIndicator', data: { reason } }, { facts })
      .thenRefused('INDICATOR_RETIRED');
    spec.given().when({ type: 'RetireIndicator', data: { reason } }, { facts }).thenRefused('INDICATOR_NOT_FOUND');
  });
});

describe('a target', () => {
  const due = '2027-12-31';
  const set = (
    target: Omit<Extract<IndicatorEvent, { type: 'IndicatorTargetSet' }>['data'], 'due' | 'reason'>,
    definition = homeless,
    ...history: IndicatorEvent[]
  ) =>
    spec
      .given(defined(definition), ...history)
      .when({ type: 'SetTarget', data: { due, ...target, reason } }, { facts });
  const targetSet = (value: number, by = due): IndicatorEvent => ({
    type: 'IndicatorTargetSet',
    data: { due: by, kind: 'at_most', value, reason },
  });

  it('is set for a day with a reason, falling ones as “at most” (rules 14 and 15)', () => {
    set({ kind: 'at_most', value: 10 }).then(targetSet(10));
    set({ kind: 'at_most', value: 10 }, homeless, targetSet(10)).thenRefused('TARGET_UNCHANGED');
    set({ kind: 'at_most', value: 8 }, homeless, targetSet(10)).then(targetSet(8));
  });

  it('of every kind has its numbers or its words and no others (rule 14)', () => {
    set({ kind: 'at_most' }).thenRefused('TARGET_VALUE_MISSING', 'value');
    set({ kind: 'at_most', value: 10, max: 12 }).thenRefused('TARGET_VALUE_NOT_TAKEN', 'max');
    set({ kind: 'range', value: 10 }).thenRefused('TARGET_VALUE_MISSING', 'max');
    set({ kind: 'range', value: 10, max: 5 }).thenRefused('TARGET_RANGE_BACKWARDS', 'max');
    set({ kind: 'range', value: 5, max: 10 }).then({
      type: 'IndicatorTargetSet',
      data: { due, kind: 'range', value: 5, max: 10, reason },
    });
    set({ kind: 'narrative' }).thenRefused('TARGET_TEXT_MISSING', 'text');
    set({ kind: 'narrative', text: text('Kukaan ei jää yksin'), value: 1 }).thenRefused(
      'TARGET_VALUE_NOT_TAKEN',
      'value',
    );
    set({ kind: 'narrative', text: text('Kukaan ei jää yksin'), max: 1 }).thenRefused('TARGET_VALUE_NOT_TAKEN', 'max');
    set({ kind: 'narrative', text: text('Kukaan ei jää yksin') }).then({
      type: 'IndicatorTargetSet',
      data: { due, kind: 'narrative', text: text('Kukaan ei jää yksin'), reason },
    });
    set({ kind: 'at_least', value: 1 }, narrative).thenRefused('TARGET_KIND_UNFIT', 'kind');
  });

  it('to maintain means the baseline of the day it was set, unless told', () => {
    const kept = { type: 'IndicatorTargetSet', data: { due, kind: 'maintain', value: 40, reason } } as const;
    set({ kind: 'maintain' }).then(kept);
    set({ kind: 'maintain' }, { ...homeless, baseline: undefined }).thenRefused('TARGET_VALUE_MISSING', 'value');
  });

  it('goes the way the indicator should go, and is plausible', () => {
    set({ kind: 'at_least', value: 50 }).thenRefused('TARGET_AGAINST_DIRECTION', 'kind');
    set({ kind: 'at_most', value: 50 }, encounters).thenRefused('TARGET_AGAINST_DIRECTION', 'kind');
    set({ kind: 'at_most', value: -1 }).thenRefused('TARGET_IMPLAUSIBLE', 'value');
    set({ kind: 'range', value: 10, max: 501 }).thenRefused('TARGET_IMPLAUSIBLE', 'max');
  });

  it('never rewrites an older one: the view keeps them all (rule 15)', () => {
    const row = [defined(homeless), targetSet(10), targetSet(20, '2025-12-31'), targetSet(8)].reduce<
      IndicatorRow | undefined
    >(
      (before, event, revision) =>
        indicators.evolve(before, {
          ...event,
          subject: 'indicator_x',
          revision,
          position: String(revision),
          recordedAt: `2024-01-0${String(revision + 1)}T00:00:00.000Z`,
          actor: 'person_anna',
          organisation: 'partner_a',
        }),
      undefined,
    );
    if (!row) throw new Error('no row');
    expect(row.targets.map(({ value, replacedAt }) => [value, replacedAt])).toEqual([
      [10, '2024-01-04T00:00:00.000Z'],
      [20, undefined],
      [8, undefined],
    ]);
    expect(targetsInForce(row).map(({ value }) => value)).toEqual([20, 8]);
    expect(targetOn(row, '2025-06-30')?.value).toBe(20);
    expect(targetOn(row, '2026-01-01')?.value).toBe(8);
    expect(targetOn(row, '2030-01-01')?.value).toBe(8);
  });
});
