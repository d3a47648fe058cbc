import { languages, textLimit, type Text } from '#language';

/** One number of published statistics, of one place and period. */
export interface Statistic {
  /** Which number of the answer it is, from 1. */
  readonly row: number;
  readonly place: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly value: number;
}

/** A saved answer of a publisher, read. */
export interface Answer {
  /** Where it comes from, as it is told with every value (rule 27); no licence: it has to be told. */
  readonly origin: {
    readonly source: string;
    readonly dataset: string;
    readonly updated: string;
    readonly licence: string | undefined;
  };
  readonly title: Text;
  /** What the publisher says about it, for who imports it. */
  readonly about: Text | undefined;
  readonly statistics: readonly Statistic[];
  /** What is not taken and need not be: how many numbers, by why. */
  readonly leftOut: ReadonlyMap<string, number>;
  readonly problems: readonly RowProblem[];
}

export interface RowProblem {
  readonly row: number;
  readonly reason: string;
}

/** What the file does not tell as it should, in a sentence for who saved it. */
export class UnfitAnswer extends Error {}

/** The places of a collaboration, as far as statistics ask. */
export interface ListedPlace {
  readonly code: string;
  readonly kind: string;
  /** Years it exists, both counted in. */
  readonly from: number;
  readonly to?: number | undefined;
}

/** Numbers on their way out of an answer, with what becomes of the others. */
export class Taking {
  readonly problems: RowProblem[] = [];
  readonly leftOut = new Map<string, number>();
  private readonly places: ReadonlyMap<string, ListedPlace>;
  private readonly found = new Map<string, Statistic | 'several'>();

  constructor(places: readonly ListedPlace[]) {
    this.places = new Map(places.map((place) => [place.code, place]));
  }

  get statistics(): readonly Statistic[] {
    return [...this.found.values()].filter((one) => one !== 'several');
  }

  wrong(row: number, reason: string): void {
    this.problems.push({ row, reason });
  }

  leave(reason: string): void {
    this.leftOut.set(reason, (this.leftOut.get(reason) ?? 0) + 1);
  }

  take(statistic: Statistic): void {
    const { row, place, period, value } = statistic;
    const listed = this.places.get(place);
    const year = Number(period.from.slice(0, 4));
    const cell = `${place} ${period.from}/${period.to}`;
    const before = this.found.get(cell);
    if (!listed) this.leave('of places that are not the collaboration’s');
    // Municipalities merge: a figure of a year in which the place is not listed may be of another area, and a zero
    // then is no measured one (rule 25).
    else if (year < listed.from || (listed.to !== undefined && year > listed.to))
      this.leave('of years for which the collaboration does not list the place');
    else if (before === undefined) this.found.set(cell, statistic);
    else if (before === 'several' || before.value !== value) {
      this.found.set(cell, 'several');
      this.wrong(row, `${place} has several numbers for ${period.from}–${period.to}: none is taken`);
    }
  }
}

/** The words of a text with markup: tags out, what stands for a character as the character; nothing when blank. */
export function plain(markup: string | null | undefined): string | undefined {
  const words = (markup ?? '')
    // Only what is a tag: "ikä <65" is none.
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(/&(nbsp|lt|gt|quot|amp|#39|apos);/g, (_, name: string) => characters[name] ?? ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words === '' ? undefined : words.slice(0, textLimit);
}
const characters: Readonly<Record<string, string>> = {
  nbsp: ' ',
  lt: '<',
  gt: '>',
  quot: '"',
  amp: '&',
  '#39': "'",
  apos: "'",
};

/** A publisher's text in several languages; blank ones are left out, and readers fall back to the original. */
export function textOf(told: Readonly<Partial<Record<string, string | null | undefined>>>): Text | undefined {
  const said = languages.flatMap((language) => {
    const words = plain(told[language]);
    return words === undefined ? [] : [[language, words] as const];
  });
  const [first] = said;
  return first && { original: first[0], ...Object.fromEntries(said) };
}

/** A number as publishers write it; nothing for an empty cell or their signs of absence; `unclear` for anything else. */
export function numberIn(told: unknown): number | 'unclear' | undefined {
  if (told === null || told === undefined) return undefined;
  if (typeof told === 'number') return Number.isFinite(told) ? told : 'unclear';
  if (typeof told !== 'string') return 'unclear';
  const digits = told.trim();
  if (digits === '' || /^\.{1,4}$/.test(digits)) return undefined;
  return /^-?\d+([.,]\d+)?$/.test(digits) ? Number(digits.replace(',', '.')) : 'unclear';
}

/** The days a publisher's code of a time stands for: 2023, 2023H1, 2023Q4, 2023M05. */
export function periodOf(code: string): Statistic['period'] | undefined {
  const [, year, part, number] = /^(\d{4})(?:([HQM])(\d{1,2}))?$/.exec(code) ?? [];
  if (year === undefined) return undefined;
  const months = part === 'H' ? 6 : part === 'Q' ? 3 : part === 'M' ? 1 : 12;
  const nth = number === undefined ? 1 : Number(number);
  if (nth < 1 || nth * months > 12) return undefined;
  const day = (month: number, date: number) => new Date(Date.UTC(Number(year), month, date)).toISOString().slice(0, 10);
  return { from: day((nth - 1) * months, 1), to: day(nth * months, 0) };
}
