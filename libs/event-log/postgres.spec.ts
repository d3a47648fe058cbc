import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { all, eventLogContract, eventually, some, someEvent } from './contract.ts';
import { LogUnavailable, START, type EventLog, type Expected, type RecordedEvent } from './event-log.ts';
import { Flaw } from './inspection.ts';
import { openInspection, openLedger } from './place.ts';
import { openPostgresLog } from './postgres.ts';
import { UnfitDatabase } from './postgres-database.ts';
import { migrations } from './postgres-migrations.ts';
import { startServer, type Server } from './postgres.server.ts';

describe('a PostgreSQL server of this machine', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  }, 60_000);
  afterAll(() => server.remove());

  const placeOf = (name: string) => `${server.url}${server.url.includes('?') ? '&' : '?'}schema=${name}`;
  const newSchema = () => `test_${randomBytes(6).toString('hex')}`;
  const drop = async (schema: string) => {
    await server.ask(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  };
  eventLogContract(
    'PostgreSQL',
    () => {
      const schema = newSchema();
      return Promise.resolve({
        open: (clock?: () => Date) => openPostgresLog({ url: server.url, schema, ...(clock && { clock }) }),
        place: placeOf(schema),
        remove: () => drop(schema),
      });
    },
    { durable: true, synchronous: false },
  );

  let schema: string;
  let logs: EventLog[];
  let clients: Client[];
  beforeEach(() => {
    schema = newSchema();
    logs = [];
    clients = [];
  });
  afterEach(async () => {
    for (const client of clients) await client.end();
    for (const log of logs) await log.close();
    await drop(schema);
  });
  const open = async (options: Partial<Parameters<typeof openPostgresLog>[0]> = {}) => {
    const log = await openPostgresLog({ url: server.url, schema, ...options });
    logs.push(log);
    return log;
  };
  /** A session of another program, which may leave a transaction open. */
  const stranger = async () => {
    const client = new Client({ connectionString: server.url });
    client.on('error', () => undefined);
    await client.connect();
    clients.push(client);
    return client;
  };
  /** Writes one event as another node of ours would, in the transaction its session has open. */
  const writeAs = (client: Client, stream: string) => {
    const pieces = [stream, 'Written', '{}', '{}'];
    let at = 0;
    const starts = [0, ...pieces.map((piece) => (at += piece.length))];
    const { id } = someEvent();
    const seals = [randomBytes(200), [0, 200]];
    const now = new Date().toISOString();
    const values = [Buffer.from(pieces.join('')), starts, [1], [-1], [1, 2], [1], [id], [1], ...seals, now];
    return client.query(`SELECT ${schema}.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, values);
  };
  const follow = (log: EventLog) => {
    const seen: RecordedEvent[] = [];
    log.subscribe({ after: START, handle: (event) => void seen.push(event) });
    return seen;
  };
  const numbered = (events: readonly RecordedEvent[]) =>
    events.every(({ position }, i) => position === BigInt(i + 1)) ? 'without a gap' : 'with a gap';

  describe('the database', () => {
    it('is laid out once, however many open it at the same time', async () => {
      const opened = await Promise.all([1, 2, 3, 4].map(() => open()));
      await Promise.all(opened.map((log, n) => log.append(`s-${n}`, some(1), 'no stream')));
      expect(await server.ask(`SELECT version FROM ${schema}.migrations ORDER BY 1`)).toEqual([
        { version: 1 },
        { version: 2 },
      ]);
      expect(await all(opened[0]?.readAll() ?? (await open()).readAll())).toHaveLength(4);
    });

    it('is refused when a newer version wrote it, and left as it is', async () => {
      await (await open()).append('s', some(1), 'no stream');
      await server.ask(`INSERT INTO ${schema}.migrations (version) VALUES (7)`);
      await expect(open()).rejects.toThrow(
        new UnfitDatabase(
          `The event log in schema ${schema} was written by a newer version of this program: its layout is 7, this one reads 2`,
        ),
      );
      expect(await server.ask(`SELECT count(*)::integer FROM ${schema}.events`)).toEqual([{ count: 1 }]);
    });

    it('is refused when it holds the tables of another program', async () => {
      await server.ask(`CREATE SCHEMA ${schema}`);
      await server.ask(`CREATE TABLE ${schema}.diary (entry text)`);
      await expect(open()).rejects.toThrow(
        new UnfitDatabase(`The schema ${schema} holds the tables of another program`),
      );
      expect(
        await server.ask(`SELECT relname FROM pg_class WHERE relnamespace = '${schema}'::regnamespace`),
      ).toHaveLength(1);
    });

    it('is refused where events would not be safe', async () => {
      const url = `${server.url}${server.url.includes('?') ? '&' : '?'}options=-csynchronous_commit%3Doff`;
      await expect(open({ url })).rejects.toThrow(
        new UnfitDatabase(
          'PostgreSQL would not keep events safely: synchronous_commit is off. Turn it on and start again',
        ),
      );
    });

    it('is refused when its newest events do not hang together', async () => {
      await (await open()).append('s', some(10), 'no stream');
      await server.ask(`ALTER TABLE ${schema}.events DISABLE TRIGGER USER`);
      await server.ask(`DELETE FROM ${schema}.events WHERE revision = 8`);
      await expect(open()).rejects.toThrow(new UnfitDatabase('Event 10 stands without its predecessor in the stream'));
    });

    it('cannot be reached: said in a sentence, without the password', async () => {
      const refused = open({ url: 'postgres://somebody:s3cret@127.0.0.1:1/nowhere' });
      await expect(refused).rejects.toBeInstanceOf(LogUnavailable);
      await expect(refused).rejects.toThrow(/^The event log is unavailable: connect ECONNREFUSED 127.0.0.1:1$/);
    });

    it('lets nothing recorded be changed, deleted or emptied by a slip', async () => {
      await (await open()).append('s', some(3), 'no stream');
      for (const slip of ['DELETE FROM', "UPDATE %s SET type = 'x'::bytea", 'TRUNCATE']) {
        const sql = slip.includes('%s') ? slip.replace('%s', `${schema}.events`) : `${slip} ${schema}.events`;
        await expect(server.ask(sql)).rejects.toThrow('Events are never changed or deleted');
      }
    });

    it('keeps the exact bytes of data and metadata', async () => {
      const event = someEvent({ b: 1, a: '\u0000ä', '10': 0, '9': [1.5e300, -0.1] });
      await (await open()).append('s', [event], 'no stream');
      expect(await server.ask(`SELECT data, metadata FROM ${schema}.events`)).toEqual([
        { data: Buffer.from(JSON.stringify(event.data)), metadata: Buffer.from(JSON.stringify(event.metadata)) },
      ]);
    });

    it('finds every page by an index, however little it knows of its tables', async () => {
      await (await open()).append('s', some(1), 'no stream');
      const client = await stranger();
      await client.query('SET enable_seqscan = off; SET enable_bitmapscan = off');
      const conditions = [
        ['position > 0', 'position'],
        ["substring(sha256(stream) FOR 16) = '\\x00' AND revision >= 0", 'revision'],
        ["category = '\\x00' AND position > 0", 'position'],
      ];
      for (const [condition, order] of conditions) {
        const { rows } = await client.query<Record<string, string>>(
          `EXPLAIN SELECT * FROM ${schema}.events WHERE ${condition} ORDER BY ${order} LIMIT 9`,
        );
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        expect(plan).toMatch(/Index Scan/);
        expect(plan).not.toMatch(/Sort/);
      }
    });
  });

  describe('the leaves', () => {
    /** The log as the first layout had it, written to by a program of that time. */
    const asBefore = async (...streams: readonly [stream: string, count: number][]) => {
      const [layout] = migrations;
      await server.ask(`CREATE SCHEMA ${schema};
        CREATE TABLE ${schema}.migrations (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now());
        ${layout?.(`"${schema}"`)};
        INSERT INTO ${schema}.migrations (version) VALUES (1)`);
      for (const [stream, count] of streams) await writeAsBefore(stream, count);
    };
    const writeAsBefore = async (stream: string, count: number) => {
      const events = some(count);
      const pieces = [stream, ...events.flatMap(({ data }) => ['Written', JSON.stringify(data), '{}'])];
      let at = 0;
      const starts = [0, ...pieces.map((piece) => (at += piece.length))];
      const owners = events.map(() => 1);
      const ids = events.map(({ id }) => id);
      const now = new Date().toISOString();
      const values = [Buffer.from(pieces.join('')), starts, [1], [-1], [1, count + 1], owners, ids, owners, now];
      await server.ask(`SELECT ${schema}.append($1, $2, $3, $4, $5, $6, $7, $8, $9)`, values);
    };
    const leaves = () =>
      server.ask<{ hash: Buffer }>(`SELECT * FROM ${schema}.leaves ORDER BY position`).then((rows) => rows);
    const inspected = () =>
      soundEvents(placeOf(schema)).catch((error: unknown) => {
        if (error instanceof Flaw) return `${error.kind}(${error.position})`;
        throw error;
      });

    it('of a log of the first layout are made when it is opened, by several at once, and gone on with where that was broken off', async () => {
      await asBefore(['a', 2_500], ['b', 1_700]);
      await Promise.all([open(), open(), openLedger(placeOf(schema)).then((ledger) => ledger.close())]);
      const before = await leaves();
      expect([before.length, await inspected()]).toEqual([4_200, 4_200]);
      await server.ask(`ALTER TABLE ${schema}.leaves DISABLE TRIGGER USER`);
      await server.ask(`DELETE FROM ${schema}.leaves WHERE position > 100`);
      expect(await inspected()).toBe('GAP(101)');
      await (await open()).append('c', some(1), 'no stream');
      const after = await leaves();
      expect(after.slice(0, 100)).toEqual(before.slice(0, 100));
      expect([after.length, await inspected()]).toEqual([4_201, 4_201]);
    });

    it('are not left out by a program of the first layout that is still at work', async () => {
      await asBefore(['a', 1]);
      await open();
      await expect(writeAsBefore('b', 1)).rejects.toThrow(/append.* does not exist/);
      // One that had begun before goes on as it was.
      const was = /CREATE FUNCTION "\w+"\.append[^]*?END \$\$;/.exec(migrations[0]?.(`"${schema}"`) ?? '')?.[0] ?? '';
      await server.ask(was);
      await expect(writeAsBefore('b', 1)).rejects.toThrow('An event is written together with its leaf');
      expect(await inspected()).toBe(1);
    });

    it('are not changed or deleted by a slip', async () => {
      await (await open()).append('s', some(3), 'no stream');
      for (const slip of ['DELETE FROM %s', "UPDATE %s SET hash = ''", 'TRUNCATE %s'])
        await expect(server.ask(slip.replace('%s', `${schema}.leaves`))).rejects.toThrow(
          'Leaves are never changed or deleted',
        );
    });

    it.each([
      ['data', `UPDATE events SET data = '{"n":1000}' WHERE position = 42`, 'PAYLOAD_MISMATCH(42)'],
      ['an actor', `UPDATE events SET metadata = '{}' WHERE position = 42`, 'PAYLOAD_MISMATCH(42)'],
      ['a time', `UPDATE events SET recorded_at = recorded_at + '1s' WHERE position = 42`, 'PAYLOAD_MISMATCH(42)'],
      ['a type', `UPDATE events SET type = 'Unwritten' WHERE position = 42`, 'PAYLOAD_MISMATCH(42)'],
      ['a stream', `UPDATE events SET stream = 'ks-x', revision = 0 WHERE position = 42`, 'PAYLOAD_MISMATCH(42)'],
      ['an id', `UPDATE events SET id = gen_random_uuid() WHERE position = 42`, 'PAYLOAD_MISMATCH(42)'],
      ['a leaf', `UPDATE leaves SET hash = sha256('') WHERE position = 42`, 'PAYLOAD_MISMATCH(42)'],
      [
        'a payload passed off as removed',
        `UPDATE leaves SET data_salt = NULL WHERE position = 42`,
        'PAYLOAD_MISMATCH(42)',
      ],
      ['a deleted event', `DELETE FROM events WHERE position = 42`, 'GAP(42)'],
      ['a deleted leaf', `DELETE FROM leaves WHERE position = 42`, 'GAP(42)'],
      [
        'the end cut off',
        `DELETE FROM events WHERE position > 500; DELETE FROM leaves WHERE position > 510`,
        'GAP(501)',
      ],
      [
        'an order',
        `UPDATE events SET position = 1000 WHERE position = 42; UPDATE events SET position = 42 WHERE position = 43;
         UPDATE events SET position = 43 WHERE position = 1000`,
        'PAYLOAD_MISMATCH(42)',
      ],
      [
        'an inserted event',
        `INSERT INTO events (position, stream, revision, id, type, schema_version, recorded_at, data, metadata)
         SELECT 601, 'ks-y', 0, gen_random_uuid(), type, 1, now(), data, metadata FROM events WHERE position = 1`,
        'GAP(601)',
      ],
      [
        'an event out of all order',
        `INSERT INTO events (position, stream, revision, id, type, schema_version, recorded_at, data, metadata)
         SELECT -1, 'ks-y', 0, gen_random_uuid(), type, 1, now(), data, metadata FROM events WHERE position = 1`,
        'UNREACHABLE(600)',
      ],
    ])('tell where rows were edited by hand (T3, T4): %s', async (_, sql, expected) => {
      const log = await open();
      for (const stream of ['ks-goal_1', 'ps-goal_1', 'ks-goal_2']) await log.append(stream, some(200), 'no stream');
      expect(await inspected()).toBe(600);
      await server.ask(`SET search_path = ${schema}; ALTER TABLE events DISABLE TRIGGER USER;
        ALTER TABLE leaves DISABLE TRIGGER USER; ${sql}`);
      expect(await inspected()).toBe(expected);
    });

    it('are asked for where there are some', async () => {
      await expect(openInspection(placeOf(schema))).rejects.toThrow(
        `The schema ${schema} holds no event log that is sealed`,
      );
      await expect(openLedger(placeOf(schema))).rejects.toThrow(`The schema ${schema} holds no event log`);
      await asBefore(['a', 1]);
      await expect(openInspection(placeOf(schema))).rejects.toBeInstanceOf(UnfitDatabase);
    });
  });

  describe('other writers', () => {
    it('that commit late hold back who comes after them, so no reader passes them by', async () => {
      const log = await open();
      const seen = follow(log);
      const late = await stranger();
      await late.query('BEGIN');
      await writeAs(late, 'late');
      const appended = log.append('s', some(2), 'no stream');
      await sleep(200);
      expect(await all(log.readAll())).toEqual([]);
      expect(seen).toEqual([]);
      await late.query('COMMIT');
      expect(await appended).toEqual({ revision: 1, position: 3n, repeated: false });
      await eventually(() => seen.length === 3);
      expect(seen.map(({ stream }) => stream)).toEqual(['late', 's', 's']);
      expect(await all(log.readAll())).toEqual(seen);
    });

    it('that roll back leave no gap', async () => {
      const log = await open();
      const other = await stranger();
      await log.append('a', some(1), 'no stream');
      await other.query('BEGIN');
      await writeAs(other, 'never');
      await other.query('ROLLBACK');
      await log.append('b', some(1), 'no stream');
      expect(numbered(await all(log.readAll()))).toBe('without a gap');
      expect(await all(log.readStream('never'))).toEqual([]);
    });

    it('that write past our lock collide, and nothing is lost or doubled', async () => {
      const log = await open();
      const other = await stranger();
      await other.query('BEGIN');
      await other.query(`INSERT INTO ${schema}.leaves (position, hash) VALUES (1, '')`);
      await other.query(
        `INSERT INTO ${schema}.events (position, stream, revision, id, type, schema_version, recorded_at, data, metadata)
         VALUES (1, 'wild', 0, $1, 'Wild', 1, now(), '{}', '{}')`,
        [someEvent().id],
      );
      const appended = log.append('s', some(2), 'no stream');
      await sleep(100);
      await other.query('COMMIT');
      expect(await appended).toMatchObject({ position: 3n, repeated: false });
      expect((await all(log.readAll())).map(({ stream }) => stream)).toEqual(['wild', 's', 's']);
    });

    it('that hold the log and say nothing more: refused in two seconds, told by readiness, and over when they end', async () => {
      const log = await open({ pollMs: 50 });
      await log.append('s', some(1), 'no stream');
      const holder = await stranger();
      await holder.query('BEGIN');
      await holder.query(`SELECT ${schema}.hold()`);
      await expect(log.append('s', some(1), 0)).rejects.toThrow(
        'The event log is unavailable: another program holds it',
      );
      expect(log.writable()).toBe(false);
      await expect(log.append('s', some(1), 0)).rejects.toBeInstanceOf(LogUnavailable);
      expect(await all(log.readAll())).toHaveLength(1);
      await holder.end();
      clients = [];
      await eventually(() => log.writable());
      expect(await log.append('s', some(1), 0)).toMatchObject({ revision: 1 });
    });

    it('in two processes write to one stream without losing or doubling anything, and one hears of the other', async () => {
      const log = await open();
      const seen = follow(log);
      expect(await Promise.all([contend('one'), contend('two')])).toEqual([0, 0]);
      await eventually(() => seen.length === 400);
      expect(numbered(seen)).toBe('without a gap');
      expect(seen.map(({ revision }) => revision)).toEqual(Array.from({ length: 400 }, (_, i) => i));
      for (const name of ['one', 'two'])
        expect(seen.filter(({ metadata }) => metadata.actor === name).map(({ data }) => data['n'])).toEqual(
          Array.from({ length: 200 }, (_, n) => n),
        );
      expect(await all(log.readAll())).toEqual(seen);
    });
    const contend = async (name: string) => {
      const child = spawn(process.execPath, [join(__dirname, 'writer.worker.ts'), 'contend', placeOf(schema), name], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const [code] = (await once(child, 'close')) as [number];
      return code;
    };
  });

  describe('broken connections', () => {
    it('killed under load: every append is answered, and truly, and every subscriber hears all once', async () => {
      const log = await open({ pollMs: 50 });
      const other = await open({ pollMs: 50 });
      const followed = [follow(log), follow(other)];
      let killed = 0;
      const killing = (async () => {
        while (killed < 40) {
          await sleep(30);
          const ended = await server.ask(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE application_name = 'talkoot' AND random() < 0.5`,
          );
          killed += ended.length;
        }
      })();
      const streams = ['a', 'b', 'c', 'd', 'e', 'f'];
      const written = await Promise.all(
        streams.map((stream, i) => persist(i % 2 ? log : other, stream, () => killed < 40)),
      );
      await killing;
      const count = written.reduce((sum, { length }) => sum + length, 0);
      await eventually(() => followed.every((seen) => seen.length >= count));
      const events = await all((await open()).readAll());
      expect(numbered(events)).toBe('without a gap');
      for (const [i, stream] of streams.entries())
        expect(events.filter((event) => event.stream === stream).map(({ id }) => id)).toEqual(written[i]);
      for (const seen of followed) expect(seen).toEqual(events);
      expect(await soundEvents(placeOf(schema))).toBe(count);
    });

    it('killed while it waits to write: written once, by the session that came after', async () => {
      const log = await open();
      const holder = await stranger();
      await holder.query('BEGIN');
      await holder.query(`SELECT ${schema}.hold()`);
      const appended = log.append('s', some(3), 'no stream');
      const waiting = async () =>
        server.ask<{ pid: number }>(`SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`);
      while ((await waiting()).length === 0) await sleep(10);
      for (const { pid } of await waiting()) await server.ask('SELECT pg_terminate_backend($1)', [pid]);
      await holder.query('COMMIT');
      expect(await appended).toEqual({ revision: 2, position: 3n, repeated: false });
      expect(await all(log.readAll())).toHaveLength(3);
    });

    it.each([
      ['the answer is lost on the way', 'answer'],
      ['the question is lost on the way', 'question'],
    ] as const)('cut so that %s: one event, one true answer', async (_, lose) => {
      const between = await wire(server.url);
      try {
        const log = await open({ url: between.url });
        await log.append('s', some(1), 'no stream');
        const event = someEvent();
        between.cut(lose);
        expect(await log.append('s', [event], 0)).toEqual({ revision: 1, position: 2n, repeated: false });
        expect(between.cuts()).toBe(1);
        expect((await all(log.readStream('s'))).map(({ id }) => id)[1]).toBe(event.id);
        expect(await log.append('s', [event], 0)).toEqual({ revision: 1, position: 2n, repeated: true });
      } finally {
        await logs[0]?.close();
        await between.close();
      }
    });

    it('for good, in the middle of an append: said that it is not known, and known when it is asked again', async () => {
      const between = await wire(server.url);
      const log = await open({ url: between.url, patienceMs: 300, pollMs: 50 });
      const event = someEvent();
      between.cut('answer', { forGood: true });
      await expect(log.append('s', [event], 'no stream')).rejects.toThrow(
        'The event log is unavailable, and whether this was saved is not known yet: asking again is safe',
      );
      expect(log.writable()).toBe(false);
      between.mend();
      await eventually(() => log.writable());
      expect(await log.append('s', [event], 'no stream')).toEqual({ revision: 0, position: 1n, repeated: true });
      await log.close();
      await between.close();
    });

    it('do not let a subscriber miss what was written meanwhile, nor hear it twice', async () => {
      const between = await wire(server.url);
      const log = await open({ url: between.url, pollMs: 50 });
      const other = await open();
      const seen = follow(log);
      await log.append('a', some(2), 'no stream');
      between.cut('answer', { forGood: true, now: true });
      for (let n = 0; n < 30; n += 1) await other.append(`b-${n}`, some(30), 'no stream');
      expect(seen).toHaveLength(2);
      between.mend();
      await eventually(() => seen.length === 902);
      await other.append('c', some(1), 'no stream');
      await eventually(() => seen.length === 903);
      expect(seen).toEqual(await all(other.readAll()));
      await log.close();
      await between.close();
    });

    it('to a server that has lost what was acknowledged: nothing is written to it', async () => {
      const log = await open({ pollMs: 20 });
      await log.append('s', some(3), 'no stream');
      await server.ask(`ALTER TABLE ${schema}.events DISABLE TRIGGER USER`);
      await server.ask(`DELETE FROM ${schema}.events WHERE revision = 2`);
      await eventually(() => !log.writable());
      await expect(log.append('s', some(1), 1)).rejects.toThrow(
        'The event log is unavailable: acknowledged events are missing from it',
      );
    });
  });
});

/** How many events are what was sealed. Throws {@link Flaw} where one is not. */
const soundEvents = async (place: string): Promise<number> => {
  const inspection = await openInspection(place);
  try {
    const found = await all(inspection.stretches());
    return found.reduce((sum, { hashes }) => sum + hashes.length, 0);
  } finally {
    await inspection.close();
  }
};

/** Writes to a stream one event after another; what is refused for the store's sake is asked again as it was. Gives the ids. */
const persist = async (log: EventLog, stream: string, on: () => boolean) => {
  let expected: Expected = 'no stream';
  const written: string[] = [];
  let event = someEvent();
  while (on()) {
    try {
      ({ revision: expected } = await log.append(stream, [event], expected));
      written.push(event.id);
      event = someEvent();
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      await sleep(20);
    }
  }
  return written;
};

/** A wire to the server that can be cut, at the moment an append passes through it. */
const wire = async (url: string) => {
  const folder = await mkdtemp(join(tmpdir(), 'talkoot-wire-'));
  const host = /host=([^&]*)/.exec(url)?.[1];
  const { hostname, port } = new URL(url.replace('@/', '@localhost/'));
  const target = host ? { path: join(host, '.s.PGSQL.5432') } : { host: hostname, port: Number(port || 5432) };
  const pairs = new Set<[Socket, Socket]>();
  let lose: 'answer' | 'question' | undefined;
  let forGood = false;
  let down = false;
  let cuts = 0;
  const relay = createServer((near) => {
    if (down) return void near.destroy();
    const far = connect(target);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    let appending = false;
    const end = () => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    const cutHere = () => {
      cuts += 1;
      lose = undefined;
      if (forGood) cutAll();
      else end();
    };
    near.on('data', (chunk) => {
      appending ||= chunk.includes('append');
      if (appending && lose === 'question') cutHere();
      else far.write(chunk);
    });
    far.on('data', (chunk) => {
      if (appending && lose === 'answer' && chunk.includes('SELECT')) cutHere();
      else near.write(chunk);
    });
    for (const socket of pair) socket.on('close', end).on('error', end);
  });
  const cutAll = () => {
    down = true;
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  relay.listen(join(folder, '.s.PGSQL.5432'));
  await once(relay, 'listening');
  return {
    url: host ? url.replace(`host=${host}`, `host=${folder}`) : `${url}?host=${folder}`,
    cut: (what: 'answer' | 'question', options: { forGood?: boolean; now?: boolean } = {}) => {
      lose = what;
      forGood = options.forGood === true;
      if (options.now) cutAll();
    },
    cuts: () => cuts,
    mend: () => {
      lose = undefined;
      down = false;
    },
    close: async () => {
      cutAll();
      relay.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

describe('a PostgreSQL server that is stopped and started', () => {
  let server: Server;
  beforeEach(async () => {
    server = await startServer({ own: true });
  }, 60_000);
  afterEach(() => server.remove());

  it('loses nothing acknowledged and doubles nothing when it crashes in mid-writing, and subscribers go on', async () => {
    const log = await openPostgresLog({ url: server.url, pollMs: 50, patienceMs: 3_000 });
    const seen: RecordedEvent[] = [];
    log.subscribe({ after: START, handle: (event) => void seen.push(event) });
    let over = false;
    const streams = ['a', 'b', 'c', 'd', 'e'];
    const writing = Promise.all(streams.map((stream) => persist(log, stream, () => !over)));
    const grown = async () => {
      const before = seen.length;
      await eventually(() => seen.length > before + 50);
    };
    for (let round = 0; round < 3; round += 1) {
      await grown();
      await server.crash();
      await eventually(() => !log.writable());
      await server.start();
      await eventually(() => log.writable());
    }
    await grown();
    over = true;
    const written = await writing;
    const events = await all(log.readAll());
    await eventually(() => seen.length === events.length);
    await log.close();
    expect(await soundEvents(server.url)).toBe(events.length);
    expect(events.map(({ position }) => position)).toEqual(events.map((_, i) => BigInt(i + 1)));
    for (const [i, stream] of streams.entries())
      expect(events.filter((event) => event.stream === stream).map(({ id }) => id)).toEqual(written[i]);
    expect(seen).toEqual(events);
  });

  it.each(['fsync', 'full_page_writes'])('is refused when it runs with %s off', async (setting) => {
    await server.crash();
    await server.start([`${setting}=off`]);
    await expect(openPostgresLog({ url: server.url })).rejects.toThrow(
      new UnfitDatabase(`PostgreSQL would not keep events safely: ${setting} is off. Turn it on and start again`),
    );
  });
});
