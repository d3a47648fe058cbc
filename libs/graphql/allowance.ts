import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';

/** What it takes to look at a request at all, and to carry out a command, in fields of an answer. */
export const askingCost = 20;
export const commandCost = 100;
/** What it takes to tell a subscriber of a change. */
export const tellingCost = 5;

/** Askers remembered; one who has not asked for long has a full purse again anyway. */
const remembered = 100_000;

/**
 * What each asker may still ask for, in fields of answers: it fills up with time. A request may overdraw it, and
 * nothing more is answered until that is paid back, so that whatever fits the limits of a document can be asked.
 */
export class Allowance {
  private readonly perMs: number;
  private readonly most: number;
  private readonly clock: () => number;
  private readonly purses = new LRUCache<string, { left: number; at: number }>({ max: remembered });

  /** `clock` gives milliseconds and never goes back. */
  constructor(options: { perMinute: number; atOnce: number; clock?: () => number }) {
    this.perMs = options.perMinute / 60_000;
    this.most = options.atOnce;
    this.clock = options.clock ?? (() => performance.now());
  }

  /** Takes the cost from the asker's purse. In an empty one there is nothing to take: then how many ms to wait. */
  take(payer: string, cost: number): number | undefined {
    const now = this.clock();
    const purse = this.purses.get(payer) ?? { left: this.most, at: now };
    purse.left = Math.min(this.most, purse.left + (now - purse.at) * this.perMs);
    purse.at = now;
    this.purses.set(payer, purse);
    if (purse.left <= 0) return Math.ceil((1 - purse.left) / this.perMs);
    purse.left -= cost;
    return undefined;
  }

  /** Takes the cost, or throws the refusal that says when to come again. */
  charge(payer: string, cost: number): void {
    const waitMs = this.take(payer, cost);
    if (waitMs === undefined) return;
    const seconds = Math.ceil(waitMs / 1000);
    throw new GraphQLError(`You have asked for very much in a short time. Ask again in ${seconds} s.`, {
      extensions: {
        code: 'ALLOWANCE_SPENT',
        http: { status: 429, headers: new Map([['retry-after', String(seconds)]]) },
      },
    });
  }
}
