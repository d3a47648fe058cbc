import type { Message, Row, Stamp } from '#decider';
import { sameData, type Language, type Text } from '#language';
import type { World } from '#world';
import type { Entry, Path } from './read.ts';

/** One thing an entry says, which at most one command makes true. */
export interface Act {
  readonly entry: Entry;
  /** The part of the entry it stands in. */
  readonly path?: Path;
  /** Where it comes among the acts of one day: what others refer to is told before them. */
  readonly rank: number;
  readonly day: string | undefined;
  readonly by: string | undefined;
  /** Id of the aggregate. */
  readonly id: string;
  /** Which part of the aggregate it is about; unique within it. */
  readonly aspect: string;
  /** The aspect that tells whether the file has changed, when it is another one. */
  readonly basis?: string;
  /** Acts of one lane follow each other; those of different lanes may be carried out together. */
  readonly lane: string;
  /** Ids of what must be there first. */
  readonly needs: readonly string[];
  /** Id of what is there afterwards. */
  readonly makes?: string;
  /** The organisation that has to say it; without one, any for which the person holds the right mandate. */
  readonly organisation?: string | undefined;
  /** What the file says, as far as this act is concerned. */
  readonly says: unknown;
  /** The command still missing in a world; nothing when all is as the file says. */
  next(world: World): Step | Complaint | undefined;
}

export interface Step {
  readonly command: Message;
  /** Changes what is there, instead of adding what is not. */
  readonly change: boolean;
  /** Compares earlier values itself, so that nobody has to ask whether the file was changed. */
  readonly compared?: boolean;
  readonly revision: number | undefined;
}

/** What no command can make true. */
export interface Complaint {
  readonly complaint: string;
  readonly field?: string;
}

/** Adds what is not there. */
export const add = (type: string, data: object, after?: Stamp): Step => ({
  command: { type, data },
  change: false,
  revision: after?.revision,
});

/** Changes what is there. */
export const change = (row: Stamp, type: string, data: object): Step => ({
  command: { type, data },
  change: true,
  revision: row.revision,
});

/** What acts of all kinds are made with. */
export interface Setting {
  readonly collaboration: string;
  readonly main: Language;
  /** The organisation that holds the collaboration together, as the files or the world say. */
  readonly backbone: string | undefined;
  /** Who acts before anybody holds a mandate: the first administrator of the files, or the founder. */
  readonly opener: string | undefined;
}

/** Whether a row says all that is wanted of it. */
export const says = (row: Row, wanted: object): boolean => differing(row, wanted) === undefined;

/** The first field in which a row is not as wanted. */
function differing(row: Row, wanted: object): string | undefined {
  const present = new Map<string, unknown>(Object.entries(row));
  return Object.entries(wanted).find(([field, value]) => !sameData(present.get(field), value))?.[0];
}

/** A complaint when a row differs in a field that no command changes. */
export function fixed(row: Row, wanted: object): Complaint | undefined {
  const field = differing(row, wanted);
  return field === undefined
    ? undefined
    : { complaint: `${field} cannot be changed any more: ${row.id} was recorded with another one`, field };
}

/** The reason of a change, in words of the file or in ours. */
export const reasonOf = ({ entry, main }: { entry: Entry; main: Language }): Text => {
  const told = 'reason' in entry.data ? entry.data.reason : undefined;
  return (
    told ?? {
      original: main,
      fi: `Muutettu tuomalla tiedosto ${entry.file}`,
      sv: `Ändrad genom import av filen ${entry.file}`,
      en: `Changed by importing the file ${entry.file}`,
    }
  );
};

/** The later of two days; one that is not told counts for nothing. */
export const later = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

/** Where kinds of acts come on one day. */
export const ranks = [
  'collaboration',
  'partners',
  'administrators',
  'mandates',
  'quorum',
  'strategies',
  'factors',
  'programmes',
  'goals',
  'relations',
  'endorsements',
  'indicators',
  'targets',
  'teams',
  'activities',
  'places',
  'facilities',
  'tasks',
  'completions',
  'measurements',
  'periods',
  'reports',
  'decisions',
  'assessments',
  'publications',
] as const;
export const rank = (name: (typeof ranks)[number]): number => ranks.indexOf(name);
