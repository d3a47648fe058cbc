import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { RequestContext } from './desk.ts';

/** What a scope lets be asked, by type: all its fields, or those named. What is not named cannot be reached. */
export type Reach = Readonly<Record<string, '*' | readonly string[]>>;

/** Fields a document asks for, by type, fragments included: a document is the same object each time it is sent. */
const known = new WeakMap<DocumentNode, readonly (readonly [type: string, field: string])[]>();

/**
 * Lets askers with scopes (machines; people have none) ask what their scopes reach, and nothing beyond. It only
 * narrows: what is reached is answered under the mandates held, like anybody's.
 */
export const narrowing = (reaches: Readonly<Record<string, Reach>>): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ schema, document, contextValue: { session } }) {
        const scopes = session?.scopes;
        if (!scopes) return Promise.resolve();
        const beyond = fieldsOf(schema, document).find(
          ([type, field]) => ![...scopes].some((scope) => reachesTo(reaches[scope], type, field)),
        );
        return beyond ? Promise.reject(missing(reaches, beyond)) : Promise.resolve();
      },
    }),
});

function fieldsOf(schema: GraphQLSchema, document: DocumentNode): readonly (readonly [string, string])[] {
  const before = known.get(document);
  if (before) return before;
  const fields = new Map<string, readonly [string, string]>();
  const info = new TypeInfo(schema);
  const note = (field: string) => {
    const type = info.getParentType()?.name ?? '';
    fields.set(`${type}.${field}`, [type, field]);
  };
  visit(document, visitWithTypeInfo(info, { Field: ({ name }) => note(name.value) }));
  const found = [...fields.values()];
  known.set(document, found);
  return found;
}

/** A page of things, and a choice between them, are reached as the things are. */
function reachesTo(reach: Reach | undefined, type: string, field: string): boolean {
  const thing = type.replace(/(Connection|Edge|Answer)$/, '');
  const fields = reach?.[thing];
  return thing === type
    ? fields === '*' || fields?.includes(field) === true || (field === '__typename' && !!fields)
    : !!fields;
}

function missing(reaches: Readonly<Record<string, Reach>>, [type, field]: readonly [string, string]): GraphQLError {
  const wanted = Object.keys(reaches).filter((scope) => reachesTo(reaches[scope], type, field));
  const advice = wanted.length > 0 ? `It takes the scope ${wanted.join(' or ')}` : 'No scope reaches it';
  return new GraphQLError(`The access token is not for ${type}.${field}. ${advice}.`, {
    extensions: { code: 'SCOPE_MISSING', http: { status: 403 } },
  });
}
