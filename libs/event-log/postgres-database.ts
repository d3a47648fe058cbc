import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Pool, type ClientConfig, type PoolClient, type QueryArrayConfig } from 'pg';
import type { Draft } from './draft.ts';
import type { Expected, Position, RecordedEvent } from './event-log.ts';
import { LogUnavailable } from './event-log.ts';
import { netstrings, newSalts, saltedDigest, sealOf } from './leaf.ts';
import { HASH_BYTES } from './ledger.ts';
import { OtherLog, type MovedEvent, type StoredEvent, type StoredLeaf } from './transplant.ts';
import { ADVISORY, migrations, ofCategory, ofStream } from './postgres-migrations.ts';

/** The database holds something else, or another version's log, or cannot be durable; the message says which, in plain words. */
export class UnfitDatabase extends Error {
  override readonly name = 'UnfitDatabase';
}

/** A stretch of the log in memory. */
export interface Page {
  readonly events: readonly RecordedEvent[];
  /** Nothing follows in the range asked for. */
  readonly ended: boolean;
  /** Where the range ended when this page was read: a revision of the stream, or a position of the log. */
  readonly last: bigint;
}

export interface Append {
  readonly stream: string;
  readonly drafts: readonly Draft[];
  readonly expected: Expected;
}

/** What became of one append of a group. */
export interface Outcome {
  /** One of its event ids is in the log already: nothing was written. */
  readonly known: boolean;
  readonly accepted: boolean;
  /** The stream's last event after this append; -1 and 0 when there is none. */
  readonly revision: number;
  readonly position: Position;
}

export interface Written {
  /** The log's last position before the group. */
  readonly base: Position;
  readonly recordedAt: string;
  readonly outcomes: readonly Outcome[];
}

/** What is in the log under an event id, its bodies as SHA-256 in hexadecimal. */
export interface Found {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
  readonly metadata: string;
}

/** A page ends at whichever comes first, so that a page of large events stays bounded too. */
const PAGE = { events: 512, bytes: 4_000_000 };
/** How long another session may hold the log before a write gives up. */
const LOCK_TIMEOUT_MS = 2_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** A server that says nothing for so long counts as gone. */
const ANSWER_TIMEOUT_MS = 30_000;
/** The same, where it is only asked whether it is there. */
const SIGN_OF_LIFE_MS = 5_000;
const HANG_UP_MS = 1_000;
const OLDEST_SERVER = 140_000;
const TAIL_EVENTS = 256;
/** Events sealed in one transaction when a log of an earlier layout is opened. */
const SEALED_TOGETHER = 2_000;

/**
 * Every statement finds its rows by an index and none is worth compiling: a plan made while the tables were small
 * must not stay when they have grown.
 */
const SESSION = `
  SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;
  SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
  SET jit = off; SET plan_cache_mode = force_generic_plan; SET lock_timeout = ${LOCK_TIMEOUT_MS}`;

export interface Address {
  /** `postgres://user@host:port/database`; what it leaves out is taken from PGHOST, PGUSER, PGPASSWORD and so on. */
  readonly url: string;
  /** The schema that holds the log. Default: `talkoot`. */
  readonly schema?: string | undefined;
  /** The most connections that read at once. Default: 8. */
  readonly readers?: number;
}

export type Database = ReturnType<typeof databaseAt>;

/** How to reach the log in a database. All SQL there is, but for the layout. */
export const databaseAt = ({ url, schema: name = schemaIn(url) ?? 'talkoot', readers = 8 }: Address) => {
  if (!/^[a-z_][a-z0-9_]{0,50}$/.test(name)) throw new UnfitDatabase(`${JSON.stringify(name)} cannot name a schema`);
  const schema = `"${name}"`;
  const config: ClientConfig = {
    connectionString: url,
    application_name: 'talkoot',
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
  };
  const verify = (client: PoolClient, done: (error?: Error) => void) => {
    client.query(SESSION).then(() => done(), done);
  };
  const pool = new Pool({ ...config, max: readers, allowExitOnIdle: true, verify });
  // A connection that breaks while nobody uses it is replaced; who reads next is not told.
  pool.on('error', () => undefined);

  /** Asks a reading connection, and once more on another when it broke: reading twice changes nothing. */
  const read = async <Row extends unknown[]>(query: QueryArrayConfig): Promise<Row[]> => {
    try {
      return (await pool.query<Row>(query)).rows;
    } catch (error) {
      if (answered(error)) throw error;
      return (await pool.query<Row>(query)).rows;
    }
  };

  const connect = async (answerTimeoutMs = ANSWER_TIMEOUT_MS): Promise<Client> => {
    const client = new Client({ ...config, query_timeout: answerTimeoutMs });
    // Whoever waits for an answer is told; nobody else need be.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(SESSION);
      return client;
    } catch (error) {
      await hangUp(client);
      throw error;
    }
  };

  const page = async (
    text: { name: string; where: string; order: string; last: string },
    bound: readonly unknown[],
    most: number,
  ): Promise<Page> => {
    const limit = Math.min(most, PAGE.events);
    const rows = await read<PageRow>({
      name: text.name,
      rowMode: 'array',
      text: `SELECT ${COLUMNS}, upto, (${text.last}) AS last FROM (
          SELECT *, sum(octet_length(data) + octet_length(metadata)) OVER (ORDER BY ${text.order}) AS upto
          FROM (SELECT * FROM ${schema}.events WHERE ${text.where} ORDER BY ${text.order} LIMIT $1) event
        ) event
        WHERE upto - octet_length(data) - octet_length(metadata) < ${PAGE.bytes} ORDER BY ${text.order}`,
      values: [limit, ...bound],
    });
    const end = rows.at(-1);
    const full = rows.length === limit || Number(end?.[9]) >= PAGE.bytes;
    return { events: rows.map(parse), ended: !full, last: BigInt(end?.[10] ?? 0) };
  };
  const lastOf = `SELECT revision FROM ${schema}.events WHERE ${ofStream('$2')} ORDER BY revision DESC LIMIT 1`;
  const between = `${ofStream('$2')} AND revision >= $3::bigint AND revision <= $4::bigint`;
  const newest = `SELECT position FROM ${schema}.events ORDER BY position DESC LIMIT 1`;
  const upwards = { name: 'upwards', where: between, order: 'revision', last: lastOf };
  const downwards = { name: 'downwards', where: between, order: 'revision DESC', last: lastOf };
  const within = 'position > $2::bigint AND position <= $3::bigint';
  const all = { name: 'all', where: within, order: 'position', last: newest };
  const ofOne = { ...all, name: 'category', where: `${ofCategory('$4')} AND ${within}` };

  const head = async (client?: Client): Promise<Position> => {
    const query = { name: 'head', text: newest, rowMode: 'array' as const };
    const [row] = client ? (await client.query<[string]>(query)).rows : await read<[string]>(query);
    return BigInt(row?.[0] ?? 0);
  };

  return {
    /** Makes the layout, or brings it up to this version. Throws {@link UnfitDatabase} and leaves everything as it was. */
    prepare: async ({ mustExist = false } = {}): Promise<Writer> => {
      const client = await connect();
      try {
        await assertTerms(client);
        await migrate(client, name, schema, mustExist);
        await checkTail(client, schema);
        // Broken off, it goes on at the next opening: each step is a transaction of its own.
        while (await sealSome(client, schema));
        return await writerOn(client, schema);
      } catch (error) {
        await hangUp(client);
        throw error;
      }
    },

    /** A connection to write by, once the server is seen to be the one it was and still to keep what it is given. */
    writer: async (): Promise<Writer> => {
      const client = await connect();
      try {
        await assertTerms(client);
        return await writerOn(client, schema);
      } catch (error) {
        await hangUp(client);
        throw error;
      }
    },

    /** A connection that hears of what is committed, by whomever; `gone` resolves when it breaks. */
    listen: async (heard: (head: Position) => void) => {
      const client = await connect(SIGN_OF_LIFE_MS);
      const gone = new Promise<void>((resolve) => client.once('end', resolve));
      client.on('notification', ({ payload = '' }) => {
        if (/^\d+$/.test(payload)) heard(BigInt(payload));
      });
      await client.query(`LISTEN "${name}"`);
      return {
        gone,
        head: () => head(client),
        /** Writes durably what is there already: throws as an append would. */
        probe: async () => {
          await assertTerms(client);
          await client.query(`BEGIN; SELECT ${schema}.hold();
            UPDATE ${schema}.migrations SET applied_at = applied_at WHERE version = 1; COMMIT`);
        },
        close: () => hangUp(client),
      };
    },

    /** A page of a stream between two revisions, both inclusive. */
    streamPage: (stream: string, low: number, high: number, most: number, backwards: boolean) =>
      page(backwards ? downwards : upwards, [Buffer.from(stream), revision(low), revision(high)], most),
    /** A page of the log in its order, from after one position up to another. */
    logPage: (after: Position, to: Position | undefined, most: number, category?: string) => {
      const bound = [String(after), String(to ?? LAST)];
      return category === undefined ? page(all, bound, most) : page(ofOne, [...bound, Buffer.from(category)], most);
    },
    /** What the log holds under these event ids. */
    found: async (ids: readonly string[]): Promise<ReadonlyMap<string, Found>> => {
      const rows = await read<[string, string, number, string, string, string, string, string]>({
        name: 'found',
        rowMode: 'array',
        text: `SELECT position, encode(stream, 'escape'), revision, id, encode(type, 'escape'), schema_version,
            encode(sha256(data), 'hex'), encode(sha256(metadata), 'hex')
          FROM unnest($1::uuid[]) AS asked (id) JOIN ${schema}.events USING (id)`,
        values: [`{${ids.join(',')}}`],
      });
      return new Map(
        rows.map(([position, stream, revision, id, type, schemaVersion, data, metadata]) => [
          id,
          {
            position: BigInt(position),
            stream: unescaped(stream),
            revision,
            id,
            type: unescaped(type),
            schemaVersion: Number(schemaVersion),
            data,
            metadata,
          },
        ]),
      );
    },
    /** Events as they are stored, with their leaves, to move house with or to prove them; none at the end. */
    storedPage: async (after: Position, to: Position): Promise<readonly MovedEvent[]> => {
      const rows = await read<MovedRow>({
        name: 'stored',
        rowMode: 'array',
        text: `SELECT ${COLUMNS_STORED}
          FROM (
            SELECT *, sum(octet_length(data) + octet_length(metadata)) OVER (ORDER BY position) AS upto
            FROM (SELECT * FROM ${schema}.events WHERE ${within} ORDER BY position LIMIT $1) event
          ) event LEFT JOIN ${schema}.leaves leaf ON leaf.position = event.position
          WHERE upto - octet_length(data) - octet_length(metadata) < ${PAGE.bytes} ORDER BY event.position`,
        values: [PAGE.events, String(after), String(to)],
      });
      return rows.map((row) => {
        const [, , , , , , , , , hash, dataSalt, metadataSalt, dataDigest, metadataDigest] = row;
        if (!hash) throw new UnfitDatabase(`Event ${row[0]} has no leaf: nothing vouches for it`);
        return { ...storedOf(row), leaf: { hash, dataSalt, metadataSalt, dataDigest, metadataDigest } };
      });
    },
    /** The position of the newest leaf. */
    sealed: async (): Promise<number> => {
      const [row] = await read<[string]>({
        name: 'sealed',
        rowMode: 'array',
        text: `SELECT position FROM ${schema}.leaves ORDER BY position DESC LIMIT 1`,
      });
      return Number(row?.[0] ?? 0);
    },
    /** Hashes of the leaves after a position and up to another, one after another. Throws {@link UnfitDatabase} where one is not there. */
    hashes: async (after: number, to: number): Promise<Buffer> => {
      const [row] = await read<[Buffer | null]>({
        name: 'hashes',
        rowMode: 'array',
        text: `SELECT string_agg(hash, ''::bytea ORDER BY position) FROM ${schema}.leaves
          WHERE position > $1::bigint AND position <= $2::bigint`,
        values: [after, to],
      });
      const all = row?.[0] ?? Buffer.alloc(0);
      if (all.length !== (to - after) * HASH_BYTES)
        throw new UnfitDatabase(`Leaves are missing between positions ${after + 1} and ${to}`);
      return all;
    },
    /** Asks for rows in whatever way; for who inspects the log. */
    read,
    schema,
    head: () => head(),
    positionAt: async (milliseconds: number): Promise<Position> => {
      const [row] = await read<[string]>({
        rowMode: 'array',
        text: `SELECT ${schema}.position_at(timestamptz 'epoch' + $1::bigint * interval '1 millisecond')`,
        values: [milliseconds],
      });
      return BigInt(row?.[0] ?? 0);
    },
    close: () => Promise.race([pool.end(), sleep(HANG_UP_MS, undefined, { ref: false })]),
  };
};

export type Writer = Awaited<ReturnType<typeof writerOn>>;

/** The one connection a process writes by. */
const writerOn = async (client: Client, schema: string) => {
  const { rows } = await client.query<{ pid: number; began: string }>(
    'SELECT pid, backend_start::text AS began FROM pg_stat_activity WHERE pid = pg_backend_pid()',
  );
  const session = rows[0];
  let open = true;
  client.once('end', () => (open = false));
  return {
    open: () => open,
    session,
    /** One durable transaction, in which each append is accepted or refused by itself. */
    append: async (appends: readonly Append[], now: Date): Promise<Written> => {
      const { rows } = await client.query<[string, string, boolean[], boolean[], string[], string[]]>({
        name: 'append',
        rowMode: 'array',
        text: `SELECT base, ${iso('recorded')}, known, accepted, revisions, positions
          FROM ${schema}.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        values: [...packed(appends), now.toISOString()],
      });
      const [base, recordedAt, known, accepted, revisions, positions] = rows[0] ?? ['0', '', [], [], [], []];
      const outcomes = appends.map((_, a) => ({
        known: known[a] === true,
        accepted: accepted[a] === true,
        revision: Number(revisions[a]),
        position: BigInt(positions[a] ?? 0),
      }));
      return { base: BigInt(base), recordedAt, outcomes };
    },
    /**
     * Puts other data in the place of an event's, durably, and takes the salt away without which nobody can try what the
     * bytes might have been. The leaf stays, and its digest is written down. False when the same stands there already.
     * The server may keep the bytes there were in the free space of its files until it writes there, and in its own log
     * and backups.
     */
    replace: async (position: Position, data: Buffer): Promise<boolean> => {
      await client.query('BEGIN');
      try {
        await client.query(`ALTER TABLE ${schema}.events DISABLE TRIGGER events_are_kept`);
        const { rows } = await client.query<{ same: boolean }>(
          `SELECT data = $2 AS same FROM ${schema}.events WHERE position = $1`,
          [String(position), data],
        );
        const [there] = rows;
        if (!there) throw new UnfitDatabase(`There is no event at position ${position}`);
        if (!there.same) {
          await client.query(
            `UPDATE ${schema}.leaves leaf SET data_salt = NULL,
               data_digest = coalesce(data_digest, sha256(data_salt || event.data))
             FROM ${schema}.events event WHERE event.position = leaf.position AND leaf.position = $1`,
            [String(position)],
          );
          await client.query(`UPDATE ${schema}.events SET data = $2 WHERE position = $1`, [String(position), data]);
        }
        await client.query(`ALTER TABLE ${schema}.events ENABLE TRIGGER events_are_kept`);
        await client.query('COMMIT');
        for (const table of ['events', 'leaves']) await client.query(`VACUUM ${schema}.${table}`);
        return !there.same;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    },
    /** Writes what was stored elsewhere as it was, in one durable transaction, to a log that ends at a position. */
    insert: async (after: Position, events: readonly MovedEvent[]): Promise<void> => {
      await client.query('BEGIN');
      try {
        await client.query(`SELECT ${schema}.hold()`);
        const { rows } = await client.query<{ head: string }>(
          `SELECT coalesce(max(position), 0) AS head FROM ${schema}.events`,
        );
        const head = rows[0]?.head ?? '';
        if (head !== String(after))
          throw new OtherLog(`The target ends at position ${head}, not at ${after}: it is written to`);
        const pieces = events.flatMap(({ stream, type, data, metadata }) => [
          Buffer.from(stream),
          Buffer.from(type),
          data,
          metadata,
        ]);
        let at = 0;
        const starts = [0, ...pieces.map(({ length }) => (at += length))];
        const piece = (nth: number) =>
          `substring($1::bytea FROM ($2::integer[])[p + ${nth}] + 1 FOR ($2::integer[])[p + ${nth + 1}] - ($2::integer[])[p + ${nth}])`;
        await insertLeaves(client, schema, events);
        await client.query(
          `INSERT INTO ${schema}.events
             (position, stream, revision, id, type, schema_version, recorded_at, data, metadata)
           SELECT ($3::bigint[])[e], ${piece(1)}, ($4::integer[])[e], ($5::uuid[])[e], ${piece(2)}, ($6::bigint[])[e],
             ($7::timestamptz[])[e], ${piece(3)}, ${piece(4)}
           FROM (SELECT e, 4 * (e - 1) AS p FROM generate_series(1, cardinality($5::uuid[])) e) event ORDER BY e`,
          [
            Buffer.concat(pieces),
            starts,
            events.map(({ position }) => position),
            events.map(({ revision }) => revision),
            events.map(({ id }) => id),
            events.map(({ schemaVersion }) => schemaVersion),
            events.map(({ recordedAt }) => recordedAt),
          ].map(asArray),
        );
        await client.query('SELECT pg_notify($1, $2)', [schema.replaceAll('"', ''), String(events.at(-1)?.position)]);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    },
    /** Ends a session that may still be at work, and waits until it has ended. */
    end: async ({ pid, began }: { pid: number; began: string }) => {
      const { rows } = await client.query<{ ended: boolean }>(
        `SELECT pg_terminate_backend(pid, 5000) AS ended FROM pg_stat_activity
         WHERE pid = $1 AND backend_start = $2::timestamptz`,
        [pid, began],
      );
      if (rows.some(({ ended }) => !ended)) throw new Error('A session that broke off is still at work');
    },
    close: () => hangUp(client),
  };
};

/** Ends a connection. A server that does not answer is not waited for. */
const hangUp = async (client: Client): Promise<void> => {
  await Promise.race([client.end().catch(() => undefined), sleep(HANG_UP_MS, undefined, { ref: false })]);
};

/** A group of appends as the function `append` takes them: one piece of bytes, and numbers. */
const packed = (appends: readonly Append[]): unknown[] => {
  const names = [...new Set(appends.map(({ stream }) => stream))];
  const numbers = new Map(names.map((stream, i) => [stream, i + 1]));
  const drafts = appends.flatMap((append) => append.drafts);
  const pieces = [...names, ...drafts.flatMap(({ type, data, metadata }) => [type, data, metadata])];
  const bytes = Buffer.from(pieces.join(''));
  let at = 0;
  const starts = [0, ...pieces.map((piece) => (at += Buffer.byteLength(piece)))];
  let event = 1;
  const firsts = [1, ...appends.map((append) => (event += append.drafts.length))];
  return [
    bytes,
    starts,
    appends.map(({ stream }) => numbers.get(stream) ?? 0),
    appends.map(({ expected }) => expectation(expected)),
    firsts,
    appends.flatMap((append, a) => append.drafts.map(() => a + 1)),
    drafts.map(({ id }) => id),
    drafts.map(({ schemaVersion }) => schemaVersion),
    ...sealsOf(drafts),
  ].map(asArray);
};
/** What the function `append` makes leaves of when it knows their positions: bytes, and where each event's begin. */
const sealsOf = (drafts: readonly Draft[]): [seals: Buffer, starts: number[]] => {
  let at = 0;
  const starts = [0];
  const pieces = drafts.flatMap(({ id, type, schemaVersion, data, metadata }) => {
    const salts = newSalts();
    const digests = [saltedDigest(salts.data, data), saltedDigest(salts.metadata, metadata)];
    const all = [
      Buffer.concat([salts.data, salts.metadata]),
      Buffer.from(netstrings(digests.map((digest) => digest.toString('hex')))),
      Buffer.from(netstrings([id, type, String(schemaVersion)])),
    ];
    starts.push((at += all.reduce((sum, { length }) => sum + length, 0)));
    return all;
  });
  return [Buffer.concat(pieces), starts];
};
/** Numbers, ids and times as PostgreSQL reads an array of them: none needs quoting. */
const asArray = (value: Buffer | readonly (string | number | bigint)[]) =>
  Buffer.isBuffer(value) ? value : `{${value.join(',')}}`;

/** As the database counts: -1 for no stream, and what no stream can ever be at where no whole number is expected. */
const expectation = (expected: Expected): number => {
  if (expected === 'no stream') return -1;
  return Number.isSafeInteger(expected) && expected >= 0 ? expected : -2;
};

const LAST = 2n ** 63n - 1n;
const revision = (asked: number): string => String(Math.round(Math.min(Math.max(asked, -1), 2 ** 31)));

const iso = (instant: string) => `to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const COLUMNS = `position, encode(stream, 'escape'), revision, id, encode(type, 'escape'), schema_version,
  ${iso('recorded_at')}, convert_from(data, 'UTF8'), convert_from(metadata, 'UTF8')`;
/** Of an event called `event` and its leaf, `leaf`: a {@link MovedRow}. */
export const COLUMNS_STORED = `event.position, encode(stream, 'escape'), revision, id, encode(type, 'escape'),
  schema_version, ${iso('recorded_at')}, data, metadata, hash, data_salt, metadata_salt, data_digest, metadata_digest`;
export type StoredRow = readonly [string, string, number, string, string, string, string, Buffer, Buffer];
type LeafRow = readonly [Buffer | null, Buffer | null, Buffer | null, Buffer | null, Buffer | null];
export type MovedRow = [...StoredRow, ...LeafRow];

export const storedOf = (row: readonly [...StoredRow, ...unknown[]]): StoredEvent => ({
  position: BigInt(row[0]),
  stream: unescaped(row[1]),
  revision: row[2],
  id: row[3],
  type: unescaped(row[4]),
  schemaVersion: Number(row[5]),
  recordedAt: row[6],
  data: row[7],
  metadata: row[8],
});
type PageRow = [
  position: string,
  stream: string,
  revision: number,
  id: string,
  type: string,
  schemaVersion: string,
  recordedAt: string,
  data: string,
  metadata: string,
  upto: string,
  last: string,
];

const parse = (row: PageRow): RecordedEvent => ({
  id: row[3],
  type: unescaped(row[4]),
  schemaVersion: Number(row[5]),
  data: JSON.parse(row[7]) as RecordedEvent['data'],
  metadata: JSON.parse(row[8]) as RecordedEvent['metadata'],
  stream: unescaped(row[1]),
  revision: row[2],
  position: BigInt(row[0]),
  recordedAt: row[6],
});

/** Bytes in PostgreSQL's escape format: what is plain ASCII, as almost all names are, stands as it is. */
const unescaped = (text: string): string =>
  text.includes('\\')
    ? Buffer.from(
        text.replace(/\\(\\|[0-7]{3})/g, (_, code: string) =>
          code === '\\' ? '\\' : String.fromCharCode(parseInt(code, 8)),
        ),
        'latin1',
      ).toString()
    : text;

/** A server that would lose or alter what it is given is refused, and so is one that only copies another. */
const assertTerms = async (client: Client): Promise<void> => {
  const { rows } = await client.query<Record<string, string>>(
    `SELECT current_setting('server_version_num') AS version, current_setting('server_version') AS "versionName",
      current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync,
      current_setting('full_page_writes') AS full_page_writes,
      current_setting('synchronous_commit') AS synchronous_commit,
      current_setting('transaction_read_only') AS read_only`,
  );
  const terms = rows[0] ?? {};
  if (Number(terms['version']) < OLDEST_SERVER)
    throw new UnfitDatabase(`PostgreSQL ${terms['versionName'] ?? ''} is too old: version 14 or newer is needed`);
  if (terms['encoding'] !== 'UTF8')
    throw new UnfitDatabase(`The database must have the encoding UTF8, and has ${terms['encoding'] ?? ''}`);
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
    if (terms[setting] === 'off')
      throw new UnfitDatabase(`PostgreSQL would not keep events safely: ${setting} is off. Turn it on and start again`);
  if (terms['read_only'] === 'on')
    throw new LogUnavailable('PostgreSQL takes no writes here: it is a copy of another server, or set to read only');
};

/** Runs the steps that are missing, under a lock: several processes may start at once. */
const migrate = async (client: Client, name: string, schema: string, mustExist: boolean): Promise<void> => {
  const applied = async () => {
    const { rows } = await client.query<{ version: number | null }>(
      `SELECT max(version) AS version FROM ${schema}.migrations`,
    );
    const version = rows[0]?.version ?? 0;
    if (version <= migrations.length) return version;
    const versions = `its layout is ${version}, this one reads ${migrations.length}`;
    throw new UnfitDatabase(
      `The event log in schema ${name} was written by a newer version of this program: ${versions}`,
    );
  };
  const one = async (relations: string) =>
    (
      await client.query(`SELECT 1 FROM pg_class WHERE relnamespace = to_regnamespace($1) ${relations} LIMIT 1`, [
        schema,
      ])
    ).rows.length > 0;
  const known = "AND relname = 'migrations'";
  // Without a write where there is nothing to do: the role of every day need not be the one that lays tables out.
  if ((await one(known)) && (await applied()) === migrations.length) return;
  if (mustExist && !(await one(known))) throw new UnfitDatabase(`The schema ${name} holds no event log`);
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [ADVISORY, name]);
    if (!(await one(known))) {
      if (await one('')) throw new UnfitDatabase(`The schema ${name} holds the tables of another program`);
      await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema};
        CREATE TABLE ${schema}.migrations (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`);
    }
    for (let version = await applied(); version < migrations.length; version += 1) {
      await client.query(migrations[version]?.(schema) ?? '');
      await client.query(`INSERT INTO ${schema}.migrations (version) VALUES ($1)`, [version + 1]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
};

/** Seals the next events that have no leaf, in one durable transaction; false when all have one. */
const sealSome = async (client: Client, schema: string): Promise<boolean> => {
  const sealed = `(SELECT coalesce(max(position), 0) FROM ${schema}.leaves)`;
  const { rows } = await client.query<{ done: boolean }>(
    `SELECT coalesce(max(position), 0) <= ${sealed} AS done FROM ${schema}.events`,
  );
  if (rows[0]?.done !== false) return false;
  await client.query('BEGIN');
  try {
    // Another process that has just been started may be sealing too.
    await client.query(`SELECT ${schema}.hold()`);
    const { rows: page } = await client.query<StoredRow & unknown[]>({
      rowMode: 'array',
      text: `SELECT position, encode(stream, 'escape'), revision, id, encode(type, 'escape'), schema_version,
          ${iso('recorded_at')}, data, metadata
        FROM (
          SELECT *, sum(octet_length(data) + octet_length(metadata)) OVER (ORDER BY position) AS upto
          FROM (
            SELECT * FROM ${schema}.events WHERE position > ${sealed} ORDER BY position LIMIT ${SEALED_TOGETHER}
          ) event
        ) event
        WHERE upto - octet_length(data) - octet_length(metadata) < ${PAGE.bytes} ORDER BY position`,
    });
    const events = page.map((row) => {
      const { data, metadata, ...event } = storedOf(row);
      const drawn = newSalts();
      const salts = { data: Buffer.from(drawn.data), metadata: Buffer.from(drawn.metadata) };
      const hash = sealOf(event, salts, data, metadata);
      const digests = { dataDigest: null, metadataDigest: null };
      return {
        position: event.position,
        leaf: { hash, dataSalt: salts.data, metadataSalt: salts.metadata, ...digests },
      };
    });
    await insertLeaves(client, schema, events);
    await client.query('COMMIT');
    return true;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
};

const insertLeaves = async (
  client: Client,
  schema: string,
  events: readonly { readonly position: Position; readonly leaf: StoredLeaf }[],
): Promise<void> => {
  const leaves = events.map(({ leaf }) => leaf);
  await client.query(
    `INSERT INTO ${schema}.leaves (position, hash, data_salt, metadata_salt, data_digest, metadata_digest)
     SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[])`,
    [
      asArray(events.map(({ position }) => position)),
      leaves.map(({ hash }) => hash),
      leaves.map(({ dataSalt }) => dataSalt),
      leaves.map(({ metadataSalt }) => metadataSalt),
      leaves.map(({ dataDigest }) => dataDigest),
      leaves.map(({ metadataDigest }) => metadataDigest),
    ],
  );
};

/** Each of the newest events must follow its predecessor: where somebody has cut into the log, it shows there first. */
const checkTail = async (client: Client, schema: string): Promise<void> => {
  const { rows } = await client.query<{ position: string }>(
    `SELECT position FROM (SELECT * FROM ${schema}.events ORDER BY position DESC LIMIT ${TAIL_EVENTS}) event
     WHERE revision > 0 AND NOT EXISTS (
       SELECT 1 FROM ${schema}.events before
       WHERE ${ofStream('event.stream', 'before.stream')}
         AND before.revision = event.revision - 1
     ) ORDER BY position LIMIT 1`,
  );
  if (rows[0]) throw new UnfitDatabase(`Event ${rows[0].position} stands without its predecessor in the stream`);
};

/** The schema a URL asks for: `postgres://…/database?schema=pilot`. */
const schemaIn = (url: string): string | undefined => /[?&]schema=([^&]*)/.exec(url)?.[1];

/** PostgreSQL's code of an error, such as 53100; empty when the error is not the server's answer. */
export const codeOf = (error: unknown): string => {
  // A broken connection has a code as well (EPIPE), but no severity.
  if (typeof error !== 'object' || error === null || !('code' in error && 'severity' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
};

/**
 * Whether the server answered, with its transaction undone. A connection that broke says nothing of what became of
 * the question: class 08, and 57P01 to 57P05 for a session that was ended.
 */
export const answered = (error: unknown): boolean => {
  if (error instanceof UnfitDatabase || error instanceof LogUnavailable) return true;
  const code = codeOf(error);
  return code !== '' && !code.startsWith('08') && !code.startsWith('57P');
};

/** Whether another session was in the way in a manner that leads nowhere twice: the same is asked again. */
export const collided = (error: unknown): boolean => ['23505', '40001', '40P01'].includes(codeOf(error));

/** The refusal that says why in the store's words. */
export const unavailable = (cause: unknown): LogUnavailable => {
  if (cause instanceof LogUnavailable) return cause;
  return new LogUnavailable(`The event log is unavailable: ${wordsOf(cause)}`, { cause });
};
const wordsOf = (error: unknown): string => {
  if (codeOf(error) === '55P03') return 'another program holds it';
  if (codeOf(error) === '53100') return "the disk of PostgreSQL's server is full";
  if (typeof error !== 'object' || error === null) return String(error);
  // Every address of a host was tried: the first says what all say.
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0) return wordsOf(error.errors[0]);
  return 'message' in error && typeof error.message === 'string' && error.message !== '' ? error.message : 'no answer';
};
