import {
  GraphQLError,
  getOperationAST,
  parse,
  validate,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { ServerOptions } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';
import type { IncomingHttpHeaders } from 'node:http';
import { limits, overBudget } from './budget.ts';

/** What of an error may be told. */
export type Mask = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** Done with every result before it leaves; when it throws, the socket is closed and the result does not leave. */
export type BeforeNext = NonNullable<ServerOptions['onNext']>;

type Rules = Pick<ServerOptions, 'onConnect' | 'onSubscribe' | 'onNext' | 'onError'>;

/**
 * What graphql-ws does otherwise than HTTP, done alike: the same budget, the same masked errors. A browser sends the
 * cookie along with a socket that any page opens, and asks no leave first: only pages of this host may.
 */
export function socketRules(schema: GraphQLSchema, mask: Mask, before?: BeforeNext): Rules {
  // graphql-js gives no codes.
  const told = (errors: readonly GraphQLError[], codeOf: (error: GraphQLError) => string) =>
    errors.map((error) => {
      const formatted = error.toJSON();
      return mask({ ...formatted, extensions: { code: codeOf(error), ...formatted.extensions } }, error);
    });
  return {
    onConnect: ({ extra }) => isOwn((extra as Extra).request.headers),
    onSubscribe(_context, _id, { query, operationName, variables }) {
      let document;
      try {
        document = parse(query, { maxLexicalTokens: limits.tokens });
      } catch (error) {
        return [coded('GRAPHQL_PARSE_FAILED', error as GraphQLError)];
      }
      const invalid = validate(schema, document);
      if (invalid.length > 0) return invalid.map((error) => coded('GRAPHQL_VALIDATION_FAILED', error));
      const operation = getOperationAST(document, operationName);
      if (!operation) return [coded('OPERATION_RESOLUTION_FAILURE', new GraphQLError('There is no such operation'))];
      const refusal = overBudget(schema, document, operation, variables ?? {});
      if (refusal) return [refusal];
      return { schema, document, operationName: operationName ?? null, variableValues: variables ?? null };
    },
    async onNext(context, id, payload, args, result) {
      await before?.(context, id, payload, args, result);
      const { errors, data } = result;
      return errors && { ...(data !== undefined && { data }), errors: told(errors, codeOfResult) };
    },
    onError: (_context, _id, _payload, errors) => told(errors, () => 'INTERNAL_SERVER_ERROR'),
  };
}

/** What is no browser sends no origin; `null` is a page that hides its own. */
const isOwn = ({ origin, host }: IncomingHttpHeaders): boolean =>
  origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);

/** An error with no path never reached a resolver: the variables did not fit. */
const codeOfResult = ({ path }: GraphQLError): string => (path ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT');

const coded = (code: string, error: GraphQLError): GraphQLError => {
  const { message, nodes = null, source = null, positions = null } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
};
