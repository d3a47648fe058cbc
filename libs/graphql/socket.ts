import {
  GraphQLError,
  OperationTypeNode,
  getOperationAST,
  parse,
  validate,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { ServerOptions } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Admission } from './admission.ts';
import { askingCost, tellingCost, type Allowance } from './allowance.ts';
import { limits, reckon } from './budget.ts';

/** What of an error may be told. */
export type Mask = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** Done with every result before it leaves; when it throws, the socket is closed and the result does not leave. */
export type BeforeNext = NonNullable<ServerOptions['onNext']>;

/** Told of every socket that was let in, with the cookie it came with. */
export type OnOpened = (cookie: string | undefined, socket: OpenSocket) => void;

/** What is done with a socket besides speaking over it. */
export interface OpenSocket {
  close(code: number, reason: string): void;
  once(event: 'close', listener: () => void): unknown;
}

type Rules = Pick<ServerOptions, 'onConnect' | 'onClose' | 'onSubscribe' | 'onNext' | 'onError'>;

export interface SocketLimits {
  readonly allowance: Allowance;
  /** How many may be open in all, of one asker, and how many subscriptions on one of them. */
  readonly sockets: { readonly inAll: number; readonly perAsker: number; readonly subscriptions: number };
  /** Whose allowance a socket is charged to. */
  readonly payerOf: (request: IncomingMessage) => string;
}

/**
 * What graphql-ws does otherwise than HTTP, done alike: the same admission, budget and allowance, the same masked
 * errors. Pages of other sites have been turned away before (apps/api/http.ts). Whoever reads faster than their
 * allowance is told more slowly.
 */
export function socketRules(
  schema: GraphQLSchema,
  mask: Mask,
  { allowance, sockets, payerOf }: SocketLimits,
  admission: Admission,
  before?: BeforeNext,
  opened?: OnOpened,
): Rules {
  // graphql-js gives no codes.
  const told = (errors: readonly GraphQLError[], codeOf: (error: GraphQLError) => string) =>
    errors.map((error) => {
      const formatted = error.toJSON();
      return mask({ ...formatted, extensions: { code: codeOf(error), ...formatted.extensions } }, error);
    });
  const open = new Map<string, Set<IncomingMessage>>();
  const connected = new Map<IncomingMessage, string>();
  return {
    onConnect({ extra }) {
      const { request, socket } = extra as Pick<Extra, 'request'> & { readonly socket: OpenSocket };
      const payer = payerOf(request);
      const theirs = open.get(payer) ?? new Set();
      if (connected.size >= sockets.inAll || theirs.size >= sockets.perAsker) return false;
      open.set(payer, theirs.add(request));
      connected.set(request, payer);
      opened?.(request.headers.cookie, socket);
      return true;
    },
    onClose({ extra }) {
      const { request } = extra as Extra;
      const payer = connected.get(request);
      if (payer === undefined) return;
      connected.delete(request);
      const theirs = open.get(payer);
      theirs?.delete(request);
      if (theirs?.size === 0) open.delete(payer);
    },
    onSubscribe({ subscriptions, extra }, _id, payload) {
      const { operationName, variables } = payload;
      if (Object.keys(subscriptions).length > sockets.subscriptions)
        return [coded('TOO_MANY_SUBSCRIPTIONS', new GraphQLError('End some of your subscriptions before new ones'))];
      const payer = payerOf((extra as Extra).request);
      let document;
      try {
        allowance.charge(payer, askingCost);
        const query = admission.admit(payload) ?? '';
        document = parse(query, { maxLexicalTokens: limits.tokens });
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        const { code = 'GRAPHQL_PARSE_FAILED' } = error.extensions as { code?: string };
        return [coded(code, error)];
      }
      const invalid = validate(schema, document);
      if (invalid.length > 0) return invalid.map((error) => coded('GRAPHQL_VALIDATION_FAILED', error));
      const operation = getOperationAST(document, operationName);
      if (!operation) return [coded('OPERATION_RESOLUTION_FAILURE', new GraphQLError('There is no such operation'))];
      const { cost, refusal } = reckon(schema, document, operation, variables ?? {});
      if (refusal) return [refusal];
      // What is asked once has its time limit and its record over HTTP.
      if (operation.operation !== OperationTypeNode.SUBSCRIPTION)
        return [coded('BAD_REQUEST', new GraphQLError('Queries and mutations are answered over POST at this address'))];
      allowance.take(payer, cost);
      return { schema, document, operationName: operationName ?? null, variableValues: variables ?? null };
    },
    async onNext(context, id, payload, args, result) {
      const waitMs = allowance.take(payerOf((context.extra as Extra).request), tellingCost);
      if (waitMs !== undefined) await sleep(waitMs, undefined, { ref: false });
      await before?.(context, id, payload, args, result);
      const { errors, data } = result;
      return errors && { ...(data !== undefined && { data }), errors: told(errors, codeOfResult) };
    },
    onError: (_context, _id, _payload, errors) => told(errors, () => 'INTERNAL_SERVER_ERROR'),
  };
}

/** An error with no path never reached a resolver: the variables did not fit. */
const codeOfResult = ({ path }: GraphQLError): string => (path ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT');

const coded = (code: string, error: GraphQLError): GraphQLError => {
  const { message, nodes = null, source = null, positions = null } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
};
