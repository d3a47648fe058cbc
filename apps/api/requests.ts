import { isOfSecurityInterest, type Acting, type Outcome, type Request } from '#audit';
import type { RequestContext } from '#graphql';
import { isAnyId } from '#language';
import type { FastifyInstance } from 'fastify';
import { Kind, type GraphQLFormattedError, type OperationDefinitionNode, type ValueNode } from 'graphql';
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Platform } from './platform.ts';
import type { Entrance } from './sign-in/entrance.ts';

/** What was asked and what is about to be answered. */
export interface Answered {
  readonly operation?: OperationDefinitionNode | undefined;
  /** SHA-256 of the document, in hex. */
  readonly document?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly errors?: readonly Pick<GraphQLFormattedError, 'extensions'>[] | undefined;
  readonly data?: unknown;
  /** One of many answers to a question that is on record. */
  readonly pushed?: boolean;
}

/** Most of each a row names. */
const most = { objects: 50, asked: 40, mandates: 20, codes: 20 };

/** Contexts by what carried them, until the answer has gone: the hook that sees the end knows the request alone. */
const contexts = new WeakMap<object, RequestContext>();
/** By what a context shares with the copies of it that answers are made with. */
const onRecord = new WeakSet<RequestContext['shown']>();

export const keepContext = (carrier: object, context: RequestContext): void => void contexts.set(carrier, context);

/** The row of a GraphQL request. Ids are told, words never: not those of the question, and not those of the answer. */
export function requestOf(context: RequestContext, answered: Answered, now: Date): Request {
  const { session, shown, turnedAway, given, noted, correlationId } = context;
  const { operation, document, errors = [] } = answered;
  onRecord.add(shown);
  const { asked, collaborations, ids } = askedIn(operation, answered.variables ?? {});
  const revealed = shown.flatMap((world) => [...world.revealed]);
  const objects = [...new Set([...ids, ...noted.flatMap((one) => one.objects), ...revealed])];
  const acting = new Map<string, Acting>();
  for (const { collaboration, asker } of shown)
    if (asker) {
      const mandates = asker.mandates.slice(0, most.mandates).map(({ id }) => id);
      acting.set(collaboration, { collaboration, organisation: asker.organisation, mandates });
    }
  const refused = given.flatMap(({ refused }) => (refused === undefined ? [] : [refused]));
  const codes = new Set([...errors.map(({ extensions }) => codeOf(extensions?.['code'])), ...refused]);
  if (turnedAway.length > 0) codes.add('MANDATE_MISSING');
  return {
    kind: operation?.operation ?? 'http',
    at: now.toISOString(),
    ...asker(session?.person, context.payer, now),
    as: [...acting.values()],
    asked: asked.slice(0, most.asked),
    ...(document !== undefined && { document }),
    collaborations: [...new Set([...collaborations, ...acting.keys()])],
    objects: objects.slice(0, most.objects),
    more: Math.max(0, objects.length - most.objects),
    outcome: outcomeOf([...codes]),
    codes: [...codes].slice(0, most.codes),
    ...((revealed.length > 0 || noted.length > 0) && { sensitive: true }),
    correlation: correlationId,
  };
}

const failures = new Set(['INTERNAL_SERVER_ERROR', 'NOT_RECORDED', 'TIMED_OUT', 'VIEW_STOPPED', 'NOT_STORED', 'BUSY']);
const isDenial = (code: string) => code === 'UNAUTHENTICATED' || code === 'CROSS_SITE' || isOfSecurityInterest(code);

const codeOf = (code: unknown): string => (typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR');

/** The gravest of what happened. */
function outcomeOf(codes: readonly string[]): Outcome {
  if (codes.some(isDenial)) return 'denied';
  if (codes.some((code) => failures.has(code))) return 'failed';
  return codes.length > 0 ? 'refused' : 'answered';
}

/** A key that is forgotten with the day: who knows an address cannot find it in the record afterwards. */
let marking = { day: '', key: randomBytes(32) };

/** A person's or machine's id; of nobody a mark of where they asked from. */
function asker(person: string | undefined, payer: string, now: Date): Pick<Request, 'who' | 'from'> {
  if (person !== undefined) return { who: person };
  const day = now.toISOString().slice(0, 10);
  if (marking.day !== day) marking = { day, key: randomBytes(32) };
  return { who: null, from: createHmac('sha256', marking.key).update(payer).digest('hex').slice(0, 12) };
}

interface Asked {
  readonly asked: readonly string[];
  readonly collaborations: readonly string[];
  readonly ids: readonly string[];
}

/** What stands in a document itself: the same each time it is asked. */
const known = new WeakMap<OperationDefinitionNode, Asked>();

const collaborationForm = /^[a-z][a-z0-9]{1,40}$/;

function askedIn(operation: OperationDefinitionNode | undefined, variables: Readonly<Record<string, unknown>>): Asked {
  if (!operation) return { asked: [], collaborations: [], ids: [] };
  let fixed = known.get(operation);
  if (!fixed) {
    fixed = read(operation);
    known.set(operation, fixed);
  }
  const { asked } = fixed;
  const ids = new Set(fixed.ids);
  gather(variables, ids);
  // A name of one that may or may not exist, as it was asked for.
  const named = fixed.collaborations.flatMap((name) => {
    const value = name.startsWith('$') ? variables[name.slice(1)] : name;
    return typeof value === 'string' && collaborationForm.test(value) ? [value] : [];
  });
  return { asked, collaborations: [...new Set(named)], ids: [...ids] };
}

/** Fields of the root, and those a collaboration is asked for; ids and names in arguments, `$name` of a variable. */
function read({ selectionSet }: OperationDefinitionNode): Asked {
  const asked = new Set<string>();
  const collaborations = new Set<string>();
  const ids = new Set<string>();
  const value = (node: ValueNode): void => {
    if (node.kind === Kind.STRING && isAnyId(node.value)) ids.add(node.value);
    else if (node.kind === Kind.LIST) node.values.forEach(value);
    else if (node.kind === Kind.OBJECT) for (const field of node.fields) value(field.value);
  };
  const within = (set: typeof selectionSet, path: string, depth: number): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        // Its name is the asker's own word; the document's hash tells what it holds.
        if (depth < 2) asked.add(`${path}…`);
        continue;
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        within(selection.selectionSet, path, depth);
        continue;
      }
      const { name, arguments: given = [], selectionSet: below } = selection;
      const isNamed = depth === 0;
      if (depth < 2) asked.add(`${path}${name.value}`);
      for (const argument of given) {
        value(argument.value);
        const names =
          argument.name.value === 'collaboration' || (name.value === 'collaboration' && argument.name.value === 'id');
        if (!isNamed || !names) continue;
        if (argument.value.kind === Kind.VARIABLE) collaborations.add(`$${argument.value.name.value}`);
        else if (argument.value.kind === Kind.STRING) collaborations.add(argument.value.value);
      }
      // What is asked of a changed thing is no question of its own.
      const deeper = name.value === 'collaboration' && depth === 0;
      if (below)
        within(below, deeper ? `${name.value}.` : `${path}${name.value}.`, deeper ? 1 : Math.max(depth + 1, 2));
    }
  };
  within(selectionSet, '', 0);
  return { asked: [...asked], collaborations: [...collaborations], ids: [...ids] };
}

function gather(value: unknown, ids: Set<string>, depth = 0): void {
  if (ids.size > 500 || depth > 6) return;
  if (isAnyId(value)) ids.add(value);
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) gather(inner, ids, depth + 1);
}

/** Says nothing of anybody, and is asked all day by machines that watch. */
const unrecorded = /^\/(health|tlog|\.well-known)(\/|$)/;

/** Records what GraphQL has not: pages, files, and whoever was turned away before a document was looked at. */
export function recordHttp(fastify: FastifyInstance, { requests, clock }: Platform, entrance: Entrance): void {
  fastify.addHook('onResponse', (request, { statusCode }, done) => {
    const context = contexts.get(request);
    // The pattern, and not the address: that may hold a secret, such as an invitation.
    const route = request.routeOptions.url ?? '*';
    if (!unrecorded.test(route) && !(context && onRecord.has(context.shown))) {
      const now = clock();
      const person = (context ? context.session : entrance.sessionIn(request.headers))?.person;
      const { collaboration, name } = (request.params ?? {}) as Readonly<Record<string, string | undefined>>;
      requests.keep({
        kind: 'http',
        at: now.toISOString(),
        ...asker(person, `address ${request.ip}`, now),
        as: [],
        asked: [`${request.method} ${route}`],
        collaborations: collaboration !== undefined && collaborationForm.test(collaboration) ? [collaboration] : [],
        objects: statusCode < 400 && name !== undefined ? [name] : [],
        more: 0,
        outcome:
          statusCode >= 500
            ? 'failed'
            : [401, 403].includes(statusCode)
              ? 'denied'
              : statusCode >= 400
                ? 'refused'
                : 'answered',
        codes: statusCode >= 400 ? [String(statusCode)] : [],
        correlation: context?.correlationId ?? randomUUID(),
      });
    }
    done();
  });
}
