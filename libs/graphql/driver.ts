import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Injectable } from '@nestjs/common';
import { TypeMetadataStorage } from '@nestjs/graphql';
import { GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { asGateway } from './executor.ts';
import { NodeOf } from './node.ts';

/** Nest's Apollo driver with documents compiled before they run: see executor.ts. */
@Injectable()
export class CompilingDriver extends ApolloDriver {
  override registerServer(options: ApolloDriverConfig): Promise<void> {
    const { schema, plugins = [], ...rest } = options;
    if (!schema) throw new Error('The schema is built before the server starts');
    return super.registerServer({
      ...rest,
      plugins: [...plugins, ApolloServerPluginCacheControlDisabled(), neverStored],
      gateway: asGateway(schema),
    } as ApolloDriverConfig);
  }
}

/**
 * Every answer is one asker's own. Apollo's cache control says the same and reckons it out field by field, through
 * wrapped resolvers: that takes longer than answering.
 */
const neverStored: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response }) => {
        response.http.headers.set('cache-control', 'no-store');
        return Promise.resolve();
      },
    }),
};

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
