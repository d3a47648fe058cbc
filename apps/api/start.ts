import { LogUnavailable, shown, START, UnfitDatabase, UnfitFile, type Place } from '#event-log';
import { inLanguage } from '#language';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as listener } from 'node:net';
import { join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { progressOn } from '../cli/import/import.command.ts';
import { importFolder } from '../cli/import/import.ts';
import { openPlatformAt, type Platform } from './platform.ts';
import { createServer } from './server.ts';

const options = {
  dev: { type: 'boolean', default: false },
  fresh: { type: 'boolean', default: false },
  port: { type: 'string', default: process.env['PORT'] ?? '3000' },
  data: { type: 'string', default: 'data' },
  log: { type: 'string', default: process.env['TALKOOT_LOG'] ?? '' },
  collaboration: { type: 'string', default: 'infra/collaborations/keski-suomi' },
} as const;

/** A plain sentence for the person who typed the command; nothing else is printed. */
class Sentence extends Error {}

/** Opens the platform, loads the demonstration when there is nothing yet, serves, and stops cleanly on Ctrl-C. */
export async function start(argv: string[]): Promise<void> {
  try {
    await serve(argv);
  } catch (error) {
    console.error(`\n${sentenceFor(error)}\n`);
    process.exitCode = 1;
  }
}

async function serve(argv: string[]): Promise<void> {
  const { dev, fresh, port, data, log, collaboration } = parseArgs({ args: argv, options }).values;
  if (!dev)
    throw new Sentence(
      'Talkoot has only its demonstration sign-in so far, so it does not start without --dev. Use: npm start',
    );
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new Sentence(`The port is a number from 0 to 65535, not ${JSON.stringify(port)}.`);
  const folder = resolve(data);

  let close: () => Promise<unknown> = () => Promise.resolve();
  stopOnSignal(() => close());
  await see(Number(port));
  if (fresh && log !== '')
    throw new Sentence(
      `--fresh begins a data folder anew, and leaves ${shown(log)} alone: empty that yourself, or name another.`,
    );
  if (fresh) clear(folder);
  const place = log === '' ? folder : log;
  const platform = await openLoaded(folder, place, resolve(collaboration));
  close = () => platform.close();
  await platform.reactions?.start();
  // A cache: it is opened by who asks of it first, when it cannot be now.
  await platform.history.store.start().catch((error: unknown) => {
    console.error(`The index of the history is not open yet: ${sentenceFor(error)}`);
  });
  const server = await createServer(platform);
  const closeServer = closerOf(server);
  close = () => closeServer().finally(() => platform.close());
  try {
    await server.listen(Number(port), '127.0.0.1');
  } catch (error) {
    await platform.close();
    throw error;
  }
  announce(await server.getUrl(), platform, folder, place);
}

/**
 * Throws when the port is taken: before anything is loaded, and above all before `--fresh` clears a folder that the
 * server on that port is likely to be using.
 */
async function see(port: number): Promise<void> {
  const probe = listener().listen(port, '127.0.0.1');
  await once(probe, 'listening');
  probe.close();
  await once(probe, 'close');
}

/** Removes a data folder, and nothing that is not one. */
function clear(folder: string): void {
  if (!existsSync(folder) || (statSync(folder).isDirectory() && readdirSync(folder).length === 0)) return;
  if (!existsSync(join(folder, 'log.db')))
    throw new Sentence(`${folder} is not a Talkoot data folder, so --fresh leaves it alone. Name another with --data.`);
  rmSync(folder, { recursive: true });
}

/**
 * The platform, with the demonstration loaded into an empty one. A file `loading` stands beside the log from before
 * the first event of that load until after its last, and names where it comes from: a load that was interrupted is
 * gone on with by the next start, and one that was not is never done again, whatever people have changed since.
 */
async function openLoaded(folder: string, place: Place, collaboration: string): Promise<Platform> {
  const warn = (message: string) => {
    console.error(message);
  };
  const open = () => openPlatformAt(place, { folder, warn, reactions: true });
  const platform = await open();
  const mark = join(folder, 'loading');
  const interrupted = existsSync(mark);
  const empty = (await platform.log.head()) === START;
  if (!interrupted && !empty) return platform;
  await platform.close();
  // While nothing is there yet, another source may still be chosen.
  const source = empty ? collaboration : readFileSync(mark, 'utf8');
  writeFileSync(mark, source, { flush: true });
  await load(folder, place, source);
  rmSync(mark);
  return open();
}

/** The demonstration's history is told by a simulated clock; what happens afterwards by the real one. */
async function load(folder: string, log: Place, source: string): Promise<void> {
  const name = relative('', source);
  const began = performance.now();
  const screen = progressOn(process.stdout);
  const report = await importFolder({ folder, log, source, simulateClock: true, onProgress: screen.show });
  screen.end();
  if (report.errors.some(({ code }) => code === 'NOT_STORED'))
    throw new Sentence(
      `${shown(log)} could not be written to, most likely because the disk is full. Free some space and start again: the loading goes on from here.`,
    );
  if (report.errors.length > 0)
    throw new Sentence(
      [
        `${name} could not be loaded:`,
        ...report.errors.map(({ file, line, reason }) => `  ${file}:${String(line)} ${reason}`),
      ].join('\n'),
    );
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`Loaded ${name}: ${String(report.commands)} commands in ${seconds} s`);
}

function announce(url: string, platform: Platform, folder: string, place: Place): void {
  const people = platform.people.list().filter((person) => person.signIn);
  console.log(
    [
      '',
      `Talkoot is at ${url}`,
      `  Sign in          ${url}/dev/sign-in`,
      `  Half-year report ${url}/reports/keskisuomi/2024-H2`,
      `  GraphQL          ${url}/graphql`,
      `  Health           ${url}/health`,
      '',
      'Demonstration people who can sign in:',
      ...people.map(({ id, label }) => `  ${id.padEnd(28)} ${inLanguage(label, 'en').text}`),
      '',
      place === folder
        ? `Data is kept in ${folder}. Begin anew with: npm start -- --fresh`
        : `Events are kept in ${shown(place)}, people in ${folder}.`,
      'Stop with Ctrl-C.',
    ].join('\n'),
  );
}

/** How long requests under way and open sockets are given to end, in milliseconds. */
const graceMs = 3_000;

/**
 * How to close a server: it takes nothing new, requests under way are answered, sockets are told to go away. Who does
 * not end within the grace is left behind: nothing that was not acknowledged counts as saved.
 */
function closerOf(server: NestFastifyApplication): () => Promise<unknown> {
  const http = server.getHttpServer();
  const underWay = new Set<ServerResponse>();
  http.prependListener('request', (_: IncomingMessage, response: ServerResponse) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
  });
  const answered = async () => {
    while (underWay.size > 0) await Promise.all([...underWay].map((response) => once(response, 'close')));
  };
  return async () => {
    const grace = sleep(graceMs);
    http.close();
    await Promise.race([answered(), grace]);
    await Promise.race([server.close(), grace]);
  };
}

/** A terminal and npm both pass Ctrl-C on, so the second signal says nothing new. */
function stopOnSignal(close: () => Promise<unknown>): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    console.log('\nStopping …');
    close().then(
      () => {
        console.log('Stopped. Nothing is lost.');
        process.exit(0);
      },
      (error: unknown) => {
        console.error(`\n${sentenceFor(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function sentenceFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ([Sentence, UnfitFile, UnfitDatabase, LogUnavailable].some((kind) => error instanceof kind)) return error.message;
  const said = (field: string): string => {
    const value: unknown = Reflect.get(error, field);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const code = said('code');
  const path = said('path');
  if (code.startsWith('ERR_PARSE_ARGS')) {
    // Node adds a sentence of advice on odd names.
    const [what = ''] = error.message.split('. ');
    return `${what}. Known options: ${Object.keys(options)
      .map((name) => `--${name}`)
      .join(' ')}`;
  }
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${said('port')} is taken by another program. Stop it, or choose another port: npm start -- --port ${String((Number(said('port')) + 1) % 65_536)}`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `There is no permission for this: ${error.message}`;
    case 'ENOENT':
      return `${path} does not exist.`;
    case 'EEXIST':
    case 'ENOTDIR':
      return `${path} is not a folder.`;
    case 'ENOSPC':
    case 'SQLITE_FULL':
      return 'The disk is full. Free some space and start again; nothing that was saved is lost.';
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
      return 'A file in the data folder cannot be opened for writing. Name another folder with --data.';
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return 'A file in the data folder is broken, or is no database. Name another folder with --data.';
    default:
      return error.stack ?? error.message;
  }
}
