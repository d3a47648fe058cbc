import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

export const sendPage = (reply: FastifyReply, page: ReactElement, status = 200): FastifyReply =>
  sendHtml(reply, htmlOf(page), status);

export const htmlOf = (page: ReactElement): string => `<!doctype html>${renderToStaticMarkup(page)}`;

/**
 * Sends a whole page made on the server. It carries no script, and its one style sheet is allowed by its hash:
 * nothing else may run or load.
 */
export const sendHtml = (reply: FastifyReply, html: string, status = 200): FastifyReply =>
  reply.status(status).headers(pageHeaders(html)).send(html);

export function pageHeaders(html: string): Record<string, string> {
  const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(
    ([, css]) =>
      `'sha256-${createHash('sha256')
        .update(css ?? '')
        .digest('base64')}'`,
  );
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'",
      `style-src ${styles.join(' ') || "'none'"}`,
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    // Not no-referrer: with it browsers hide the origin of a page's own forms.
    'referrer-policy': 'same-origin',
  };
}
