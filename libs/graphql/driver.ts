import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Injectable } from '@nestjs/common';
import { TypeMetadataStorage } from '@nestjs/graphql';
import { GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { asGateway } from './executor.ts';

/** Nest's Apollo driver with documents compiled before they run: see executor.ts. */
@Injectable()
export class CompilingDriver extends ApolloDriver {
  override registerServer(options: ApolloDriverConfig): Promise<void> {
    const { schema, ...rest } = options;
    if (!schema) throw new Error('The schema is built before the server starts');
    return super.registerServer({ ...rest, gateway: asGateway(schema) } as ApolloDriverConfig);
  }
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
      const method: unknown = (target.prototype as Record<string, unknown>)[field.name];
      if (typeof method === 'function')
        field.resolve = (node: object, args: unknown): unknown => method.call(node, args);
      else delete field.resolve;
    }
  }
  return schema;
}
