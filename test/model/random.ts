/** Repeatable chance: the same seed gives the same choices. */
export class Chance {
  private state: number;
  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  often(share: number): boolean {
    return this.next() < share;
  }

  of<T>(choices: readonly T[]): T {
    const choice = choices[this.below(choices.length)];
    if (choice === undefined) throw new Error('Nothing to choose from');
    return choice;
  }
}

/** What a JSON Schema says, as far as the shapes of commands use it. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

/** What strings of certain forms are chosen from, so that commands meet things that exist. */
export interface Pools {
  /** Ids that begin with a prefix, `goal_`; of any kind for an empty one. */
  ids(prefix: string): readonly string[];
  /** Strings a property of this name takes, when it takes certain ones. */
  named(property: string): readonly string[] | undefined;
  days: readonly string[];
}

const words = ['Yhdessä', 'Hyvä arki', 'Liikkeelle', 'Kohtaaminen 2', 'Ei mitään, vielä'];

/** Something that fits a schema, mostly made of what exists. What it cannot make, such as a pattern nobody foresaw, throws. */
export function made(schema: JsonSchema, chance: Chance, pools: Pools, root: JsonSchema = schema, name = ''): unknown {
  const inner = (one: JsonSchema, property = name) => made(one, chance, pools, root, property);
  if (schema.$ref !== undefined) {
    const found = root.$defs?.[schema.$ref.slice('#/$defs/'.length)];
    if (!found) throw new Error(`No definition ${schema.$ref}`);
    return inner(found);
  }
  if (schema.properties && 'original' in schema.properties)
    return { original: 'fi', fi: chance.of(words), ...(chance.often(0.3) && { sv: chance.of(words) }) };
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return chance.of(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return inner(chance.of(choices));
  const { type = 'none' } = schema;
  switch (type) {
    case 'object': {
      const entries = Object.entries(schema.properties ?? {}).flatMap(([property, one]) =>
        schema.required?.includes(property) === true || chance.often(0.25) ? [[property, inner(one, property)]] : [],
      );
      return Object.fromEntries(entries) as unknown;
    }
    case 'array': {
      const { minItems = 0, maxItems = 3, items = {} } = schema;
      const length = Math.min(maxItems, minItems + chance.of([0, 0, 1, 2]));
      return Array.from({ length }, () => inner(items));
    }
    case 'boolean':
      return chance.often(0.5);
    case 'integer':
    case 'number': {
      const { minimum, exclusiveMinimum, maximum } = schema;
      const low = Math.max(minimum ?? exclusiveMinimum ?? 0, -3);
      const high = Math.min(maximum ?? 60, Math.max(low, 0) + 60);
      if (low >= 1_900) return chance.of([2024, 2025]);
      if (schema.type === 'integer') return low + chance.below(Math.max(1, Math.min(high, low + 60) - low + 1));
      return exclusiveMinimum === undefined
        ? low + (high - low) * chance.next()
        : (high - low) * (1 - chance.next()) + low;
    }
    case 'string':
      return text(schema, chance, pools, name);
    default:
      throw new Error(`A schema of no known type: ${JSON.stringify(schema).slice(0, 200)}`);
  }
}

function text(
  { pattern = '', format, maxLength = 40 }: JsonSchema,
  chance: Chance,
  pools: Pools,
  name: string,
): string {
  const named = pools.named(name);
  if (named && named.length > 0) return chance.of(named);
  if (format === 'date') return chance.of(pools.days);
  if (format === 'uri') return 'https://esimerkki.fi/raportti';
  // Of several kinds, as `^(person|machine)_`, the first.
  const [, one, first] = /^\^(?:([a-z]+)_|\(([a-z]+)\|[a-z|]+\)_)/.exec(pattern) ?? [];
  const prefix = one ?? first;
  if (prefix !== undefined) return chance.of(pools.ids(`${prefix}_`));
  if (pattern.startsWith('^[a-z]+_')) return chance.of(pools.ids(''));
  if (pattern !== '') {
    const fits = new RegExp(pattern, 'u');
    const known = pools.ids('').filter((id) => fits.test(id));
    const found = known.length > 0 ? chance.of(known) : samples.find((sample) => fits.test(sample));
    if (found === undefined) throw new Error(`Nothing fits ${pattern}, asked for by ${name}`);
    return found;
  }
  return chance.of(words).slice(0, maxLength);
}

/** Strings of the forms that shapes ask for by a pattern. */
const samples = [
  ...['goal', 'programme', 'activity', 'indicator', 'task'].map((kind) => `${kind}_1`),
  '179',
  '2024-06',
  '2024-H2',
  '1.2',
  'association',
  'keskisuomi',
  'Europe/Helsinki',
  'age',
  '09:30',
  '2024-07-01/2024-12-31/179',
  '2024-07-01T10:00',
  '06-15',
  '1839/00.01.02/2025',
  '703/2023 4 §',
  'https://esimerkki.fi/raportti',
  '0',
  '12345',
  'a1b2c3',
];
