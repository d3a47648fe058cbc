import { partners, settingsOf, takesPart, todayIn, votersIn } from '#backbone';
import { aggregate, type ContextParts, type World } from '#world';
import { lineageOf } from './agenda.facts.ts';
import { decision } from './decision.ts';
import { DecisionResolver } from './decision.resolver.ts';
import { decisions } from './decision.view.ts';
import { goal } from './goal.ts';
import { GoalResolver } from './goal.resolver.ts';
import { goals } from './goal.view.ts';
import { programme } from './programme.ts';
import { ProgrammeResolver } from './programme.resolver.ts';
import { programmes } from './programme.view.ts';
import { strategy } from './strategy.ts';
import { StrategyResolver } from './strategy.resolver.ts';
import { factors, strategies } from './strategy.view.ts';

export { goalsOf, programmesOf } from './agenda.facts.ts';
export { DecisionConnection, decisionNode, DecisionNode, decisionsAbout } from './decision.resolver.ts';
export { decisions, isLate as isDecisionLate, newestFirst, type DecisionRow } from './decision.view.ts';
export { GoalConnection, goalNode, GoalNode } from './goal.resolver.ts';
export { goals, type GoalRow } from './goal.view.ts';
export { ProgrammeConnection, programmeNode, ProgrammeNode } from './programme.resolver.ts';
export { inReportOrder, programmes, type ProgrammeRow } from './programme.view.ts';
export { FactorNode, factorNode, StrategyNode, strategyNode } from './strategy.resolver.ts';
export { factors, strategies, type FactorRow, type StrategyRow } from './strategy.view.ts';

/** Which of the ids named stand for something of the agenda. */
function existing(world: World, named: readonly (string | undefined)[]): ReadonlySet<string> {
  const tables = [goals, programmes, strategies, factors].map(({ name }) => world.table(name));
  return new Set(named.filter((id) => id !== undefined).filter((id) => tables.some((rows) => rows.has(id))));
}

/** The common agenda: what is wanted together, under which programmes, and who decided it. */
export const agenda: ContextParts = {
  aggregates: [
    aggregate(goal, (world, { id, command, asker }) => {
      const settings = settingsOf(world);
      const observes = world.rows(partners).get(asker.organisation)?.observer === true;
      return {
        // Where no rule was ever set, everybody must agree.
        ballot: { quorum: settings?.quorum ?? { kind: 'share', share: 1 }, electorate: votersIn(world).size },
        backbone: settings?.backbone,
        observers: new Set(observes ? [asker.organisation] : []),
        known:
          command.type === 'ProposeGoal'
            ? existing(world, [command.data.parent, ...command.data.programmes])
            : new Set<string>(),
        parentRetired:
          command.type === 'ProposeGoal' && world.rows(goals).get(command.data.parent ?? '')?.phase === 'retired',
        partsStand:
          command.type === 'RetireGoal' &&
          world
            .rows(goals)
            .where('parent', id)
            .some(({ phase }) => phase !== 'retired'),
      };
    }),
    aggregate(strategy, (world, { id, command }) => {
      const factor = command.type === 'DefineFactor' ? world.rows(factors).get(command.data.factor) : undefined;
      return { factorTaken: factor !== undefined && factor.strategy !== id };
    }),
    aggregate(programme, (world, { command }) => {
      switch (command.type) {
        case 'LaunchProgramme':
        case 'ReviseProgramme': {
          const { partner, factor, parent } = command.data;
          const known = existing(world, [factor, parent]);
          return {
            known: takesPart(world, partner) ? new Set([...known, partner]) : known,
            lineage: lineageOf(world, parent),
          };
        }
        case 'RelateGoals':
          return { known: existing(world, command.data.goals), lineage: [] };
        case 'EndProgramme':
          return { known: new Set<string>(), lineage: [] };
      }
    }),
    aggregate(decision, (world, { command }) => ({
      today: todayIn(world),
      known: command.type === 'TakeDecision' ? new Set<string>() : existing(world, command.data.subjects),
    })),
  ],
  views: [strategies, factors, programmes, goals, decisions],
};

export const agendaResolvers = [StrategyResolver, ProgrammeResolver, GoalResolver, DecisionResolver];
