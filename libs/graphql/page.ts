import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';

/** The most a page may hold: a bound on every list. */
export const pageLimit = 100;
/** What a page holds when nothing is said. */
export const defaultPage = 20;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: `How many, at most ${pageLimit}; ${defaultPage} when not said.` })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string | null;
}

/** Which one is asked for. */
@ArgsType()
export class IdArgs {
  @Field(() => ID)
  id!: string;
}

@ObjectType({ description: 'Where a page stands in its list (Relay).' })
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;
  @Field(() => Boolean)
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true })
  startCursor!: string | null;
  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

type Class<T> = abstract new (...args: never[]) => T;

const connections = new Map<unknown, Class<Page<never>>>();

/** The Relay connection type of a node type: `GoalConnection` for `Goal`. */
export function connectionOf<Node>(node: Class<Node>, name = node.name.replace(/Node$/, '')): Class<Page<Node>> {
  const known = connections.get(node);
  if (known) return known;

  @ObjectType(`${name}Edge`)
  class Edge {
    @Field(() => ID)
    cursor!: string;
    @Field(() => node)
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class Connection implements Page<Node> {
    @Field(() => [node], { description: 'The nodes of the page, without their cursors.' })
    nodes!: readonly Node[];
    @Field(() => [Edge])
    edges!: readonly Edge[];
    @Field(() => PageInfo)
    pageInfo!: PageInfo;
    @Field(() => Int, { description: 'How many there are in all.' })
    totalCount!: number;
  }
  connections.set(node, Connection as never);
  return Connection;
}

/** The page of `rows` that `args` ask for; only its rows become nodes. A cursor is the id of a row. */
export function page<Row extends { readonly id: string }, Node>(
  rows: readonly Row[],
  { first, after }: PageArgs,
  toNode: (row: Row) => Node,
): Page<Node> {
  const size = first ?? defaultPage;
  if (size < 0 || size > pageLimit) throw badInput(`first must be between 0 and ${pageLimit}`);
  let from = 0;
  if (after != null) {
    from = rows.findIndex((row) => row.id === after) + 1;
    if (from === 0) throw badInput('after is not a cursor of this list');
  }
  const part = rows.slice(from, from + size);
  const nodes = part.map(toNode);
  return {
    nodes,
    // Only who asks for edges and where the page stands pays for them.
    get edges() {
      return nodes.map((node, index) => ({ cursor: part[index]?.id ?? '', node }));
    },
    get pageInfo() {
      return {
        hasNextPage: from + size < rows.length,
        hasPreviousPage: from > 0,
        startCursor: part[0]?.id ?? null,
        endCursor: part.at(-1)?.id ?? null,
      };
    },
    totalCount: rows.length,
  };
}

/** A question that cannot be answered as asked: the asker's mistake, told in words, never a server error. */
export const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
