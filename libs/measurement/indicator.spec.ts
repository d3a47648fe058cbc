import type { Mandate } from '#decider';
import { freeze, specification } from '../decider/spec.ts';
import { indicator, type Definition, type IndicatorEvent, type IndicatorFacts } from './indicator.ts';
import {
  definitionIn,
  indicators,
  reportersOn,
  targetOn,
  targetsInForce,
  versionOn,
  type IndicatorRow,
} from './indicator.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const facts: IndicatorFacts = {
  known: new Set(['goal_a', 'programme_a', 'partner_a', 'partner_b']),
  measured: false,
  ownerLeft: false,
  today: '2025-01-15',
};
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

/** The row after events of one a day, from the first of January 2024 on. */
function folded(...events: IndicatorEvent[]): IndicatorRow {
  const row = events.reduce<IndicatorRow | undefined>(
    (before, event, revision) =>
      freeze(
        indicators.evolve(before, {
          ...event,
          subject: 'indicator_x',
          revision,
          position: String(revision),
          recordedAt: `2024-01-0${String(revision + 1)}T00:00:00.000Z`,
          actor: 'person_anna',
          organisation: 'partner_a',
        }),
      ),
    undefined,
  );
  if (!row) throw new Error('no event');
  return row;
}
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
    const score: Definition = { ...percentage, kind: 'score', aggregation: { time: 'latest', partners: 'mean' } };
    define({ ...score, counts: 'persons' }).thenRefused('INDICATOR_COUNTED_NEEDS_COUNT', 'counts');
    // The parts of a share are counts, too.
    const ofPeople: Definition = { ...score, kind: 'percentage', counts: 'persons' };
    define(ofPeople).then(defined(ofPeople));
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

  const scale: Definition = {
    ...homeless,
    kind: 'scale',
    counts: undefined,
    baseline: undefined,
    aggregation: { time: 'latest', partners: 'mean' },
    min: 1,
    max: 5,
  };
  it('on a scale says from what to what, for good once measured (rules 8 and 9)', () => {
    define(scale).then(defined(scale));
    define({ ...scale, min: undefined }).thenRefused('INDICATOR_SCALE_UNBOUNDED', 'min');
    define({ ...scale, max: undefined }).thenRefused('INDICATOR_SCALE_UNBOUNDED', 'max');
    const longer = { type: 'ReviseIndicator', data: { ...scale, max: 7, reason } } as const;
    spec.given(defined(scale)).when(longer, { facts: measured }).thenRefused('INDICATOR_FROZEN', 'max');
    // One that was defined before its ends were asked for can go on, and be given them.
    const endless = { ...scale, max: undefined };
    const renamed = { ...endless, title: text('Kokemus') };
    spec
      .given(defined(endless))
      .when({ type: 'ReviseIndicator', data: { ...renamed, reason } }, { facts: measured })
      .then({ type: 'IndicatorRevised', data: { ...renamed, reason } });
  });

  const ages = (...ids: string[]) => [
    { id: 'ikä', label: text('Ikä'), categories: ids.map((id) => ({ id, label: text(id) })) },
  ];
  it('names the categories its values are broken down by, each once, and keeps them once measured (rules 9 and 24)', () => {
    const aged: Definition = { ...homeless, dimensions: ages('0–64', '65+') };
    define(aged).then(defined(aged));
    define({ ...homeless, dimensions: ages('65+', '65+') }).thenRefused('INDICATOR_DIMENSION_REPEATED', 'dimensions');
    const reviseAged = (dimensions: Definition['dimensions']) =>
      spec
        .given(defined(aged))
        .when({ type: 'ReviseIndicator', data: { ...aged, dimensions, reason } }, { facts: measured });
    reviseAged(ages('0–64', '65–74', '75+')).thenRefused('INDICATOR_FROZEN', 'dimensions');
    reviseAged(undefined).thenRefused('INDICATOR_FROZEN', 'dimensions');
    const translated = ages('0–64', '65+').map((one) => ({ ...one, label: { ...one.label, sv: 'Ålder' } }));
    reviseAged(translated).then({ type: 'IndicatorRevised', data: { ...aged, dimensions: translated, reason } });
    // Where each partner chose its own words so far, common ones can be agreed.
    revise({ dimensions: ages('0–64', '65+') }, { facts: measured }).then({
      type: 'IndicatorRevised',
      data: { ...homeless, dimensions: ages('0–64', '65+'), reason },
    });
  });

  const households: Definition = { ...homeless, unit: text('kotitaloutta'), periodType: 'half_year' };
  const begun = (indicatorVersion: number, from: string, definition = households): IndicatorEvent => ({
    type: 'IndicatorVersionBegun',
    data: { ...definition, indicatorVersion, from, reason },
  });
  const begin = (
    from: string,
    definition: Definition,
    setting: { facts: IndicatorFacts; asker?: { organisation: string } },
    ...history: IndicatorEvent[]
  ) =>
    spec
      .given(defined(homeless), ...history)
      .when({ type: 'BeginIndicatorVersion', data: { ...definition, from, reason } }, setting);

  it('measures something else from a day on as a new version, once measured (rule 9)', () => {
    begin('2024-01-01', households, { facts: measured }).then(begun(2, '2024-01-01'));
    begin('2024-01-01', households, { facts }).thenRefused('INDICATOR_VERSION_NOT_NEEDED');
    begin('2024-01-01', homeless, { facts: measured }).thenRefused('INDICATOR_UNCHANGED');
    begin('2024-01-01', households, { facts: measured, asker: { organisation: 'partner_b' } }).thenRefused(
      'INDICATOR_OF_ANOTHER_PARTNER',
    );
    begin('2024-01-01', { ...households, counts: undefined }, { facts: measured }).thenRefused(
      'INDICATOR_COUNTED_MISSING',
      'counts',
    );
  });

  it('begins a version with a period, after the one before, and not ahead (rules 9 and 12)', () => {
    begin('2025-07-01', households, { facts: measured }).thenRefused('INDICATOR_VERSION_AHEAD', 'from');
    // The first of July is the middle of a year, and the years were measured as a whole.
    begin('2024-07-01', households, { facts: measured }).thenRefused('INDICATOR_VERSION_MIDWAY', 'from');
    begin('2024-02-01', households, { facts: measured }).thenRefused('INDICATOR_VERSION_MIDWAY', 'from');
    begin('2024-07-01', homeless, { facts: measured }, begun(2, '2024-01-01')).thenRefused(
      'INDICATOR_VERSION_MIDWAY',
      'from',
    );
    begin('2024-01-01', homeless, { facts: measured }, begun(2, '2024-01-01')).thenRefused(
      'INDICATOR_VERSION_NOT_LATER',
      'from',
    );
    begin('2025-01-01', homeless, { facts: measured }, begun(2, '2024-01-01')).then(begun(3, '2025-01-01', homeless));
  });

  it('has a version of its own for each side of the break, with its own targets (rules 9, 12 and 15)', () => {
    const target = (value: number): IndicatorEvent => ({
      type: 'IndicatorTargetSet',
      data: { due: '2027-12-31', kind: 'at_most', value, reason },
    });
    const row = folded(defined(homeless), target(10), begun(2, '2024-01-01'), target(8));
    expect(
      row.versions.map(({ indicatorVersion, from, definition }) => [indicatorVersion, from, definition.unit.fi]),
    ).toEqual([
      [1, undefined, 'henkilöä'],
      [2, '2024-01-01', 'kotitaloutta'],
    ]);
    expect(row).toMatchObject({ indicatorVersion: 2, unit: text('kotitaloutta'), periodType: 'half_year' });
    expect(versionOn(row, '2023-12-31')?.indicatorVersion).toBe(1);
    expect(versionOn(row, '2024-01-01')?.indicatorVersion).toBe(2);
    expect(definitionIn(row, 1)?.unit).toEqual(text('henkilöä'));
    expect(definitionIn(row, 3)).toBeUndefined();
    expect(row.targets.map(({ value, indicatorVersion, replacedAt }) => [value, indicatorVersion, replacedAt])).toEqual(
      [
        [10, 1, undefined],
        [8, 2, undefined],
      ],
    );
    expect(targetsInForce(row).map(({ value }) => value)).toEqual([8]);
    // No target of the new version hangs on the old one.
    spec
      .given(defined(homeless), target(10), begun(2, '2024-01-01'))
      .when({ type: 'SetTarget', data: { due: '2027-12-31', kind: 'at_most', value: 10, reason } }, { facts })
      .then(target(10));
  });

  it('has reporters named by its owner or a coordinator, each of whom takes part', () => {
    const name = (
      partners: string[],
      asker: { organisation?: string; mandates?: Mandate[] } = {},
      from?: string,
      ...history: IndicatorEvent[]
    ) =>
      spec
        .given(...(history.length > 0 ? history : [defined(homeless)]))
        .when({ type: 'NameReporters', data: { partners, dueDays: 30, ...(from && { from }) } }, { facts, asker });
    const named = (from: string): IndicatorEvent => ({
      type: 'ReportersNamed',
      data: { partners: ['partner_a', 'partner_b'], dueDays: 30, from },
    });
    const member = (partner: string): { organisation: string; mandates: Mandate[] } => ({
      organisation: partner,
      mandates: [{ id: 'mandate_m', role: 'member', partner }],
    });
    name(['partner_a', 'partner_b', 'partner_a'], member('partner_a')).then(named('2025-01-01'));
    name(['partner_a', 'partner_b'], { organisation: 'partner_backbone' }).then(named('2025-01-01'));
    name(['partner_a'], member('partner_b')).thenRefused('INDICATOR_OF_ANOTHER_PARTNER');
    name(['partner_gone']).thenRefused('INDICATOR_PARTNER_UNKNOWN', 'partners');
    name(['partner_a', 'partner_b'], {}, '2024-01-01').then(named('2024-01-01'));
    name(['partner_a', 'partner_b'], {}, undefined, defined(homeless), named('2025-01-01')).thenRefused(
      'INDICATOR_UNCHANGED',
      'partners',
    );
    const local: IndicatorEvent = {
      type: 'IndicatorDefined',
      data: { ...homeless, local: true, owner: 'partner_a' },
    };
    name(['partner_b'], {}, undefined, local).thenRefused('INDICATOR_REPORTERS_LOCAL', 'partners');
    const row = folded(defined(homeless), named('2024-01-01'), {
      type: 'ReportersNamed',
      data: { partners: ['partner_b'], dueDays: 14, from: '2025-01-01' },
    });
    expect(reportersOn(row, '2023-01-01')).toBeUndefined();
    expect(reportersOn(row, '2024-07-01')?.dueDays).toBe(30);
    expect(reportersOn(row, '2025-01-01')?.partners).toEqual(['partner_b']);
  });

  it('is marked as reviewed, or no longer, by its owner (rule 19)', () => {
    const set = (reviewed: boolean, ...history: IndicatorEvent[]) =>
      spec.given(defined(homeless), ...history).when({ type: 'SetReview', data: { reviewed } }, { facts });
    const reviewed: IndicatorEvent = { type: 'IndicatorReviewSet', data: { reviewed: true } };
    set(true).then(reviewed);
    set(false).thenRefused('INDICATOR_UNCHANGED', 'reviewed');
    set(false, reviewed).then({ type: 'IndicatorReviewSet', data: { reviewed: false } });
  });

  it('is handed over by its owner, or by a coordinator once the owner has left', () => {
    const handOver = (to: string, asker: { organisation: string }, ownerLeft = false) =>
      spec
        .given(defined(homeless))
        .when({ type: 'HandOverIndicator', data: { to, reason } }, { facts: { ...facts, ownerLeft }, asker });
    const handed: IndicatorEvent = { type: 'IndicatorHandedOver', data: { owner: 'partner_b', reason } };
    handOver('partner_b', { organisation: 'partner_a' }).then(handed);
    handOver('partner_b', { organisation: 'partner_backbone' }).thenRefused('INDICATOR_OF_ANOTHER_PARTNER');
    handOver('partner_b', { organisation: 'partner_backbone' }, true).then(handed);
    handOver('partner_a', { organisation: 'partner_a' }).thenRefused('INDICATOR_UNCHANGED', 'to');
    handOver('partner_gone', { organisation: 'partner_a' }).thenRefused('INDICATOR_PARTNER_UNKNOWN', 'to');
    spec
      .given(defined(homeless), handed)
      .when({ type: 'SetReview', data: { reviewed: true } }, { facts, asker: { organisation: 'partner_a' } })
      .thenRefused('INDICATOR_OF_ANOTHER_PARTNER');
    expect(folded(defined(homeless), handed)).toMatchObject({ owner: 'partner_b', owners: [{ owner: 'partner_a' }] });
    spec
      .given({ type: 'IndicatorDefined', data: { ...homeless, local: true, owner: 'partner_a' } })
      .when({ type: 'HandOverIndicator', data: { to: 'partner_b', reason } }, { facts })
      .thenRefused('INDICATOR_LOCAL_STAYS');
  });

  it('marks a translation that its words have moved away from (rule 51)', () => {
    const titled = (fi: string) => ({ ...homeless, title: { ...text(fi), sv: 'Bostadslösa' } });
    const row = folded(defined(titled('Asunnottomat')), {
      type: 'IndicatorRevised',
      data: { ...titled('Pitkään asunnottomat'), reason },
    });
    expect(row.title).toMatchObject({ fi: 'Pitkään asunnottomat', outdated: ['sv'] });
    expect(row.versions[0]?.definition.title).toEqual(row.title);
  });

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
    const row = folded(defined(homeless), targetSet(10), targetSet(20, '2025-12-31'), targetSet(8));
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
