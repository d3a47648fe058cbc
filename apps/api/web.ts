import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { EdgeSettings } from './settings.ts';

/** Where the build puts the web app. */
export const webFolder = resolve('dist/web');

/** Addresses that are pages of the app, which finds its way by itself. */
const pages = ['/', '/c/*', '/public/*', '/accessibility'];

/**
 * Serves the web app beside the API. What carries a hash of its content in its name never changes; the one page that
 * names them is asked for anew each time.
 */
export async function serveWeb(
  fastify: FastifyInstance,
  folder: string,
  { dev, boundaries }: Pick<EdgeSettings, 'dev' | 'boundaries'>,
): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  await fastify.register(serveStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
  });
  const whole = { maxAge: 0, immutable: false };
  for (const page of dev ? [...pages, '/kit'] : pages)
    fastify.get(page, (_, reply) => reply.sendFile('index.html', folder, whole));
  // Geography alone, the same for everybody: it tells of no collaboration. No boundaries is an answer too.
  const map = JSON.stringify(boundaries ?? { type: 'FeatureCollection', features: [] });
  fastify.get('/boundaries.json', (_, reply) =>
    reply.header('cache-control', 'public, max-age=3600').type('application/geo+json').send(map),
  );
  fastify.get('/icon.svg', (_, reply) => reply.sendFile('icon.svg', folder, whole));
}
