import { NotRecorded, type AccessRecorder } from '#audit';
import type { RequestContext } from '#graphql';
import { ViewStopped } from '#world';
import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { HttpStatus, Logger } from '@nestjs/common';
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
      shown: [],
      turnedAway: [],
    };
  };

/** https://www.w3.org/TR/trace-context/#traceparent-header */
const traceparentForm = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

const logger = new Logger('GraphQL');

/** Before an answer leaves: records what was refused or shown for it. Throws when it may not leave. */
export type BeforeAnswer = (context: RequestContext) => Promise<void>;

/** What an auditor alone may see is recorded first (rule 33), and so is who was turned away (rule 48). */
export const recording =
  (access: AccessRecorder | undefined): BeforeAnswer =>
  async ({ session, shown, turnedAway }) => {
    if (!access || !session) return;
    for (const { collaboration, command, id } of turnedAway.splice(0))
      await access.turnedAway(session.person, collaboration, command, id);
    for (const world of shown) await access.looked(world);
  };

/** Holds every answer over HTTP until {@link BeforeAnswer} has done its part; one that may not leave becomes a fault. */
export const holding = (before: BeforeAnswer): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: () =>
    Promise.resolve({
      async willSendResponse({ contextValue, response: { body, http } }) {
        if (body.kind !== 'single') return;
        try {
          await before(contextValue);
        } catch (error) {
          body.singleResult = { errors: [maskErrors({ message: '' }, error)] };
          http.status = HttpStatus.SERVICE_UNAVAILABLE;
        }
      },
    }),
});

/** The same for sockets: one whose answer may not leave is closed. */
export const holdingSockets =
  (before: BeforeAnswer) =>
  async (_context: unknown, _id: string, _payload: unknown, { contextValue }: { contextValue?: unknown }) => {
    try {
      await before(contextValue as RequestContext);
    } catch (error) {
      throw new Error(maskErrors({ message: '' }, error).message);
    }
  };

/** What may be told as it is. Anything else is our own mistake: logged here, and told by its number alone. */
const told = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'NOT_READY',
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
