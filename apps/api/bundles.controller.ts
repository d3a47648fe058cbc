import { bundleStream, isAuditor, NotRecorded, scopeOf } from '#audit';
import { askerIn } from '#backbone';
import { languages, type Language } from '#language';
import { Controller, Get, Headers, HttpException, HttpStatus, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { NotFoundPage } from './not-found.page.tsx';
import { sendPage } from './page.ts';
import type { Platform } from './platform.ts';
import { Entrance } from './sign-in/entrance.ts';
import { PLATFORM } from './tokens.ts';

/**
 * A collaboration's events with their exact bytes and proofs (infra/formats/proofs.md), for who audits the whole of it:
 * `/bundles/keskisuomi`, or one part of it with `?goal=…`, `?partner=…` or `?period=2024-H2`. Sent as it is made, in
 * the order of the log, so that nobody waits for all of it and no disk has to hold it; the checkpoint near its
 * beginning tells how many positions there will be.
 */
@Controller('bundles')
export class BundlesController {
  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(Entrance) private readonly entrance: Entrance,
  ) {}

  @Get(':collaboration')
  async bundle(
    @Res() reply: FastifyReply,
    @Param('collaboration') collaboration: string,
    @Headers('cookie') cookie: string | undefined,
    @Query() { goal, partner, period, lang }: Readonly<Record<string, string | undefined>>,
  ) {
    const language: Language = languages.find((known) => known === lang) ?? 'fi';
    const { notary, access } = this.platform;
    const person = this.entrance.openSession(cookie)?.person;
    const scope = scopeOf({ collaboration, goal, partner, period });
    const world = person === undefined || !scope ? undefined : await this.platform.worlds.live(collaboration);
    const asker = world && person !== undefined ? askerIn(world, person) : undefined;
    // The same answer for what is not there and what is not yours.
    if (!scope || !notary || !asker || !isAuditor(asker)) {
      if (world && person !== undefined) await access.turnedAway(person, collaboration);
      return sendPage(reply, NotFoundPage({ language }), HttpStatus.NOT_FOUND);
    }
    const { ledger, signer } = await notary.proofs;
    try {
      await access.bundled(asker, collaboration, await ledger.size(), scope.part);
    } catch (error) {
      if (error instanceof NotRecorded) throw new HttpException(error.message, HttpStatus.SERVICE_UNAVAILABLE);
      throw error;
    }
    const { size, bytes } = await bundleStream({ ledger, signer, scope });
    const name = [collaboration, scope.part, String(size)].filter((each) => each !== undefined).join('-');
    return reply
      .header('content-type', 'application/x-ndjson; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}.ndjson"`)
      .header('x-content-type-options', 'nosniff')
      .send(bytes);
  }
}
