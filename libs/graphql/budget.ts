import * as graphql from 'graphql';
import { GraphQLError, Kind, type FieldNode, type GraphQLNamedType, type OperationDefinitionNode } from 'graphql';
import { defaultPage, pageLimit } from './page.ts';

/** What one document may ask for. */
export const limits = {
  /** About how many fields the answer may hold: every list below a list multiplies. */
  cost: 30_000,
  /** The same for the schema's description of itself: its lists are long, its fields cheap, and tools ask once. */
  introspection: 100_000,
  depth: 15,
  /** Fields with every fragment written out: what is compiled. */
  selections: 1_000,
  rootFields: 20,
  /** Of one field in one place. */
  aliases: 30,
  tokens: 4_000,
} as const;

/** What a list without pages is reckoned to hold. */
const plainList = 10;

/** What a piece of a document asks for, with all below it; `rootFields` are those of its own level. */
type Size = Record<Exclude<keyof typeof limits, 'tokens'>, number>;
const nothing: Size = { cost: 0, introspection: 0, depth: 0, selections: 0, rootFields: 0, aliases: 0 };
const leaf: Size = { ...nothing, cost: 1, depth: 1, selections: 1, rootFields: 1 };

/** Sizes that no variable changes, for documents that are asked again. */
const known = new WeakMap<OperationDefinitionNode, Size>();

const words = {
  cost: ['costs', 'Ask for smaller pages (first: …), or in several queries.'],
  introspection: ['costs in introspection', 'Ask for the schema once, in a document of its own.'],
  depth: ['has levels:', 'Begin nearer to what you are looking for.'],
  selections: ['selects fields, fragments written out:', 'Ask in several queries.'],
  rootFields: ['has root fields:', 'Send several documents.'],
  aliases: ['asks for one field under other names in one place:', 'Ask in several queries.'],
} satisfies Record<keyof Size, [string, string]>;

/** The refusal of an operation of a valid document that asks for too much, or nothing. */
export function overBudget(
  schema: graphql.GraphQLSchema,
  document: graphql.DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError | undefined {
  const size = known.get(operation) ?? sizeOf(schema, document, operation, variables);
  const over = (Object.keys(words) as (keyof Size)[]).find((bound) => size[bound] > limits[bound]);
  if (!over) return undefined;
  const [what, advice] = words[over];
  const is = size[over] > 1e9 ? 'over a thousand million' : size[over];
  const message = `This document ${what} ${is}, and the limit is ${limits[over]}. ${advice}`;
  return new GraphQLError(message, { extensions: { code: 'QUERY_TOO_LARGE' } });
}

function sizeOf(...[schema, document, operation, variables]: Parameters<typeof overBudget>): Size {
  const named = (type?: graphql.NamedTypeNode) => type && schema.getType(type.name.value);
  const fragments = new Map(
    document.definitions.flatMap((part) => (part.kind === Kind.FRAGMENT_DEFINITION ? [[part.name.value, part]] : [])),
  );
  // Fragments that spread each other twice double at every step when written out: each is reckoned once.
  const reckoned = new Map<string, Size>();
  const varying = new Set<string>();

  /** `page` is how many a connection's own lists hold. */
  function within(set: graphql.SelectionSetNode, type: GraphQLNamedType, page: number): Size {
    const total = { ...nothing };
    const aliased = new Map<string, number>();
    for (const selection of set.selections) {
      let part: Size;
      if (selection.kind === Kind.FIELD) part = ofField(selection, type, page);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) part = ofFragment(selection.name.value, page);
      else part = within(selection.selectionSet, named(selection.typeCondition) ?? type, page);
      for (const key of ['cost', 'introspection', 'selections', 'rootFields'] as const) total[key] += part[key];
      for (const key of ['depth', 'aliases'] as const) total[key] = Math.max(total[key], part[key]);
      if (selection.kind !== Kind.FIELD || !selection.alias) continue;
      const times = 1 + (aliased.get(selection.name.value) ?? 0);
      aliased.set(selection.name.value, times);
      total.aliases = Math.max(total.aliases, times);
    }
    return total;
  }

  function ofFragment(name: string, page: number): Size {
    const fragment = fragments.get(name);
    const type = named(fragment?.typeCondition);
    const key = `${page} ${name}`;
    const size = reckoned.get(key) ?? (fragment && type ? within(fragment.selectionSet, type, page) : nothing);
    reckoned.set(key, size);
    return size;
  }

  function ofField(field: FieldNode, parent: GraphQLNamedType, page: number): Size {
    if (!field.selectionSet) return leaf;
    const introspected = { __schema: '__Schema', __type: '__Type' }[field.name.value];
    const declared = 'getFields' in parent ? parent.getFields()[field.name.value]?.type : undefined;
    const type = introspected ? schema.getType(introspected) : declared && graphql.getNamedType(declared);
    if (!type) return leaf;
    const isPage = type.name.endsWith('Connection');
    const below = within(field.selectionSet, type, isPage ? (asked(field) ?? defaultPage) : plainList);
    const isList = graphql.isListType(declared && graphql.getNullableType(declared));
    const cost = 1 + below.cost * (isList ? (asked(field) ?? page) : 1);
    const { selections, aliases } = below;
    const size = { selections: 1 + selections, rootFields: 1, aliases };
    if (introspected) return { ...size, cost: 1, introspection: cost, depth: 1 };
    return { ...size, cost, introspection: below.introspection, depth: 1 + below.depth };
  }

  /** The size a field asks for, within the bounds of a page: beyond them it is refused in words of its own. */
  function asked(field: FieldNode): number | undefined {
    const value = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value;
    if (value?.kind !== Kind.VARIABLE) return value?.kind === Kind.INT ? bounded(Number(value.value)) : undefined;
    varying.add(value.name.value);
    const is = (operation.variableDefinitions ?? []).find(({ variable }) => variable.name.value === value.name.value);
    const given = variables[value.name.value] ?? (is?.defaultValue && graphql.valueFromASTUntyped(is.defaultValue));
    return typeof given === 'number' ? bounded(given) : undefined;
  }

  const root = schema.getRootType(operation.operation);
  const size = root ? within(operation.selectionSet, root, plainList) : nothing;
  if (varying.size === 0) known.set(operation, size);
  return size;
}

/** An empty page still takes work. */
const bounded = (first: number): number => Math.min(Math.max(first, 1), pageLimit);

/** The parser stops at too many tokens with a syntax error: told as what it is. */
export function inOurWords(error: graphql.GraphQLFormattedError): graphql.GraphQLFormattedError {
  if (!/^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(error.message)) return error;
  const message = `This document has more tokens than the limit of ${limits.tokens}. Put values into variables, or ask in several documents.`;
  return { message, extensions: { code: 'QUERY_TOO_LARGE' } };
}
