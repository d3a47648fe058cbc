import { ActivityNode, TaskNode } from '#action';
import { DecisionNode, GoalNode, ProgrammeNode, StrategyNode } from '#agenda';
import { RiskNode, TeamNode } from '#backbone';
import type { NodeOf } from '#graphql';
import { AgreementNode, IndicatorNode, SeriesNode } from '#measurement';

/** What earlier contexts tell of and people talk about: threads, feedback and the rest hang on each of these. */
export const talkedAbout: readonly (abstract new (...args: never[]) => NodeOf<{ readonly id: string }>)[] = [
  ActivityNode,
  AgreementNode,
  DecisionNode,
  GoalNode,
  IndicatorNode,
  ProgrammeNode,
  RiskNode,
  SeriesNode,
  StrategyNode,
  TaskNode,
  TeamNode,
];
