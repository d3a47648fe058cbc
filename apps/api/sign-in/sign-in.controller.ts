import {
  invitationStands,
  joined,
  NotSignedIn,
  RelyingParty,
  type Attempt,
  type Identity,
  type OpenSession,
} from '#identity';
import { organisationsOf, partners, settingsOf } from '#backbone';
import { inLanguage } from '#language';
import { Body, Controller, Get, HttpStatus, Inject, Logger, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendPage } from '../page.ts';
import type { Platform } from '../platform.ts';
import { PLATFORM } from '../tokens.ts';
import { gone, seeOther } from './answers.ts';
import { setCookie } from './cookies.ts';
import { Entrance } from './entrance.ts';
import { strongerPath } from './stronger.ts';
import { fieldOf, ownPath } from './form.ts';
import { ActingForPage, ChoosePage, languageOf, NoticePage, SignedInPage } from './sign-in.pages.tsx';

const logger = new Logger('SignIn');

/** Signing in with a provider and out again; for whom one acts. */
@Controller()
export class SignInController {
  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(Entrance) private readonly entrance: Entrance,
  ) {}

  @Get('sign-in')
  choose(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query('lang') lang?: string,
    @Query('returnTo') returnTo?: string,
  ) {
    if (this.entrance.isElsewhere(request.headers.host)) return this.toOrigin(request, reply);
    const language = languageOf(lang);
    const session = this.entrance.openSession(request.headers.cookie);
    if (!session) {
      const ways = this.entrance.offered().map(({ settings: { id, name } }) => ({ id, name: name[language] }));
      return sendPage(reply, ChoosePage({ language, ways, returnTo: ownPath(returnTo) ?? '/' }));
    }
    const person = this.platform.people.get(session.person);
    const label = person ? inLanguage(person.label, language) : { text: session.person, language, missing: false };
    return sendPage(reply, SignedInPage({ language, label }));
  }

  /** Sends the browser to the provider. What its answer will be compared with stays here. */
  @Get('sign-in/with/:provider')
  async signIn(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('provider') provider: string,
    @Query('lang') lang?: string,
    @Query('returnTo') returnTo?: string,
  ) {
    if (this.entrance.isElsewhere(request.headers.host)) return this.toOrigin(request, reply);
    return await this.send(reply, provider, { lang, returnTo: ownPath(returnTo) ?? '/' });
  }

  /** Somebody signed in proves once more who they are, for what asks for it; their session is another one then. */
  @Get(strongerPath)
  async stronger(
    @Req() { headers }: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query('lang') lang?: string,
    @Query('returnTo') returnTo?: string,
  ) {
    const session = this.entrance.openSession(headers.cookie);
    const provider = session && this.entrance.provider(session.provider);
    // Nobody, or somebody whose provider has nothing stronger: they choose anew.
    if (!provider?.settings.strongAcr) return seeOther(reply, `/sign-in?lang=${languageOf(lang)}`);
    return this.send(reply, provider.settings.id, { lang, returnTo: ownPath(returnTo) ?? '/', stronger: true });
  }

  /** Who was invited comes with an account they have elsewhere. */
  @Get('invitation/:token/with/:provider')
  acceptWith(
    @Res() reply: FastifyReply,
    @Param('token') token: string,
    @Param('provider') provider: string,
    @Query('lang') lang?: string,
  ) {
    if (this.entrance.accounts.invited(token) === undefined) return gone(reply, languageOf(lang));
    return this.send(reply, provider, { lang, returnTo: '/', invitation: token });
  }

  /** The browser comes back, with a code or without. */
  @Get('sign-in/callback/:provider')
  async complete(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('provider') id: string) {
    const { cookie } = request.headers;
    const attempt = this.entrance.attemptOf(cookie);
    this.set(reply, this.entrance.cookies.attempt, undefined);
    const provider = this.entrance.provider(id);
    // An answer to nothing this browser asked, or from another provider than it asked (mix-up).
    if (!attempt || !provider || attempt.provider !== id) return this.failed(reply);
    try {
      const told = await provider.complete(new URL(request.url, this.entrance.origin), attempt);
      const identity = { issuer: provider.issuerKey, subject: told.subject };
      const { person, refused = 'unknown' } =
        attempt.invitation === undefined
          ? { person: this.entrance.people.bySubject(identity) }
          : await this.accept(identity, attempt.invitation);
      if (person === undefined) {
        const page = NoticePage({ language: languageIn(attempt.returnTo), say: refused, on: '/sign-in' });
        return await sendPage(reply, page, HttpStatus.FORBIDDEN);
      }
      // A new session each time, and the one before is over: what anybody planted in this browser opens nothing.
      const before = this.entrance.openSession(cookie);
      if (before) this.entrance.sessions.end(before.key);
      const token = this.entrance.sessions.open({ person, provider: id, ...told });
      this.set(reply, this.entrance.cookies.session, token);
      const several = await this.severalOf(person);
      return await seeOther(reply, several.length > 0 ? actingForPath(attempt.returnTo) : attempt.returnTo);
    } catch (error) {
      if (!(error instanceof NotSignedIn)) logger.warn(`${id} could not be asked: ${String(error)}`);
      return this.failed(reply, error instanceof NotSignedIn ? 'failed' : 'away', languageIn(attempt.returnTo));
    }
  }

  /** A provider's word that somebody signed out there. */
  @Post('sign-in/back-channel/:provider')
  async backChannel(@Res() reply: FastifyReply, @Param('provider') id: string, @Body() body: unknown) {
    void reply.header('cache-control', 'no-store');
    const token = fieldOf(body, 'logout_token');
    const ended = token === undefined ? undefined : await this.entrance.provider(id)?.loggedOut(token);
    if (!ended || !this.entrance.sessions.isNewLogout(id, ended.id, RelyingParty.logoutMs))
      return reply.status(HttpStatus.BAD_REQUEST).send({ error: 'invalid_request' });
    this.entrance.sessions.endAt(id, ended);
    return reply.status(HttpStatus.OK).send();
  }

  /** Ends the session here, and sends the browser to end it at the provider. */
  @Post('sign-out')
  async signOut(@Req() { headers }: FastifyRequest, @Res() reply: FastifyReply, @Query('lang') lang?: string) {
    const session = this.entrance.openSession(headers.cookie);
    this.set(reply, this.entrance.cookies.session, undefined);
    if (!session) return seeOther(reply, `/signed-out?lang=${languageOf(lang)}`);
    const idToken = this.entrance.sessions.idTokenOf(session.key);
    this.entrance.sessions.end(session.key);
    const onTo = await this.signOutAt(session, idToken);
    if (onTo === undefined) return seeOther(reply, `/signed-out?lang=${languageOf(lang)}`);
    // A page between, since a form's answer may lead a browser to no other site.
    return sendPage(reply, NoticePage({ language: languageOf(lang), say: 'signingOut', onTo }));
  }

  @Get('signed-out')
  signedOut(@Res() reply: FastifyReply, @Query('lang') lang?: string) {
    return sendPage(reply, NoticePage({ language: languageOf(lang), say: 'signedOut', on: '/sign-in' }));
  }

  @Get('acting-for')
  async actingFor(
    @Req() { headers }: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query('lang') lang?: string,
    @Query('collaboration') collaboration?: string,
    @Query('returnTo') returnTo?: string,
  ) {
    const session = this.entrance.openSession(headers.cookie);
    if (!session) return seeOther(reply, '/sign-in?returnTo=/acting-for');
    if (collaboration !== undefined && /^[a-z][a-z0-9]{1,40}$/.test(collaboration))
      await this.platform.worlds.live(collaboration);
    const language = languageOf(lang);
    const several = await this.severalOf(session.person);
    const choices = several.map(({ world, organisations }) => {
      const { collaboration } = world;
      const actsFor = session.actingFor[collaboration] ?? organisations[0];
      const settings = settingsOf(world);
      return {
        collaboration,
        name: settings ? inLanguage(settings.name, language) : { text: collaboration, language, missing: false },
        organisations: organisations.map((id) => {
          const partner = world.rows(partners).get(id);
          return {
            id,
            name: partner ? inLanguage(partner.name, language) : { text: id, language, missing: false },
            chosen: id === actsFor,
          };
        }),
      };
    });
    return sendPage(reply, ActingForPage({ language, choices, returnTo: ownPath(returnTo) }));
  }

  @Post('acting-for')
  async actFor(
    @Req() { headers }: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
    @Query('lang') lang?: string,
  ) {
    const session = this.entrance.openSession(headers.cookie);
    if (!session) return seeOther(reply, '/sign-in?returnTo=/acting-for');
    const [collaboration, organisation] = [fieldOf(body, 'collaboration'), fieldOf(body, 'organisation')];
    const isTheirs =
      collaboration !== undefined &&
      organisation !== undefined &&
      /^[a-z][a-z0-9]{1,40}$/.test(collaboration) &&
      organisationsOf(await this.platform.worlds.live(collaboration), session.person).includes(organisation);
    // The same answer for an organisation that does not exist and for one that is not theirs.
    if (!isTheirs)
      return reply
        .status(HttpStatus.BAD_REQUEST)
        .send({ code: 'ORGANISATION_UNKNOWN', message: 'Choose one of the organisations listed at /acting-for.' });
    this.entrance.sessions.actFor(session.key, collaboration, organisation);
    const on = ownPath(fieldOf(body, 'returnTo'));
    return seeOther(reply, on ?? `/acting-for?lang=${languageOf(lang)}&collaboration=${collaboration}`);
  }

  /** Begins a sign-in: also for the page that accepts an invitation. */
  async send(
    reply: FastifyReply,
    id: string,
    {
      lang,
      returnTo,
      invitation,
      stronger = false,
    }: { lang: string | undefined; returnTo: string; invitation?: string; stronger?: boolean },
  ) {
    const provider = this.entrance.provider(id);
    if (!provider) return this.failed(reply);
    const language = languageOf(lang);
    try {
      const { url, ...secrets } = await provider.begin(this.entrance.redirectUri(id), language, stronger);
      const back = new URL(returnTo, this.entrance.origin);
      back.searchParams.set('lang', language);
      const attempt: Attempt = {
        provider: id,
        ...secrets,
        returnTo: back.pathname + back.search,
        ...(invitation !== undefined && { invitation }),
      };
      this.set(reply, this.entrance.cookies.attempt, this.entrance.sessions.begin(attempt));
      return await seeOther(reply, url.href);
    } catch (error) {
      logger.warn(`${id} could not be asked: ${String(error)}`);
      return this.failed(reply, 'away', lang);
    }
  }

  /** Whom the invitation lets in by this identity from now on, or why it does not. */
  private async accept(
    identity: Identity,
    invitation: string,
  ): Promise<{ readonly person?: string; readonly refused?: 'taken' | 'invitationGone' }> {
    const { people, accounts } = this.entrance;
    const invited = accounts.invited(invitation);
    if (invited === undefined || !(await invitationStands(this.platform, invited)))
      return { refused: 'invitationGone' };
    const known = people.bySubject(identity);
    if (known !== undefined && known !== invited)
      return (await joined(this.platform, known, invited)) ? { person: known } : { refused: 'taken' };
    accounts.accept(invitation);
    people.link(identity, invited);
    return { person: invited };
  }

  private async signOutAt({ provider }: OpenSession, idToken: string | undefined): Promise<string | undefined> {
    try {
      return (await this.entrance.provider(provider)?.signOutUrl(idToken, this.entrance.signedOutUri))?.href;
    } catch {
      // It cannot be reached: signed out here is signed out.
      return undefined;
    }
  }

  /** The collaborations in use in which a person may act for several organisations. */
  private async severalOf(person: string) {
    const { worlds } = this.platform;
    const inUse = await Promise.all(worlds.report.map(({ collaboration }) => worlds.live(collaboration)));
    return inUse
      .map((world) => ({ world, organisations: organisationsOf(world, person) }))
      .filter(({ organisations }) => organisations.length > 1);
  }

  private toOrigin({ url }: FastifyRequest, reply: FastifyReply) {
    return seeOther(reply, this.entrance.origin + url);
  }

  private set(reply: FastifyReply, name: string, value: string | undefined): void {
    void reply.header('set-cookie', setCookie(this.entrance.secure, name, value));
  }

  private failed(reply: FastifyReply, say: 'failed' | 'away' = 'failed', lang?: string) {
    const status = say === 'away' ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.BAD_REQUEST;
    return sendPage(reply, NoticePage({ language: languageOf(lang), say, on: '/sign-in' }), status);
  }
}

const actingForPath = (returnTo: string) =>
  `/acting-for?${new URLSearchParams({ lang: languageIn(returnTo), returnTo }).toString()}`;

/** The language a path carries along. */
const languageIn = (path: string) => languageOf(/[?&]lang=([a-z]{2})/.exec(path)?.[1]);
