import type { RequestContext } from '#graphql';
import { ViewStopped } from '#world';
import { unwrapResolverError } from '@apollo/server/errors';
import { Logger } from '@nestjs/common';
import type { GraphQLFormattedError } from 'graphql';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Sessions } from './sessions.ts';

/** What Fastify hands over for HTTP, and graphql-ws for a socket. */
type Carrier = { headers: IncomingHttpHeaders } | { extra: { request: { headers: IncomingHttpHeaders } } };

/** The request's session and correlation, read once at the edge. */
export const contextOf =
  (sessions: Sessions) =>
  (carrier: Carrier): RequestContext => {
    const { headers } = 'extra' in carrier ? carrier.extra.request : carrier;
    const traceparent = headers['traceparent'];
    return {
      session: sessions.of(headers.cookie),
      correlationId: randomUUID(),
      traceparent: typeof traceparent === 'string' && traceparentForm.test(traceparent) ? traceparent : undefined,
    };
  };

/** https://www.w3.org/TR/trace-context/#traceparent-header */
const traceparentForm = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

const logger = new Logger('GraphQL');

/** What may be told as it is. Anything else is our own mistake: logged here, and told by its number alone. */
const told = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'QUERY_TOO_LARGE',
  'UNAUTHENTICATED',
]);

export function maskErrors(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const code = formatted.extensions?.['code'];
  if (typeof code === 'string' && told.has(code)) {
    const { message, path, locations } = formatted;
    return { message, ...(locations && { locations }), ...(path && { path }), extensions: { code } };
  }
  const original = unwrapResolverError(error);
  const reference = randomUUID();
  logger.error(`${reference} ${original instanceof Error ? (original.stack ?? original.message) : String(original)}`);
  const [message, masked] =
    original instanceof ViewStopped
      ? ['This view has stopped and is being looked into. Changes are still recorded.', 'VIEW_STOPPED']
      : [`Something went wrong here. Reference: ${reference}`, 'INTERNAL_SERVER_ERROR'];
  return { message, ...(formatted.path && { path: formatted.path }), extensions: { code: masked, reference } };
}
