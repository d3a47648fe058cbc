import { dayOf, monthOf, numberOf, timeOf } from '../ui/written.ts';

/** Types of generated/commands.json (apps/api/commands.ts writes it, and says what they mean). */
export type Field = { readonly optional?: true; readonly personal?: true } & (
  | { readonly kind: 'text' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'day' }
  | { readonly kind: 'month' }
  | { readonly kind: 'moment' }
  | { readonly kind: 'time' }
  | { readonly kind: 'url'; readonly most?: number }
  | { readonly kind: 'words'; readonly most?: number }
  | { readonly kind: 'number'; readonly least?: number; readonly most?: number; readonly whole?: true }
  | { readonly kind: 'id'; readonly of: string }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'list'; readonly of: Field; readonly most?: number }
  | { readonly kind: 'group'; readonly fields: Fields }
);
export type Fields = Readonly<Record<string, Field>>;
export interface CommandForm {
  readonly to: string;
  readonly roles: readonly string[];
  readonly fields: Fields;
}

/** What has been filled in so far: JSON as the command takes it, with holes. */
export type Filled = Readonly<Record<string, unknown>>;

/** Loaded when the first form is opened: most visits are for reading. */
export async function commandForms(): Promise<Readonly<Record<string, CommandForm>>> {
  const { default: forms }: { readonly default: object } = await import('../generated/commands.json', {
    with: { type: 'json' },
  });
  return forms as Readonly<Record<string, CommandForm>>;
}

/** `ProposeGoal` is given by the mutation `proposeGoal`. */
export const mutationOf = (command: string): string => command.charAt(0).toLowerCase() + command.slice(1);

/** The document that gives a command; one text for each, so that its hash can be known beforehand. */
export function documentOf(command: string, form: CommandForm): string {
  const takes = Object.keys(form.fields).length > 0;
  const mustTake = Object.values(form.fields).some(({ optional }) => optional !== true);
  const [declared, given] = takes ? [`, $input: ${command}Input${mustTake ? '!' : ''}`, ', input: $input'] : ['', ''];
  return `mutation ${command}($collaboration: ID!, $id: ID!, $commandId: ID!, $expectedVersion: Int, $actingFor: ID, $language: Language!${declared}) {
  answer: ${mutationOf(command)}(collaboration: $collaboration, id: $id, commandId: $commandId, expectedVersion: $expectedVersion, actingFor: $actingFor${given}) {
    __typename
    ... on Refused { code field words(language: $language) }
  }
}`;
}

/** Why a field cannot be sent as it is; `bound` is the number it must keep to. */
export interface Hole {
  readonly name: string;
  readonly wrong: 'missing' | 'day' | 'month' | 'time' | 'number' | 'whole' | 'least' | 'most' | 'url';
  readonly bound?: number;
}

/** What must be filled in and is not, and what cannot be read, in the order of the form. */
export function holes(fields: Fields, filled: Filled, at = ''): readonly Hole[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const path = at === '' ? name : `${at}.${name}`;
    const value = filled[name];
    if (isEmpty(value))
      return field.optional === true || field.kind === 'flag' ? [] : [{ name: path, wrong: 'missing' }];
    return holesIn(field, value, path);
  });
}

function holesIn(field: Field, value: unknown, name: string): readonly Hole[] {
  const written = String(value);
  switch (field.kind) {
    case 'group':
      return holes(field.fields, value as Filled, name);
    case 'list':
      return (value as readonly unknown[]).flatMap((item, index): readonly Hole[] => {
        const place = `${name}.${String(index)}`;
        return isEmpty(item) ? [{ name: place, wrong: 'missing' }] : holesIn(field.of, item, place);
      });
    case 'day':
      return dayOf(written) === undefined ? [{ name, wrong: 'day' }] : [];
    case 'month':
      return monthOf(written) === undefined ? [{ name, wrong: 'month' }] : [];
    case 'time':
      return timeOf(written) === undefined ? [{ name, wrong: 'time' }] : [];
    case 'url':
      return /^https?:\/\/[^\s]+$/.test(addressOf(written)) ? [] : [{ name, wrong: 'url' }];
    case 'number': {
      const number = numberOf(written);
      if (number === undefined) return [{ name, wrong: 'number' }];
      if (field.whole && !Number.isInteger(number)) return [{ name, wrong: 'whole' }];
      if (field.least !== undefined && number < field.least) return [{ name, wrong: 'least', bound: field.least }];
      return field.most !== undefined && number > field.most ? [{ name, wrong: 'most', bound: field.most }] : [];
    }
    case 'text':
    case 'flag':
    case 'moment':
    case 'words':
    case 'id':
    case 'choice':
      return [];
  }
}

/** Nothing in it, however deep: a text that has only its language, a group of empty fields. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' &&
    !Array.isArray(value) &&
    Object.entries(value).every(([name, part]) => name === 'original' || isEmpty(part)));

/** As the platform takes it, without what was left empty: not said is not the same as empty. */
export function said(fields: Fields, filled: Filled): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const value = filled[name];
      if (isEmpty(value)) return field.kind === 'list' && field.optional !== true ? [[name, []]] : [];
      return [[name, saidOf(field, value)]];
    }),
  );
}

function saidOf(field: Field, value: unknown): unknown {
  switch (field.kind) {
    case 'group':
      return said(field.fields, value as Filled);
    case 'list':
      return (value as readonly unknown[]).filter((item) => !isEmpty(item)).map((item) => saidOf(field.of, item));
    case 'text':
      return Object.fromEntries(Object.entries(value as object).filter(([, words]) => !isEmpty(words)));
    case 'number':
      return numberOf(String(value));
    case 'day':
      return dayOf(String(value));
    case 'month':
      return monthOf(String(value));
    case 'time':
      return timeOf(String(value));
    case 'url':
      return addressOf(String(value));
    case 'words':
      // A day that may also be a month or a year only (`When`) is words to the shape, and written as people do.
      return dayOf(String(value)) ?? String(value).trim();
    case 'flag':
    case 'moment':
    case 'id':
    case 'choice':
      return value;
  }
}

/** `www.example.org` is what people write of `https://www.example.org`. */
const addressOf = (written: string): string =>
  /^[a-z]+:/i.test(written.trim()) ? written.trim() : `https://${written.trim()}`;

/** What may be kept on a machine that others may use too: without what is stored sealed. */
export const impersonal = (fields: Fields, filled: Filled): Filled =>
  Object.fromEntries(
    Object.entries(filled).flatMap(([name, value]) => {
      const field = fields[name];
      return field === undefined || isPersonal(field) ? [] : [[name, value]];
    }),
  );

const isPersonal = (field: Field): boolean =>
  field.personal === true ||
  (field.kind === 'list' && isPersonal(field.of)) ||
  (field.kind === 'group' && Object.values(field.fields).some(isPersonal));

export const hasPersonal = (fields: Fields): boolean => Object.values(fields).some(isPersonal);

/** The same, whatever order their parts came in and whatever was left empty. */
export const same = (a: unknown, b: unknown): boolean =>
  (isEmpty(a) && isEmpty(b)) || JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));

const ordered = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(ordered)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, part]) => !isEmpty(part))
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, part]) => [name, ordered(part)]),
        )
      : value;

/** One field that two people changed at a time: what it was, and what each made of it. */
export interface Clash {
  readonly name: string;
  readonly was: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/**
 * What others changed since a form was opened. What I left alone becomes theirs; what both changed differently is for
 * the person to choose.
 */
export function merged(base: Filled, mine: Filled, theirs: Filled): { filled: Filled; clashes: readonly Clash[] } {
  const changed = Object.keys({ ...base, ...theirs }).filter((name) => !same(base[name], theirs[name]));
  const clashes = changed
    .filter((name) => !same(mine[name], base[name]) && !same(mine[name], theirs[name]))
    .map((name) => ({ name, was: base[name], mine: mine[name], theirs: theirs[name] }));
  const taken = changed.filter((name) => same(mine[name], base[name])).map((name) => [name, theirs[name]] as const);
  return { filled: { ...mine, ...Object.fromEntries(taken) }, clashes };
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A new id of a kind: `goal_` and twenty random characters. */
export function newId(kind: string): string {
  const random = crypto.getRandomValues(new Uint8Array(20));
  return `${kind}_${[...random].map((byte) => alphabet[byte % alphabet.length]).join('')}`;
}
