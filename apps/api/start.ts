import { UnfitFile } from '#event-log';
import { inLanguage } from '#language';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { progressOn } from '../cli/import/import.command.ts';
import { importFolder } from '../cli/import/import.ts';
import { openPlatform, type Platform } from './platform.ts';
import { createServer } from './server.ts';

const options = {
  dev: { type: 'boolean', default: false },
  fresh: { type: 'boolean', default: false },
  port: { type: 'string', default: process.env['PORT'] ?? '3000' },
  data: { type: 'string', default: 'data' },
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
  const { dev, fresh, port, data, collaboration } = parseArgs({ args: argv, options }).values;
  if (!dev)
    throw new Sentence(
      'Talkoot has only its demonstration sign-in so far, so it does not start without --dev. Use: npm start',
    );
  const portNumber = Number(port);
  if (!Number.isInteger(portNumber) || portNumber < 0 || portNumber > 65_535)
    throw new Sentence(`The port is a number from 0 to 65535, not ${JSON.stringify(port)}.`);
  const folder = resolve(data);
  if (fresh) await clear(folder);

  await loadIfEmpty(folder, collaboration);
  const platform = openPlatform({ folder, warn: (message) => console.error(message) });
  const server = await createServer(platform);
  try {
    await server.listen(portNumber, '127.0.0.1');
  } catch (error) {
    await platform.close();
    throw error;
  }
  stopOnSignal(server, platform);
  announce(await server.getUrl(), platform, folder);
}

/** Removes a data folder, and nothing that is not one. */
async function clear(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  if (!existsSync(join(folder, 'log.db')))
    throw new Sentence(`${folder} is not a Talkoot data folder, so --fresh leaves it alone. Name another with --data.`);
  await rm(folder, { recursive: true });
}

/** The demonstration's history is told by a simulated clock; what happens afterwards by the real one. */
async function loadIfEmpty(folder: string, collaboration: string): Promise<void> {
  const platform = openPlatform({ folder });
  try {
    if ((await platform.log.head()) > 0n) return;
  } finally {
    await platform.close();
  }
  const began = performance.now();
  const screen = progressOn(process.stdout);
  const report = await importFolder({
    folder,
    source: resolve(collaboration),
    simulateClock: true,
    onProgress: screen.show,
  });
  screen.end();
  if (report.errors.length > 0)
    throw new Sentence(
      [
        `${collaboration} could not be loaded:`,
        ...report.errors.map(({ file, line, reason }) => `  ${file}:${String(line)} ${reason}`),
      ].join('\n'),
    );
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`Loaded ${collaboration}: ${String(report.commands)} commands in ${seconds} s`);
}

function announce(url: string, platform: Platform, folder: string): void {
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
      `Data is kept in ${folder}. Begin anew with: npm start -- --fresh`,
      'Stop with Ctrl-C.',
    ].join('\n'),
  );
}

function stopOnSignal(server: { close(): Promise<void> }, platform: Platform): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    console.log('\nStopping …');
    // Requests in flight end first, then the worlds write their snapshots.
    void server
      .close()
      .then(() => platform.close())
      .then(
        () => console.log('Stopped. Nothing is lost.'),
        (error: unknown) => {
          console.error(error);
          process.exitCode = 1;
        },
      );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function sentenceFor(error: unknown): string {
  if (error instanceof Sentence || error instanceof UnfitFile) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return 'The port is taken by another program. Stop it, or choose another port: npm start -- --port 3001';
    case 'EACCES':
    case 'EPERM':
      return `There is no permission for this: ${error instanceof Error ? error.message : ''}`;
    case 'ENOSPC':
    case 'SQLITE_FULL':
      return 'The disk is full. Free some space and start again; nothing that was saved is lost.';
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `${error instanceof Error ? error.message : ''}. Known options: ${Object.keys(options)
        .map((name) => `--${name}`)
        .join(' ')}`;
    default:
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
