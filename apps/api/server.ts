import 'reflect-metadata';
import { embeddedPath, interactionPath } from '#identity';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AppModule } from './app.module.ts';
import { guardHttp, httpOptions } from './http.ts';
import { admitMachines } from './machines.ts';
import { PinoLogger } from './logger.ts';
import type { Platform } from './platform.ts';
import { recordHttp } from './requests.ts';
import { edgeDefaults, type EdgeSettings } from './settings.ts';
import type { Entrance } from './sign-in/entrance.ts';
import { serveWeb, webFolder } from './web.ts';

/** The HTTP server over a platform, not yet listening; the entrance is told where by {@link listen}. */
export async function createServer(
  platform: Platform,
  entrance: Entrance,
  settings: EdgeSettings = edgeDefaults,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter(httpOptions(settings) as ConstructorParameters<typeof FastifyAdapter>[0]);
  guardHttp(adapter.getInstance(), settings);
  // Nothing is answered before it can be said who asked.
  platform.requests.start(settings.accessDays);
  recordHttp(adapter.getInstance(), platform, entrance);
  mountProvider(adapter.getInstance(), entrance);
  admitMachines(adapter.getInstance(), entrance);
  await serveWeb(adapter.getInstance(), webFolder, settings);
  return NestFactory.create<NestFastifyApplication>(AppModule.over(platform, entrance, settings), adapter, {
    logger: new PinoLogger(),
  });
}

/** Listens, and gives the address at which it does. */
export async function listen(
  app: NestFastifyApplication,
  entrance: Entrance,
  port: number,
  host = '127.0.0.1',
): Promise<string> {
  await app.listen(port, host);
  const url = await app.getUrl();
  entrance.listening(url);
  return url;
}

/** The embedded provider reads requests and writes answers itself; its pages of sign-in are ours. */
function mountProvider(fastify: FastifyInstance, { embedded }: Entrance): void {
  if (!embedded) return;
  fastify.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith(`${embeddedPath}/`) || request.url.startsWith(`${interactionPath}/`)) return;
    reply.hijack();
    // What goes with every answer goes with its too.
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    await embedded.handle(request.raw, reply.raw);
  });
}
