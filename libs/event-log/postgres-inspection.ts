import { LogUnavailable } from './event-log.ts';
import { Flaw, sealedAt, type EventRow, type Inspected, type Inspection, type LeafRow } from './inspection.ts';
import {
  answered,
  COLUMNS_STORED,
  databaseAt,
  storedOf,
  unavailable,
  UnfitDatabase,
  type Address,
  type Database,
  type MovedRow,
} from './postgres-database.ts';
import { category, key, ofStream } from './postgres-migrations.ts';
import type { StoredEvent } from './transplant.ts';

/** Small enough that nobody waits for long. */
const STRETCH_EVENTS = 256;

/**
 * Looks at the log in a database without laying out, mending or sealing anything. Throws {@link UnfitDatabase} where there
 * is none that is sealed, {@link LogUnavailable} when it cannot be reached.
 */
export const openPostgresInspection = async (address: Address): Promise<Inspection> => {
  const database = databaseAt({ readers: 1, ...address });
  try {
    const [there] = await database.read<[boolean]>({
      rowMode: 'array',
      text: 'SELECT to_regclass($1) IS NOT NULL',
      values: [`${database.schema}.leaves`],
    });
    if (there?.[0] !== true)
      throw new UnfitDatabase(`The schema ${database.schema.replaceAll('"', '')} holds no event log that is sealed`);
    return inspectionOf(database);
  } catch (error) {
    await database.close();
    throw error instanceof UnfitDatabase ? error : unavailable(error);
  }
};

const inspectionOf = ({ read, schema, close }: Database): Inspection => {
  const last = `greatest((SELECT coalesce(max(position), 0) FROM ${schema}.events),
    (SELECT coalesce(max(position), 0) FROM ${schema}.leaves))`;

  /** What the server answers about a position; what it cannot read there is a flaw of that place, and no answer at all is none. */
  const asked = async <Row extends unknown[]>(position: number, text: string, values: unknown[]): Promise<Row[]> => {
    try {
      return await read<Row>({ rowMode: 'array', text, values });
    } catch (error) {
      if (!answered(error) || error instanceof LogUnavailable) throw unavailable(error);
      throw new Flaw(
        'UNREADABLE',
        position,
        `Position ${position} cannot be read: ${unavailable(error).message}`,
        error,
      );
    }
  };

  /** Events and leaves side by side as of one instant, a place for each position whether or not something is there. */
  const pageAfter = async (after: number): Promise<PageRow[]> => {
    const page = (length: number) =>
      asked<PageRow>(
        after + 1,
        `SELECT ${COLUMNS_STORED}, leaf.position
         FROM generate_series($1::bigint + 1, $1::bigint + $2::bigint) place
         LEFT JOIN ${schema}.events event ON event.position = place
         LEFT JOIN ${schema}.leaves leaf ON leaf.position = place
         WHERE place <= ${last} ORDER BY place`,
        [after, length],
      );
    // A page with something in it that cannot be read is asked for piece by piece, up to that place.
    return page(STRETCH_EVENTS).catch((error: unknown) => {
      if (error instanceof Flaw) return page(1);
      throw error;
    });
  };

  /** Looks for events in every way in which readers find them: by stream and revision, by id, by category. */
  const mustBeFound = async (events: readonly StoredEvent[]): Promise<void> => {
    const [first] = events;
    if (!first) return;
    const found = (where: string) =>
      `coalesce((SELECT e.position FROM ${schema}.events e WHERE ${where} ORDER BY e.position LIMIT 1), 0) <> place`;
    const [lost] = await asked<[string]>(
      Number(first.position),
      `SELECT place FROM unnest($1::bigint[], $2::bytea[], $3::integer[], $4::uuid[]) sought (place, stream, revision, id)
       WHERE ${found(`${ofStream('sought.stream', 'e.stream')} AND e.revision = sought.revision`)}
       OR ${found('e.id = sought.id')}
       OR ${found(`e.category = ${key(category('sought.stream'))} AND e.position >= place`)}
       ORDER BY place LIMIT 1`,
      [
        events.map(({ position }) => String(position)),
        events.map(({ stream }) => Buffer.from(stream)),
        events.map(({ revision }) => revision),
        events.map(({ id }) => id),
      ],
    );
    if (lost)
      throw new Flaw(
        'UNREACHABLE',
        Number(lost[0]),
        `The event at position ${lost[0]} is not found by who asks for it`,
      );
  };

  /** At the end of the log: there are as many events as positions. */
  const mustEndAt = async (position: number): Promise<void> => {
    const [row] = await asked<[string, string]>(position, `SELECT count(*), ${last} FROM ${schema}.events`, []);
    const [count, head] = row ?? ['0', '0'];
    if (Number(head) === position && Number(count) !== position)
      throw new Flaw('UNREACHABLE', position, `There are ${count} events, and ${position} positions`);
  };

  return {
    size: async () => Number((await asked<[string]>(1, `SELECT ${last}`, []))[0]?.[0] ?? 0),

    async *stretches(types = new Set()) {
      for (let reached = 0; ;) {
        const page = await pageAfter(reached);
        if (page.length === 0) {
          await mustEndAt(reached);
          return;
        }
        const hashes: Buffer[] = [];
        const removed: Inspected['removed'][number][] = [];
        const told: Inspected['told'][number][] = [];
        const events: StoredEvent[] = [];
        let flaw: Flaw | undefined;
        for (const row of page) {
          const position = reached + hashes.length + 1;
          try {
            hashes.push(sealedAt(position, eventIn(row), leafIn(row)));
          } catch (error) {
            if (!(error instanceof Flaw)) throw error;
            flaw = error;
            break;
          }
          const event = storedOf(row);
          events.push(event);
          const { stream, type, data } = event;
          if (row[10] === null) removed.push({ position, left: data });
          if (types.has(type)) told.push({ position, stream, type, data });
        }
        await mustBeFound(events);
        reached += hashes.length;
        yield { hashes, removed, told };
        if (flaw) throw flaw;
      }
    },

    dataAt: async (position) =>
      (await asked<[Buffer]>(position, `SELECT data FROM ${schema}.events WHERE position = $1`, [position]))[0]?.[0],

    structure: async () => {
      const [row] = await asked<[string | null]>(
        1,
        'SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()',
        [],
      );
      const failures = Number(row?.[0] ?? 0);
      return failures > 0 ? [`PostgreSQL has counted ${failures} pages whose checksum is wrong`] : [];
    },
    close: async () => {
      await close();
    },
  };
};

type PageRow = [...MovedRow, leafPosition: string | null];

/** Nothing where the position has no event. */
const eventIn = (row: PageRow): EventRow | undefined => {
  // An outer join gives nulls.
  if ((row[0] as string | null) === null) return undefined;
  const { position, ...event } = storedOf(row);
  return { ...event, position: Number(position) };
};

const leafIn = (row: PageRow): LeafRow | undefined => {
  const [, , , , , , , , , hash, dataSalt, metadataSalt, dataDigest, metadataDigest, position] = row;
  if (position === null) return undefined;
  return { position: Number(position), hash, dataSalt, metadataSalt, dataDigest, metadataDigest };
};
