import { refuse, type Decider, type MessageOf } from '#decider';
import { FactorId, FreeText, Reason, Text, Year, sameData } from '#language';
import { z } from 'zod';

const strategyWords = {
  title: Text,
  vision: Text,
  mission: Text,
  values: z.array(Text).max(20),
  /** First and last year, both counted in. */
  from: Year,
  to: Year,
};
const factorWords = { factor: FactorId, title: Text, lines: z.array(Text).max(50) };

export const strategyCommands = {
  AdoptStrategy: z.object(strategyWords),
  /** All of it anew. */
  ReviseStrategy: z.object({ ...strategyWords, reason: FreeText }),
  /** A success factor, last in the order so far. */
  DefineFactor: z.object(factorWords),
  /** All of it anew. */
  ReviseFactor: z.object({ ...factorWords, reason: FreeText.optional() }),
};

export const strategyEvents = {
  StrategyAdopted: z.object(strategyWords),
  StrategyRevised: z.object({ ...strategyWords, reason: Reason }),
  FactorDefined: z.object(factorWords),
  FactorRevised: z.object({ ...factorWords, reason: Reason.optional() }),
};

export type StrategyCommand = MessageOf<typeof strategyCommands>;
export type StrategyEvent = MessageOf<typeof strategyEvents>;

export type StrategyRefusal =
  | 'FACTOR_EXISTS'
  | 'FACTOR_NOT_FOUND'
  | 'FACTOR_TOO_MANY'
  | 'FACTOR_UNCHANGED'
  | 'STRATEGY_EXISTS'
  | 'STRATEGY_NOT_FOUND'
  | 'STRATEGY_UNCHANGED'
  | 'STRATEGY_YEARS_REVERSED';

export interface StrategyFacts {
  /** Another strategy of the collaboration has a success factor of the id the command names. */
  readonly factorTaken: boolean;
}

type StrategyWords = z.infer<typeof strategyEvents.StrategyAdopted>;
type FactorWords = z.infer<typeof strategyEvents.FactorDefined>;
type Strategy =
  | { readonly phase: 'absent' }
  | { readonly phase: 'adopted'; readonly words: StrategyWords; readonly factors: readonly FactorWords[] };

const maxFactors = 50;

/** What the collaboration is for over some years, with the success factors its programmes stand under. */
export const strategy: Decider<Strategy, StrategyCommand, StrategyEvent, StrategyRefusal, StrategyFacts> = {
  prefix: 'strategy_',
  commands: strategyCommands,
  events: strategyEvents,
  published: {
    title: 'The strategy, which a governing body has adopted.',
    vision: 'The strategy, which a governing body has adopted.',
    mission: 'The strategy, which a governing body has adopted.',
    values: 'The strategy, which a governing body has adopted.',
    lines: 'The strategy, which a governing body has adopted.',
  },
  roles: {
    AdoptStrategy: ['coordinator', 'administrator'],
    ReviseStrategy: ['coordinator', 'administrator'],
    DefineFactor: ['coordinator', 'administrator'],
    ReviseFactor: ['coordinator', 'administrator'],
  },
  initial: { phase: 'absent' },

  decide(strategy, command, { facts }) {
    if (command.type === 'AdoptStrategy') {
      if (strategy.phase !== 'absent') return refuse('STRATEGY_EXISTS');
      return command.data.to < command.data.from
        ? refuse('STRATEGY_YEARS_REVERSED', 'to')
        : [{ type: 'StrategyAdopted', data: command.data }];
    }
    if (strategy.phase === 'absent') return refuse('STRATEGY_NOT_FOUND');
    switch (command.type) {
      case 'ReviseStrategy': {
        const { reason, ...words } = command.data;
        if (words.to < words.from) return refuse('STRATEGY_YEARS_REVERSED', 'to');
        return sameData(words, strategy.words)
          ? refuse('STRATEGY_UNCHANGED')
          : [{ type: 'StrategyRevised', data: { ...words, reason } }];
      }
      case 'DefineFactor': {
        const { factor } = command.data;
        if (facts.factorTaken || strategy.factors.some((known) => known.factor === factor))
          return refuse('FACTOR_EXISTS', 'factor');
        return strategy.factors.length >= maxFactors
          ? refuse('FACTOR_TOO_MANY')
          : [{ type: 'FactorDefined', data: command.data }];
      }
      case 'ReviseFactor': {
        const { reason, ...words } = command.data;
        const known = strategy.factors.find(({ factor }) => factor === words.factor);
        if (!known) return refuse('FACTOR_NOT_FOUND', 'factor');
        return sameData(words, known)
          ? refuse('FACTOR_UNCHANGED')
          : [{ type: 'FactorRevised', data: { ...words, reason } }];
      }
    }
  },

  evolve(strategy, event) {
    if (event.type === 'StrategyAdopted') return { phase: 'adopted', words: event.data, factors: [] };
    if (strategy.phase === 'absent') return strategy;
    switch (event.type) {
      case 'StrategyRevised': {
        const { title, vision, mission, values, from, to } = event.data;
        return { ...strategy, words: { title, vision, mission, values, from, to } };
      }
      case 'FactorDefined':
        return { ...strategy, factors: [...strategy.factors, event.data] };
      case 'FactorRevised': {
        const { factor, title, lines } = event.data;
        return {
          ...strategy,
          factors: strategy.factors.map((known) => (known.factor === factor ? { factor, title, lines } : known)),
        };
      }
    }
  },
};
