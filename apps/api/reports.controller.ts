import { publicityOf } from '#audit';
import { askerIn } from '#backbone';
import { languages, type Language } from '#language';
import { fileAsked, periods, readReport, renderReport, reportFile, reportId } from '#reporting';
import { Controller, Get, Headers, HttpStatus, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { NotFoundPage } from './not-found.page.tsx';
import { sendHtml, sendPage } from './page.ts';
import type { Platform } from './platform.ts';
import { Entrance } from './sign-in/entrance.ts';
import { PLATFORM } from './tokens.ts';

/** Half-year reports as pages, and as files under the same name with `.pptx`, `.docx`, `.xlsx` or `.csv`. A published one is for everybody; a draft for those who hold a mandate. */
@Controller('reports')
export class ReportsController {
  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(Entrance) private readonly entrance: Entrance,
  ) {}

  @Get(':collaboration/:name')
  async report(
    @Res() reply: FastifyReply,
    @Param('collaboration') collaboration: string,
    @Param('name') name: string,
    @Headers('cookie') cookie: string | undefined,
    @Query('lang') lang?: string,
    @Query('version') version?: string,
  ) {
    const language: Language = languages.find((known) => known === lang) ?? 'fi';
    const asked = versionOf(version);
    const { period, kind } = fileAsked(name);
    const reading =
      asked !== 'unknown' && /^[a-z][a-z0-9]{1,40}$/.test(collaboration)
        ? await readReport(this.platform.worlds, collaboration, period, asked)
        : undefined;
    // The same answer for what is not there and what is not yours to see yet.
    const isOpen = reading?.publication && !(await this.isSecret(collaboration, period));
    if (!reading || (!isOpen && !(await this.holdsMandate(collaboration, cookie))))
      return sendPage(reply, NotFoundPage({ language }), HttpStatus.NOT_FOUND);
    if (kind) {
      const file = reportFile(kind, { ...reading, language });
      return reply
        .header('content-type', file.type)
        .header('content-disposition', `attachment; filename="${file.name}"`)
        .header('content-language', language)
        .header('x-content-type-options', 'nosniff')
        .send(Buffer.from(file.bytes));
    }
    const path = `/reports/${collaboration}/${encodeURIComponent(period)}`;
    return sendHtml(reply, renderReport({ ...reading, language, path }));
  }

  /** A published report that was classified as secret since is shown to those who hold a mandate, and to nobody else. */
  private async isSecret(collaboration: string, code: string): Promise<boolean> {
    const world = await this.platform.worlds.live(collaboration);
    const period = world
      .rows(periods)
      .values()
      .find((row) => row.code === code);
    return period !== undefined && publicityOf(world, reportId(period.id)).publicity === 'secret';
  }

  private async holdsMandate(collaboration: string, cookie: string | undefined): Promise<boolean> {
    const session = this.entrance.openSession(cookie);
    return (
      session !== undefined && askerIn(await this.platform.worlds.live(collaboration), session.person) !== undefined
    );
  }
}

function versionOf(text: string | undefined): number | 'draft' | 'unknown' | undefined {
  if (text === undefined || text === 'draft') return text;
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 'unknown';
}
