import { openSqliteLog, type NewEvent } from '#event-log';
import { eventId } from '#world';
import Database from 'better-sqlite3';
import { randomUUIDv7 } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inTurns, perSecond, type Bench, type Figure } from './measure.ts';

/** Writing to the log against the same library used bare: WAL, FULL, the same words in one row. */
export const append: Bench = async ({ quick, cache }) => {
  const folder = await mkdtemp(join(cache, 'append-'));
  const log = openSqliteLog({ file: join(folder, 'log.db') });
  const bare = openBare(join(folder, 'bare.db'));
  const [rounds, many] = quick ? [3, 200] : [15, 1_000];
  let made = 0;
  const next = () => eventOf(made++);

  const single = async () => {
    const began = performance.now();
    for (let i = 0; i < many; i++) {
      const event = next();
      await log.append(`bench-goal_${event.id}`, [event], 'no stream');
    }
    return rate(many, began);
  };
  const singleBare = () => {
    const began = performance.now();
    for (let i = 0; i < many; i++) bare.insert(next());
    return rate(many, began);
  };
  const together = async () => {
    const began = performance.now();
    for (let i = 0; i < many / 100; i++) {
      const group = Array.from({ length: 100 }, next);
      await Promise.all(group.map((event) => log.append(`bench-goal_${event.id}`, [event], 'no stream')));
    }
    return rate(many, began);
  };

  const durable = await inTurns(rounds, single, singleBare);
  const grouped = await inTurns(rounds, together, single);
  await log.close();
  bare.close();
  await rm(folder, { recursive: true });
  const figures: Figure[] = [
    {
      what: 'One durable append after another',
      ours: perSecond(durable.ours),
      baseline: `${perSecond(durable.theirs)} better-sqlite3, one-row insert`,
      value: durable.ratio,
      wanted: { atLeast: 0.8 },
      unit: '×',
    },
    {
      what: '100 appends at once, by group commit',
      ours: perSecond(grouped.ours),
      baseline: `${perSecond(grouped.theirs)} one after another`,
      value: grouped.ratio,
      wanted: { atLeast: 10 },
      unit: '×',
    },
  ];
  return figures;
};

const rate = (count: number, began: number): number => (1_000 * count) / (performance.now() - began);

/** Some 700 bytes, of which half is metadata: an ordinary event, its id ordered by time as a client's command ids are. */
function eventOf(index: number): NewEvent {
  const commandId = randomUUIDv7();
  return {
    id: eventId(commandId, 0),
    type: 'MeasurementReported',
    schemaVersion: 1,
    data: {
      indicator: 'indicator_visits',
      partner: 'partner_parish',
      place: '179',
      period: { from: '2024-07-01', to: '2024-12-31' },
      status: 'final',
      value: index,
      comment: { original: 'fi', fi: 'Laskettu ovelta, kaikki kävijät', sv: 'Räknat vid dörren, alla besökare' },
    },
    metadata: {
      actor: 'person_1',
      organisation: 'partner_parish',
      mandate: 'mandate_reporter_1',
      commandId,
      commandHash: `${commandId}${commandId}`.replaceAll('-', ''),
      correlationId: commandId,
      causationId: commandId,
    },
  };
}

interface BareRow {
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly metadata: object;
}

/** What somebody would write who wanted nothing but the row on the disk: no index, no check, no idempotency. */
export function openBare(file: string) {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, key TEXT, type TEXT, data TEXT, metadata TEXT) STRICT');
  const statement = db.prepare<[string, string, string, string]>(
    'INSERT INTO rows (key, type, data, metadata) VALUES (?, ?, ?, ?)',
  );
  const insert = db.transaction(({ id, type, data, metadata }: BareRow) =>
    statement.run(id, type, JSON.stringify(data), JSON.stringify(metadata)),
  );
  return { insert: insert.immediate, close: () => db.close() };
}
