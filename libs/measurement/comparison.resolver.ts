import { PartnerNode, partnerNode, partners, placesIn, settingsOf } from '#backbone';
import { NodeOf, badInput, enumOf, extend } from '#graphql';
import { Day } from '#language';
import type { World } from '#world';
import { ArgsType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { comparison, perPeriod, type ComparisonRow, type Side } from './comparison.ts';
import { expectedFor } from './duty.reading.ts';
import { IndicatorNode } from './indicator.resolver.ts';
import { indicators, versionOn, type IndicatorRow } from './indicator.view.ts';
import type { Period } from './series.ts';
import { Timespan } from './series.resolver.ts';
import { readingsFor } from './sight.reading.ts';

const ComparedBy = enumOf(z.enum(['partner', 'place']).meta({ id: 'ComparedBy' }));

/** Bounds what a value is told per. */
const most = 1_000_000;

@ArgsType()
class ComparisonArgs {
  @Field(() => String, { description: 'First day of the period.' })
  from!: string;
  @Field(() => String, { description: 'Last day of the period.' })
  to!: string;
  @Field(() => ComparedBy, { description: 'What stands beside each other.' })
  by!: 'partner' | 'place';
  @Field(() => ID, {
    nullable: true,
    description: 'An indicator of kind COUNT that the values are told per, such as the number of inhabitants.',
  })
  per?: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Per how many of them, from 1 to 1 000 000; 1 000 when not said.',
  })
  perHowMany?: number | null;
}

@ObjectType('ComparisonRow', { description: 'One partner or place beside the others.' })
export class ComparisonRowNode extends NodeOf<ComparisonRow> {
  @Field(() => String, { nullable: true, description: 'Code of the place; none when partners are compared.' })
  place!: string | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Its value of the period; none when it is missing or not all of it is shown to the asker.',
  })
  value!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'What it is told per: the partner’s own, or that of its place.',
  })
  perValue!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'The value per so many of them; none when one of the two is none, or there are none of them.',
  })
  rate!: number | null;
  @Field(() => Boolean, { description: 'One of the two may still change.' })
  provisional!: boolean;
  @Field(() => Boolean, {
    description: 'A figure is not shown to the asker, so there is neither the value it is in nor a rate.',
  })
  withheld!: boolean;

  @Field(() => PartnerNode, { nullable: true, description: 'The partner; none when places are compared.' })
  partner(): PartnerNode | null {
    return (this.row.partner === undefined ? undefined : partnerNode(this.world, this.row.partner)) ?? null;
  }
}

@ObjectType({ description: 'Partners or places beside each other.' })
export class Comparison {
  @Field(() => Timespan, { description: 'The period the values are of.' })
  period!: Period;
  @Field(() => Timespan, {
    nullable: true,
    description: 'The period of what they are told per: the newest that ended by the end of the other; none without.',
  })
  perPeriod!: Period | null;
  @Field(() => Int, { description: 'Per how many the rates are.' })
  perHowMany!: number;
  @Field(() => [ComparisonRowNode], {
    description: 'The partners that should measure it, or the places of the collaboration, those without a value too.',
  })
  rows!: readonly ComparisonRowNode[];
}

/** What may be read of an indicator for a period: of the one version that measures it (rule 12). */
function sideOf(world: World, row: IndicatorRow, period: Period, readings = readingsFor(world, row.id)): Side {
  const version = versionOn(row, period.from);
  const whole = version !== undefined && versionOn(row, period.to)?.indicatorVersion === version.indicatorVersion;
  return {
    definition: version?.definition ?? row,
    period,
    readings: readings.filter(({ indicatorVersion }) => whole && indicatorVersion === version.indicatorVersion),
  };
}

extend(
  IndicatorNode,
  'comparison',
  {
    type: () => Comparison,
    args: ComparisonArgs,
    description:
      'Partners or places beside each other for a period, also per so many of another indicator. Made only of figures that the asker may see one by one: nothing hidden can be worked out of a rate.',
  },
  ({ world, row }, { from, to, by, per, perHowMany }) => {
    if (!Day.safeParse(from).success || !Day.safeParse(to).success || to < from)
      throw badInput('from and to are days: 2025-01-01 and 2025-06-30');
    const howMany = perHowMany ?? 1_000;
    if (howMany < 1 || howMany > most) throw badInput(`perHowMany must be between 1 and ${most}`);
    const period = { from, to };
    const rows =
      by === 'partner'
        ? expectedFor(world, row, period).map((partner) => ({ partner }))
        : placesIn(settingsOf(world)?.places ?? [], Number(to.slice(0, 4))).map(({ code: place }) => ({ place }));
    const side = sideOf(world, row, period);
    const other = per == null ? undefined : world.rows(indicators).get(per);
    // A percentage per thousand inhabitants says nothing (rule 11).
    if (per != null && other?.kind !== 'count') throw badInput('per must be an indicator of kind COUNT');
    if (per != null && side.definition.kind !== 'count') throw badInput('only a count can be told per so many');
    const readings = other ? readingsFor(world, other.id) : [];
    const until = other ? perPeriod(readings, period) : undefined;
    const placeOf = (partner: string) => world.rows(partners).get(partner)?.place;
    const divisor = other && until && { side: sideOf(world, other, until, readings), howMany, placeOf };
    return {
      period,
      perPeriod: until ?? null,
      perHowMany: howMany,
      rows: comparison(rows, side, divisor).map((compared) => new ComparisonRowNode(world, compared)),
    };
  },
);
