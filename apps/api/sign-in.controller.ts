import { inLanguage, languages, type Language } from '#language';
import { Body, Controller, Get, Headers, HttpStatus, Inject, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Platform } from './platform.ts';
import { Sessions } from './sessions.ts';
import { SignInPage } from './sign-in.page.tsx';
import { sendPage } from './page.ts';
import { PLATFORM } from './tokens.ts';

/** The demonstration people, one click each. Only in `--dev`: the server does not start without it yet. */
@Controller()
export class SignInController {
  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  /** There is no other page to begin from yet. */
  @Get()
  begin(@Res() reply: FastifyReply) {
    return reply.status(HttpStatus.SEE_OTHER).header('location', '/dev/sign-in').send();
  }

  @Get('dev/sign-in')
  page(@Res() reply: FastifyReply, @Headers('cookie') cookie: string | undefined, @Query('lang') lang?: string) {
    const language: Language = languages.find((known) => known === lang) ?? 'fi';
    const people = this.platform.people.list().filter((person) => person.signIn);
    const signedIn = this.sessions.of(cookie)?.person;
    const shown = people.map(({ id, label }) => ({
      id,
      label: inLanguage(label, language),
      signedIn: id === signedIn,
    }));
    return sendPage(reply, SignInPage({ language, people: shown }));
  }

  /** Answers a browser with a way on, and a program with who it now is. */
  @Post('dev/sign-in')
  signIn(@Res() reply: FastifyReply, @Headers('accept') accept: string | undefined, @Body() body: unknown) {
    const id = typeof body === 'object' && body !== null && 'person' in body ? body.person : undefined;
    const person = this.platform.people.list().find((known) => known.signIn && known.id === id);
    if (!person)
      return reply
        .status(HttpStatus.BAD_REQUEST)
        .send({ code: 'PERSON_UNKNOWN', message: 'Choose one of the demonstration people listed at /dev/sign-in.' });
    const token = this.sessions.open({ person: person.id });
    void reply.header('set-cookie', `${Sessions.cookie}=${token}; Path=/; HttpOnly; SameSite=Lax`);
    return accept?.includes('text/html')
      ? reply.status(HttpStatus.SEE_OTHER).header('location', '/dev/sign-in').send()
      : reply.status(HttpStatus.OK).send({ person: person.id });
  }
}
