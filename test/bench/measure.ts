import { fork, type ChildProcess } from 'node:child_process';

/** One line of the result. */
export interface Figure {
  readonly what: string;
  readonly ours: string;
  /** The bare baseline of the same run; empty for a figure that is a time or a size by itself. */
  readonly baseline?: string;
  /** How many times the baseline, or the figure itself, in the unit of `wanted`. */
  readonly value: number;
  /** Empty when the figure is only stated. */
  readonly wanted?: { readonly atLeast: number } | { readonly atMost: number };
  readonly unit: '×' | 's' | 'ms' | 'MB' | 'frames/s';
  readonly note?: string;
}

export const isMet = ({ value, wanted }: Figure): boolean | undefined =>
  wanted && ('atLeast' in wanted ? value >= wanted.atLeast : value <= wanted.atMost);

export interface Settings {
  readonly quick: boolean;
  /** Where histories are kept between runs. */
  readonly cache: string;
  /** Says what is going on. */
  readonly say: (what: string) => void;
}

export type Bench = (settings: Settings) => Promise<Figure[]>;

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle) - 1] ?? NaN)) / 2;
};

/**
 * Runs both in turns, each round beginning with the other one, so that what else the machine does hits both. The
 * first round warms up and does not count. `ratio` is the median of the rounds' own ratios.
 */
export async function inTurns(
  rounds: number,
  ours: () => number | Promise<number>,
  theirs: () => number | Promise<number>,
): Promise<{ ours: number; theirs: number; ratio: number; ratios: readonly number[] }> {
  const taken: { ours: number; theirs: number }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const first = round % 2 === 0 ? await ours() : await theirs();
    const second = round % 2 === 0 ? await theirs() : await ours();
    if (round > 0) taken.push(round % 2 === 0 ? { ours: first, theirs: second } : { ours: second, theirs: first });
  }
  const ratios = taken.map((pair) => pair.ours / pair.theirs);
  return {
    ours: median(taken.map((pair) => pair.ours)),
    theirs: median(taken.map((pair) => pair.theirs)),
    ratio: median(ratios),
    ratios,
  };
}

/** A program of this folder in a process of its own, answering by messages. */
export class Child {
  private readonly process: ChildProcess;
  constructor(program: string, args: readonly string[]) {
    this.process = fork(new URL(`./${program}.js`, import.meta.url), [...args], {
      execArgv: childFlags(),
      // All servers as they run in production: graphql-js is slower without.
      env: { ...process.env, NODE_ENV: 'production' },
    });
  }

  /** The answer to a message; without one, the first thing it says by itself. */
  ask<Answer>(message?: unknown): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`A bench process ended with ${code}`));
      this.process.once('exit', ended);
      this.process.once('message', (answer) => {
        this.process.off('exit', ended);
        resolve(answer as Answer);
      });
      if (message !== undefined) this.process.send(message as object);
    });
  }

  /** Ends it cleanly, the snapshot of its worlds written. */
  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.send('end');
    await ended;
  }
}

/** `BENCH_FLAGS=--cpu-prof npm run bench` profiles the children. */
const childFlags = (): string[] => process.env['BENCH_FLAGS']?.split(' ').filter(Boolean) ?? [];

export interface Load {
  readonly url: string;
  readonly cookie: string;
  readonly connections: number;
  readonly seconds: number;
  readonly query: string;
  /** Names how the variables of each request are made: see load-child.ts. */
  readonly variables: 'none' | 'report';
  /** Must stand in every answer. */
  readonly expected: string;
}

/** Answered requests per second under load from another process. Throws when one of them was not the right answer. */
export async function underLoad(loader: Child, load: Load): Promise<number> {
  const { perSecond, wrong, example } = await loader.ask<{ perSecond: number; wrong: number; example: string }>(load);
  if (wrong > 0) throw new Error(`${wrong} answers were wrong, such as: ${example.slice(0, 1_000)}`);
  return perSecond;
}

export const perSecond = (rate: number): string => `${Math.round(rate).toLocaleString('en')}/s`;
export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6).toLocaleString('en')} MB`;
