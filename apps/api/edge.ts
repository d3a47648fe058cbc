import { NotRecorded, type AccessRecorder, type RequestStore } from '#audit';
import { Allowance, type EdgeRules, type Noted, type RequestContext, type Session } from '#graphql';
import { ViewStopped } from '#world';
import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { HttpStatus, Logger } from '@nestjs/common';
import {
  OperationTypeNode,
  getOperationAST,
  type DocumentNode,
  type GraphQLError,
  type GraphQLFormattedError,
} from 'graphql';
import type { ServerOptions, SubscribePayload } from 'graphql-ws';
import { hash, randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { clientAddress, networkOf, proxies } from './address.ts';
import { keepContext, requestOf, type Answered } from './requests.ts';
import type { Entrance } from './sign-in/entrance.ts';
import type { EdgeSettings } from './settings.ts';

/** What Fastify hands over for HTTP, and graphql-ws for a socket. */
type Carrier = { headers: IncomingHttpHeaders; ip?: string } | { extra: { request: IncomingMessage } };

/** The request's session and correlation, read once at the edge. */
export const contextOf =
  (entrance: Entrance) =>
  (carrier: Carrier): RequestContext => {
    const isSocket = 'extra' in carrier;
    const { headers } = isSocket ? carrier.extra.request : carrier;
    const traceparent = headers['traceparent'];
    const session = entrance.sessionIn(headers);
    const noted: Noted[] = [];
    const context: RequestContext = {
      session,
      // A socket is charged by its own rules.
      payer: payerOf(session, isSocket ? '' : carrier.ip),
      // A machine asks in words of its own: its scopes are its bounds.
      anyDocument: session?.scopes !== undefined,
      correlationId: randomUUID(),
      traceparent: typeof traceparent === 'string' && traceparentForm.test(traceparent) ? traceparent : undefined,
      shown: [],
      turnedAway: [],
      given: [],
      note: (one) => void noted.push(one),
      noted,
    };
    keepContext(carrier, context);
    return context;
  };

/** Whose allowance is charged: a person's wherever they sit, and nobody's by the address they ask from. */
const payerOf = (session: Session | undefined, address = ''): string =>
  session?.person ?? `address ${networkOf(address)}`;

/** What of the edge the GraphQL driver carries out. */
export function edgeRules(settings: EdgeSettings, entrance: Entrance): EdgeRules {
  const isProxy = proxies(settings.trustedProxies);
  return {
    introspection: settings.dev,
    documents: settings.documents,
    allowance: new Allowance({ perMinute: settings.costPerMinute, atOnce: settings.costAtOnce }),
    operationMs: settings.operationMs,
    sockets: settings.sockets,
    payerOf: (request) => payerOf(entrance.sessionOf(request.headers.cookie), clientAddress(request, isProxy)),
  };
}

/** https://www.w3.org/TR/trace-context/#traceparent-header */
const traceparentForm = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

const logger = new Logger('GraphQL');

/** Before an answer leaves: records what was refused or shown for it. Throws when it may not leave. */
export type BeforeAnswer = (context: RequestContext, answered: Answered) => Promise<void>;

/** What an auditor alone may see is recorded first (rule 33), and so is who was turned away (rule 48). */
export const recording =
  (access: AccessRecorder, requests: RequestStore, clock: () => Date): BeforeAnswer =>
  async (context, answered) => {
    const { session, shown, turnedAway, given, noted } = context;
    const request = requestOf(context, answered, clock());
    // What a subscription shows goes on for long: what is recorded is let go.
    const looked = shown.splice(0);
    const tried = turnedAway.splice(0);
    given.splice(0);
    noted.splice(0);
    try {
      if (session)
        for (const { collaboration, command, id } of tried)
          await access.turnedAway(session.person, collaboration, command, id);
      for (const world of looked) await access.looked(world);
      if (request.sensitive) await requests.keepFirst(request);
      else if (!answered.pushed) requests.keep(request);
    } catch (error) {
      requests.keep({ ...request, outcome: 'failed', codes: ['NOT_RECORDED'] });
      throw error instanceof NotRecorded ? error : new NotRecorded(String(error));
    }
  };

/** Holds every answer over HTTP until {@link BeforeAnswer} has done its part; one that may not leave becomes a fault. */
export const holding = (before: BeforeAnswer): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: () =>
    Promise.resolve({
      didEncounterErrors({ contextValue, errors }) {
        for (const error of errors) references.set(error, contextValue.correlationId);
        return Promise.resolve();
      },
      async willSendResponse({ contextValue, operation, queryHash, request, response: { body, http } }) {
        http.headers.set('x-correlation-id', contextValue.correlationId);
        if (body.kind !== 'single') return;
        try {
          const { errors, data } = body.singleResult;
          await before(contextValue, { operation, document: queryHash, variables: request.variables, errors, data });
        } catch (error) {
          body.singleResult = { errors: [maskErrors({ message: '' }, error)] };
          http.status = HttpStatus.SERVICE_UNAVAILABLE;
        }
      },
    }),
});

/** The same for sockets: one whose answer may not leave is closed. What goes on for long is one request, as it begins. */
export const holdingSockets = (before: BeforeAnswer): Pick<ServerOptions, 'onOperation' | 'onNext'> => {
  type Result = { readonly errors?: readonly GraphQLError[] | undefined; readonly data?: unknown };
  type Args = {
    readonly contextValue?: unknown;
    readonly document: DocumentNode;
    readonly operationName?: string | null;
  };
  const hold = async (args: Args, payload: SubscribePayload, result: Result, pushed: boolean) => {
    const { contextValue, document, operationName } = args;
    const operation = getOperationAST(document, operationName) ?? undefined;
    const { variables, query } = payload;
    const asked = { operation, document: hash('sha256', query), variables: variables ?? undefined, pushed };
    try {
      await before(contextValue as RequestContext, { ...asked, errors: result.errors, data: result.data });
    } catch (error) {
      throw new Error(maskErrors({ message: '' }, error).message);
    }
  };
  const goesOn = ({ document, operationName }: Args) =>
    getOperationAST(document, operationName)?.operation === OperationTypeNode.SUBSCRIPTION;
  return {
    onOperation: async (_context, _id, payload, args, result) => {
      if (goesOn(args as Args)) await hold(args as Args, payload, 'errors' in result ? result : {}, false);
    },
    onNext: (_context, _id, payload, args, result) => hold(args as Args, payload, result, goesOn(args as Args)),
  };
};

/** Which request an error belongs to: the number told is the one in events and in the record of access. */
const references = new WeakMap<object, string>();

/** What may be told as it is. Anything else is our own mistake: logged here, and told by its number alone. */
const told = new Set([
  'ALLOWANCE_SPENT',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'DOCUMENT_UNKNOWN',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'NOT_READY',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'QUERY_TOO_LARGE',
  'SCOPE_MISSING',
  'TIMED_OUT',
  'TOO_MANY_SUBSCRIPTIONS',
  'UNAUTHENTICATED',
]);

export function maskErrors(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const code = formatted.extensions?.['code'];
  if (typeof code === 'string' && told.has(code)) {
    const { message, path, locations } = formatted;
    return { message, ...(locations && { locations }), ...(path && { path }), extensions: { code } };
  }
  const original = unwrapResolverError(error);
  const reference = (typeof error === 'object' && error !== null && references.get(error)) || randomUUID();
  logger.error(`${reference} ${original instanceof Error ? (original.stack ?? original.message) : String(original)}`);
  const [message, masked] =
    original instanceof NotRecorded
      ? [
          'What you asked for is shown only when the reading can be recorded, and that is not possible just now. Try again in a moment.',
          'NOT_RECORDED',
        ]
      : original instanceof ViewStopped
        ? ['This view has stopped and is being looked into. Changes are still recorded.', 'VIEW_STOPPED']
        : [`Something went wrong here. Reference: ${reference}`, 'INTERNAL_SERVER_ERROR'];
  return { message, ...(formatted.path && { path: formatted.path }), extensions: { code: masked, reference } };
}
