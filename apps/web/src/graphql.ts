import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './generated/schema.d.ts';

/**
 * Documents stand beside the components that ask them; their types come from the committed schema, without a step that
 * writes code. Parts of documents are read where they are asked for, not masked.
 */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { ID: string };
  disableMasking: true;
}>();

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
