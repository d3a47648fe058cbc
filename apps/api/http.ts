import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { proxies } from './address.ts';
import type { EdgeSettings } from './settings.ts';

/** The largest body taken, in bytes: a command is words and a few numbers. */
export const bodyLimit = 100_000;

export const graphqlPath = '/graphql';

/** Limits in milliseconds; one slow line must not keep a place that others wait for. */
const limits = {
  /** For the headers of a request, and for all of it. */
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  /** An open connection without a request; longer than proxies keep theirs, so that they are the ones to close. */
  keepAliveTimeout: 72_000,
  /** A connection on which nothing moves, while something is asked too. */
  connectionTimeout: 60_000,
  connectionsCheckingInterval: 2_000,
};

/**
 * What a page of this house may do: load its own files, speak with its own server, and nothing else. No script and no
 * style stands inside a page; React sets styles by the object model, which this does not forbid.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // The hash is of the one rule that react-aria writes into a page itself (touch-action of what can be pressed).
  "style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const day = 24 * 60 * 60;

/** https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html */
const headersFor = ({ publicUrl }: EdgeSettings): readonly [string, string][] => [
  ['content-security-policy', policy],
  // Answers are one asker's own; what may be kept says so itself.
  ['cache-control', 'no-store'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['origin-agent-cluster', '?1'],
  ['permissions-policy', 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()'],
  // Not no-referrer: with it browsers hide the origin of a page's own forms.
  ['referrer-policy', 'same-origin'],
  ['x-content-type-options', 'nosniff'],
  ['x-dns-prefetch-control', 'off'],
  ['x-frame-options', 'DENY'],
  ['x-permitted-cross-domain-policies', 'none'],
  ...(publicUrl?.startsWith('https:') === true
    ? ([['strict-transport-security', `max-age=${String(2 * 365 * day)}; includeSubDomains`]] as [string, string][])
    : []),
];

/** Options of the Fastify server: limits, and whom to believe about the client's address. */
export const httpOptions = (settings: EdgeSettings) => ({
  bodyLimit,
  forceCloseConnections: true,
  routerOptions: { maxParamLength: 200 },
  trustProxy: proxies(settings.trustedProxies),
  requestTimeout: limits.requestTimeout,
  keepAliveTimeout: limits.keepAliveTimeout,
  connectionTimeout: limits.connectionTimeout,
  http: {
    headersTimeout: limits.headersTimeout,
    connectionsCheckingInterval: limits.connectionsCheckingInterval,
  },
  clientErrorHandler(error: Error & { code?: string }, socket: Socket) {
    const status = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[error.code ?? ''] ?? 400;
    turnAway(socket, status, settings);
  },
});

/** The rules every request meets before anything else looks at it. */
export function guardHttp(fastify: FastifyInstance, settings: EdgeSettings): void {
  const headers = headersFor(settings);
  // On the bare answer, so that whatever answers later, errors included, has them.
  fastify.server.prependListener('request', (_: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of headers) response.setHeader(name, value);
  });
  fastify.server.prependListener('upgrade', (request: IncomingMessage, socket: Duplex) => {
    // Nobody else listens at other paths, and they would stay open.
    const status = pathOf(request.url) !== graphqlPath ? 404 : isCrossSite(request.headers, settings) ? 403 : undefined;
    if (status === undefined) return;
    // Whoever listens after us finds nothing that is theirs.
    request.url = '';
    turnAway(socket as Socket, status, settings);
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!refuse(request, reply, settings)) done();
  });
  const { security } = settings;
  if (!security) return;
  const lines = [
    `Contact: ${security.contact}`,
    `Expires: ${security.expires}`,
    'Preferred-Languages: fi, sv, en',
    ...(security.policy === undefined ? [] : [`Policy: ${security.policy}`]),
  ];
  fastify.get('/.well-known/security.txt', (_, reply) =>
    reply.header('content-type', 'text/plain; charset=utf-8').send(`${lines.join('\n')}\n`),
  );
}

/** Answers what must not go on, and says whether it did. */
function refuse(request: FastifyRequest, reply: FastifyReply, settings: EdgeSettings): boolean {
  const { method, headers } = request;
  const changes = !['GET', 'HEAD', 'OPTIONS'].includes(method);
  if (changes && isCrossSite(headers, settings)) {
    void reply
      .status(403)
      .send({ code: 'CROSS_SITE', message: 'This was sent by a page of another site, so nothing was done.' });
    return true;
  }
  if (pathOf(request.url) !== graphqlPath) return false;
  if (method !== 'POST') {
    void reply.status(405).header('allow', 'POST').send(graphqlError('METHOD_NOT_ALLOWED', 'Ask by POST.'));
    return true;
  }
  // A form on a foreign page can send anything but this without asking leave.
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    const message = 'Send the document as application/json: {"query": …}.';
    void reply.status(415).send(graphqlError('UNSUPPORTED_MEDIA_TYPE', message));
    return true;
  }
  return false;
}

const graphqlError = (code: string, message: string) => ({ errors: [{ message, extensions: { code } }] });

/**
 * Whether a browser sends this for a page that is not ours. Sec-Fetch-Site is the browser's own word, which no page
 * can change (https://www.w3.org/TR/fetch-metadata/); Origin serves browsers without it. What sends neither is no
 * browser, and holds no cookie but its own.
 */
export function isCrossSite({ origin, host, ...headers }: IncomingHttpHeaders, { publicUrl }: EdgeSettings): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  if (origin === undefined) return false;
  // A page that hides its origin: ours only when the browser has just said so.
  if (origin === 'null') return site !== 'same-origin';
  if (!URL.canParse(origin)) return true;
  const page = new URL(origin);
  if (publicUrl !== undefined) return page.origin !== new URL(publicUrl).origin;
  // A name of somebody else's may be made to lead to this machine: it is not ours for that.
  return page.host !== host || !['localhost', '127.0.0.1', '[::1]'].includes(page.hostname);
}

const pathOf = (url = ''): string => url.split('?', 1)[0] ?? '';

/** An answer without the HTTP server: it had not come so far, or is not the one to answer. */
function turnAway(socket: Socket, status: number, settings: EdgeSettings): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const message = STATUS_CODES[status] ?? '';
  const head = [
    ...headersFor(settings),
    ['content-type', 'application/json; charset=utf-8'],
    ['connection', 'close'],
  ].map(([name, value]) => `${name ?? ''}: ${value ?? ''}`);
  const body = JSON.stringify({ code: status, message });
  socket.once('finish', () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${String(status)} ${message}`,
      ...head,
      `content-length: ${String(Buffer.byteLength(body))}`,
      '',
      body,
    ].join('\r\n'),
  );
}
