import { aboutPerson, type PersonReport } from '#audit';
import { askerIn, mandates } from '#backbone';
import type { Asker } from '#decider';
import { collaborationsOf } from '#identity';
import { PersonId, type Language } from '#language';
import { Codec } from '#world';
import { Controller, Get, Headers, HttpStatus, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { NotFoundPage } from './not-found.page.tsx';
import { sendPage } from './page.ts';
import { PersonReportPage } from './person-report.page.tsx';
import type { Platform } from './platform.ts';
import { Entrance } from './sign-in/entrance.ts';
import { languageOf } from './sign-in/sign-in.pages.tsx';
import { PLATFORM } from './tokens.ts';

/**
 * All that is held about a person: for themselves all of it, for an administrator or an auditor what is held in their
 * own collaborations, which is recorded. Under the same name with `.json` for machines.
 */
@Controller('people')
export class PersonReportController {
  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(Entrance) private readonly entrance: Entrance,
  ) {}

  @Get(':name/report')
  async page(
    @Res() reply: FastifyReply,
    @Param('name') name: string,
    @Headers('cookie') cookie: string | undefined,
    @Query('lang') lang?: string,
  ) {
    const language = languageOf(lang);
    const report = await this.read(name, cookie);
    if (!report) return nothing(reply, language);
    const json = `/people/${encodeURIComponent(name)}/report.json`;
    return sendPage(reply.header('cache-control', 'no-store'), PersonReportPage({ language, report, json }));
  }

  @Get(':name/report.json')
  async json(@Res() reply: FastifyReply, @Param('name') name: string, @Headers('cookie') cookie: string | undefined) {
    const report = await this.read(name, cookie);
    return report
      ? reply.header('cache-control', 'no-store').header('content-disposition', 'attachment').send(report)
      : nothing(reply, 'fi');
  }

  /** The same nothing for whom there is not and whom the asker may not know of. */
  private async read(name: string, cookie: string | undefined): Promise<PersonReport | undefined> {
    const session = this.entrance.openSession(cookie);
    if (!session) return undefined;
    const { log, worlds, people, keys } = this.platform;
    const person = name === 'me' ? session.person : name;
    if (!PersonId.safeParse(person).success) return undefined;
    const own = person === session.person;
    const readers = own ? undefined : await this.readersOf(person, session.person);
    if (readers?.size === 0) return undefined;
    if (readers) await this.recordReading(readers, person);
    const audits = readers !== undefined && [...readers.values()].every(({ role }) => role === 'auditor');
    // What is kept from sight an auditor may read, since it is recorded.
    const codec = audits ? new Codec(worlds.codec.aggregates, keys.forAuditors) : worlds.codec;
    return aboutPerson({
      log,
      opened: (event) => codec.opened(event),
      person,
      madeAt: new Date().toISOString(),
      requests: this.platform.requests.of(person),
      directory: audits ? {} : people.about(person),
      within: readers && ((collaboration) => readers.has(collaboration)),
    });
  }

  /** Where somebody may read about a person: in collaborations they administer or audit and the person was let into. */
  private async readersOf(person: string, reader: string): Promise<ReadonlyMap<string, Reader>> {
    const found = new Map<string, Reader>();
    for (const collaboration of await collaborationsOf(this.platform.log, reader)) {
      const world = await this.platform.worlds.live(collaboration);
      if (world.rows(mandates).count('person', person) === 0) continue;
      for (const { partner } of world.rows(mandates).where('person', reader)) {
        const asker = askerIn(world, reader, partner);
        // An auditor of one indicator or programme audits no people.
        const wide = asker?.mandates.filter(
          ({ indicator, programme }) => indicator === undefined && programme === undefined,
        );
        const mandate =
          wide?.find(({ role }) => role === 'administrator') ?? wide?.find(({ role }) => role === 'auditor');
        if (asker && mandate) found.set(collaboration, { asker, mandate: mandate.id, role: mandate.role });
      }
    }
    return found;
  }

  /** Before anything is read: what cannot be recorded is not read. */
  private async recordReading(readers: ReadonlyMap<string, Reader>, person: string): Promise<void> {
    for (const [collaboration, { asker, mandate }] of readers)
      await this.platform.access.readAbout(collaboration, asker, mandate, person);
  }
}

interface Reader {
  readonly asker: Asker;
  readonly mandate: string;
  readonly role: string;
}

const nothing = (reply: FastifyReply, language: Language): FastifyReply =>
  sendPage(reply, NotFoundPage({ language }), HttpStatus.NOT_FOUND);
