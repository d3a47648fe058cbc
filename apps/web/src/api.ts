import { createClient as socketClient } from 'graphql-ws';
import {
  cacheExchange,
  createClient,
  fetchExchange,
  mapExchange,
  subscriptionExchange,
  type Client,
  type TypedDocumentNode,
} from 'urql';
import { lineIs, watchLine } from './line.ts';

/** The server's word that the session has ended (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md). */
const sessionEnded = 4403;
/** Closed by ourselves, when nobody listens any more. */
const done = 1000;
/** How soon a line that broke is tried again: at once, then at most every so many milliseconds. */
const retryEveryMs = 5_000;

/**
 * The API on this very origin. Answers are kept whole, by document and variables, and not entity by entity: the same
 * goal now and two years ago has one id, and must never be mixed.
 */
export function openApi(): Client {
  const socket = socketClient({
    url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
    lazy: true,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: async (tries) => {
      const wait = Math.min(retryEveryMs, 250 * 2 ** tries);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, wait);
        // Back on the net, nobody waits for a timer.
        const now = () => {
          clearTimeout(timer);
          resolve();
        };
        addEventListener('online', now, { once: true });
      });
    },
    on: {
      connected: lineIs.up,
      closed: (event) => {
        const { code } = event as CloseEvent;
        if (code === sessionEnded) lineIs.sessionOver();
        else if (code !== done) lineIs.down();
      },
      error: lineIs.down,
    },
  });
  // What was open when the net went away may never say that it is dead.
  watchLine(() => socket.terminate());
  return createClient({
    url: '/graphql',
    preferGetMethod: false,
    // A page of another origin cannot send it without asking first.
    fetchOptions: { headers: { 'x-requested-with': 'talkoot' } },
    exchanges: [
      cacheExchange,
      mapExchange({
        onError: ({ graphQLErrors }) => {
          if (graphQLErrors.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED')) lineIs.sessionOver();
        },
      }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: ({ next, error, complete }) => ({
            // The two libraries name the same shape of an answer differently.
            unsubscribe: socket.subscribe(
              { query, variables: variables ?? {} },
              { next: (answer) => next(answer as Parameters<typeof next>[0]), error, complete },
            ),
          }),
        }),
      }),
    ],
  });
}

export type Variables<D> = D extends TypedDocumentNode<unknown, infer V> ? V : never;
export type Answer<D> = D extends TypedDocumentNode<infer R> ? R : never;
