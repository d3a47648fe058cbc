/** Reads one search parameter: what is of no use is nothing, and never a fault of whoever typed the address. */
type Read<V> = (value: unknown) => V | undefined;

const matching =
  (pattern: RegExp): Read<string> =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? value : undefined;

export const word: Read<string> = (value) => (typeof value === 'string' && value.length <= 200 ? value : undefined);
export const flag: Read<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

/** A code may be all digits, which an address reads as a number. */
export const code: Read<string> = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : word(value);
export const whole =
  (least: number, most: number): Read<number> =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most ? Number(value) : undefined;
export const oneOf =
  <const W extends string>(...words: readonly W[]): Read<W> =>
  (value) =>
    words.find((one) => one === value);

/** The search parameters of a page, each read for itself. By hand: a library for it would be a fifth of the first load. */
export const params =
  <const P extends Readonly<Record<string, Read<unknown>>>>(reads: P) =>
  (search: Readonly<Record<string, unknown>>): { readonly [K in keyof P]?: NonNullable<ReturnType<P[K]>> } =>
    Object.fromEntries(
      Object.entries(reads).flatMap(([name, read]) => {
        const value = read(search[name]);
        return value === undefined ? [] : [[name, value]];
      }),
    ) as never;

/** What every address of a collaboration may say: the moment that is looked at, and for whom one acts. */
export const moment = params({
  /** A day, an instant or a position; nothing is now. */
  asOf: matching(/^(\d{4}-\d{2}-\d{2}(T[0-9:.]+Z)?|#\d{1,18})$/),
  actingFor: matching(/^partner_[a-z0-9_]+$/),
});
export type Moment = ReturnType<typeof moment>;
