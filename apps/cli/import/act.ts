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
  /** It happened on a day that the file does not tell: not before what stands in front of it. */
  readonly undated?: boolean;
  readonly by: string | undefined;
  /** Id of the aggregate. */
  readonly id: string;
  /** Which part of the aggregate it is about; unique within it. */
  readonly aspect: string;
  /** The aspect that tells as well whether the file has changed, when several say the same. */
  readonly basis?: string;
  /** Acts of one lane follow each other; those of different lanes may be carried out together. */
  readonly lane: string;
  /** Ids of what must be there first. */
  readonly needs: readonly string[];
  /** What was told of the same thing before it. */
  readonly after?: Act | undefined;
  /** It happened once: what imports have told of it is neither told again nor told otherwise. */
  readonly once?: boolean;
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

/** What differs from act to act of one entry. */
type Own = Pick<Act, 'aspect' | 'next'> &
  Partial<Pick<Act, 'path' | 'needs' | 'makes' | 'organisation' | 'says' | 'basis' | 'once' | 'undated'>> & {
    /** When it was recorded and by whom, where that differs from the entry. */
    readonly told?: { readonly on?: string | undefined; readonly by?: string | undefined } | undefined;
  };

/** Makes the acts of one entry about one aggregate: what they share is said once. */
export function actsOn(entry: Entry, id: string, order: (typeof ranks)[number]) {
  const act = ({ told, ...own }: Own): Act => ({
    entry,
    id,
    lane: id,
    rank: rank(order),
    day: told?.on ?? entry.data.on,
    by: told?.by ?? entry.data.by,
    needs: [],
    says: undefined,
    ...own,
  });
  /** What happened once to something that is there: a command given once, however often a file is imported. */
  const once = (
    aspect: string,
    type: string,
    data: Said | ((world: World) => Said),
    { unless, needs = [], ...own }: Omit<Own, 'aspect' | 'next'> & { readonly unless?: (world: World) => boolean } = {},
  ): Act =>
    act({
      says: data,
      ...own,
      aspect,
      needs: [id, ...needs],
      once: true,
      undated: own.told !== undefined && own.told.on === undefined,
      next: (world) =>
        unless?.(world) === true ? undefined : add(type, typeof data === 'function' ? data(world) : data),
    });
  return { act, once };
}
type Said = Readonly<Record<string, unknown>>;

interface Ending {
  readonly on?: string | undefined;
  readonly by?: string | undefined;
}

/** The act that ends a thing, when the file tells of one. */
export const closing = <T extends Ending>(
  told: T | undefined,
  act: (told: T, data: Omit<T, keyof Ending>) => Act,
): Act[] => {
  if (told === undefined) return [];
  const { on: _on, by: _by, ...data } = told;
  return [act(told, data)];
};

/** What was told of one thing, by its days: nothing comes before what came before it. */
export function inTurn(acts: readonly Act[]): Act[] {
  let day: string | undefined;
  const dated = acts.map((act) => {
    day = act.undated === true ? later(act.day, day) : act.day;
    return { ...act, day };
  });
  let after: Act | undefined;
  return dated.toSorted((a, b) => (a.day ?? '').localeCompare(b.day ?? '')).map((act) => (after = { ...act, after }));
}

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
export const says = <R extends object>(row: R, wanted: object): boolean => differing(row, wanted) === undefined;

/** The first field in which a row is not as wanted. */
function differing(row: object, wanted: object): string | undefined {
  const present = new Map<string, unknown>(Object.entries(row));
  return Object.entries(wanted).find(([field, value]) => !sameData(unmarked(present.get(field)), value))?.[0];
}

/** What a row keeps, as files say it: which translations are out of date is the row's own knowledge (rule 51). */
function unmarked(kept: unknown): unknown {
  if (Array.isArray(kept)) return kept.map(unmarked);
  if (typeof kept !== 'object' || kept === null) return kept;
  return Object.fromEntries(
    Object.entries(kept).flatMap(([field, value]) => (field === 'outdated' ? [] : [[field, unmarked(value)]])),
  );
}

/** A complaint when a row differs in a field that no command changes. */
export function fixed<R extends Row>(row: R, wanted: object): Complaint | undefined {
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
  'agreements',
  'signatures',
  'teams',
  'activities',
  'commitments',
  'places',
  'facilities',
  'links',
  'sessions',
  'tasks',
  'completions',
  'clock',
  'meetings',
  'observations',
  'themes',
  'feedback',
  'threads',
  'notices',
  'risks',
  'checkups',
  'measurements',
  'verdicts',
  'endings',
  'locks',
  'periods',
  'reports',
  'decisions',
  'assessments',
  'publications',
] as const;
export const rank = (name: (typeof ranks)[number]): number => ranks.indexOf(name);
