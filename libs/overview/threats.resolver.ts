import { ActivityNode } from '#action';
import { GoalNode, ProgrammeNode } from '#agenda';
import { RiskConnection, RiskNode, risks } from '#backbone';
import { extend, page, PageArgs } from '#graphql';
import { IndicatorNode } from '#measurement';
import type { World } from '#world';

/** What threatens a thing is shown with the thing; contexts before this one know nothing of risks to theirs. */
function threatened(
  node: abstract new (...args: never[]) => { readonly world: World; readonly row: { readonly id: string } },
): void {
  extend(
    node,
    'risks',
    { type: () => RiskConnection, args: PageArgs, description: 'What may go wrong with it, in the order raised.' },
    ({ world, row }, args) => page(world.rows(risks).where('about', row.id), args, (one) => new RiskNode(world, one)),
  );
}

threatened(GoalNode);
threatened(ProgrammeNode);
threatened(ActivityNode);
threatened(IndicatorNode);
