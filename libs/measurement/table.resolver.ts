import { settingsOf, timeZoneOf } from '#backbone';
import { CollaborationNode, badInput, extend } from '#graphql';
import { Day } from '#language';
import { dayOf } from '#world';
import { ArgsType, Field, ID } from '@nestjs/graphql';
import { IndicatorNode } from './indicator.resolver.ts';
import { versionOn } from './indicator.view.ts';
import { jsonStat } from './jsonstat.ts';
import { readingsFor, seesSeries } from './sight.reading.ts';
import { seriesId } from './series.ts';
import { asCsv, tableRows } from './table.reading.ts';

/** Bounds the size of an answer: some megabytes. */
const mostRows = 20_000;

@ArgsType()
class MeasurementTableArgs {
  @Field(() => String, { description: 'Only periods that begin on this day or later.' })
  from!: string;
  @Field(() => String, { description: 'Only periods that end on this day or earlier.' })
  to!: string;
  @Field(() => ID, { nullable: true, description: 'Only values of this indicator.' })
  indicator?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only values of this partner.' })
  partner?: string | null;
}

extend(
  CollaborationNode,
  'measurementTable',
  {
    type: () => String,
    args: MeasurementTableArgs,
    description:
      'The values in force of a span that the asker may see, as CSV for spreadsheets: semicolons, decimal commas, words in the main language. A hidden value is an empty cell with the status suppressed. Filled in, `talkoot measurements` reads it as it is: expected_revision keeps an old table from overwriting newer values, and a correction needs a reason.',
  },
  ({ world }, { from, to, indicator, partner }) => {
    if (!Day.safeParse(from).success || !Day.safeParse(to).success) throw badInput('from and to are days: 2025-06-30');
    const language = settingsOf(world)?.languages[0] ?? 'fi';
    const span = { from, to, indicator: indicator ?? undefined, partner: partner ?? undefined };
    const rows = tableRows(world, span, language);
    if (rows.length > mostRows) throw badInput(`more than ${mostRows} values: ask for a shorter span or one indicator`);
    return asCsv(rows);
  },
);

@ArgsType()
class JsonStatArgs {
  @Field(() => String, { description: 'First day; the version of the indicator that measures it is given out.' })
  from!: string;
  @Field(() => String, { description: 'Only periods that end on this day or earlier.' })
  to!: string;
}

extend(
  IndicatorNode,
  'jsonStat',
  {
    type: () => String,
    args: JsonStatArgs,
    description:
      'The undivided values in force that the asker may see, as JSON-stat 2.0 by organisation, place and period. The status of a cell is missing (not available), suppressed or provisional.',
  },
  ({ world, row }, { from, to }) => {
    if (!Day.safeParse(from).success || !Day.safeParse(to).success) throw badInput('from and to are days: 2025-06-30');
    const version = versionOn(row, from);
    const cells = readingsFor(world, row.id)
      // Values of two versions never stand beside each other (rule 12).
      .filter(
        ({ partner, dimension, period, indicatorVersion, inTotalsOnly }) =>
          dimension === undefined &&
          period.from >= from &&
          period.to <= to &&
          indicatorVersion === (version?.indicatorVersion ?? row.indicatorVersion) &&
          inTotalsOnly !== true &&
          seesSeries(world, seriesId(row.id, partner)),
      )
      .map((reading) => ({ ...reading, suppressed: reading.withheld !== undefined }));
    const definition = version?.definition ?? row;
    return JSON.stringify(jsonStat(definition, dayOf(world.recordedAt, timeZoneOf(world)), cells));
  },
);
