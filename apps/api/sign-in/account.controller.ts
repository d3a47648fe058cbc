import { demonstrationAccount, interactionPath, invitationStands, type AccountComplaint } from '#identity';
import { inLanguage, type Language } from '#language';
import { Body, Controller, Get, HttpStatus, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendPage } from '../page.ts';
import type { Platform } from '../platform.ts';
import { PLATFORM } from '../tokens.ts';
import { Entrance } from './entrance.ts';
import { fieldOf } from './form.ts';
import { gone, seeOther } from './answers.ts';
import { AccountPage, InvitationPage, languageOf, NoticePage } from './sign-in.pages.tsx';
import { embeddedId } from './sign-in.settings.ts';

/** The embedded provider's own pages, and the one on which an invitation is accepted. */
@Controller()
export class AccountController {
  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(Entrance) private readonly entrance: Entrance,
  ) {}

  @Get(`${interactionPath}/:uid`)
  async ask(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('uid') uid: string,
    @Query('lang') lang?: string,
  ) {
    const interaction = await this.interaction(request, reply, uid);
    return interaction ? this.account(reply, languageOf(lang, interaction.language)) : over(reply, languageOf(lang));
  }

  /** A name and a password; or, in `--dev`, one of the demonstration people. */
  @Post(`${interactionPath}/:uid`)
  async answer(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('uid') uid: string,
    @Body() body: unknown,
    @Query('lang') lang?: string,
  ) {
    const interaction = await this.interaction(request, reply, uid);
    if (!interaction) return over(reply, languageOf(lang));
    const language = languageOf(lang, interaction.language);
    const person = fieldOf(body, 'person');
    if (person !== undefined) {
      const account = this.demonstration(person);
      return account === undefined ? this.account(reply, language, 'wrong') : this.go(request, reply, account);
    }
    const [name = '', password = ''] = [fieldOf(body, 'name'), fieldOf(body, 'password')];
    const { throttle, accounts } = this.entrance;
    const tried = { account: name.trim().toLowerCase(), address: request.ip };
    if (throttle.wait(tried) > 0) return this.account(reply, language, 'wait', name);
    throttle.failed(tried);
    const account = await accounts.check(name, password);
    if (account === undefined) return this.account(reply, language, 'wrong', name);
    throttle.succeeded(tried);
    return this.go(request, reply, account);
  }

  @Get('invitation/:token')
  async invitation(@Res() reply: FastifyReply, @Param('token') token: string, @Query('lang') lang?: string) {
    const language = languageOf(lang);
    if (!(await this.stands(token))) return gone(reply, language);
    return this.invite(reply, language, token);
  }

  /** Who was invited makes an account here. */
  @Post('invitation/:token')
  async accept(
    @Res() reply: FastifyReply,
    @Param('token') token: string,
    @Body() body: unknown,
    @Query('lang') lang?: string,
  ) {
    const { accounts, people, embedded } = this.entrance;
    const language = languageOf(lang);
    if (!embedded || !(await this.stands(token))) return gone(reply, language);
    const [name = '', password = ''] = [fieldOf(body, 'name'), fieldOf(body, 'password')];
    const opened = await accounts.open(token, name, password);
    if (opened === 'INVITATION_GONE') return gone(reply, language);
    if (typeof opened === 'string') return this.invite(reply, language, token, opened, name);
    people.link({ issuer: embeddedId, subject: opened.id }, opened.person);
    return sendPage(reply, NoticePage({ language, say: 'accountMade', on: `/sign-in/with/${embeddedId}` }));
  }

  private async stands(token: string): Promise<boolean> {
    const invited = this.entrance.accounts.invited(token);
    return invited !== undefined && (await invitationStands(this.platform, invited));
  }

  private async interaction(request: FastifyRequest, reply: FastifyReply, uid: string) {
    const interaction = await this.entrance.embedded?.interaction(request.raw, reply.raw);
    return interaction?.uid === uid ? interaction : undefined;
  }

  private async go(request: FastifyRequest, reply: FastifyReply, account: string) {
    const { embedded } = this.entrance;
    if (!embedded) return over(reply, languageOf());
    return seeOther(reply, await embedded.finish(request.raw, reply.raw, account));
  }

  /** The account of a person made up to show the software, where such people may sign in. */
  private demonstration(person: string): string | undefined {
    const { people } = this.entrance;
    if (!this.shown().some(({ id }) => id === person)) return undefined;
    const account = demonstrationAccount(person);
    return people.link({ issuer: embeddedId, subject: account }, person) ? account : undefined;
  }

  private shown() {
    const { demonstration, people } = this.entrance;
    return demonstration ? people.list().filter((one) => one.demonstration && one.signIn) : [];
  }

  private account(reply: FastifyReply, language: Language, complaint?: 'wrong' | 'wait', name?: string) {
    const people = this.shown().map(({ id, label }) => ({ id, label: inLanguage(label, language) }));
    const status =
      complaint === undefined
        ? HttpStatus.OK
        : complaint === 'wait'
          ? HttpStatus.TOO_MANY_REQUESTS
          : HttpStatus.BAD_REQUEST;
    return sendPage(reply, AccountPage({ language, complaint, people, ...(name !== undefined && { name }) }), status);
  }

  private invite(reply: FastifyReply, language: Language, token: string, complaint?: AccountComplaint, name?: string) {
    const own = this.entrance.embedded ? embeddedId : undefined;
    const ways = this.entrance
      .offered()
      .filter(({ settings: { id } }) => id !== embeddedId)
      .map(({ settings }) => ({ id: settings.id, name: settings.name[language] }));
    const page = InvitationPage({ language, token, ways, own, complaint, ...(name !== undefined && { name }) });
    return sendPage(reply, page, complaint === undefined ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
  }
}

const over = (reply: FastifyReply, language: Language) =>
  sendPage(reply, NoticePage({ language, say: 'failed', on: '/sign-in' }), HttpStatus.BAD_REQUEST);
