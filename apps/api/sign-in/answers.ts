import type { Language } from '#language';
import { HttpStatus } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { sendPage } from '../page.ts';
import { NoticePage } from './sign-in.pages.tsx';

/** After a form is sent the browser asks anew: going back sends nothing twice. */
export const seeOther = (reply: FastifyReply, location: string): FastifyReply =>
  reply.status(HttpStatus.SEE_OTHER).header('location', location).header('cache-control', 'no-store').send();

/** The same for an invitation that never was, one that was used and one that has expired. */
export const gone = (reply: FastifyReply, language: Language): FastifyReply =>
  sendPage(reply, NoticePage({ language, say: 'invitationGone' }), HttpStatus.NOT_FOUND);
