import * as graphql from 'graphql';

/** A number from 0 up to, and without, what is given: whatever is drawn is drawn by it. */
export type Draw = (below: number) => number;

/** Strings somebody might try: ids that exist come from the caller. */
export const nasty = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202egnp.exe',
  'x'.repeat(5_000),
  '"}{',
  '\\',
  "'; DROP TABLE events; --",
  '%27 OR 1=1',
  '<script>alert(1)</script>',
  '{{7*7}}${7*7}',
  '=cmd|A1',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '\r\nset-cookie: x=1',
  '(((a+)+)+)+$',
  `${'a'.repeat(2_000)}!`,
  '2024-02-30',
  '#99999999999999999999',
  '9'.repeat(400),
];

export interface Grown {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Grows one valid document out of a schema: a root field, its arguments, and below it what is drawn. Pages stay small
 * and depth bounded, so that most documents are within the budget and run.
 */
export function grow(schema: graphql.GraphQLSchema, draw: Draw, ids: readonly string[]): Grown {
  const chance = (of: number) => draw(of) === 0;
  const variables: Record<string, string> = {};
  const declared: string[] = [];
  /** A text in the document or as a variable; half a character cannot be written in a document at all. */
  const said = (type: graphql.GraphQLScalarType, text: string): string => {
    if (text.isWellFormed() && chance(2)) return JSON.stringify(text);
    const name = `v${String(declared.length)}`;
    declared.push(`$${name}: ${type.name}!`);
    variables[name] = text;
    return `$${name}`;
  };
  const word = () => oneOf(draw, chance(4) ? nasty : ids);

  const literal = (type: graphql.GraphQLInputType, name: string, depth: number): string => {
    if (type instanceof graphql.GraphQLNonNull) return literal(type.ofType, name, depth);
    if (type instanceof graphql.GraphQLList) {
      const length = depth > 4 ? 0 : draw(3);
      return `[${Array.from({ length }, () => literal(type.ofType, name, depth + 1)).join(', ')}]`;
    }
    if (type instanceof graphql.GraphQLEnumType) return oneOf(draw, type.getValues()).name;
    if (type instanceof graphql.GraphQLInputObjectType) {
      const fields = Object.values(type.getFields()).filter(
        (field) => graphql.isRequiredInputField(field) || (depth < 4 && chance(2)),
      );
      const one = type.isOneOf ? [oneOf(draw, Object.values(type.getFields()))] : fields;
      return `{ ${one.map((field) => `${field.name}: ${literal(field.type, field.name, depth + 1)}`).join(', ')} }`;
    }
    switch (type.name) {
      case 'Boolean':
        return String(chance(2));
      case 'Int':
        return name === 'first' || name === 'last'
          ? String(chance(5) ? draw(205) - 5 : 1 + draw(3))
          : String(oneOf(draw, [0, 1, -1, draw(100), 2 ** 31 - 1, -(2 ** 31)]));
      case 'Float':
        return String(oneOf(draw, [0, -1, 0.5, 1e308, 5e-324, 2 ** 53, draw(100)]));
      default:
        if (name === 'commandId')
          return JSON.stringify(`00000000-0000-4000-8000-${String(draw(1e9)).padStart(12, '0')}`);
        if (name === 'collaboration') return said(type, chance(6) ? word() : 'keskisuomi');
        return said(type, word());
    }
  };

  const argumentsOf = (args: readonly graphql.GraphQLArgument[]): string => {
    const said = args.filter((argument) => graphql.isRequiredArgument(argument) || chance(3));
    return said.length === 0
      ? ''
      : `(${said.map((argument) => `${argument.name}: ${literal(argument.type, argument.name, 0)}`).join(', ')})`;
  };

  const below = (type: graphql.GraphQLOutputType, depth: number): string => {
    const named = graphql.getNamedType(type);
    if (graphql.isLeafType(named)) return '';
    if (graphql.isAbstractType(named))
      return ` { __typename ${schema
        .getPossibleTypes(named)
        .map((possible) => `... on ${possible.name} { ${fields(possible, depth)} }`)
        .join(' ')} }`;
    return named instanceof graphql.GraphQLObjectType ? ` { ${fields(named, depth)} }` : '';
  };

  const fields = (type: graphql.GraphQLObjectType, depth: number): string => {
    const all = Object.values(type.getFields()).filter(
      (field) => depth > 0 || graphql.isLeafType(graphql.getNamedType(field.type)),
    );
    if (all.length === 0) return '__typename';
    const number = 1 + draw(3);
    return Array.from({ length: number }, (_, n) =>
      fieldOf(oneOf(draw, all), `${type.name}${String(n)}`, depth - 1),
    ).join(' ');
  };

  const fieldOf = (field: graphql.GraphQLField<unknown, unknown>, alias: string, depth: number): string =>
    `${alias}: ${field.name}${argumentsOf(field.args)}${below(field.type, depth)}`;

  const isMutation = chance(2);
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  const all = Object.values(root?.getFields() ?? {});
  const field = isMutation || chance(4) ? oneOf(draw, all) : root?.getFields()['collaboration'];
  if (!field) throw new Error('The schema has no such root');
  const text =
    field.name === 'collaboration'
      ? `collaboration(id: ${said(graphql.GraphQLID, chance(8) ? word() : 'keskisuomi')})${below(field.type, 6)}`
      : fieldOf(field, 'f', 4);
  const takes = declared.length > 0 ? `(${declared.join(', ')}) ` : '';
  return { query: `${isMutation ? 'mutation' : 'query'} ${takes}{ ${text} }`, variables };
}

/** Changes a text somewhere: takes a piece out, says it twice, or puts something else in its place. */
export function spoil(text: string, draw: Draw): string {
  const tokens = text.split(/\b/);
  for (let times = 1 + draw(3); times > 0; times -= 1) {
    const at = draw(tokens.length);
    const piece = tokens.slice(at, at + 1 + draw(4));
    const instead = oneOf(draw, [
      () => [],
      () => [...piece, ...piece],
      () => [oneOf(draw, tokens)],
      () => [JSON.stringify(oneOf(draw, nasty))],
      () => [oneOf(draw, signs)],
    ]);
    tokens.splice(at, piece.length, ...instead());
  }
  return tokens.join('');
}

const signs = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '$x',
  '@include(if: 1)',
  '@skip',
  '...',
  '!',
  'null',
  '"""',
  '#',
  '\u0000',
];

const oneOf = <T>(draw: Draw, of: readonly T[]): T => of[draw(of.length)] as T;
