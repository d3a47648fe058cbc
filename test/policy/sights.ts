import {
  GraphQLObjectType,
  GraphQLUnionType,
  execute,
  getNamedType,
  isLeafType,
  isNonNullType,
  parse,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';

/**
 * What is shown to an asker of everything that can be reached: documents made from the schema itself, so that a new
 * field is asked for without anybody thinking of it. Each identified thing is told once, at its own root; where another
 * thing leads to it, only that it does.
 */

/** Things of the root, by which each type with an id is asked for in full. */
const roots: Readonly<Record<string, string>> = {
  Goal: 'goals',
  Programme: 'programmes',
  Strategy: 'strategies',
  Decision: 'decisions',
  Partner: 'partners',
  Mandate: 'mandates',
  Agreement: 'agreements',
  Team: 'teams',
  Risk: 'risks',
  Indicator: 'indicators',
  Disclosure: 'disclosures',
  Lock: 'locks',
  Activity: 'activities',
  Commitment: 'commitments',
  Facility: 'facilities',
  Link: 'links',
  Task: 'tasks',
  Session: 'sessions',
  ReportPeriod: 'periods',
  Report: 'reports',
  Thread: 'threads',
  Feedback: 'feedback',
  Meeting: 'meetings',
  ClockItem: 'clockItems',
  Theme: 'themes',
  Observation: 'observations',
  Notice: 'notices',
  JointCheckup: 'jointCheckups',
  SettingChange: 'settingChanges',
};
/** Asked for one by one by their ids, which other things tell: no list of the collaboration holds them. */
const byId: Readonly<Record<string, string>> = {
  Series: 'series',
  Assessment: 'assessment',
  SuccessFactor: 'successFactor',
};

/** Arguments that are needed, with something that finds what there is. */
const examples: Readonly<Record<string, string>> = {
  language: 'FI',
  from: '"2024-01-01"',
  to: '"2026-12-31"',
  'Indicator.comparison': 'by: PARTNER, from: "2025-01-01", to: "2025-06-30"',
  'Indicator.joint': 'from: "2025-01-01", to: "2025-06-30"',
  'Indicator.locked': 'from: "2025-01-01", to: "2025-06-30"',
  'Collaboration.compare': 'from: "2024-01-01", first: 30',
  'Collaboration.changes': 'since: "0", first: 100',
  'Collaboration.history': 'first: 100',
  'Collaboration.authority': 'first: 100',
  'Collaboration.thing': 'id: "$thing"',
  'Collaboration.assessmentDesk': 'period: "period_2025h1", programme: "$programme"',
  'Collaboration.carryOver': 'period: "period_2025h1", programme: "$programme"',
  'Collaboration.jointCheckup': 'period: "2026"',
  'Collaboration.step': 'position: "200", direction: NEXT',
  'Collaboration.period': 'id: "period_2025h1"',
  'Programme.assessment': 'period: "period_2025h1"',
  'PartnerView.changedSince': 'position: "0"',
  'Collaboration.periods': 'first: 100',
  period: '"period_2025h1"',
  year: '2025',
  position: '"0"',
};

export interface Sighting {
  /** `Goal goal_a`, or of what is nobody's own, its place: `Collaboration`. */
  readonly thing: string;
  /** Types and fields from the thing to the value: `Goal.ballot GoalBallot.needed`. */
  readonly path: readonly string[];
  /** The thing it leads to, where it does. */
  readonly leadsTo?: string;
}

export type Shown = ReadonlyMap<string, { readonly sighting: Sighting; readonly value: unknown }>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What an item of a list is told apart by, whoever is shown how many of them. */
function keyOf({ id, position }: Readonly<Record<string, unknown>>, at: number): string {
  if (typeof id === 'string') return id;
  return typeof position === 'string' ? position : String(at);
}

export class Looker {
  private readonly schema: GraphQLSchema;
  /** What other things told the ids of, for those without a list of their own. */
  readonly ids = new Map<string, Set<string>>();

  constructor(schema: GraphQLSchema) {
    this.schema = schema;
  }

  private type(name: string): GraphQLObjectType {
    const type = this.schema.getType(name);
    if (!(type instanceof GraphQLObjectType)) throw new Error(`${name} is no type`);
    return type;
  }

  /** Of which things a type with an id is told whole somewhere else. */
  isRooted = (type: string): boolean => Object.hasOwn(roots, type) || Object.hasOwn(byId, type);

  private argumentsOf(owner: string, field: GraphQLField<unknown, unknown>): string {
    const own = examples[`${owner}.${field.name}`];
    if (own !== undefined) return `(${own})`;
    const given = field.args.flatMap(({ name, type }) => {
      if (name === 'first') return [`first: ${getNamedType(field.type).name.endsWith('Connection') ? '100' : '5'}`];
      if (!isNonNullType(type)) return [];
      const example = examples[name];
      if (example === undefined)
        throw new Error(`${owner}.${field.name} needs an example of ${name} in test/policy/sights.ts`);
      return [`${name}: ${example}`];
    });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  /** All that can be asked of a type, in its own place. `above` are the types one stands in. */
  private selection(type: GraphQLObjectType, above: readonly string[]): string {
    const fields = Object.values(type.getFields()).flatMap((field) => {
      const named = getNamedType(field.type);
      const head = `${field.name}${this.argumentsOf(type.name, field)}`;
      if (isLeafType(named)) return [head];
      if (named instanceof GraphQLUnionType) return [`${head} { __typename }`];
      const below = named as GraphQLObjectType;
      const connection = below.name.endsWith('Connection') ? this.nodeOf(below) : undefined;
      const node = connection ?? below;
      if (this.isRooted(node.name) || above.includes(node.name)) {
        const id = 'id' in node.getFields() ? 'id' : '__typename';
        return [connection ? `${head} { nodes { ${id} } ${this.total(below)} }` : `${head} { ${id} }`];
      }
      const inner = this.selection(node, [...above, type.name]);
      return [connection ? `${head} { nodes { ${inner} } ${this.total(below)} }` : `${head} { ${inner} }`];
    });
    return fields.join(' ');
  }

  private nodeOf(connection: GraphQLObjectType): GraphQLObjectType {
    const nodes = connection.getFields()['nodes'];
    if (!nodes) throw new Error(`${connection.name} has no nodes`);
    return this.type(getNamedType(nodes.type).name);
  }

  private total = (connection: GraphQLObjectType) =>
    'totalCount' in connection.getFields() ? 'totalCount pageInfo { hasNextPage }' : '';

  /** What is asked of the collaboration, field by field; `$Goal` stands for the id of each goal there is. */
  private questions(): string[] {
    return Object.values(this.type('Collaboration').getFields()).map((field) => {
      const named = getNamedType(field.type);
      const home = roots[named.name] ?? byId[named.name];
      const one = field.args.some(({ name, type }) => name === 'id' && isNonNullType(type));
      const kind = field.name === 'thing' ? 'Thing' : named.name;
      const head = `${field.name}${one ? `(id: "$${kind}")` : this.argumentsOf('Collaboration', field)}`;
      if (isLeafType(named)) return head;
      const below = named as GraphQLObjectType;
      const connection = below.name.endsWith('Connection') ? this.nodeOf(below) : undefined;
      const node = connection ?? below;
      const elsewhere = this.isRooted(node.name) && (connection ? roots[node.name] : home) !== field.name;
      const inner = elsewhere ? 'id' : this.selection(node, ['Collaboration']);
      return connection ? `${head} { nodes { ${inner} } ${this.total(below)} }` : `${head} { ${inner} }`;
    });
  }

  /** All that one asker is shown. */
  async look(contextOf: () => object): Promise<Shown> {
    const shown = new Map<string, { sighting: Sighting; value: unknown }>();
    const type = this.type('Collaboration');
    for (const question of this.questions()) {
      const filled = this.filled(question);
      for (let at = 0; at < filled.length; at += 50) {
        const asked = filled.slice(at, at + 50).map((one, n) => `a${String(n)}: ${one}`);
        const source = `{ collaboration(id: "keskisuomi") { ${asked.join(' ')} } }`;
        const { data, errors } = await execute({
          schema: this.schema,
          document: parse(source),
          contextValue: contextOf(),
        });
        const unexpected = errors?.find(({ extensions }) => extensions['code'] !== 'UNAUTHENTICATED');
        if (unexpected)
          throw new Error(`${unexpected.message} at ${String(unexpected.path)}`, { cause: unexpected.originalError });
        const { collaboration } = (data ?? {}) as { collaboration?: Readonly<Record<string, unknown>> | null };
        if (!collaboration) continue;
        const name = question.slice(0, question.search(/[ ({]|$/));
        for (const value of Object.values(collaboration))
          this.walk({ [name]: value }, type, 'Collaboration', [], shown);
      }
    }
    return shown;
  }

  private filled(question: string): string[] {
    const [placeholder, name = ''] = /\$(\w+)/.exec(question) ?? [];
    if (placeholder === undefined) return [question];
    const kind = name.charAt(0).toUpperCase() + name.slice(1);
    const ids = [...this.ids].flatMap(([type, known]) =>
      kind === 'Thing' ? [...known].slice(0, 3) : type === kind ? [...known] : [],
    );
    return ids.map((id) => question.replaceAll(placeholder, id));
  }

  private walk(
    value: Readonly<Record<string, unknown>>,
    type: GraphQLObjectType,
    thing: string,
    path: readonly string[],
    shown: Map<string, { sighting: Sighting; value: unknown }>,
  ): void {
    for (const field of Object.values(type.getFields())) {
      const found = value[field.name];
      if (found === null || found === undefined) continue;
      const here = [...path, `${type.name}.${field.name}`];
      const named = getNamedType(field.type);
      const put = (leadsTo?: string) => {
        const key = `${thing} ${here.join(' ')}${leadsTo === undefined ? '' : ` → ${leadsTo}`}`;
        if (!shown.has(key))
          shown.set(key, { sighting: { thing, path: here, ...(leadsTo !== undefined && { leadsTo }) }, value: found });
      };
      const nodes =
        isObject(found) && !Array.isArray(found) && named.name.endsWith('Connection')
          ? (found['nodes'] as unknown[])
          : undefined;
      if (nodes) this.checkTotal(found, nodes, `${thing} ${here.join(' ')}`);
      const items = nodes ?? (Array.isArray(found) ? (found as unknown[]) : [found]);
      if (isLeafType(named)) {
        put();
        continue;
      }
      const node = nodes ? this.nodeOf(named as GraphQLObjectType) : named;
      put();
      if (!(node instanceof GraphQLObjectType)) continue;
      for (const [at, item] of items.entries()) {
        if (!isObject(item)) continue;
        const id = item['id'];
        const rooted = this.isRooted(node.name) && typeof id === 'string';
        if (rooted) {
          const set = this.ids.get(node.name) ?? new Set();
          this.ids.set(node.name, set.add(id));
        }
        const isHome =
          rooted && type.name === 'Collaboration' && [roots[node.name], byId[node.name]].includes(field.name);
        if (rooted) put(`${node.name} ${id}`);
        if (isHome) this.walk(item, node, `${node.name} ${id}`, [], shown);
        else if (!rooted)
          this.walk(item, node, thing, items === found || nodes ? [...here, `[${keyOf(item, at)}]`] : here, shown);
      }
    }
  }

  /** A page's total tells of no more than can be paged to. */
  readonly totalsTooLarge: string[] = [];
  private checkTotal(
    found: { totalCount?: number | null; pageInfo?: { hasNextPage: boolean } },
    nodes: readonly unknown[],
    place: string,
  ): void {
    if (found.totalCount == null || found.pageInfo?.hasNextPage === true) return;
    if (found.totalCount !== nodes.length)
      this.totalsTooLarge.push(`${place}: ${String(found.totalCount)} told, ${String(nodes.length)} shown`);
  }
}
