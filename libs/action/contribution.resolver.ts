import { PartnerNode, PlaceNode, placeNode, settingsOf, timeZoneOf } from '#backbone';
import { TextNode, badInput, extend } from '#graphql';
import { Day, type Text } from '#language';
import { dayOf, type World } from '#world';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { activities, isUnderWay, placeStates } from './activity.view.ts';
import { CommitmentNode } from './commitment.resolver.ts';
import { contributionSaid } from './contribution.ts';
import { stoodWithin, type Span } from './coverage.ts';
import { SessionTotals, heldIn, totalsOf } from './session.resolver.ts';
import { sessions } from './session.view.ts';
import { tasks } from './task.view.ts';

/** The most each list of a statement holds. */
const most = 200;

@ObjectType({
  description: 'What a partner has done for the common work in a span of days: its contribution, not what came of it.',
})
export class ContributionStatement {
  @Field(() => [CommitmentNode], { description: 'What it led on some day of the span.' })
  leads!: readonly CommitmentNode[];
  @Field(() => [CommitmentNode], { description: 'Where it brought its part.' })
  brings!: readonly CommitmentNode[];
  @Field(() => SessionTotals, { description: 'The sessions it organised.' })
  organised!: SessionTotals;
  @Field(() => Int, { description: 'Sessions of others it was at.' })
  attended!: number;
  @Field(() => [PlaceNode], {
    description: 'Where it organised or attended sessions, or led or contributed to something under way that year.',
  })
  places!: readonly PlaceNode[];
  @Field(() => Int, { description: 'Tasks of its own that were done.' })
  tasksCompleted!: number;
  @Field(() => TextNode, { description: 'The same in words.' })
  statement!: Text;
}

@ArgsType()
class StatementArgs {
  @Field(() => String, { description: 'First day of the span.' })
  from!: string;
  @Field(() => String, { description: 'Last day of the span.' })
  to!: string;
}

function placesReached(
  world: World,
  partner: string,
  parts: ReadonlySet<string>,
  { from, to }: Span,
): readonly string[] {
  const visited = heldIn(world.rows(sessions).where('partner', partner), { from, to }).map(({ place }) => place);
  const cells = world.rows(placeStates);
  const worked = [...parts].flatMap((activity) =>
    cells
      .where('activity', activity)
      .filter(
        (cell) => isUnderWay(cell) && String(cell.year) >= from.slice(0, 4) && String(cell.year) <= to.slice(0, 4),
      )
      .map(({ place }) => place),
  );
  return [...new Set([...visited, ...worked])].toSorted();
}

extend(
  PartnerNode,
  'contribution',
  {
    type: () => ContributionStatement,
    args: StatementArgs,
    description: 'What it has done for the common work in a span of days: its contribution, not what came of it.',
  },
  ({ world, row: { id: partner } }, { from, to }) => {
    if (!Day.safeParse(from).success || !Day.safeParse(to).success || from > to)
      throw badInput('from and to are days (2025-01-01), from not after to');
    const zone = timeZoneOf(world);
    const dayIn = (at: string) => dayOf(at, zone);
    const stood = world
      .rows(activities)
      .where('named', partner)
      // What ended before the span began was no longer a part of the work.
      .filter(({ endedAt }) => endedAt === undefined || dayIn(endedAt) >= from)
      .flatMap(({ commitments }) => commitments)
      .filter((part) => part.partner === partner && stoodWithin(part, { from, to }, dayIn));
    const [leads, brings] = [stood.filter(({ role }) => role === 'lead'), stood.filter(({ role }) => role !== 'lead')];
    const held = heldIn(world.rows(sessions).where('partner', partner), { from, to });
    const own = held.filter(({ organiser }) => organiser === partner);
    const places = placesReached(world, partner, new Set(stood.map(({ activity }) => activity)), { from, to });
    const tasksCompleted = world
      .rows(tasks)
      .where('partner', partner)
      .filter(({ completion }) => completion && completion.on >= from && completion.on <= to).length;
    const counted = {
      leads: leads.length,
      brings: brings.length,
      organised: own.length,
      attended: held.length - own.length,
      places: places.length,
      tasksCompleted,
    };
    const [language = 'fi'] = settingsOf(world)?.languages ?? [];
    return {
      leads: leads.slice(0, most).map((part) => new CommitmentNode(world, part)),
      brings: brings.slice(0, most).map((part) => new CommitmentNode(world, part)),
      organised: totalsOf(world, own),
      attended: counted.attended,
      places: places.slice(0, most).flatMap((code) => placeNode(world, code) ?? []),
      tasksCompleted,
      statement: contributionSaid(counted, { from, to }, language),
    };
  },
);
