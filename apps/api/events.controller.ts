import { isAuditor, NotRecorded, outgoing, rangeOf } from '#audit';
import { askerIn, timeZoneOf } from '#backbone';
import { sessions } from '#action';
import { seriesOutlines } from '#measurement';
import {
  BadRequestException,
  Controller,
  Get,
  Headers,
  Inject,
  NotFoundException,
  Param,
  Query,
  Res,
  ServiceUnavailableException,
  UnauthorizedException,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import type { Platform } from './platform.ts';
import { Entrance } from './sign-in/entrance.ts';
import { PLATFORM } from './tokens.ts';

/** Events as CloudEvents 1.0, one a line: for whoever audits the whole, since all that others are not shown is in them. */
@Controller('events')
export class EventsController {
  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(Entrance) private readonly entrance: Entrance,
  ) {}

  @Get(':collaboration')
  async events(
    @Res() reply: FastifyReply,
    @Param('collaboration') collaboration: string,
    @Headers('cookie') cookie: string | undefined,
    @Query('from') from?: string,
    @Query('to') to?: string,
  ) {
    const session = this.entrance.openSession(cookie);
    if (!session) throw new UnauthorizedException({ code: 'UNAUTHENTICATED', message: 'Sign in first.' });
    const { access, log, worlds } = this.platform;
    const world = /^[a-z][a-z0-9]{1,40}$/.test(collaboration) ? await worlds.live(collaboration) : undefined;
    const asker = world && askerIn(world, session.person);
    // The same answer for what is not there and what is not yours to take.
    if (!world || !isAuditor(asker) || !asker) {
      await access.turnedAway(session.person, collaboration);
      throw new NotFoundException();
    }
    const range = await rangeOf(log, { collaboration, from, to, timeZoneOf: (day) => timeZoneOf(world, day) });
    if (!range)
      throw new BadRequestException({
        code: 'MOMENT_UNCLEAR',
        message: 'A moment is a day (2024-06-30), an instant (2024-06-30T12:00:00Z) or a position (%231234).',
      });
    // Every value and head count is in the events, hidden ones too: the reading is recorded before it begins (rule 33).
    const seen = world.seenBy(asker);
    for (const { id } of [...seen.rows(seriesOutlines).values(), ...seen.rows(sessions).values()])
      seen.revealed.add(id);
    try {
      await access.looked(seen);
    } catch (error) {
      if (!(error instanceof NotRecorded)) throw error;
      throw new ServiceUnavailableException({ code: 'NOT_RECORDED', message: 'Try again in a moment.' });
    }
    const cloudEventOf = outgoing(worlds.codec);
    const lines = (async function* () {
      for await (const event of log.readAll(range)) yield `${JSON.stringify(cloudEventOf(event))}\n`;
    })();
    return reply
      .header('content-type', 'application/x-ndjson; charset=utf-8')
      .header('content-disposition', `attachment; filename="${collaboration}-events.ndjson"`)
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .send(Readable.from(lines));
  }
}
