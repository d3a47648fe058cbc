import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { HttpStatus, Injectable } from '@nestjs/common';
import { TypeMetadataStorage } from '@nestjs/graphql';
import { GraphQLError, GraphQLObjectType, OperationTypeNode, getOperationAST, type GraphQLSchema } from 'graphql';
import { Admission, type AdmissionRules } from './admission.ts';
import { askingCost, commandCost, type Allowance } from './allowance.ts';
import { inOurWords, limits, reckon, withoutSuggestions } from './budget.ts';
import type { RequestContext } from './desk.ts';
import { asGateway } from './executor.ts';
import { NodeOf } from './node.ts';
import { socketRules, type BeforeNext, type Mask, type OnOpened, type SocketLimits } from './socket.ts';

/** What the application decides of the edge. */
export interface EdgeRules extends AdmissionRules, SocketLimits {
  readonly allowance: Allowance;
  /** How long an operation may take, in milliseconds. */
  readonly operationMs: number;
}

export interface EdgeConfig extends ApolloDriverConfig {
  readonly edge?: EdgeRules;
}

/** Part of the context of every request. */
type Payer = Pick<RequestContext, 'payer' | 'anyDocument'>;

/**
 * Nest's Apollo driver with a budget for documents (budget.ts) and an allowance for askers (allowance.ts). Documents
 * are admitted (admission.ts), compiled and run (executor.ts), answered with an HTTP status that says what happened,
 * and sockets have the same rules (socket.ts).
 */
@Injectable()
export class CompilingDriver extends ApolloDriver {
  override async start(options: EdgeConfig): Promise<void> {
    const { schema, subscriptions, edge, formatError: mask = (error) => error } = options;
    if (!schema || !edge) throw new Error('The schema and the rules of the edge are made before the server starts');
    const formatError: Mask = (formatted, error) =>
      mask(inOurWords(edge.introspection ? formatted : withoutSuggestions(formatted)), error);
    const own = subscriptions?.['graphql-ws'] as { onNext?: BeforeNext; onOpened?: OnOpened } | undefined;
    const admission = new Admission(edge);
    const socket = { ...own, ...socketRules(schema, formatError, edge, admission, own?.onNext, own?.onOpened) };
    const admitted = { ...options, context: admitting(options.context, edge.allowance, admission) };
    await super.start({ ...admitted, formatError, subscriptions: { 'graphql-ws': socket } });
    boundPayloads(this, bodyLimit);
  }

  override registerServer(options: EdgeConfig): Promise<void> {
    const { schema, edge, plugins = [], ...rest } = options;
    if (!schema || !edge) throw new Error('The schema and the rules of the edge are made before the server starts');
    return super.registerServer({
      ...rest,
      parseOptions: { maxLexicalTokens: limits.tokens },
      // Known documents come from a file (admission.ts); a cache that anybody fills is something else.
      persistedQueries: false,
      plugins: [...plugins, ApolloServerPluginCacheControlDisabled(), edgeOf(schema, edge.allowance)],
      gateway: asGateway(schema, edge.operationMs),
    } as ApolloDriverConfig);
  }
}

type ContextOf = (...carrier: unknown[]) => Payer | Promise<Payer>;

/** Before Apollo looks at a body: it is paid for, admitted, and a known document stands in it by its text. */
const admitting = (contextOf: unknown, allowance: Allowance, admission: Admission): ContextOf => {
  if (typeof contextOf !== 'function') throw new Error('The context says who asks');
  return async (...carrier) => {
    const context = await (contextOf as ContextOf)(...carrier);
    const [request] = carrier as [{ body?: unknown } | undefined];
    if (typeof request?.body !== 'object' || request.body === null) return context;
    allowance.charge(context.payer, askingCost);
    const body = request.body as { query?: unknown; extensions?: unknown };
    const text = admission.admit(body, context.anyDocument);
    if (text !== undefined && body.query === undefined) {
      body.query = text;
      delete body.extensions;
    }
    return context;
  };
};

/** The largest message taken from a socket, in bytes, as of a body (apps/api/http.ts). Nest hands no such option on. */
const bodyLimit = 100_000;
function boundPayloads(driver: ApolloDriver, bytes: number): void {
  const service = Reflect.get(driver, '_subscriptionService') as { wss?: { options: { maxPayload?: number } } };
  if (!service.wss) throw new Error('Nest keeps its socket server somewhere else: its messages would be unbounded');
  service.wss.options.maxPayload = bytes;
}

/**
 * Refuses what is over the budget before it runs, charges it to the asker, and gives every answer its status. Answers
 * are never stored: each is one asker's own. Apollo's cache control says the same and reckons it out field by field,
 * through wrapped resolvers: that takes longer than answering.
 */
function edgeOf(schema: GraphQLSchema, allowance: Allowance): ApolloServerPlugin<Payer> {
  const listener: GraphQLRequestListener<Payer> = {
    didResolveOperation({ document, request, contextValue }) {
      const operation = getOperationAST(document, request.operationName);
      if (!operation) return Promise.resolve();
      if (operation.operation === OperationTypeNode.SUBSCRIPTION)
        throw new GraphQLError('Subscriptions are answered over a websocket (graphql-ws) at this address', {
          extensions: { code: 'BAD_REQUEST' },
        });
      const { cost, refusal } = reckon(schema, document, operation, request.variables ?? {});
      if (refusal) return Promise.reject(refusal);
      const commands =
        operation.operation === OperationTypeNode.MUTATION ? operation.selectionSet.selections.length : 0;
      allowance.charge(contextValue.payer, cost + commands * commandCost);
      return Promise.resolve();
    },
    willSendResponse({ response: { http, body } }) {
      http.headers.set('cache-control', 'no-store');
      if (body.kind === 'single' && body.singleResult.errors) {
        const { data, errors } = body.singleResult;
        // What Apollo answers before anything runs has its status, and 500 where it knew no better.
        if (data !== undefined || http.status === undefined || http.status === 500)
          http.status = statusOf(
            data,
            errors.map(({ extensions }) => extensions?.['code']),
          );
      }
      return Promise.resolve();
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}

/** A fault of ours is never hidden; a mistake of the asker's is the answer's status when it is all of the answer. */
function statusOf(data: Record<string, unknown> | null | undefined, codes: unknown[]): HttpStatus {
  if (codes.includes('INTERNAL_SERVER_ERROR')) return HttpStatus.INTERNAL_SERVER_ERROR;
  if (codes.includes('VIEW_STOPPED') || codes.includes('TIMED_OUT')) return HttpStatus.SERVICE_UNAVAILABLE;
  if (Object.values(data ?? {}).some((answer) => answer !== null)) return HttpStatus.OK;
  return codes.includes('UNAUTHENTICATED') ? HttpStatus.UNAUTHORIZED : HttpStatus.BAD_REQUEST;
}

/**
 * A node's field is its property, or its method called with the field's arguments. Nest gives every field a
 * resolver function of its own; without one a compiled document reads the property straight away, and a method
 * runs without a detour over guards and promises. Queries, mutations and subscriptions stay Nest's.
 */
export function readNodesDirectly(schema: GraphQLSchema): GraphQLSchema {
  for (const { name, target } of TypeMetadataStorage.getObjectTypesMetadata()) {
    const type = schema.getType(name);
    if (!(type instanceof GraphQLObjectType)) continue;
    for (const field of Object.values(type.getFields())) {
      const own = Object.getOwnPropertyDescriptor(target.prototype, field.name);
      const method: unknown = own?.value;
      if (typeof method === 'function')
        field.resolve = (node: object, args: unknown): unknown => method.call(node, args);
      else delete field.resolve;
      if (!own && isNode(target.prototype)) showFromRow(target.prototype, field.name);
    }
  }
  return schema;
}

const isNode = (prototype: unknown): prototype is NodeOf<object> => prototype instanceof NodeOf;

function showFromRow(prototype: NodeOf<object>, name: string): void {
  Object.defineProperty(prototype, name, {
    get(this: NodeOf<Readonly<Record<string, unknown>>>) {
      return this.row[name];
    },
  });
}
