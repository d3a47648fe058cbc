import { refuse, type Decider, type MessageOf, type Refusal } from '#decider';
import { Day, FreeText, GoalId, PartnerId, ProgrammeId, Reason, Text, Year, sameData, sameMeaning } from '#language';
import { z } from 'zod';
import { PeriodType, calendarPeriod } from './calendar.ts';

export const IndicatorKind = z
  .enum(['count', 'ratio', 'percentage', 'scale', 'score', 'narrative'])
  .meta({ id: 'IndicatorKind' });
export type IndicatorKind = z.infer<typeof IndicatorKind>;
export const Direction = z.enum(['increase', 'decrease', 'maintain']).meta({ id: 'Direction' });
export type Direction = z.infer<typeof Direction>;
export const TimeRule = z.enum(['sum', 'mean', 'latest', 'max']).meta({ id: 'TimeRule' });
export const PartnerRule = z.enum(['sum', 'mean', 'none']).meta({ id: 'PartnerRule' });
/** How values become one: over shorter periods, and over partners. */
export const Aggregation = z.object({ time: TimeRule, partners: PartnerRule }).meta({ id: 'Aggregation' });
export type Aggregation = z.infer<typeof Aggregation>;
/** What a count counts: encounters, unique persons, occasions or things. */
export const Counted = z.enum(['contacts', 'persons', 'events', 'things']).meta({ id: 'Counted' });
export type Counted = z.infer<typeof Counted>;
/** A finite number that a double still holds to the unit. */
export const Quantity = z.number().min(-1e15).max(1e15);
/** A word of a breakdown, such as `age` or `65–74`; no slash and no tilde, which part a measurement's key. */
export const Breakdown = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} _.,:+()<>–-]{0,59}$/u, 'MEASUREMENT_DIMENSION_MALFORMED');
const Category = z.object({ id: Breakdown, label: Text }).meta({ id: 'Category' });
/** One way to break a value down into categories that leave nothing out, such as age (rule 24). */
export const Dimension = z
  .object({ id: Breakdown, label: Text, categories: z.array(Category).min(2).max(100) })
  .meta({ id: 'Dimension' });
export type Dimension = z.infer<typeof Dimension>;
/** What is followed: how a whole population fares, or how well something done works. */
export const Level = z.enum(['population', 'performance']).meta({ id: 'IndicatorLevel' });
/** Where it stands on the way from what is put in to what it changes. */
export const ResultKind = z.enum(['input', 'output', 'outcome', 'impact']).meta({ id: 'ResultKind' });
export const Baseline = z.object({ value: Quantity, year: Year }).meta({ id: 'Baseline' });
export type Baseline = z.infer<typeof Baseline>;

export const TargetKind = z.enum(['at_least', 'at_most', 'range', 'maintain', 'narrative']).meta({ id: 'TargetKind' });
export type TargetKind = z.infer<typeof TargetKind>;
const target = {
  /** The day by which it is to be reached. */
  due: Day,
  kind: TargetKind,
  /** The level; for a range its lower edge. */
  value: Quantity.optional(),
  /** The upper edge of a range, or of the band that counts as maintained. */
  max: Quantity.optional(),
  /** The target in words. */
  text: Text.optional(),
};
export type Target = z.infer<z.ZodObject<typeof target>>;

/** What an indicator measures and how: needed before the first measurement (rule 8). */
const definition = {
  title: Text,
  definition: Text.optional(),
  kind: IndicatorKind,
  unit: Text,
  direction: Direction,
  aggregation: Aggregation,
  periodType: PeriodType,
  counts: Counted.optional(),
  dataSource: Text.optional(),
  baseline: Baseline.optional(),
  goals: z.array(GoalId).max(50).default([]),
  programmes: z.array(ProgrammeId).max(50).default([]),
  /** Plausible bounds: a value outside them is refused (rule 24). */
  min: Quantity.optional(),
  max: Quantity.optional(),
  /** How values may be broken down; when it says nothing, each partner may in its own words. */
  dimensions: z.array(Dimension).max(10).optional(),
  level: Level.optional(),
  result: ResultKind.optional(),
};
export type Definition = z.infer<z.ZodObject<typeof definition>>;

const reporters = { partners: z.array(PartnerId).min(1).max(1_000), dueDays: z.int().min(0).max(366) };

export const indicatorCommands = {
  DefineIndicator: z.object({
    ...definition,
    /** A partner's own, beside the shared ones (rule 10). */
    local: z.boolean().default(false),
  }),
  /** The whole definition as it shall read from now on. */
  ReviseIndicator: z.object({ ...definition, reason: FreeText }),
  /** The whole definition as it reads for periods from a day on; earlier values keep the one they were measured by. */
  BeginIndicatorVersion: z.object({
    ...definition,
    /** First day the new definition measures. */
    from: Day,
    reason: FreeText,
    /** What may be said across the break, when anything may. */
    comparable: Text.optional(),
  }),
  SetTarget: z.object({ ...target, text: FreeText.optional(), reason: FreeText }),
  /** Who must report, and so many days after the end of each period at the latest. */
  NameReporters: z.object({
    ...reporters,
    /** First day of the first period it concerns; the period that today is in, when not said. */
    from: Day.optional(),
  }),
  SetReview: z.object({ reviewed: z.boolean() }),
  HandOverIndicator: z.object({ to: PartnerId, reason: FreeText }),
  RetireIndicator: z.object({ reason: FreeText }),
};

export const indicatorEvents = {
  IndicatorDefined: z.object({ ...definition, local: z.boolean(), owner: PartnerId }),
  IndicatorRevised: z.object({ ...definition, reason: Reason }),
  /** A target for a day. One set earlier for the same day is replaced and stays readable (rule 15). */
  IndicatorTargetSet: z.object({ ...target, reason: Reason }),
  /** A break in the series: from a day on values mean something else (rule 9). */
  IndicatorVersionBegun: z.object({
    ...definition,
    indicatorVersion: z.int().min(2).max(9_999),
    from: Day,
    reason: Reason,
    comparable: Text.optional(),
  }),
  ReportersNamed: z.object({ ...reporters, from: Day }),
  /** Whether values count only when a reviewer of the owner has accepted them (rule 19). */
  IndicatorReviewSet: z.object({ reviewed: z.boolean() }),
  IndicatorHandedOver: z.object({ owner: PartnerId, reason: Reason }),
  IndicatorRetired: z.object({ reason: Reason }),
};

export type IndicatorCommand = MessageOf<typeof indicatorCommands>;
export type IndicatorEvent = MessageOf<typeof indicatorEvents>;

export type IndicatorRefusal =
  | 'INDICATOR_NOT_FOUND'
  | 'INDICATOR_EXISTS'
  | 'INDICATOR_RETIRED'
  | 'INDICATOR_OF_ANOTHER_PARTNER'
  | 'INDICATOR_UNCHANGED'
  | 'INDICATOR_FROZEN'
  | 'INDICATOR_ID_UNFIT'
  | 'INDICATOR_GOAL_UNKNOWN'
  | 'INDICATOR_PROGRAMME_UNKNOWN'
  | 'INDICATOR_NARRATIVE_HAS_NUMBERS'
  | 'INDICATOR_SUM_NEEDS_COUNT'
  | 'INDICATOR_COUNTED_NEEDS_COUNT'
  | 'INDICATOR_COUNTED_MISSING'
  | 'INDICATOR_BOUNDS_CROSSED'
  | 'INDICATOR_BASELINE_IMPLAUSIBLE'
  | 'INDICATOR_SCALE_UNBOUNDED'
  | 'INDICATOR_DIMENSION_REPEATED'
  | 'INDICATOR_VERSION_NOT_NEEDED'
  | 'INDICATOR_VERSION_NOT_LATER'
  | 'INDICATOR_VERSION_AHEAD'
  | 'INDICATOR_VERSION_MIDWAY'
  | 'INDICATOR_PARTNER_UNKNOWN'
  | 'INDICATOR_REPORTERS_LOCAL'
  | 'INDICATOR_LOCAL_STAYS'
  | 'TARGET_KIND_UNFIT'
  | 'TARGET_VALUE_MISSING'
  | 'TARGET_VALUE_NOT_TAKEN'
  | 'TARGET_TEXT_MISSING'
  | 'TARGET_RANGE_BACKWARDS'
  | 'TARGET_AGAINST_DIRECTION'
  | 'TARGET_IMPLAUSIBLE'
  | 'TARGET_UNCHANGED';

export interface IndicatorFacts {
  /** Which of the goals and programmes the command names exist, and which of the partners take part. */
  readonly known: ReadonlySet<string>;
  /** Somebody has reported a value by its present version. */
  readonly measured: boolean;
  /** The organisation that answers for it takes part no more. */
  readonly ownerLeft: boolean;
  /** The day it is in the collaboration's time zone. */
  readonly today: string;
}

/** Only what a rule asks about. What a page shows lives in indicator.view.ts. */
type Indicator =
  | { readonly phase: 'absent' }
  | {
      readonly phase: 'defined' | 'retired';
      readonly owner: string;
      readonly local: boolean;
      readonly definition: Definition;
      readonly indicatorVersion: number;
      /** First day the present version measures; the first one has none. */
      readonly from: string | undefined;
      /** The newest target of each day, of the present version. */
      readonly targets: Readonly<Record<string, Target>>;
      readonly reporters: z.infer<typeof indicatorEvents.ReportersNamed> | undefined;
      readonly reviewed: boolean;
    };

export const indicator: Decider<Indicator, IndicatorCommand, IndicatorEvent, IndicatorRefusal, IndicatorFacts> = {
  prefix: 'indicator_',
  commands: indicatorCommands,
  events: indicatorEvents,
  published: {
    title: 'A shared definition, which is published.',
    definition: 'A shared definition, which is published.',
    unit: 'A shared definition, which is published.',
    dataSource: 'A shared definition, which is published.',
    dimensions: 'A shared definition, which is published.',
    text: 'A target, which is published.',
    comparable: 'A shared definition, which is published.',
  },
  roles: {
    DefineIndicator: ['member', 'coordinator'],
    ReviseIndicator: ['member', 'coordinator'],
    BeginIndicatorVersion: ['member', 'coordinator'],
    SetTarget: ['member', 'coordinator'],
    NameReporters: ['coordinator', 'member'],
    SetReview: ['member', 'coordinator'],
    HandOverIndicator: ['coordinator', 'member'],
    RetireIndicator: ['member', 'coordinator'],
  },
  scope: (_, id) => ({ indicator: id }),
  initial: { phase: 'absent' },

  decide(indicator, command, { asker, facts, id }) {
    if (command.type === 'DefineIndicator') {
      if (indicator.phase !== 'absent') return refuse('INDICATOR_EXISTS');
      if (!isFit(id)) return refuse('INDICATOR_ID_UNFIT', 'id');
      const wrong = wrongIn(command.data, facts);
      if (wrong) return wrong;
      return [{ type: 'IndicatorDefined', data: { ...command.data, owner: asker.organisation } }];
    }
    if (indicator.phase === 'absent') return refuse('INDICATOR_NOT_FOUND');
    if (indicator.phase === 'retired') return refuse('INDICATOR_RETIRED');
    const own = asker.organisation === indicator.owner;
    const coordinates = asker.mandate?.role === 'coordinator';
    if (command.type === 'NameReporters') {
      if (!own && !coordinates) return refuse('INDICATOR_OF_ANOTHER_PARTNER');
      const { partners, dueDays } = command.data;
      // A local indicator is its owner's alone to report to (rule 10).
      if (indicator.local && !partners.every((partner) => partner === indicator.owner))
        return refuse('INDICATOR_REPORTERS_LOCAL', 'partners');
      if (!partners.every((partner) => facts.known.has(partner)))
        return refuse('INDICATOR_PARTNER_UNKNOWN', 'partners');
      const from = command.data.from ?? calendarPeriod(indicator.definition.periodType, facts.today).from;
      const named = { partners: [...new Set(partners)], dueDays, from };
      if (sameData(named, indicator.reporters)) return refuse('INDICATOR_UNCHANGED', 'partners');
      return [{ type: 'ReportersNamed', data: named }];
    }
    if (command.type === 'HandOverIndicator') {
      // What a partner that has left answered for must not be stuck with it.
      if (!own && !(coordinates && facts.ownerLeft)) return refuse('INDICATOR_OF_ANOTHER_PARTNER');
      const { to: owner, reason } = command.data;
      if (indicator.local) return refuse('INDICATOR_LOCAL_STAYS');
      if (owner === indicator.owner) return refuse('INDICATOR_UNCHANGED', 'to');
      if (!facts.known.has(owner)) return refuse('INDICATOR_PARTNER_UNKNOWN', 'to');
      return [{ type: 'IndicatorHandedOver', data: { owner, reason } }];
    }
    // Partners share a definition and cannot change another's; a local one may stand beside it (rule 10).
    if (!own) return refuse('INDICATOR_OF_ANOTHER_PARTNER');
    const settled = facts.measured || Object.keys(indicator.targets).length > 0;
    switch (command.type) {
      case 'ReviseIndicator': {
        const next = definitionOf(command.data);
        const wrong = wrongIn(next, facts, indicator.definition);
        if (wrong) return wrong;
        if (sameData(next, indicator.definition)) return refuse('INDICATOR_UNCHANGED');
        const frozen = settled ? frozenFields.find((field) => !field.same(next, indicator.definition)) : undefined;
        if (frozen) return refuse('INDICATOR_FROZEN', frozen.name);
        return [{ type: 'IndicatorRevised', data: { ...next, reason: command.data.reason } }];
      }
      case 'BeginIndicatorVersion': {
        const next = definitionOf(command.data);
        const { from, reason, comparable } = command.data;
        const wrong = wrongIn(next, facts, indicator.definition);
        if (wrong) return wrong;
        if (sameData(next, indicator.definition)) return refuse('INDICATOR_UNCHANGED');
        // Nothing hangs on the present one yet: it can simply be revised (rule 9).
        if (!settled) return refuse('INDICATOR_VERSION_NOT_NEEDED');
        if (indicator.from !== undefined && from <= indicator.from)
          return refuse('INDICATOR_VERSION_NOT_LATER', 'from');
        if (from > facts.today) return refuse('INDICATOR_VERSION_AHEAD', 'from');
        // A period is measured by one version: a break in the middle of one would belong to neither (rule 12).
        for (const { periodType } of [indicator.definition, next])
          if (calendarPeriod(periodType, from).from !== from) return refuse('INDICATOR_VERSION_MIDWAY', 'from');
        const indicatorVersion = indicator.indicatorVersion + 1;
        return [
          {
            type: 'IndicatorVersionBegun',
            data: { ...next, indicatorVersion, from, reason, ...(comparable && { comparable }) },
          },
        ];
      }
      case 'SetReview': {
        const { reviewed } = command.data;
        if (reviewed === indicator.reviewed) return refuse('INDICATOR_UNCHANGED', 'reviewed');
        return [{ type: 'IndicatorReviewSet', data: { reviewed } }];
      }
      case 'SetTarget': {
        const { reason, ...asked } = command.data;
        // What is to be maintained is the baseline unless told: written down, so that a later baseline does not move it.
        const value = asked.value ?? (asked.kind === 'maintain' ? indicator.definition.baseline?.value : undefined);
        const next = targetOf({ ...asked, ...(value !== undefined && { value }) });
        const wrong = wrongInTarget(next, indicator.definition);
        if (wrong) return wrong;
        if (sameData(next, indicator.targets[next.due])) return refuse('TARGET_UNCHANGED');
        return [{ type: 'IndicatorTargetSet', data: { ...next, reason } }];
      }
      case 'RetireIndicator':
        return [{ type: 'IndicatorRetired', data: command.data }];
    }
  },

  evolve(indicator, event) {
    if (event.type === 'IndicatorDefined')
      return {
        phase: 'defined',
        owner: event.data.owner,
        local: event.data.local,
        definition: definitionOf(event.data),
        indicatorVersion: 1,
        from: undefined,
        targets: {},
        reporters: undefined,
        reviewed: false,
      };
    if (indicator.phase === 'absent') return indicator;
    switch (event.type) {
      case 'IndicatorRevised':
        return { ...indicator, definition: definitionOf(event.data) };
      case 'IndicatorTargetSet':
        return { ...indicator, targets: { ...indicator.targets, [event.data.due]: targetOf(event.data) } };
      case 'IndicatorVersionBegun': {
        const { indicatorVersion, from } = event.data;
        // A target and a baseline belong to the version they were set for (rule 12).
        return { ...indicator, definition: definitionOf(event.data), indicatorVersion, from, targets: {} };
      }
      case 'ReportersNamed':
        return { ...indicator, reporters: event.data };
      case 'IndicatorReviewSet':
        return { ...indicator, reviewed: event.data.reviewed };
      case 'IndicatorHandedOver':
        return { ...indicator, owner: event.data.owner };
      case 'IndicatorRetired':
        return { ...indicator, phase: 'retired' };
    }
  },
};

/** The definition's own fields and no others. */
export const definitionOf = (data: Definition): Definition => ({
  title: data.title,
  definition: data.definition,
  kind: data.kind,
  unit: data.unit,
  direction: data.direction,
  aggregation: data.aggregation,
  periodType: data.periodType,
  counts: data.counts,
  dataSource: data.dataSource,
  baseline: data.baseline,
  goals: data.goals,
  programmes: data.programmes,
  min: data.min,
  max: data.max,
  dimensions: data.dimensions,
  level: data.level,
  result: data.result,
});

const targetOf = ({ due, kind, value, max, text }: Target): Target => ({ due, kind, value, max, text });

/** What a value means hangs on these: once measured, another meaning would be another indicator (rule 9). */
const frozenFields: readonly { name: string; same: (a: Definition, b: Definition) => boolean }[] = [
  { name: 'kind', same: (a, b) => a.kind === b.kind },
  { name: 'unit', same: (a, b) => sameMeaning(a.unit, b.unit) },
  { name: 'direction', same: (a, b) => a.direction === b.direction },
  { name: 'periodType', same: (a, b) => a.periodType === b.periodType },
  { name: 'aggregation', same: (a, b) => sameData(a.aggregation, b.aggregation) },
  { name: 'counts', same: (a, b) => a.counts === b.counts },
  // The ends of a scale are what its values mean; elsewhere bounds only tell what is plausible.
  { name: 'min', same: (a, b) => b.kind !== 'scale' || a.min === b.min },
  { name: 'max', same: (a, b) => b.kind !== 'scale' || a.max === b.max },
  // Where each partner chose its own words so far, common ones may still be agreed.
  { name: 'dimensions', same: (a, b) => b.dimensions === undefined || sameData(idsIn(a), idsIn(b)) },
];

const idsIn = ({ dimensions = [] }: Definition) =>
  dimensions.map(({ id, categories }) => [id, ...categories.map((category) => category.id)]);

/** A series' id joins this one and a partner's with two underscores: see series.ts. */
const isFit = (id: string): boolean => !id.includes('__') && !id.endsWith('_') && id.length <= 70;

/** What does not fit together in a definition, given the one it takes the place of. */
function wrongIn(
  data: Definition,
  { known }: IndicatorFacts,
  before?: Definition,
): Refusal<IndicatorRefusal> | undefined {
  const { kind, aggregation, baseline, min, max } = data;
  if (!data.goals.every((id) => known.has(id))) return refuse('INDICATOR_GOAL_UNKNOWN', 'goals');
  if (!data.programmes.every((id) => known.has(id))) return refuse('INDICATOR_PROGRAMME_UNKNOWN', 'programmes');
  if (kind === 'narrative') {
    if (baseline) return refuse('INDICATOR_NARRATIVE_HAS_NUMBERS', 'baseline');
    if (min !== undefined) return refuse('INDICATOR_NARRATIVE_HAS_NUMBERS', 'min');
    if (max !== undefined) return refuse('INDICATOR_NARRATIVE_HAS_NUMBERS', 'max');
    if (aggregation.time !== 'latest') return refuse('INDICATOR_NARRATIVE_HAS_NUMBERS', 'aggregation.time');
    if (aggregation.partners !== 'none') return refuse('INDICATOR_NARRATIVE_HAS_NUMBERS', 'aggregation.partners');
  }
  if (kind !== 'count') {
    // A sum of percentages or scores says nothing (rule 11).
    if (aggregation.time === 'sum') return refuse('INDICATOR_SUM_NEEDS_COUNT', 'aggregation.time');
    if (aggregation.partners === 'sum') return refuse('INDICATOR_SUM_NEEDS_COUNT', 'aggregation.partners');
  }
  // The parts of a share are counts, too, and may be of people.
  if (data.counts && kind !== 'count' && kind !== 'percentage' && kind !== 'ratio')
    return refuse('INDICATOR_COUNTED_NEEDS_COUNT', 'counts');
  // A 4 says nothing unless it is known whether it is out of 5 or of 10. One defined before this was asked for may
  // go on without.
  if (kind === 'scale' && (min === undefined || max === undefined)) {
    const wasUnbounded = before?.kind === 'scale' && (before.min === undefined || before.max === undefined);
    if (!wasUnbounded) return refuse('INDICATOR_SCALE_UNBOUNDED', min === undefined ? 'min' : 'max');
  }
  for (const ids of [data.dimensions ?? [], ...(data.dimensions ?? []).map(({ categories }) => categories)])
    if (new Set(ids.map(({ id }) => id)).size < ids.length) return refuse('INDICATOR_DIMENSION_REPEATED', 'dimensions');
  // Whether people are counted decides what is shown of a small count (rule 30). One defined before this was asked
  // for may go on without.
  const wasOpen = before?.kind === 'count' && before.counts === undefined;
  if (kind === 'count' && data.counts === undefined && !wasOpen) return refuse('INDICATOR_COUNTED_MISSING', 'counts');
  if (min !== undefined && max !== undefined && min > max) return refuse('INDICATOR_BOUNDS_CROSSED', 'max');
  if (baseline && !isPlausible(data, baseline.value)) return refuse('INDICATOR_BASELINE_IMPLAUSIBLE', 'baseline.value');
  return undefined;
}

function wrongInTarget(target: Target, definition: Definition): Refusal<IndicatorRefusal> | undefined {
  const { kind, value, max, text } = target;
  if (kind === 'narrative') {
    if (text === undefined) return refuse('TARGET_TEXT_MISSING', 'text');
    if (value !== undefined) return refuse('TARGET_VALUE_NOT_TAKEN', 'value');
    if (max !== undefined) return refuse('TARGET_VALUE_NOT_TAKEN', 'max');
    return undefined;
  }
  if (definition.kind === 'narrative') return refuse('TARGET_KIND_UNFIT', 'kind');
  if (value === undefined) return refuse('TARGET_VALUE_MISSING', 'value');
  if (kind === 'range' && max === undefined) return refuse('TARGET_VALUE_MISSING', 'max');
  if ((kind === 'at_least' || kind === 'at_most') && max !== undefined) return refuse('TARGET_VALUE_NOT_TAKEN', 'max');
  if (max !== undefined && max < value) return refuse('TARGET_RANGE_BACKWARDS', 'max');
  // "At least" of what shall fall, or "at most" of what shall rise, would be met by getting worse.
  if (kind === 'at_least' && definition.direction === 'decrease') return refuse('TARGET_AGAINST_DIRECTION', 'kind');
  if (kind === 'at_most' && definition.direction === 'increase') return refuse('TARGET_AGAINST_DIRECTION', 'kind');
  if (!isPlausible(definition, value)) return refuse('TARGET_IMPLAUSIBLE', 'value');
  if (max !== undefined && !isPlausible(definition, max)) return refuse('TARGET_IMPLAUSIBLE', 'max');
  return undefined;
}

/** Within the bounds, and no count below zero (rule 24). */
export const isPlausible = (
  { kind, min, max }: { kind: IndicatorKind; min?: number | undefined; max?: number | undefined },
  value: number,
): boolean =>
  (kind !== 'count' || value >= 0) && (min === undefined || value >= min) && (max === undefined || value <= max);
