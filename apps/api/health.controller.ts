import { Controller, Get, HttpStatus, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Platform } from './platform.ts';
import { PLATFORM } from './tokens.ts';

@Controller('health')
export class HealthController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  /** The process answers. */
  @Get('live')
  live() {
    return { status: 'up' };
  }

  /** Not ready whenever a write would fail. */
  @Get('ready')
  ready(@Res() reply: FastifyReply) {
    const ready = this.platform.log.writable();
    return reply
      .status(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
      .send({ status: ready ? 'ready' : 'not ready' });
  }

  /** Position, rows in memory, views that have stopped, and the last proof that a snapshot equals its log. */
  @Get()
  health() {
    const { log, worlds } = this.platform;
    const { failures } = worlds;
    const sound = worlds.report.every(({ selfCheck }) => selfCheck?.equal !== false);
    return {
      status: log.writable() && failures.length === 0 && sound ? 'ok' : 'degraded',
      writable: log.writable(),
      stoppedViews: failures.map(({ view, position, type, collaboration }) => ({
        view,
        position,
        type,
        collaboration,
      })),
      worlds: worlds.report,
      memory: { residentBytes: process.memoryUsage.rss() },
    };
  }
}
