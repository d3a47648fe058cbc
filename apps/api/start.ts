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
import { progressOn } from '../cli/progress.ts';
import { importFolder } from '../cli/import/import.ts';
import { Occupied, occupancyFile, occupy } from './occupancy.ts';
import { openPlatformAt, type Platform } from './platform.ts';
import { createServer, listen } from './server.ts';
import { edgeSettings, UnfitSettings } from './settings.ts';
import { Entrance } from './sign-in/entrance.ts';
import { signInSettings } from './sign-in/sign-in.settings.ts';
import { commandsOf } from './sign-in/stronger.ts';

const options = {
  dev: { type: 'boolean', default: false },
  fresh: { type: 'boolean', default: false },
  port: { type: 'string', default: process.env['PORT'] ?? '3000' },
  host: { type: 'string', default: '127.0.0.1' },
  settings: { type: 'string', default: process.env['TALKOOT_SETTINGS'] ?? '' },
  data: { type: 'string', default: 'data' },
  log: { type: 'string', default: process.env['TALKOOT_LOG'] ?? '' },
  'checkpoint-events': { type: 'string', default: process.env['TALKOOT_CHECKPOINT_EVENTS'] ?? '1000' },
  'checkpoint-seconds': { type: 'string', default: process.env['TALKOOT_CHECKPOINT_SECONDS'] ?? '300' },
  collaboration: { type: 'string', default: 'infra/collaborations/keski-suomi' },
} as const;

/** A plain sentence for the person who typed the command; nothing else is printed. */
class Sentence extends Error {}

/**
 * Opens the platform, serves, and stops cleanly on Ctrl-C. With `--dev` the demonstration is loaded when there is
 * nothing yet, and its people sign in with one click; without it nothing is there that nobody has put there.
 */
export async function start(argv: string[]): Promise<void> {
  try {
    await serve(argv);
  } catch (error) {
    console.error(`\n${sentenceFor(error)}\n`);
    process.exitCode = 1;
  }
}

async function serve(argv: string[]): Promise<void> {
  const { values } = parseArgs({ args: argv, options });
  const { dev, fresh, port, host, settings, data, log, collaboration } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new Sentence(`The port is a number from 0 to 65535, not ${JSON.stringify(port)}.`);
  const file = settings === '' ? undefined : resolve(settings);
  const { publicUrl, providers, embedded, stronger, tokenIssuers } = signInSettings(file, dev);
  const edge = edgeSettings(file, dev);
  if (!isLoopback(host) && publicUrl?.startsWith('https:') !== true)
    throw new Sentence(
      `Talkoot speaks plain HTTP, so it listens beyond this machine (--host ${host}) only where edge.publicUrl in its settings is an https address, with a proxy before it.`,
    );
  if (fresh && !dev) throw new Sentence('--fresh throws all data away, so it goes with --dev alone.');
  const everyEvents = wholeNumber('checkpoint-events', values['checkpoint-events']);
  const everySeconds = wholeNumber('checkpoint-seconds', values['checkpoint-seconds']);
  const folder = resolve(data);

  let close: () => Promise<unknown> = () => Promise.resolve();
  stopOnSignal(() => close());
  await see(Number(port), host);
  if (fresh && log !== '')
    throw new Sentence(
      `--fresh begins a data folder anew, and leaves ${shown(log)} alone: empty that yourself, or name another.`,
    );
  if (fresh) mayClear(folder);
  // Held until the process ends, however it ends.
  occupy(folder);
  if (fresh) clear(folder);
  const place = log === '' ? folder : log;
  const platform = dev ? await openLoaded(folder, place, resolve(collaboration)) : await open(folder, place);
  close = () => platform.close();
  await platform.reactions?.start();
  await platform.forgetting.finish().catch((error: unknown) => {
    console.error(`Somebody who was to be forgotten is not yet: ${sentenceFor(error)}`);
  });
  platform.notary?.start({ everyEvents, everySeconds });
  // A cache: it is opened by who asks of it first, when it cannot be now.
  await platform.history.store.start().catch((error: unknown) => {
    console.error(`The index of the history is not open yet: ${sentenceFor(error)}`);
  });
  const entrance = new Entrance({
    folder,
    people: platform.people,
    publicUrl,
    providers,
    embedded,
    strongerCommands: commandsOf(stronger),
    tokenIssuers,
    demonstration: dev,
  });
  const server = await createServer(platform, entrance, edge);
  const closeServer = closerOf(server);
  const closeRest = () => {
    entrance.close();
    return platform.close();
  };
  close = () => closeServer().finally(closeRest);
  try {
    const url = await listen(server, entrance, Number(port), host);
    if (dev) announce(entrance.origin, platform, folder, place);
    else announceHouse(url, entrance, folder, place);
  } catch (error) {
    await closeRest();
    throw error;
  }
}

/** What was given as a number, if it is one from 1 on. */
function wholeNumber(name: string, given: string): number {
  if (!/^[1-9]\d{0,8}$/.test(given))
    throw new Sentence(`--${name} is a whole number from 1 on, not ${JSON.stringify(given)}.`);
  return Number(given);
}

/**
 * Throws when the port is taken: before anything is loaded, and above all before `--fresh` clears a folder that the
 * server on that port is likely to be using.
 */
async function see(port: number, host: string): Promise<void> {
  const probe = listener().listen(port, host);
  await once(probe, 'listening');
  probe.close();
  await once(probe, 'close');
}

const isLoopback = (host: string): boolean => ['localhost', '127.0.0.1', '::1'].includes(host);

/** Throws for a folder that is not a data folder. */
function mayClear(folder: string): void {
  if (!existsSync(folder) || (statSync(folder).isDirectory() && filesIn(folder).length === 0)) return;
  if (!existsSync(join(folder, 'log.db')))
    throw new Sentence(`${folder} is not a Talkoot data folder, so --fresh leaves it alone. Name another with --data.`);
}

/** Removes what is in a data folder but the lock by which this server holds it. */
function clear(folder: string): void {
  for (const file of filesIn(folder)) rmSync(join(folder, file), { recursive: true });
}

const filesIn = (folder: string): readonly string[] => readdirSync(folder).filter((file) => file !== occupancyFile);

/**
 * The platform, with the demonstration loaded into an empty one. A file `loading` stands beside the log from before
 * the first event of that load until after its last, and names where it comes from: a load that was interrupted is
 * gone on with by the next start, and one that was not is never done again, whatever people have changed since.
 */
async function openLoaded(folder: string, place: Place, collaboration: string): Promise<Platform> {
  const platform = await open(folder, place);
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
  return open(folder, place);
}

const open = (folder: string, place: Place): Promise<Platform> =>
  openPlatformAt(place, {
    folder,
    warn: (message) => {
      console.error(message);
    },
    reactions: true,
  });

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
      `  Sign in          ${url}/sign-in`,
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

/** Where people put in what is there: nothing but the way in is told. */
function announceHouse(url: string, entrance: Entrance, folder: string, place: Place): void {
  const first = entrance.firstLink();
  console.log(
    [
      '',
      `Talkoot is at ${entrance.origin}, and listens at ${url}`,
      ...(first === undefined
        ? []
        : [
            '',
            'Nobody has signed in yet. Whoever opens this link is the first, and can open a collaboration.',
            'It works once and for a week; the next start makes another.',
            `  ${first}`,
          ]),
      '',
      place === folder ? `Data is kept in ${folder}.` : `Events are kept in ${shown(place)}, people in ${folder}.`,
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
  if (
    [Sentence, Occupied, UnfitSettings, UnfitFile, UnfitDatabase, LogUnavailable].some((kind) => error instanceof kind)
  )
    return error.message;
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
