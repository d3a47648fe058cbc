import { Controller, Get, HttpStatus, Inject, Param, Res } from '@nestjs/common';
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

  /** What a collaboration's views hold, as hashes that `talkoot replay --verify` compares with the log. */
  @Get('proof/:collaboration')
  async proof(@Res() reply: FastifyReply, @Param('collaboration') collaboration: string) {
    const proof = await this.platform.worlds.proof(collaboration);
    return reply
      .status(proof ? HttpStatus.OK : HttpStatus.NOT_FOUND)
      .send(proof ?? { status: 'not in memory: ask for something of it first' });
  }

  /** Position, rows in memory, views that have stopped, how far reactions are and what they laid aside, the last proof that a snapshot equals its log, the newest checkpoint, and what the last check of the whole log has shown. */
  @Get()
  async health() {
    const { log, worlds, reactions, notary, requests } = this.platform;
    const { failures } = worlds;
    const following = reactions?.report ?? [];
    const parked = following.flatMap((reaction) => reaction.parked);
    const sound = notary?.sound !== false && worlds.report.every(({ selfCheck }) => selfCheck?.equal !== false);
    const access = requests.report;
    return {
      status:
        log.writable() && failures.length === 0 && sound && parked.length === 0 && access.writable && access.lost === 0
          ? 'ok'
          : 'degraded',
      writable: log.writable(),
      stoppedViews: failures.map(({ view, position, type, collaboration }) => ({
        view,
        position,
        type,
        collaboration,
      })),
      // Of what is laid aside, the newest: a broken reaction could lay aside everything.
      reactions: following.map((reaction) => ({
        ...reaction,
        parked: reaction.parked.slice(-20),
        parkedCount: reaction.parked.length,
      })),
      worlds: worlds.report,
      // Requests that are on record, that wait to be, and that could not be.
      access,
      proofs: await notary?.report,
      memory: { residentBytes: process.memoryUsage.rss() },
    };
  }
}
