import { PartnerNode, partnerNode } from '#backbone';
import {
  CollaborationNode,
  IdArgs,
  NodeOf,
  PageArgs,
  Takes,
  TextNode,
  answerOf,
  connectionOf,
  enumOf,
  extend,
  page,
  type Page,
  mutationsOf,
} from '#graphql';
import type { Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { breakdownsOf, type Breakdown } from './breakdown.ts';
import type { IndicatorKind } from './indicator.ts';
import { definitionIn, indicators, versionOn, type IndicatorRow } from './indicator.view.ts';
import {
  MeasurementStatus,
  WithdrawalKind,
  keyOf,
  series,
  valueOf,
  type Evidence,
  type Figure,
  type VersionedCell,
  type Origin,
  type Period,
} from './series.ts';
import {
  measurements,
  seriesOutlines,
  type Draft,
  type Given,
  type MeasurementRow,
  type MeasurementState,
  type Note,
  type SeriesRow,
} from './series.view.ts';
import { detailOf, sightOf } from './sight.reading.ts';
import { covers } from './sharing.ts';

const MeasurementStatusEnum = enumOf(MeasurementStatus);
const MeasurementStateEnum = enumOf(
  z.enum(['draft', 'submitted', 'accepted', 'sent_back', 'withdrawn']).meta({ id: 'MeasurementState' }),
);
const VerdictOutcome = enumOf(z.enum(['accepted', 'sent_back', 'withdrawn']).meta({ id: 'VerdictOutcome' }));
const BreakdownState = enumOf(z.enum(['complete', 'incomplete', 'differs']).meta({ id: 'BreakdownState' }));

@ObjectType({ description: 'From its first to its last day.' })
export class Timespan {
  @Field(() => String, { description: 'First day, 2024-07-01.' })
  from!: string;
  @Field(() => String, { description: 'Last day, 2024-12-31.' })
  to!: string;
}

const whySuppressed =
  'True when there is a number and it is not shown: it counts so few people that they could be recognised, or would give such a number away. It is seen only by its own organisation, a reviewer of the organisation that answers for the indicator, and an auditor. Then the value, its parts and the words about it are null.';

@ObjectType('Evidence', { description: 'Where somebody can see how a value came about.' })
export class EvidenceNode {
  @Field(() => TextNode, { description: 'What it is.' })
  label!: Text;
  @Field(() => String, { description: 'An https address.' })
  url!: string;
}

@ObjectType('Origin', { description: 'Where an imported value comes from.' })
export class OriginNode {
  @Field(() => String, { description: 'Who publishes it.' })
  source!: string;
  @Field(() => String, { description: 'Its id there.' })
  dataset!: string;
  @Field(() => String, { description: 'The day the publisher last updated it.' })
  updated!: string;
  @Field(() => String, { description: 'On what terms it may be used.' })
  licence!: string;
}

@ObjectType({ description: 'What was decided about a value that had been given.' })
export class MeasurementVerdict {
  @Field(() => VerdictOutcome, { description: 'Accepted, sent back or withdrawn.' })
  outcome!: string;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'Opaque id of the person who decided.' })
  by!: string;
  @Field(() => TextNode, { nullable: true, description: 'What the reviewer asks for, or why it was withdrawn.' })
  comment!: Text | null;
  @Field(() => enumOf(WithdrawalKind), { nullable: true, description: 'Of a withdrawn one: unneeded or wrong.' })
  kind!: WithdrawalKind | null;
}

@ObjectType({ description: 'A value its own organisation is working on. Nobody else sees it.' })
export class MeasurementDraft {
  @Field(() => MeasurementStatusEnum, { description: 'Final, provisional, or not available, which is not zero.' })
  status!: Figure['status'];
  @Field(() => Float, { nullable: true, description: 'The number as far as it is known.' })
  value!: number | null;
  @Field(() => Float, { nullable: true, description: 'What was counted of the denominator.' })
  numerator!: number | null;
  @Field(() => Float, { nullable: true, description: 'Of how many.' })
  denominator!: number | null;
  @Field(() => TextNode, { nullable: true, description: 'What was observed, when the indicator is in words.' })
  narrative!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'What the one who drafts it says about it.' })
  comment!: Text | null;
  @Field(() => String, { nullable: true, description: 'The day the value was known.' })
  reportedOn!: string | null;
  @Field(() => [EvidenceNode], { nullable: true, description: 'Where one can see how it came about.' })
  evidence!: readonly EvidenceNode[] | null;
  @Field(() => String, { description: 'When it was last changed. ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'Opaque id of the person who changed it last.' })
  by!: string;
}

@ObjectType({ description: 'Something written beside a value that changes nothing in it.' })
export class MeasurementNote {
  @Field(() => TextNode, { description: 'The words.' })
  note!: Text;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'Opaque id of the person who wrote it.' })
  by!: string;
}

@ObjectType('Breakdown', { description: 'Whether a value’s parts by one dimension make it up.' })
export class BreakdownNode {
  @Field(() => String, { description: 'By what it is broken down.' })
  dimension!: string;
  @Field(() => Timespan, { description: 'The period it is of.' })
  period!: Period;
  @Field(() => String, { nullable: true, description: 'Code of the place; none for the partner as a whole.' })
  place!: string | null;
  @Field(() => BreakdownState, {
    description:
      'COMPLETE: all categories and the whole are there, and counts add up. DIFFERS: they add up to something else. INCOMPLETE: something is missing.',
  })
  state!: string;
  @Field(() => [String], { description: 'Categories of the definition without a value.' })
  missing!: readonly string[];
  @Field(() => Boolean, { description: 'The undivided value is there.' })
  total!: boolean;
}

@ObjectType({ description: 'A value that was given, and by whom.' })
export class GivenFigure {
  @Field(() => MeasurementStatusEnum, { description: 'Final, provisional, or not available, which is not zero.' })
  status!: Figure['status'];
  @Field(() => Float, { nullable: true, description: 'The number; for a share worked out of its parts when given.' })
  value!: number | null;
  @Field(() => Boolean, { description: whySuppressed })
  suppressed!: boolean;
  @Field(() => Float, { nullable: true, description: 'What was counted of the denominator.' })
  numerator!: number | null;
  @Field(() => Float, { nullable: true, description: 'Of how many.' })
  denominator!: number | null;
  @Field(() => TextNode, { nullable: true, description: 'What was observed, when the indicator is in words.' })
  narrative!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'What the one who gave the value says about it.' })
  comment!: Text | null;
  @Field(() => String, { description: 'When it was given. ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'Opaque id of the person who gave it.' })
  by!: string;
  @Field(() => String, { description: 'Log position of the event.' })
  position!: string;
  @Field(() => Boolean, { description: 'It is in force, or was.' })
  accepted!: boolean;
  @Field(() => TextNode, { nullable: true, description: 'Why it took the place of the value before.' })
  reason!: Text | null;
  @Field(() => String, {
    nullable: true,
    description: 'The day it was known: neither the period observed nor when it was recorded.',
  })
  reportedOn!: string | null;
  @Field(() => [EvidenceNode], { description: 'Where one can see how it came about.' })
  evidence!: readonly EvidenceNode[];
  @Field(() => OriginNode, { nullable: true, description: 'Of an imported value: where it comes from.' })
  origin!: OriginNode | null;
  @Field(() => MeasurementVerdict, { nullable: true, description: 'What was last decided about it.' })
  verdict!: MeasurementVerdict | null;
}

@ObjectType({ description: 'One correction: what stood before, who corrected it and why.' })
export class MeasurementCorrection {
  @Field(() => GivenFigure, { description: 'The value that was corrected.' })
  old!: GivenFigure;
  @Field(() => String, { description: 'When it was corrected. ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'Opaque id of the person who corrected it.' })
  by!: string;
  @Field(() => ID, { nullable: true, description: 'The mandate that allowed it.' })
  mandate!: string | null;
  @Field(() => TextNode, {
    nullable: true,
    description: 'Why; none when one of the two values is not shown, since the words may say it.',
  })
  reason!: Text | null;
}

@ArgsType()
class SpanArgs {
  @Field(() => String, { description: 'Only periods that begin on this day or later.' })
  from!: string;
  @Field(() => String, { description: 'Only periods that end on this day or earlier.' })
  to!: string;
}

@ArgsType()
class MeasurementsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only periods that begin on this day or later.' })
  from?: string | null;
  @Field(() => String, { nullable: true, description: 'Only periods that end on this day or earlier.' })
  to?: string | null;
  @Field(() => String, { nullable: true, description: 'Only this place, by its code.' })
  place?: string | null;
}

@ObjectType('Series', { description: 'What one partner has measured of one indicator.' })
export class SeriesNode extends NodeOf<SeriesRow> {
  @Field(() => ID, { description: 'series_<indicator>__<partner>, each without its prefix.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => Int, { description: 'How many values were reported or imported, corrections left out.' })
  reported!: number;
  @Field(() => Int, { description: 'How many corrections have been made.' })
  corrected!: number;
  @Field(() => String, { description: 'First day that its periods reach.' })
  from!: string;
  @Field(() => String, { description: 'Last day that its periods reach.' })
  to!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation that measured.' })
  partner(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.partner);
  }

  @Field(() => [BreakdownNode], {
    description:
      'The breakdowns of the present version’s values in a span; none for who may not see every one of the values.',
  })
  @Takes(SpanArgs)
  breakdowns({ from, to }: SpanArgs): readonly Breakdown[] {
    const row = this.world.rows(indicators).get(this.row.indicator);
    if (!row || !sightOf(this.world, this.row.id).insight) return [];
    const values = this.world
      .rows(measurements)
      .where('series', this.row.id)
      .filter(
        ({ indicatorVersion, period }) =>
          indicatorVersion === row.indicatorVersion && period.from >= from && period.to <= to,
      );
    return breakdownsOf(row, values);
  }

  @Field(() => MeasurementConnection, { description: 'Measurements by the beginning of their periods, oldest first.' })
  @Takes(MeasurementsArgs)
  measurements(args: MeasurementsArgs): Page<MeasurementNode> {
    const { from, to, place } = args;
    const found = this.world
      .rows(measurements)
      .where('series', this.row.id)
      .filter(
        ({ period, place: code }) =>
          (from == null || period.from >= from) && (to == null || period.to <= to) && (place == null || code === place),
      )
      .flatMap((row) => shownTo(this.world, row) ?? [])
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    return page(found, args, (row) => new MeasurementNode(this.world, row));
  }
}

/** A value as its asker sees it. */
interface Shown extends Given {
  readonly suppressed: boolean;
  /** It took the place of another for a reason, shown or not. */
  readonly corrects: boolean;
}

/** A measurement as its asker sees it, the value in force among its own fields. */
interface ShownMeasurement extends Omit<MeasurementRow, 'current' | 'pending' | 'history' | 'draft'>, Partial<Figure> {
  readonly suppressed: boolean;
  readonly at: string;
  readonly by: string;
  readonly mandate?: string | undefined;
  readonly reportedOn?: string | undefined;
  readonly evidence?: readonly Evidence[] | undefined;
  readonly origin?: Origin | undefined;
  readonly pending: Shown | undefined;
  readonly history: readonly Shown[];
  readonly draft: Draft | undefined;
}

/**
 * Whether a series is there for the asker: while it holds nothing but drafts it is its own organisation's, and one
 * that no agreement lets the asker see answers like one that is not there (rule 29).
 */
const isShown = (world: World, { id, reported, partner }: SeriesRow): boolean =>
  world.asker?.organisation === partner || (reported > 0 && covers(sightOf(world, id).detail, 'values'));

/**
 * The measurement without what is not the asker's to see: what may not be told of small counts, past values too (rules
 * 30 and 31), and what nobody has accepted. Nothing when there is nothing else, or no agreement to see it (rule 29).
 */
function shownTo(world: World, row: MeasurementRow): ShownMeasurement | undefined {
  const sight = sightOf(world, row.series);
  if (!covers(sight.detail, detailOf(row))) return undefined;
  const own = sight.insight === 'own';
  const seen = sight.insight !== undefined;
  const shown = (given: Given): Shown => {
    const corrects = given.reason !== undefined;
    return sight.tells(given) ? { ...given, suppressed: false, corrects } : { ...hidden(given), corrects };
  };
  const history = row.history
    // What waits for a reviewer, was sent back, or never counted concerns the two of them only (rule 18).
    .filter(({ acceptedPosition }) => seen || acceptedPosition !== undefined)
    .map(shown)
    // Why a hidden value was corrected may say what it was.
    .map((given, index, all) => (all[index - 1]?.suppressed ? { ...given, reason: undefined } : given));
  const { current, pending, draft, changedAt, changedBy, ...rest } = row;
  if (history.length === 0 && !(own && draft)) return undefined;
  const inForce = current && shown(current);
  return {
    ...rest,
    changedAt,
    changedBy,
    state: own || (seen && row.state !== 'draft') ? row.state : current ? 'accepted' : 'withdrawn',
    draft: own ? draft : undefined,
    notes: seen ? row.notes : undefined,
    suppressed: false,
    at: changedAt,
    by: changedBy,
    ...inForce,
    pending: seen && pending ? shown(pending) : undefined,
    history,
  };
}

/** Without its number, and without words that may say it. */
const hidden = ({ verdict, ...given }: Given): Omit<Shown, 'corrects'> => ({
  ...given,
  value: undefined,
  numerator: undefined,
  denominator: undefined,
  narrative: undefined,
  comment: undefined,
  evidence: undefined,
  reason: undefined,
  ...(verdict && { verdict: { ...verdict, comment: undefined } }),
  suppressed: true,
});

@ObjectType('Measurement', {
  description: 'The current value for one place, period and category, with its earlier values.',
})
export class MeasurementNode extends NodeOf<ShownMeasurement> {
  @Field(() => ID, { description: 'The series and the key, parted by a slash.' })
  id!: string;
  @Field(() => String, { nullable: true, description: 'Code of the place; none for the partner as a whole.' })
  place!: string | null;
  @Field(() => Timespan, { description: 'The period that was observed.' })
  period!: Period;
  @Field(() => String, { nullable: true, description: 'By what the value is broken down, e.g. age.' })
  dimension!: string | null;
  @Field(() => String, { nullable: true, description: 'Which part of the breakdown it is.' })
  category!: string | null;
  @Field(() => MeasurementStatusEnum, {
    nullable: true,
    description: 'Final, provisional, or not available, which is not zero; none when no value is in force.',
  })
  status!: Figure['status'] | null;
  @Field(() => Boolean, { description: whySuppressed })
  suppressed!: boolean;
  @Field(() => Float, { nullable: true, description: 'What was counted of the denominator.' })
  numerator!: number | null;
  @Field(() => Float, { nullable: true, description: 'Of how many.' })
  denominator!: number | null;
  @Field(() => TextNode, { nullable: true, description: 'What was observed, when the indicator is in words.' })
  narrative!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'What the one who gave the value says about it.' })
  comment!: Text | null;
  @Field(() => String, {
    description: 'When the value in force was given, or when something last happened if none is. ISO 8601 instant.',
  })
  at!: string;
  @Field(() => ID, { description: 'Opaque id of the person who gave the value in force.' })
  by!: string;
  @Field(() => ID, { nullable: true, description: 'The mandate it was given under.' })
  mandate!: string | null;
  @Field(() => String, { description: 'Log position of the event that gave the value in force.' })
  position!: string;
  @Field(() => String, { description: 'What a correction names it by, e.g. 2024-07-01/2024-12-31/179.' })
  key!: string;
  @Field(() => Int, { description: 'The version of the indicator it was measured by; versions never mix.' })
  indicatorVersion!: number;
  @Field(() => MeasurementStateEnum, {
    description: 'Of the value given last, as far as it concerns the asker: only accepted ones are in totals.',
  })
  state!: MeasurementState;
  @Field(() => String, {
    nullable: true,
    description: 'The day the value in force was known: neither the period observed nor when it was recorded.',
  })
  reportedOn!: string | null;
  @Field(() => OriginNode, { nullable: true, description: 'Of an imported value: where it comes from.' })
  origin!: OriginNode | null;
  @Field(() => MeasurementDraft, { nullable: true, description: 'What the asker’s own organisation is drafting.' })
  draft!: Draft | null;

  @Field(() => [EvidenceNode], { description: 'Where one can see how the value in force came about.' })
  evidence(): readonly Evidence[] {
    return this.row.evidence ?? [];
  }

  @Field(() => [MeasurementNote], { description: 'What was written beside it, oldest first.' })
  notes(): readonly Note[] {
    return this.row.notes ?? [];
  }

  @Field(() => GivenFigure, {
    nullable: true,
    description: 'A newer value that waits for a reviewer, or was sent back: seen by its own organisation and them.',
  })
  pending(): object | null {
    return this.row.pending ? givenFigure(kindOf(this.world, this.row), this.row.pending) : null;
  }

  @Field(() => [GivenFigure], {
    description: 'Every value ever given that the asker may know of, oldest first, the one in force included.',
  })
  history(): readonly object[] {
    const kind = kindOf(this.world, this.row);
    return this.row.history.map((given) => givenFigure(kind, given));
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'The number; for a share worked out of its parts when given; none when not available, suppressed or in words.',
  })
  value(): number | null {
    return valueOf(kindOf(this.world, this.row), this.row);
  }

  @Field(() => [MeasurementCorrection], { description: 'What was corrected, oldest first.' })
  corrections(): readonly object[] {
    const kind = kindOf(this.world, this.row);
    const inForce = this.row.history.filter(({ acceptedPosition }) => acceptedPosition !== undefined);
    return inForce.flatMap(({ at, by, mandate = null, corrects, reason = null }, index) => {
      const old = inForce[index - 1];
      return old && corrects ? [{ at, by, mandate, reason, old: givenFigure(kind, old) }] : [];
    });
  }

  @Field(() => SeriesNode, { nullable: true, description: 'The series it belongs to.' })
  series(): SeriesNode | undefined {
    return seriesNode(this.world, this.row.series);
  }
}

const givenFigure = (kind: IndicatorKind, given: Shown): object => ({
  status: given.status,
  value: valueOf(kind, given),
  suppressed: given.suppressed,
  numerator: given.numerator ?? null,
  denominator: given.denominator ?? null,
  narrative: given.narrative ?? null,
  comment: given.comment ?? null,
  at: given.at,
  by: given.by,
  position: given.position,
  accepted: given.acceptedPosition !== undefined,
  reason: given.reason ?? null,
  reportedOn: given.reportedOn ?? null,
  evidence: given.evidence ?? [],
  origin: given.origin ?? null,
  verdict: given.verdict ?? null,
});

export const MeasurementConnection = connectionOf(MeasurementNode);

const kindOf = (world: World, { indicator, indicatorVersion }: ShownMeasurement): IndicatorKind => {
  const row = world.rows(indicators).get(indicator);
  return (row && definitionIn(row, indicatorVersion)?.kind) ?? 'count';
};

export const SeriesConnection = connectionOf(SeriesNode);

export const seriesNode = (world: World, id: string): SeriesNode | undefined => {
  const row = world.rows(seriesOutlines).get(id);
  return row && isShown(world, row) ? new SeriesNode(world, row) : undefined;
};

/** Those of the series that are there for the asker. */
export const seriesPage = (world: World, rows: readonly SeriesRow[], args: PageArgs): Page<SeriesNode> =>
  page(
    rows.filter((row) => isShown(world, row)),
    args,
    (row) => new SeriesNode(world, row),
  );

/** Measurements that wait for a reviewer, those the asker may see. */
export const awaitingPage = (world: World, rows: readonly IndicatorRow[], args: PageArgs): Page<MeasurementNode> => {
  const waiting = rows.flatMap((indicator) =>
    world
      .rows(measurements)
      .where('awaiting', indicator.id)
      .filter(({ series }) => sightOf(world, series).insight !== undefined),
  );
  return page(
    waiting.flatMap((row) => shownTo(world, row) ?? []),
    args,
    (row) => new MeasurementNode(world, row),
  );
};

const measurementNode = (world: World, series: string, key: string): MeasurementNode | undefined => {
  const row = world.rows(measurements).get(`${series}/${key}`);
  const shown = row && shownTo(world, row);
  return shown && new MeasurementNode(world, shown);
};

extend(
  CollaborationNode,
  'series',
  {
    type: () => SeriesNode,
    args: IdArgs,
    nullable: true,
    description: 'What one partner has measured of one indicator.',
  },
  ({ world }, { id }) => seriesNode(world, id),
);

extend(
  PartnerNode,
  'series',
  { type: () => SeriesConnection, args: PageArgs, description: 'What it has measured, a series for each indicator.' },
  ({ world, row }, args) => seriesPage(world, world.rows(seriesOutlines).where('partner', row.id), args),
);

extend(
  PartnerNode,
  'awaitingReview',
  {
    type: () => MeasurementConnection,
    args: PageArgs,
    description: 'Values of the indicators it answers for that wait for one of its reviewers.',
  },
  ({ world, row }, args) => awaitingPage(world, world.rows(indicators).where('owner', row.id), args),
);

const MeasurementAnswer = answerOf(MeasurementNode);
const SeriesAnswer = answerOf(SeriesNode);

/** The key of what is told about a place, period and category: which version measures it follows from the period. */
function keyIn(world: World, told: VersionedCell & { readonly indicator: string }): string {
  const row = world.rows(indicators).get(told.indicator);
  const version = row && versionOn(row, told.period.from);
  return keyOf({ ...told, indicatorVersion: version?.indicatorVersion });
}

export const SeriesResolver = mutationsOf(
  series,
  {
    answer: MeasurementAnswer,
    find: (world, { id, data }) =>
      measurementNode(world, id, 'measurement' in data ? data.measurement : keyIn(world, data)),
  },
  {
    ReportMeasurement:
      'Reports a value for the organisation acted for, or submits one it has drafted. It counts at once, unless the indicator is reviewed. The id is that of its series: series_<indicator>__<partner>, each without its prefix.',
    DraftMeasurement: 'Keeps an unfinished value that nobody but the organisation acted for sees and no total holds.',
    DropMeasurementDraft: {
      says: 'Drops what was drafted and not reported.',
      answer: SeriesAnswer,
      find: (world, { id }) => seriesNode(world, id),
    },
    CorrectMeasurement:
      'Replaces a reported value, with a reason; the old one stays visible, and of a reviewed indicator in force until the new one is accepted. The id is that of the series, and `measurement` the key of the value.',
    FinaliseMeasurement: 'Says that a provisional value stands as the final one.',
    AcceptMeasurement:
      'Puts a submitted value in force. A reviewer of the organisation that answers for the indicator does.',
    SendBackMeasurement: 'Sends a submitted value back with what is asked for; both stay in its history.',
    WithdrawMeasurement:
      'Takes a value back as unneeded or wrong, with a reason. Another may be reported in its place.',
    ImportMeasurement: 'Brings in a value of published statistics with its origin, or a newer one in its place.',
    AnnotateMeasurement: 'Writes a note beside a value, an imported one too.',
  },
);
