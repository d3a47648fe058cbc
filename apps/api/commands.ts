import { fieldsOf as privacyOf } from '#language';
import { z } from 'zod';
import { contexts } from './platform.ts';

/**
 * One field of a command, as a form asks for it. `personal` is free text that is stored sealed: what anybody may have
 * written of anybody stays on no shared machine unasked.
 */
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
  /** `of` is the kind of thing, as ids begin; several are parted by `|`, and `*` is anything. */
  | { readonly kind: 'id'; readonly of: string }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'list'; readonly of: Field; readonly most?: number }
  | { readonly kind: 'group'; readonly fields: Fields }
);
export type Fields = Readonly<Record<string, Field>>;

/** What the web app needs to know of a command to ask for it: whom it is open to and what it takes. */
export interface CommandForm {
  /** Kind of thing it is given to, as ids begin. */
  readonly to: string;
  /** Roles as GraphQL writes them. */
  readonly roles: readonly string[];
  readonly fields: Fields;
}

/** Every command that people can give, out of the shapes that check them. */
export function commandForms(): Readonly<Record<string, CommandForm>> {
  const forms = contexts.flatMap(({ aggregates }) =>
    aggregates.flatMap(({ decider: { prefix, commands, roles, published = {} } }) =>
      Object.entries(commands).map(([name, shape]): [string, CommandForm] => {
        // The shapes' own names are of no use here, and two of one command may share one.
        const json = z.toJSONSchema(shape as z.ZodType, {
          metadata: z.registry(),
          io: 'input',
          unrepresentable: 'any',
        });
        const sealed = privacyOf(shape).filter(
          ({ path: [top = ''], privacy }) => privacy === 'personal' && published[top] === undefined,
        );
        const read = new Reader(new Set(sealed.map(({ path }) => path.join('.'))));
        const held = (roles as Readonly<Record<string, readonly string[]>>)[name] ?? [];
        return [
          name,
          {
            to: prefix.replace(/_$/, ''),
            roles: held.map((role) => role.toUpperCase()),
            fields: read.fields(json, []),
          },
        ];
      }),
    ),
  );
  return Object.fromEntries(forms.filter(([, { roles }]) => roles.length > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

type Json = z.core.JSONSchema.JSONSchema;
type Path = readonly string[];

/** Reads the shape of one command, knowing which of its places hold what is stored sealed. */
class Reader {
  private readonly sealed: ReadonlySet<string>;

  constructor(sealed: ReadonlySet<string>) {
    this.sealed = sealed;
  }

  fields(schema: Json, at: Path): Fields {
    const required = new Set(schema.required);
    const fields = Object.entries(schema.properties ?? {}).map(([name, property]): [string, Field] => {
      const field = this.field(property as Json, [...at, name]);
      return [name, required.has(name) ? field : { ...field, optional: true }];
    });
    return Object.fromEntries(fields);
  }

  private field(schema: Json, at: Path): Field {
    const branches = schema.oneOf ?? schema.anyOf;
    if (branches) return this.ofBranches(branches, at);
    if (schema.enum) return { kind: 'choice', of: schema.enum.map((value) => String(value).toUpperCase()) };
    const personal = this.sealed.has(at.join('.')) ? { personal: true as const } : {};
    switch (schema.type) {
      case 'object':
        return schema.properties && 'original' in schema.properties && 'fi' in schema.properties
          ? { kind: 'text', ...personal }
          : { kind: 'group', fields: this.fields(schema, at) };
      case 'array':
        return {
          kind: 'list',
          of: this.field(schema.items as Json, [...at, '*']),
          ...(schema.maxItems !== undefined && { most: schema.maxItems }),
        };
      case 'boolean':
        return { kind: 'flag' };
      case 'integer':
      case 'number':
        return {
          kind: 'number',
          ...(schema.type === 'integer' && { whole: true }),
          ...bound('least', schema.minimum),
          ...bound('most', schema.maximum),
        };
      case 'string':
      case 'null':
      case undefined:
        break;
    }
    return { ...ofString(schema), ...personal };
  }

  /** One of several shapes told apart by a word: all their fields, of which only what all ask for is asked. */
  private ofBranches(branches: readonly Json[], at: Path): Field {
    const described = branches.filter(({ type }) => type !== 'null').map((branch) => this.field(branch, at));
    const groups = described.flatMap((field) => (field.kind === 'group' ? [field.fields] : []));
    const [first] = described;
    if (groups.length !== described.length || groups.length < 2) {
      if (!first) throw new Error('A field of no shape');
      return first;
    }
    const names = [...new Set(groups.flatMap((fields) => Object.keys(fields)))];
    const merged = names.map((name): [string, Field] => {
      const found = groups.flatMap((fields) => fields[name] ?? []);
      const [one] = found;
      if (!one) throw new Error(`${name} is described nowhere`);
      const choices = found.flatMap((field) => (field.kind === 'choice' ? field.of : []));
      const field: Field = one.kind === 'choice' ? { kind: 'choice', of: [...new Set(choices)] } : one;
      const always = found.length === groups.length && found.every(({ optional }) => optional !== true);
      return [name, always ? field : { ...field, optional: true }];
    });
    return { kind: 'group', fields: Object.fromEntries(merged) };
  }
}

/** A pattern of ids of one kind, or of several: `^(goal|strategy)_…`. */
const idPattern = /^\^(?:\(([a-z|]+)\)|([a-z]+))_\[a-z0-9\]/;

function ofString({ format, pattern = '', maxLength, const: only }: Json): Field {
  if (only !== undefined) return { kind: 'choice', of: [String(only).toUpperCase()] };
  if (format === 'date') return { kind: 'day' };
  if (format === 'date-time') return { kind: 'moment' };
  if (pattern.startsWith('^\\d{4}-(0[1-9]')) return { kind: 'month' };
  if (pattern.startsWith('^([01]\\d|2[0-3]):')) return { kind: 'time' };
  if (/^\^https\??:/.test(pattern)) return { kind: 'url', ...bound('most', maxLength) };
  if (pattern.startsWith('^[a-z]+_')) return { kind: 'id', of: '*' };
  const [, several, one] = idPattern.exec(pattern) ?? [];
  const of = several ?? one;
  return of === undefined ? { kind: 'words', ...bound('most', maxLength) } : { kind: 'id', of };
}

const bound = <Name extends string>(name: Name, value: number | undefined): { readonly [K in Name]?: number } =>
  (value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? {} : { [name]: value }) as {
    [K in Name]?: number;
  };
