import { LRUCache } from 'lru-cache';
import { isIPv6 } from 'node:net';

/**
 * After so many failures within the window the next try waits until the window is over. Behind one address a whole
 * organisation may sit, so that more is borne from it.
 */
export const throttleLimits = { account: 5, address: 50, windowMs: 15 * 60_000, kept: 10_000 } as const;

interface Failures {
  readonly count: number;
  /** When the first of them was, by the clock, in milliseconds. */
  readonly since: number;
}

/** A try to get in: whose account it is for, whether there is one or not, and where it comes from. */
export interface Tried {
  readonly account: string;
  readonly address: string;
}

/** Slows down guessing: counts failures by account and by address. Held in memory, bounded. */
export class Throttle {
  private readonly clock: () => Date;
  private readonly failures = new LRUCache<string, Failures>({ max: throttleLimits.kept });

  constructor(clock: () => Date = () => new Date()) {
    this.clock = clock;
  }

  /** How many milliseconds are to be waited before the next try; 0: none. */
  wait(tried: Tried): number {
    const now = this.clock().getTime();
    const waits = keysOf(tried).map(([key, limit]) => {
      const { count, since } = this.current(key, now);
      return count < limit ? 0 : since + throttleLimits.windowMs - now;
    });
    return Math.max(...waits);
  }

  /** Counted before the try is judged, so that many at once are no way around. */
  failed(tried: Tried): void {
    const now = this.clock().getTime();
    for (const [key] of keysOf(tried)) {
      const { count, since } = this.current(key, now);
      this.failures.set(key, { count: count + 1, since });
    }
  }

  /** The right person came: the try was no failure, and what was counted against the account is forgotten. */
  succeeded(tried: Tried): void {
    const [[account], [address]] = keysOf(tried);
    this.failures.delete(account);
    const { count, since } = this.current(address, this.clock().getTime());
    this.failures.set(address, { count: Math.max(0, count - 1), since });
  }

  private current(key: string, now: number): Failures {
    const found = this.failures.get(key);
    return found && now - found.since < throttleLimits.windowMs ? found : { count: 0, since: now };
  }
}

const keysOf = ({ account, address }: Tried) =>
  [
    [`account ${account.slice(0, 200)}`, throttleLimits.account],
    [`address ${networkOf(address)}`, throttleLimits.address],
  ] as const;

/** Of IPv6 a household has at least a /64, and can come from any of its addresses. */
const networkOf = (address: string): string => {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const rest = tail === undefined ? [] : tail.split(':').filter((group) => group !== '');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':');
};
