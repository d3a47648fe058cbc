import { partners, settingsOf, takesPart, todayIn } from '#backbone';
import { aggregate, type ContextParts, type World } from '#world';
import { ballotIn, goalLineageOf, isSharedGoal, lineageOf } from './agenda.facts.ts';
import { decision } from './decision.ts';
import { DecisionResolver } from './decision.resolver.ts';
import { decisions } from './decision.view.ts';
import { goal, isOpenTo } from './goal.ts';
import { GoalResolver } from './goal.resolver.ts';
import { goals, numberKey, stands } from './goal.view.ts';
import { programme } from './programme.ts';
import { ProgrammeResolver } from './programme.resolver.ts';
import { programmes } from './programme.view.ts';
import { strategy } from './strategy.ts';
import { StrategyResolver } from './strategy.resolver.ts';
import { factors, strategies } from './strategy.view.ts';

export { goalIn, goalsOf, isHushed, isSharedGoal, openGoals, programmesOf, tallyOf } from './agenda.facts.ts';
export { DecisionConnection, decisionNode, DecisionNode, decisionsAbout } from './decision.resolver.ts';
export { decisions, isLate as isDecisionLate, newestFirst, type DecisionRow } from './decision.view.ts';
export { isOpenTo as isGoalOpenTo } from './goal.ts';
export { GoalConnection, goalNode, GoalNode, goalPage } from './goal.resolver.ts';
export {
  endorsersOf,
  goals,
  isMilestoneLate,
  stands as goalStands,
  type GoalRow,
  type Milestone,
} from './goal.view.ts';
export { ProgrammeConnection, programmeNode, ProgrammeNode } from './programme.resolver.ts';
export { inReportOrder, programmes, type ProgrammeRow } from './programme.view.ts';
export { FactorNode, factorNode, StrategyNode, strategyNode } from './strategy.resolver.ts';
export { factors, strategies, type FactorRow, type StrategyRow } from './strategy.view.ts';

/** Which of the ids named stand for something of the agenda. */
function existing(world: World, named: readonly (string | undefined)[]): ReadonlySet<string> {
  const tables = [programmes, strategies, factors].map(({ name }) => world.table(name));
  const exists = (id: string) => isSharedGoal(world, id) || tables.some((rows) => rows.has(id));
  return new Set(named.filter((id) => id !== undefined).filter(exists));
}

/** What a command says of a goal's place when it says nothing of it. */
const nowhere = { number: undefined, parent: undefined, strategy: undefined, programmes: [] };

/** The common agenda: what is wanted together, under which programmes, and who decided it. */
export const agenda: ContextParts = {
  aggregates: [
    aggregate(goal, (world, { id, command, asker }) => {
      const rows = world.rows(goals);
      const observes = world.rows(partners).get(asker.organisation)?.observer === true;
      const { number, parent, strategy, programmes } = 'programmes' in command.data ? command.data : nowhere;
      const above = parent === undefined ? undefined : rows.get(parent);
      return {
        ballot: ballotIn(world),
        backbone: settingsOf(world)?.backbone,
        observers: new Set(observes ? [asker.organisation] : []),
        known: existing(world, [strategy, ...programmes]),
        parent: above && isOpenTo(above, asker) ? above.phase : undefined,
        lineage: goalLineageOf(world, parent),
        numberTaken:
          number !== undefined && rows.where('number', numberKey(parent, number)).some((other) => other.id !== id),
        partsStand:
          (command.type === 'RetireGoal' || command.type === 'WithdrawGoal') && rows.where('parent', id).some(stands),
        today: todayIn(world),
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
      known: 'subjects' in command.data ? existing(world, command.data.subjects) : new Set<string>(),
    })),
  ],
  views: [strategies, factors, programmes, goals, decisions],
};

export const agendaResolvers = [StrategyResolver, ProgrammeResolver, GoalResolver, DecisionResolver];
