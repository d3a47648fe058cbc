import type { ApolloServerPlugin, BaseContext, GraphQLRequestListener } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { HttpStatus, Injectable } from '@nestjs/common';
import { TypeMetadataStorage } from '@nestjs/graphql';
import { GraphQLError, GraphQLObjectType, OperationTypeNode, getOperationAST, type GraphQLSchema } from 'graphql';
import { inOurWords, limits, overBudget } from './budget.ts';
import { asGateway } from './executor.ts';
import { NodeOf } from './node.ts';
import { socketRules, type BeforeNext, type Mask } from './socket.ts';

/**
 * Nest's Apollo driver with a budget for documents (budget.ts), which are compiled before they run (executor.ts),
 * with an HTTP status that says what happened, and with the same rules for sockets (socket.ts).
 */
@Injectable()
export class CompilingDriver extends ApolloDriver {
  override start(options: ApolloDriverConfig): Promise<void> {
    const { schema, subscriptions, formatError: mask = (error) => error } = options;
    if (!schema) throw new Error('The schema is built before the server starts');
    const formatError: Mask = (formatted, error) => mask(inOurWords(formatted), error);
    const own = subscriptions?.['graphql-ws'] as { onNext?: BeforeNext } | undefined;
    const socket = { ...own, ...socketRules(schema, formatError, own?.onNext) };
    return super.start({ ...options, formatError, subscriptions: { 'graphql-ws': socket } });
  }

  override registerServer(options: ApolloDriverConfig): Promise<void> {
    const { schema, plugins = [], ...rest } = options;
    if (!schema) throw new Error('The schema is built before the server starts');
    return super.registerServer({
      ...rest,
      parseOptions: { maxLexicalTokens: limits.tokens },
      plugins: [...plugins, ApolloServerPluginCacheControlDisabled(), edgeOf(schema)],
      gateway: asGateway(schema),
    } as ApolloDriverConfig);
  }
}

/**
 * Refuses what is over the budget before it runs, and gives every answer its status. Answers are never stored: each
 * is one asker's own. Apollo's cache control says the same and reckons it out field by field, through wrapped
 * resolvers: that takes longer than answering.
 */
function edgeOf(schema: GraphQLSchema): ApolloServerPlugin {
  const listener: GraphQLRequestListener<BaseContext> = {
    didResolveOperation({ document, request }) {
      const operation = getOperationAST(document, request.operationName);
      if (operation?.operation === OperationTypeNode.SUBSCRIPTION)
        throw new GraphQLError('Subscriptions are answered over a websocket (graphql-ws) at this address', {
          extensions: { code: 'BAD_REQUEST' },
        });
      const refusal = operation && overBudget(schema, document, operation, request.variables ?? {});
      return refusal ? Promise.reject(refusal) : Promise.resolve();
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
  if (codes.includes('VIEW_STOPPED')) return HttpStatus.SERVICE_UNAVAILABLE;
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
