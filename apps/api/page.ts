import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

export const sendPage = (reply: FastifyReply, page: ReactElement, status = 200): FastifyReply =>
  sendHtml(reply, `<!doctype html>${renderToStaticMarkup(page)}`, status);

/**
 * Sends a whole page made on the server. It carries no script, and its one style sheet is allowed by its hash:
 * nothing else may run or load.
 */
export function sendHtml(reply: FastifyReply, html: string, status = 200): FastifyReply {
  const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(
    ([, css]) =>
      `'sha256-${createHash('sha256')
        .update(css ?? '')
        .digest('base64')}'`,
  );
  return reply
    .status(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header(
      'content-security-policy',
      `default-src 'none'; style-src ${styles.join(' ') || "'none'"}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    )
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .send(html);
}
