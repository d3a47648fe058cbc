import type { Place } from '#event-log';
import { resolve } from 'node:path';

/** One command of `talkoot`. */
export interface Command {
  readonly name: string;
  /** What stands after the name. */
  readonly usage: string;
  /** What it does, in a sentence. */
  readonly summary: string;
  /** Answers with one of the exit codes below. What it throws is put into words by its caller. */
  run(argv: readonly string[]): Promise<number>;
}

/** What a program that calls `talkoot` can tell apart. */
export const exit = {
  done: 0,
  /** It ran, and something was wrong with what it was given. */
  wrong: 1,
  /** It was not understood: nothing was done. */
  unclear: 2,
  /** The machine or the data folder did not let it. */
  unable: 3,
} as const;

/** Where the log is: as named, or as TALKOOT_LOG says, or else in the data folder. */
export const placeOf = (named: string | undefined, folder: string): Place => {
  const place = named ?? process.env['TALKOOT_LOG'] ?? folder;
  return place.includes('://') ? place : resolve(place);
};
