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

/** What a document may hold as it is written, before anything is looked up in the schema. */
export const shapeLimits = {
  operations: 1,
  fragments: 60,
  directives: 50,
  /** Fields and fragment spreads. */
  selections: 1_000,
  /** Of one field in one place, under whatever names. */
  repeats: 30,
  /** Braces within braces. */
  depth: 30,
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

const shapeWords = {
  operations: ['has operations:', 'Send one in each document.'],
  fragments: ['has fragments:', 'Ask in several queries.'],
  directives: ['has directives:', 'Ask in several queries.'],
  selections: ['selects fields:', 'Ask in several queries.'],
  repeats: ['asks for one field in one place, other names included:', 'Ask in several queries.'],
  depth: ['has levels:', 'Begin nearer to what you are looking for.'],
} satisfies Record<keyof typeof shapeLimits, [string, string]>;

const tooLarge = (what: string, is: number, limit: number, advice: string): GraphQLError => {
  const message = `This document ${what} ${is > 1e9 ? 'over a thousand million' : is}, and the limit is ${limit}. ${advice}`;
  return new GraphQLError(message, { extensions: { code: 'QUERY_TOO_LARGE' } });
};

/**
 * The refusal of a document by its shape alone, or nothing. It comes before the document is validated, since checking
 * that fields of the same name agree takes the square of their number.
 */
export function overShape(document: graphql.DocumentNode): GraphQLError | undefined {
  const shape = { operations: 0, fragments: 0, directives: 0, selections: 0, repeats: 0, depth: 0 };
  const within = (set: graphql.SelectionSetNode | undefined, depth: number): void => {
    if (!set || depth > shapeLimits.depth) return;
    shape.depth = Math.max(shape.depth, depth + 1);
    const repeats = new Map<string, number>();
    for (const selection of set.selections) {
      shape.selections += 1;
      shape.directives += selection.directives?.length ?? 0;
      if (selection.kind !== Kind.INLINE_FRAGMENT) {
        const times = 1 + (repeats.get(selection.name.value) ?? 0);
        repeats.set(selection.name.value, times);
        shape.repeats = Math.max(shape.repeats, times);
      }
      if (selection.kind !== Kind.FRAGMENT_SPREAD) within(selection.selectionSet, depth + 1);
    }
  };
  for (const part of document.definitions) {
    if (part.kind === Kind.OPERATION_DEFINITION) shape.operations += 1;
    else shape.fragments += 1;
    if (part.kind !== Kind.OPERATION_DEFINITION && part.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const variables = part.kind === Kind.OPERATION_DEFINITION ? (part.variableDefinitions ?? []) : [];
    for (const { directives = [] } of [part, ...variables]) shape.directives += directives.length;
    within(part.selectionSet, 0);
  }
  const over = (Object.keys(shape) as (keyof typeof shape)[]).find((bound) => shape[bound] > shapeLimits[bound]);
  if (!over) return undefined;
  const [what, advice] = shapeWords[over];
  return tooLarge(what, shape[over], shapeLimits[over], advice);
}

/** What an operation of a valid document costs, and its refusal when that is too much. */
export function reckon(...asked: Parameters<typeof sizeOf>): { cost: number; refusal: GraphQLError | undefined } {
  const size = known.get(asked[2]) ?? sizeOf(...asked);
  const over = (Object.keys(words) as (keyof Size)[]).find((bound) => size[bound] > limits[bound]);
  const cost = size.cost + Math.ceil(size.introspection / 10);
  if (!over) return { cost, refusal: undefined };
  const [what, advice] = words[over];
  return { cost, refusal: tooLarge(what, size[over], limits[over], advice) };
}

function sizeOf(
  schema: graphql.GraphQLSchema,
  document: graphql.DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Size {
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

/** What else might have been meant describes the schema to whoever tries names. */
export function withoutSuggestions(error: graphql.GraphQLFormattedError): graphql.GraphQLFormattedError {
  const message = error.message.replace(/ ?Did you mean [^?]*\?/g, '');
  return message === error.message ? error : { ...error, message };
}
