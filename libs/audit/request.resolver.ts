import { CollaborationNode, PageArgs, PageInfo, badInput, defaultPage, enumOf, extend, pageLimit } from '#graphql';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { isAuditor } from './history.sight.ts';
import { outcomes, requestsOf, type Outcome, type Request, type RequestRow } from './request.store.ts';

const RequestOutcome = enumOf(z.enum(outcomes).meta({ id: 'RequestOutcome' }));
const RequestKind = enumOf(z.enum(['query', 'mutation', 'subscription', 'http']).meta({ id: 'RequestKind' }));

@ObjectType({ description: 'For whom somebody acted, and under which mandates.' })
class ActedUnder {
  @Field(() => ID)
  organisation!: string;
  @Field(() => [ID])
  mandates!: readonly string[];
}

@ObjectType('RequestRecord', { description: 'One request as the record of access keeps it.' })
class RequestNode {
  readonly row: RequestRow;
  readonly collaboration: string;
  @Field(() => ID, { description: 'Number of the row.' })
  id: string;
  @Field(() => RequestKind)
  kind: Request['kind'];
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at: string;
  @Field(() => ID, { nullable: true, description: 'Opaque id of the person or machine; nothing for nobody signed in.' })
  who: string | null;
  @Field(() => [String], { description: 'Fields of the root and of the collaboration, or the route of a page.' })
  asked: readonly string[];
  @Field(() => ID, { nullable: true, description: 'SHA-256 of the document, in hex.' })
  document: string | null;
  @Field(() => [ID], { description: 'Ids in the question, and of what is personal or hidden in the answer.' })
  objects: readonly string[];
  @Field(() => Int, { description: 'Those beyond the ones listed.' })
  moreObjects: number;
  @Field(() => RequestOutcome, {
    description: 'REFUSED: a rule or a limit said no. DENIED: for who asked. FAILED: the fault was the platform’s.',
  })
  outcome: Outcome;
  @Field(() => [String], { description: 'Refusals and errors by their codes.' })
  codes: readonly string[];
  @Field(() => Boolean, { description: 'The answer held personal data, or numbers hidden from others.' })
  sensitive: boolean;
  @Field(() => ID, { description: 'The number the asker was told; events that followed carry it.' })
  correlation: string;

  constructor(row: RequestRow, collaboration: string) {
    this.row = row;
    this.collaboration = collaboration;
    this.id = String(row.number);
    this.kind = row.kind;
    this.at = row.at;
    this.who = row.who;
    this.asked = row.asked;
    this.document = row.document ?? null;
    this.objects = row.objects;
    this.moreObjects = row.more;
    this.outcome = row.outcome;
    this.codes = row.codes;
    this.sensitive = row.sensitive ?? false;
    this.correlation = row.correlation;
  }

  @Field(() => ActedUnder, { nullable: true, description: 'Nothing where the asker holds no mandate.' })
  under(): ActedUnder | undefined {
    // In a request that asked in several, what is told is this one's.
    return this.row.as.find(({ collaboration }) => collaboration === this.collaboration);
  }
}

@ObjectType('RequestRecordEdge')
class RequestEdge {
  @Field(() => ID)
  cursor!: string;
  @Field(() => RequestNode)
  node!: RequestNode;
}

@ObjectType('RequestRecordConnection', { description: 'A page of requests.' })
class RequestConnection {
  @Field(() => [RequestNode], { description: 'The requests of the page, without their cursors.' })
  nodes!: readonly RequestNode[];
  @Field(() => [RequestEdge])
  edges!: readonly RequestEdge[];
  @Field(() => PageInfo, {
    description: 'A page may be shorter than asked for and still not be the last: go on from its endCursor.',
  })
  pageInfo!: PageInfo;
}

@ArgsType()
class RequestArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only what this person or machine asked.' })
  who?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only what named this, or was shown what of it is personal.' })
  object?: string | null;
  @Field(() => RequestOutcome, { nullable: true, description: 'Only requests that ended so.' })
  outcome?: Outcome | null;
  @Field(() => String, { nullable: true, description: 'From this ISO 8601 day or instant on, inclusive, in UTC.' })
  from?: string | null;
  @Field(() => String, { nullable: true, description: 'Up to this ISO 8601 day or instant, exclusive, in UTC.' })
  to?: string | null;
}

const moment = z.union([z.iso.date(), z.iso.datetime()]);

// To everybody else it is as if there were none, as with `accessLog`.
extend(
  CollaborationNode,
  'requests',
  {
    type: () => RequestConnection,
    args: RequestArgs,
    nullable: true,
    description:
      'Every request that asked something of the collaboration, newest first; for auditors only, otherwise nothing.',
  },
  ({ world }, { first, after, from, to, who, object, outcome }: RequestArgs) => {
    const store = requestsOf(world);
    if (!isAuditor(world.asker) || !store) return null;
    const size = first ?? defaultPage;
    if (size < 0 || size > pageLimit) throw badInput(`first must be between 0 and ${pageLimit}`);
    if (after != null && !/^[1-9]\d{0,14}$/.test(after)) throw badInput('after is not a cursor of this list');
    for (const given of [from, to])
      if (given != null && !moment.safeParse(given).success)
        throw badInput('from and to are days (2024-06-30) or instants (2024-06-30T12:00:00Z)');
    const { collaboration } = world;
    const wanted = {
      collaboration,
      who: who ?? undefined,
      object: object ?? undefined,
      outcome: outcome ?? undefined,
      from: from ?? undefined,
      to: to ?? undefined,
    };
    const { rows, next } = store.find(wanted, size, after == null ? undefined : Number(after));
    const nodes = rows.map((row) => new RequestNode(row, collaboration));
    return {
      nodes,
      edges: nodes.map((node) => ({ cursor: node.id, node })),
      pageInfo: {
        hasNextPage: next !== undefined,
        hasPreviousPage: after != null,
        startCursor: nodes[0]?.id ?? null,
        endCursor: next === undefined ? (nodes.at(-1)?.id ?? null) : String(next),
      },
    };
  },
);
