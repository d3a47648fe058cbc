import type { LoggerService } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import { pino, type Logger } from 'pino';

/** Nest's log lines as JSON through pino, on standard error. What was told to the asker as their own mistake is no line. */
export class PinoLogger implements LoggerService {
  private readonly pino: Logger;

  constructor(level = process.env['LOG_LEVEL'] ?? 'warn') {
    this.pino = pino({ level, base: null }, process.stderr);
  }

  log(message: unknown, context?: string): void {
    this.pino.info({ context }, text(message));
  }
  warn(message: unknown, context?: string): void {
    this.pino.warn({ context }, text(message));
  }
  error(message: unknown, stack?: string, context?: string): void {
    // Nest reports every exception of a resolver; the GraphQL edge tells and logs them itself (edge.ts).
    if (message instanceof GraphQLError || isTheirs(message)) return;
    this.pino.error({ context: context ?? stack, stack }, text(message));
  }
  debug(message: unknown, context?: string): void {
    this.pino.debug({ context }, text(message));
  }
}

/** Whoever hangs up in the middle of a body, or sends what cannot be read, would otherwise write our log for us. */
const isTheirs = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'statusCode' in message && Number(message.statusCode) < 500;

const text = (message: unknown): string =>
  message instanceof Error
    ? (message.stack ?? message.message)
    : typeof message === 'string'
      ? message
      : JSON.stringify(message);
