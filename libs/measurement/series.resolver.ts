import { PartnerNode, partnerNode } from '#backbone';
import {
  Allow,
  Ask,
  CollaborationNode,
  Desk,
  IdArgs,
  Input,
  NodeOf,
  PageArgs,
  Takes,
  TextNode,
  To,
  answerOf,
  connectionOf,
  enumOf,
  extend,
  page,
  type Page,
  type RequestContext,
} from '#graphql';
import type { Text } from '#language';
import type { World } from '#world';
import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, Float, ID, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { indicators } from './indicator.view.ts';
import {
  MeasurementStatus,
  keyOf,
  partsOf,
  series,
  seriesCommands,
  valueOf,
  type Figure,
  type Period,
  type SeriesCommand,
} from './series.ts';
import { measurements, seriesOutlines, type Correction, type Measurement, type SeriesRow } from './series.view.ts';
import { isSmall, seesSmall } from './small.ts';

const MeasurementStatusEnum = enumOf(MeasurementStatus);

@ObjectType({ description: 'From its first to its last day.' })
export class Timespan {
  @Field(() => String, { description: 'First day, 2024-07-01.' })
  from!: string;
  @Field(() => String, { description: 'Last day, 2024-12-31.' })
  to!: string;
}

const whySuppressed =
  'True when there is a number and it is not shown: a count of 1 to 4 people is seen only by its own organisation, a reviewer of the organisation that answers for the indicator, and an auditor. Then the value, its parts and the comment are null.';

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
  @Field(() => TextNode, { description: 'Why.' })
  reason!: Text;
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
  @Field(() => Int, { description: 'How many measurements it holds.' })
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

  @Field(() => MeasurementConnection, { description: 'Measurements by the beginning of their periods, oldest first.' })
  @Takes(MeasurementsArgs)
  measurements(args: MeasurementsArgs): Page<MeasurementNode> {
    const { from, to, place } = args;
    const series = this.row.id;
    const found = this.world
      .rows(measurements)
      .where('series', series)
      .flatMap(({ cells }) => cells)
      .filter(
        (cell) =>
          (from == null || cell.period.from >= from) &&
          (to == null || cell.period.to <= to) &&
          (place == null || cell.place === place),
      )
      .map((cell) => ({ id: `${series}/${keyOf(cell)}`, cell }));
    const ordered = found.sort((a, b) => (a.id < b.id ? -1 : 1));
    return page(ordered, args, ({ cell }) => new MeasurementNode(this.world, shownTo(this.world, series, cell)));
  }
}

/** A measurement with its place in its series, as its asker sees it. */
interface MeasurementInSeries extends Measurement {
  readonly id: string;
  readonly series: string;
  readonly suppressed: boolean;
  readonly corrections: readonly (Correction & { readonly old: { readonly suppressed: boolean } })[];
}

/** The measurement without what is not the asker's to see: small counts of people, past ones too (rules 30 and 31). */
function shownTo(world: World, series: string, cell: Measurement): MeasurementInSeries {
  const { indicator: id, partner } = partsOf(series);
  // What is measured by an indicator that cannot be read is guarded like a count of people.
  const indicator = world.rows(indicators).get(id) ?? { id, kind: 'count' as const, owner: '', programmes: [] };
  const seen = seesSmall(world.asker, partner, indicator);
  const shown = <Given extends Figure>(figure: Given) =>
    !seen && isSmall(indicator, valueOf(indicator.kind, figure))
      ? // A comment may say the number in words.
        {
          ...figure,
          value: undefined,
          numerator: undefined,
          denominator: undefined,
          comment: undefined,
          suppressed: true,
        }
      : { ...figure, suppressed: false };
  return {
    ...shown(cell),
    corrections: cell.corrections.map((correction) => ({ ...correction, old: shown(correction.old) })),
    id: `${series}/${keyOf(cell)}`,
    series,
  };
}

@ObjectType('Measurement', {
  description: 'The current value for one place, period and category, with its earlier values.',
})
export class MeasurementNode extends NodeOf<MeasurementInSeries> {
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
  @Field(() => MeasurementStatusEnum, { description: 'Final, provisional, or not available, which is not zero.' })
  status!: Figure['status'];
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
  @Field(() => String, { description: 'When the current value was given. ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'Opaque id of the person who gave the current value.' })
  by!: string;
  @Field(() => ID, { nullable: true, description: 'The mandate it was given under.' })
  mandate!: string | null;
  @Field(() => String, { description: 'Log position of the event that gave the current value.' })
  position!: string;

  @Field(() => String, { description: 'What a correction names it by, e.g. 2024-07-01/2024-12-31/179.' })
  key(): string {
    return keyOf(this.row);
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'The number; for a share worked out of its parts when given; none when not available, suppressed or in words.',
  })
  value(): number | null {
    return valueOf(kindOf(this.world, this.row.series), this.row);
  }

  @Field(() => [MeasurementCorrection], { description: 'What was corrected, oldest first.' })
  corrections(): readonly object[] {
    const kind = kindOf(this.world, this.row.series);
    return this.row.corrections.map(({ old, mandate = null, ...correction }) => ({
      ...correction,
      mandate,
      old: {
        status: old.status,
        value: valueOf(kind, old),
        suppressed: old.suppressed,
        numerator: old.numerator ?? null,
        denominator: old.denominator ?? null,
        narrative: old.narrative ?? null,
        comment: old.comment ?? null,
        at: old.at,
        by: old.by,
        position: old.position,
      },
    }));
  }

  @Field(() => SeriesNode, { nullable: true, description: 'The series it belongs to.' })
  series(): SeriesNode | undefined {
    return seriesNode(this.world, this.row.series);
  }
}

const MeasurementConnection = connectionOf(MeasurementNode);

const kindOf = (world: World, series: string) => world.rows(indicators).get(partsOf(series).indicator)?.kind ?? 'count';

export const SeriesConnection = connectionOf(SeriesNode);

export const seriesNode = (world: World, id: string): SeriesNode | undefined => {
  const row = world.rows(seriesOutlines).get(id);
  return row && new SeriesNode(world, row);
};

const measurementNode = (world: World, series: string, key: string): MeasurementNode | undefined => {
  const cell = world
    .rows(measurements)
    .where('series', series)
    .flatMap(({ cells }) => cells)
    .find((found) => keyOf(found) === key);
  return cell && new MeasurementNode(world, shownTo(world, series, cell));
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
  ({ world, row }, args) =>
    page(world.rows(seriesOutlines).where('partner', row.id), args, (found) => new SeriesNode(world, found)),
);

const MeasurementAnswer = answerOf(MeasurementNode);

type Data<Type extends SeriesCommand['type']> = Extract<SeriesCommand, { type: Type }>['data'];

@Resolver()
export class SeriesResolver {
  constructor(@Inject(Desk) private readonly desk: Desk) {}

  @Allow(...series.roles.ReportMeasurement)
  @Mutation(() => MeasurementAnswer, {
    description:
      'Reports a value for the organisation acted for. The id is that of its series: series_<indicator>__<partner>, each without its prefix.',
  })
  reportMeasurement(
    @Ask() ask: RequestContext,
    @Args() to: To,
    @Input('ReportMeasurement', seriesCommands) data: Data<'ReportMeasurement'>,
  ) {
    return this.desk.act(ask, to, { type: 'ReportMeasurement', data }, (world) =>
      measurementNode(world, to.id, keyOf(seriesCommands.ReportMeasurement.parse(data))),
    );
  }

  @Allow(...series.roles.CorrectMeasurement)
  @Mutation(() => MeasurementAnswer, {
    description:
      'Replaces a reported value, with a reason; the old one stays visible. The id is that of the series, and `measurement` the key of the value.',
  })
  correctMeasurement(
    @Ask() ask: RequestContext,
    @Args() to: To,
    @Input('CorrectMeasurement', seriesCommands) data: Data<'CorrectMeasurement'>,
  ) {
    return this.desk.act(ask, to, { type: 'CorrectMeasurement', data }, (world) =>
      measurementNode(world, to.id, data.measurement),
    );
  }
}
