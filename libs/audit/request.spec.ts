import Database from 'better-sqlite3';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RequestStore, verifyRequests, type Request } from './request.store.ts';

let folder: string;
let file: string;
let store: RequestStore;
let now: Date;

const open = (keptDays?: number): RequestStore => {
  const opened = new RequestStore({ file, clock: () => now, worlds: { views: [] } });
  opened.start(keptDays);
  return opened;
};
const request = (n: number, more: Partial<Request> = {}): Request => ({
  kind: 'query',
  at: now.toISOString(),
  who: `person_${String(n % 3)}`,
  as: [{ collaboration: 'pohjola', organisation: 'partner_a', mandates: ['mandate_a'] }],
  asked: ['collaboration.goal'],
  collaborations: ['pohjola'],
  objects: [`goal_${String(n)}`],
  more: 0,
  outcome: 'answered',
  codes: [],
  correlation: String(n),
  ...more,
});
const days = (count: number) => (now = new Date(now.getTime() + count * 86_400_000));
/** Whoever has the file and knows SQL. */
const tamper = (...statements: readonly string[]) => {
  const database = new Database(file);
  for (const statement of statements) database.exec(statement);
  database.close();
};
const numbers = (found: ReturnType<RequestStore['find']>) => found.rows.map(({ correlation }) => Number(correlation));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talkoot-requests-'));
  file = join(folder, 'access.db');
  now = new Date('2026-11-23T10:00:00Z');
  store = open();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

it('keeps every request, found newest first by who, object, outcome and time (rule 48)', () => {
  for (let n = 0; n < 9; n++) store.keep(request(n, n === 4 ? { outcome: 'denied', codes: ['MANDATE_MISSING'] } : {}));
  days(1);
  store.keep(request(9));
  store.keep(request(10, { collaborations: ['lappi'] }));
  const wanted = { collaboration: 'pohjola' };
  expect(numbers(store.find(wanted, 20))).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  expect(numbers(store.find({ ...wanted, who: 'person_0' }, 20))).toEqual([9, 6, 3, 0]);
  expect(numbers(store.find({ ...wanted, object: 'goal_7' }, 20))).toEqual([7]);
  expect(numbers(store.find({ ...wanted, outcome: 'denied' }, 20))).toEqual([4]);
  expect(numbers(store.find({ ...wanted, from: '2026-11-24' }, 20))).toEqual([9]);
  expect(numbers(store.find({ ...wanted, to: '2026-11-24' }, 2))).toEqual([8, 7]);
  const first = store.find(wanted, 4);
  expect(numbers(store.find(wanted, 4, first.next))).toEqual([5, 4, 3, 2]);
  expect(store.find(wanted, 20).next).toBeUndefined();
});

it('what is to be kept first is on the disk when it says so', async () => {
  await store.keepFirst(request(1));
  expect(verifyRequests(file)).toMatchObject({ rows: 1 });
});

it('tells whoever waits that a row could not be written, holds the others, and says how many it lost', async () => {
  const other = new Database(file);
  other.exec('BEGIN EXCLUSIVE');
  store.keep(request(1));
  await expect(store.keepFirst(request(2))).rejects.toThrow('cannot be written');
  expect(store.report).toMatchObject({ writable: false, waiting: 1, lost: 0 });
  for (let n = 3; n < 50_010; n++) store.keep(request(n));
  expect(store.report).toMatchObject({ waiting: 50_000, lost: 8 });
  other.exec('COMMIT');
  other.close();
  await store.keepFirst(request(3));
  expect(store.report).toMatchObject({ writable: true, lost: 0 });
  store.close();
  // The request that was refused an answer is not among them; the gap is.
  expect(verifyRequests(file)).toMatchObject({ rows: 50_002, gaps: 1 });
});

it('says of a crash that rows may be missing, and of a proper end nothing', () => {
  store.keep(request(1));
  store.close();
  store = open();
  store.close();
  expect(verifyRequests(file)).toMatchObject({ rows: 1, gaps: 0 });
  tamper("INSERT INTO running VALUES ('2026-11-23T09:00:00.000Z')");
  store = open();
  store.close();
  expect(verifyRequests(file)).toMatchObject({ rows: 2, gaps: 1 });
});

it('disposes of whole days past their time, and what remains is as provable', () => {
  for (let day = 0; day < 5; day++) {
    store.keep(request(day));
    store.close();
    if (day === 0) expect(verifyRequests(file)).toMatchObject({ rows: 1 });
    days(1);
    store = open(2);
  }
  const { head } = store;
  store.close();
  const verdict = verifyRequests(file, head);
  expect(verdict).toMatchObject({ days: 6, disposed: 3 });
  store = open(2);
  expect(numbers(store.find({ collaboration: 'pohjola' }, 20))).toEqual([4, 3]);
});

it('goes on in the day of the newest row when the clock is set back', () => {
  store.keep(request(1));
  days(-3);
  store.keep(request(2));
  store.close();
  expect(verifyRequests(file)).toMatchObject({ rows: 2, days: 1 });
});

describe('talkoot access verify', () => {
  const anyway = 'DROP TRIGGER requests_are_not_changed; DROP TRIGGER requests_are_not_deleted;';
  let earlier = '';
  beforeEach(() => {
    for (let n = 0; n < 5; n++) store.keep(request(n));
    store.find({ collaboration: 'pohjola' }, 1);
    earlier = store.head ?? '';
    days(1);
    for (let n = 5; n < 9; n++) store.keep(request(n));
    store.close();
  });

  it('finds nothing in what nobody touched, and that it grew from an earlier head', () => {
    expect(verifyRequests(file, earlier)).toMatchObject({ rows: 9, days: 2, gaps: 0 });
  });
  it.each([
    [
      'a changed row',
      `${anyway} UPDATE requests SET body = replace(body, 'goal_3', 'goal_4') WHERE number = 4`,
      /Row 4/,
    ],
    ['a row taken out', `${anyway} DELETE FROM requests WHERE number = 4`, /Row 4/],
    ['the newest row taken out', `${anyway} DELETE FROM requests WHERE number = 9`, /has 3 rows/],
    ['a row put in', 'INSERT INTO requests SELECT 99, day, leaf, body FROM requests WHERE number = 9', /Row 10/],
    ['a day taken out', `${anyway} DELETE FROM requests WHERE number < 6; DELETE FROM days WHERE first = 1`, /missing/],
    ['another head', 'UPDATE days SET head = zeroblob(32) WHERE first = 1', /not those of its head/],
    ['a day marked as disposed of', "UPDATE days SET disposed_at = 'x' WHERE first = 1", /has rows/],
    ['rows of no day', "INSERT INTO requests SELECT 99, 'x', leaf, body FROM requests WHERE number = 9", /no head/],
  ])('finds %s', (_, statement, said) => {
    tamper(statement);
    expect(verifyRequests(file)).toEqual({ wrong: expect.stringMatching(said) as string });
  });
  it('finds what was made anew as a whole by the head that was told before', () => {
    rmSync(file);
    now = new Date('2026-11-23T10:00:00Z');
    store = open();
    for (let n = 0; n < 4; n++) store.keep(request(n));
    store.close();
    expect(verifyRequests(file)).toMatchObject({ rows: 4 });
    expect(verifyRequests(file, earlier)).toEqual({ wrong: expect.stringContaining('did not grow') as string });
  });
});

it('any rows over any days verify, and no changed byte of one does', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 30 }), fc.nat(), (steps, at) => {
      store.close();
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
      store = open();
      steps.forEach((step, n) => {
        days(step);
        store.keep(request(n));
      });
      store.close();
      expect(verifyRequests(file)).toMatchObject({ rows: steps.length });
      const number = 1 + (at % steps.length);
      tamper(
        'DROP TRIGGER requests_are_not_changed',
        `UPDATE requests SET body = body || ' ' WHERE number = ${String(number)}`,
      );
      expect(verifyRequests(file)).toEqual({ wrong: expect.stringContaining(`Row ${String(number)} `) as string });
    }),
    { numRuns: 20 },
  );
});

it('does not take another program’s file for its own', () => {
  store.close();
  const other = join(folder, 'other.db');
  const database = new Database(other);
  database.exec('CREATE TABLE t (x)');
  database.close();
  expect(() => {
    new RequestStore({ file: other, worlds: { views: [] } }).start();
  }).toThrow('is not the record of access');
  expect(() => verifyRequests(other)).toThrow('is not the record of access');
});
