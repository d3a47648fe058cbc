import { stamp, type Stamp, type View } from '#decider';
import { languages, renewed, sameMeaning, type KeptText, type Text } from '#language';
import { strategyEvents } from './strategy.ts';

export interface StrategyRow extends Stamp {
  readonly id: string;
  readonly title: KeptText;
  readonly vision: KeptText;
  readonly mission: KeptText;
  readonly values: readonly KeptText[];
  readonly from: number;
  readonly to: number;
  /** Ids of its success factors, in the order they were defined. */
  readonly factors: readonly string[];
  readonly adoptedAt: string;
  /** Why it was last revised. */
  readonly reason?: Text | undefined;
}

export const strategies: View<StrategyRow, typeof strategyEvents> = {
  name: 'strategies',
  version: 1,
  events: strategyEvents,

  evolve(strategy, event) {
    if (event.type === 'StrategyAdopted')
      return { id: event.subject, ...stamp(event), ...event.data, factors: [], adoptedAt: event.recordedAt };
    if (!strategy) throw new Error(`${event.type} before ${event.subject} was adopted`);
    const next = { ...strategy, ...stamp(event) };
    switch (event.type) {
      case 'StrategyRevised':
        return {
          ...next,
          ...event.data,
          title: renewed(strategy.title, event.data.title),
          vision: renewed(strategy.vision, event.data.vision),
          mission: renewed(strategy.mission, event.data.mission),
          values: eachRenewed(strategy.values, event.data.values),
        };
      case 'FactorDefined':
        return { ...next, factors: [...strategy.factors, event.data.factor] };
      case 'FactorRevised':
        return next;
    }
  },
};

/**
 * A list of texts has no ids: the same original is the same text wherever it now stands, and else the one whose
 * translation it still carries.
 */
const eachRenewed = (before: readonly KeptText[], after: readonly Text[]): readonly KeptText[] =>
  after.map((text) =>
    renewed(before.find((one) => sameMeaning(one, text)) ?? before.find((one) => sharesTranslation(one, text)), text),
  );

const sharesTranslation = (before: Text, after: Text): boolean =>
  languages.some(
    (language) => language !== after.original && after[language] !== undefined && after[language] === before[language],
  );

/**
 * A success factor. It is part of its strategy: the revision a command on it expects is the strategy's, so
 * it has none of its own.
 */
export interface FactorRow extends Omit<Stamp, 'revision'> {
  readonly id: string;
  readonly strategy: string;
  readonly title: KeptText;
  readonly lines: readonly KeptText[];
  /** Why it was last revised, when somebody said so. */
  readonly reason?: Text | undefined;
}

const { FactorDefined, FactorRevised } = strategyEvents;
const factorEvents = { FactorDefined, FactorRevised };

export const factors: View<FactorRow, typeof factorEvents> = {
  name: 'factors',
  version: 1,
  events: factorEvents,
  key: (event) => event.data.factor,
  indexes: { strategy: (factor) => factor.strategy },

  evolve(before, event) {
    const { factor: id } = event.data;
    const title = renewed(before?.title, event.data.title);
    const lines = eachRenewed(before?.lines ?? [], event.data.lines);
    const { position, changedAt, changedBy } = stamp(event);
    const reason = event.type === 'FactorRevised' ? event.data.reason : undefined;
    return { id, strategy: event.subject, position, changedAt, changedBy, title, lines, reason };
  },
};
