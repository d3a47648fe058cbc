import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.ts';
import { PinoLogger } from './logger.ts';
import type { Platform } from './platform.ts';
import { Sessions } from './sessions.ts';

/** The largest body taken, in bytes: a command is words and a few numbers. */
export const bodyLimit = 100_000;

/** The HTTP server over a platform, not yet listening. */
export async function createServer(platform: Platform, sessions = new Sessions()): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  });
  return NestFactory.create<NestFastifyApplication>(AppModule.over(platform, sessions), adapter, {
    logger: new PinoLogger(),
  });
}
