import { languages } from '#language';
import { Catch, HttpStatus, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFoundPage } from './not-found.page.tsx';
import { sendPage } from './page.ts';

/** An address where nothing is: a page for a browser, two words for a program. Nothing asked is said back. */
@Catch(NotFoundException)
export class NotFoundFilter implements ExceptionFilter<NotFoundException> {
  catch(_: NotFoundException, host: ArgumentsHost): FastifyReply {
    const { headers, query } = host.switchToHttp().getRequest<FastifyRequest<{ Querystring: { lang?: unknown } }>>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (headers.accept?.includes('text/html') === true)
      return sendPage(
        reply,
        NotFoundPage({ language: languages.find((known) => known === query.lang) ?? 'fi' }),
        HttpStatus.NOT_FOUND,
      );
    return reply.status(HttpStatus.NOT_FOUND).send({ code: 'NOT_FOUND', message: 'There is nothing at this address.' });
  }
}
