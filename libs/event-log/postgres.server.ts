/** A PostgreSQL server of their own for the tests, from the programs of this machine, or the one POSTGRES_URL names. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** Why tests that need PostgreSQL cannot run here, and what to do; nothing when they can. */
export const withoutPostgres = (): string | undefined => {
  if (process.env['POSTGRES_URL'] !== undefined || folderOfPrograms() !== undefined) return undefined;
  return 'Tests of the PostgreSQL store need a server: install one (Debian: sudo apt-get install postgresql) or set POSTGRES_URL';
};

const folderOfPrograms = (): string | undefined => {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  return [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ].find((folder) => ['initdb', 'postgres'].every((program) => existsSync(join(folder, program))));
};

/** PostgreSQL refuses to run as root: then it runs as the user Debian made for it, or as nobody. */
const account = () => {
  if (process.getuid?.() !== 0) return {};
  const line = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  return { uid: Number(line?.[1] ?? 65_534), gid: Number(line?.[2] ?? 65_534) };
};

export interface Server {
  readonly url: string;
  /** Asks the server, on a connection of its own. */
  ask<Row extends Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Ends the server at once, as a power cut would; what was not on the disk is lost to it. */
  crash(): Promise<void>;
  /** Starts it again after {@link crash}, with settings such as `fsync=off`. */
  start(settings?: readonly string[]): Promise<void>;
  /** Stops the server and removes its data. */
  remove(): Promise<void>;
}

/** Starts a server, on a socket that only this machine sees. Ask {@link withoutPostgres} first. */
export const startServer = async (): Promise<Server> => {
  const given = process.env['POSTGRES_URL'];
  const asking = (url: string): Server['ask'] => {
    return async <Row extends Record<string, unknown>>(text: string, values?: unknown[]) => {
      const client = new Client({ connectionString: url });
      await client.connect();
      try {
        return (await client.query<Row>(text, values)).rows;
      } finally {
        await client.end();
      }
    };
  };
  const notOurs = () => Promise.reject(new Error('The server of POSTGRES_URL is not ours to stop'));
  if (given !== undefined)
    return { url: given, ask: asking(given), crash: notOurs, start: notOurs, remove: () => Promise.resolve() };

  const programs = folderOfPrograms() ?? '';
  const user = account();
  const folder = mkdtempSync(join(tmpdir(), 'talkoot-pg-'));
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const run = { ...user, cwd: folder, encoding: 'utf8' as const };
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'talkoot', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    run,
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const url = `postgres://talkoot@/postgres?host=${folder}`;
  const ask = asking(url);
  let child: ChildProcess | undefined;

  const start = async (settings: readonly string[] = []) => {
    const options = ['listen_addresses=', `unix_socket_directories=${folder}`, 'shared_buffers=32MB', ...settings];
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline) {
      const server = spawn(join(programs, 'postgres'), ['-D', data, ...options.flatMap((option) => ['-c', option])], {
        ...user,
        cwd: folder,
        stdio: 'ignore',
      });
      child = server;
      // After a crash the first start may end again while old processes still hold the data.
      while (server.exitCode === null && Date.now() < deadline) {
        if (await ask('SELECT 1').then(Boolean, () => false)) return;
        await sleep(20);
      }
      await sleep(100);
    }
    throw new Error('PostgreSQL did not start in 20 seconds');
  };
  const end = async (signal: 'SIGKILL' | 'SIGQUIT' | 'SIGINT') => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  // The last resort, when a test run is broken off.
  process.once('exit', () => child?.kill('SIGQUIT'));
  await start();
  return {
    url,
    ask,
    crash: () => end('SIGQUIT'),
    start,
    remove: async () => {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
