import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import {
  AppendConflict,
  EventIdReused,
  LogUnavailable,
  START,
  UnfitEvent,
  type EventLog,
  type Expected,
  type JsonObject,
  type NewEvent,
  type RecordedEvent,
  type StreamRange,
  type Subscription,
} from './event-log.ts';
import { leafHash, leafOf, saltedDigest } from './leaf.ts';
import type { SealedEvent } from './ledger.ts';
import { openInspection, openLedger, openRemover, type Place } from './place.ts';

/** An empty store of the kind under test, its own for each test. */
export interface Store {
  open(clock?: () => Date): Promise<EventLog>;
  /** Where it is, for what is opened beside the log; a store that only passes by has no place and seals nothing. */
  readonly place?: Place;
  remove(): Promise<void>;
}

export interface Capabilities {
  /** What was appended is there when the store is opened again, also while it is open elsewhere. */
  readonly durable: boolean;
  /** A subscriber with a synchronous handler has handled an append when its promise resolves. */
  readonly synchronous: boolean;
}

/** Names a test that asks for what not every store promises: elsewhere it is no part of the contract. */
const where =
  (holds: boolean) =>
  (name: string, test: () => Promise<void>, timeoutMs?: number): void => {
    if (holds) it(name, test, timeoutMs);
  };

/** Every semantic of the port, for any store: a store joins with one line. */
export const eventLogContract = (
  name: string,
  newStore: () => Promise<Store>,
  { durable, synchronous }: Capabilities,
) => {
  const ifDurable = where(durable);
  const ifSynchronous = where(synchronous);
  let store: Store;
  let logs: EventLog[];
  const open = async (clock?: () => Date) => {
    const log = await store.open(clock);
    logs.push(log);
    return log;
  };
  let log: EventLog;
  beforeEach(async () => {
    logs = [];
    store = await newStore();
    log = await open();
  });
  afterEach(async () => {
    for (const opened of logs) await opened.close();
    await store.remove();
  });

  describe(`${name}: appending`, () => {
    it('numbers a stream from 0 and the log upwards, and gives back what was written', async () => {
      const events = [someEvent({ title: 'Äijä' }), someEvent({ title: 'Öljy' })];
      const first = await log.append('ks-goal_1', events, 'no stream');
      const second = await log.append('ks-goal_1', [someEvent()], 1);
      expect(first).toEqual({ revision: 1, position: first.position, repeated: false });
      expect(second.revision).toBe(2);
      const read = await all(log.readStream('ks-goal_1'));
      expect(read.map(({ revision }) => revision)).toEqual([0, 1, 2]);
      expect(read[1]?.position).toBe(first.position);
      expect(read[2]?.position).toBe(second.position);
      expect(read[0]).toMatchObject({ ...events[0], stream: 'ks-goal_1' });
      expect(Object.keys(read[0] ?? {})).toHaveLength(9);
      expect(read[0]?.position).toBeLessThan(first.position);
      expect(read[0]?.recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(await log.head()).toBe(second.position);
      expect(log.writable()).toBe(true);
    });

    it.each<[Expected, Expected, number]>([
      ['no stream', 1, 2],
      [0, 1, 2],
      [2, 1, 2],
      [-1, 1, 2],
      [0, 'no stream', 0],
    ])('refuses the expectation %p when the stream is at %p', async (expected, actual, length) => {
      if (length > 0) await log.append('s', some(length), 'no stream');
      const refused = await failure(log.append('s', [someEvent()], expected));
      expect(refused).toBeInstanceOf(AppendConflict);
      expect(refused).toMatchObject({ stream: 's', expected, actual });
      expect(await all(log.readAll())).toHaveLength(length);
    });

    it('writes nothing for zero events, and still checks the expectation', async () => {
      expect(await log.append('s', [], 'no stream')).toEqual({
        revision: 'no stream',
        position: START,
        repeated: false,
      });
      const { position } = await log.append('s', [someEvent()], 'no stream');
      expect(await log.append('s', [], 0)).toEqual({ revision: 0, position, repeated: false });
      await expect(log.append('s', [], 'no stream')).rejects.toBeInstanceOf(AppendConflict);
      await expect(log.append('s', [], 7)).rejects.toBeInstanceOf(AppendConflict);
      expect(await log.head()).toBe(position);
    });

    it('lets exactly one of many concurrent appends at one revision win', async () => {
      await log.append('s', [someEvent()], 'no stream');
      const outcomes = await Promise.allSettled(some(50).map((event) => log.append('s', [event], 0)));
      const refused = outcomes
        .filter((outcome) => outcome.status === 'rejected')
        .map(({ reason }) => reason as unknown);
      expect(refused).toHaveLength(49);
      for (const reason of refused) {
        expect(reason).toBeInstanceOf(AppendConflict);
        expect(reason).toMatchObject({ expected: 0, actual: 1 });
      }
      expect(await all(log.readStream('s'))).toHaveLength(2);
    });

    it('does not let a refused append spoil those made in the same turn', async () => {
      const outcomes = await Promise.allSettled([
        log.append('a', [someEvent()], 'no stream'),
        log.append('a', [someEvent()], 'no stream'),
        log.append('b', [someEvent({}, 'not a UUID')], 'no stream'),
        log.append('a', [someEvent()], 0),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
      expect(await all(log.readAll())).toHaveLength(2);
    });

    it('takes 10,000 events at once, all or nothing', async () => {
      const events = some(10_000);
      const { revision } = await log.append('s', events, 'no stream');
      expect(revision).toBe(9_999);
      const read = await all(log.readStream('s'));
      expect(read.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
      await expect(log.append('s', some(10_000), 'no stream')).rejects.toBeInstanceOf(AppendConflict);
      expect(await all(log.readStream('s', { from: 9_999 }))).toHaveLength(1);
    });

    it('takes bodies of 1 MB and refuses those over its limit', async () => {
      const text = 'ä€😀 '.repeat(100_000);
      await log.append('s', [someEvent({ text }), someEvent({ text })], 'no stream');
      for await (const { data } of log.readStream('s')) expect(data['text'] === text).toBe(true);
      await expect(log.append('s', [someEvent({ text: 'x'.repeat(64_000_000) })], 1)).rejects.toBeInstanceOf(
        UnfitEvent,
      );
    });

    it.each([
      ['an empty stream name', '', someEvent()],
      ['a lone surrogate in the stream name', 'ks-\ud83d', someEvent()],
      ['an id that is no UUID', 's', someEvent({}, '1')],
      ['an id in upper case, which is another spelling of one UUID', 's', someEvent({}, randomUUID().toUpperCase())],
      ['an event without a type', 's', { ...someEvent(), type: '' }],
      ['a schema version that is no whole number', 's', { ...someEvent(), schemaVersion: 1.5 }],
    ])('refuses %s', async (_, stream, event) => {
      await expect(log.append(stream, [event], 'no stream')).rejects.toBeInstanceOf(UnfitEvent);
      expect(await log.head()).toBe(START);
    });

    it('keeps names apart that only look alike', async () => {
      const names = [
        'a',
        'A',
        'a\u0000',
        'a\u0000b',
        'ä',
        'a\u0308',
        ' a',
        'a ',
        "a'",
        'a"%_',
        '😀',
        '😁',
        '-',
        'a-',
        'a-b',
        'x'.repeat(5_000),
      ];
      for (const stream of names) await log.append(stream, [someEvent({ stream })], 'no stream');
      for (const stream of names) {
        const read = await all(log.readStream(stream));
        expect(read.map((event) => [event.stream, event.data['stream']])).toEqual([[stream, stream]]);
      }
    });

    it('keeps any JSON, U+0000 and lone surrogates included', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.string({ unit: 'binary', minLength: 1 }).filter((stream) => stream.isWellFormed()),
          fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })),
          async (stream, value) => {
            const data = JSON.parse(JSON.stringify({ value, odd: '\u0000 \ud83d \u2028' })) as JsonObject;
            const event = someEvent(data);
            const before = await last(log.readStream(stream, { direction: 'backwards', limit: 1 }));
            const { revision } = await log.append(stream, [event], before?.revision ?? 'no stream');
            const read = await last(log.readStream(stream, { from: Number(revision) }));
            expect(read).toMatchObject({ id: event.id, stream });
            expect(JSON.stringify(read?.data)).toBe(JSON.stringify(data));
          },
        ),
        { numRuns: 100 },
      );
    });
  });

  describe(`${name}: appending again`, () => {
    it('answers alike, whatever is expected by then, and writes once', async () => {
      const events = some(3);
      const first = await log.append('s', events, 'no stream');
      await log.append('s', [someEvent()], 2);
      for (const expected of ['no stream', 2, 3, 17] as const) {
        expect(await log.append('s', events, expected)).toEqual({ ...first, repeated: true });
      }
      expect(await all(log.readAll())).toHaveLength(4);
    });

    it('writes once when the same is asked twenty times at once', async () => {
      const events = some(2);
      const answers = await Promise.all(Array.from({ length: 20 }, () => log.append('s', events, 'no stream')));
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect(new Set(answers.map(({ position, revision }) => `${position} ${revision}`)).size).toBe(1);
      expect(await all(log.readAll())).toHaveLength(2);
    });

    ifDurable('answers alike after the store has been opened again', async () => {
      const events = some(2);
      const first = await log.append('s', events, 'no stream');
      await log.close();
      expect(await (await open()).append('s', events, 'no stream')).toEqual({ ...first, repeated: true });
    });

    it('does not mind other metadata: a repetition has its own trace', async () => {
      const event = someEvent();
      await log.append('s', [event], 'no stream');
      const traced = { ...event, metadata: { ...event.metadata, traceparent: '00-1-2-01' } };
      expect(await log.append('s', [traced], 'no stream')).toMatchObject({ repeated: true });
      expect((await last(log.readStream('s')))?.metadata).toEqual(event.metadata);
    });

    const a = someEvent({ n: 1 });
    const b = someEvent({ n: 2 });
    const c = someEvent({ n: 3 });
    it.each<[string, string, NewEvent[]]>([
      ['other data', 's', [{ ...a, data: { n: 9 } }]],
      ['the same data written otherwise', 's', [{ ...a, data: { n: 1, m: null } }]],
      ['another type', 's', [{ ...a, type: 'Other' }]],
      ['another schema version', 's', [{ ...a, schemaVersion: 2 }]],
      ['another stream', 't', [a]],
      ['an event more', 's', [a, b, c]],
      ['another order', 's', [b, a]],
      ['a known event after a new one', 's', [c, a]],
      ['other data in the second event', 's', [a, { ...b, data: {} }]],
    ])('refuses a known id with %s', async (_, stream, events) => {
      await log.append('s', [a, b], 'no stream');
      await expect(log.append(stream, events, stream === 's' ? 1 : 'no stream')).rejects.toBeInstanceOf(EventIdReused);
      expect(await all(log.readAll())).toHaveLength(2);
    });

    it('refuses one id twice in one append', async () => {
      await expect(log.append('s', [a, a], 'no stream')).rejects.toBeInstanceOf(UnfitEvent);
    });
  });

  describe(`${name}: reading`, () => {
    it('reads what a model of it would, whatever the range', async () => {
      const ends = fc.option(fc.integer({ min: -2, max: 12 }), { nil: undefined });
      const range = fc.record({
        from: ends,
        to: ends,
        limit: ends,
        direction: fc.constantFrom('forwards', 'backwards'),
      });
      const model = new Map<string, string[]>();
      const step = fc.tuple(fc.constantFrom('ks-a', 'ks-b', 'ps-a', 'ks'), fc.integer({ min: 0, max: 4 }), range);
      await fc.assert(
        fc.asyncProperty(step, async ([stream, count, { from, to, limit, direction }]) => {
          const before = model.get(stream) ?? [];
          const events = some(before.length < 10 ? count : 0);
          await log.append(stream, events, before.length > 0 ? before.length - 1 : 'no stream');
          const ids = [...before, ...events.map(({ id }) => id)];
          model.set(stream, ids);
          const [low, high] = direction === 'forwards' ? [from, to] : [to, from];
          const within = ids.filter((_, i) => i >= (low ?? 0) && i <= (high ?? Infinity));
          const ordered = direction === 'forwards' ? within : within.reverse();
          const expected = ordered.slice(0, Math.max(limit ?? Infinity, 0));
          const asked = Object.fromEntries(
            Object.entries({ from, to, limit, direction }).filter(([, value]) => value !== undefined),
          ) as StreamRange;
          expect((await all(log.readStream(stream, asked))).map(({ id }) => id)).toEqual(expected);
        }),
        { numRuns: 200 },
      );
      expect(await all(log.readStream('absent'))).toEqual([]);
      const read = await all(log.readAll());
      for (const [stream, ids] of model) {
        expect(read.filter((event) => event.stream === stream).map(({ id }) => id)).toEqual(ids);
      }
    });

    it('reads the log after, up to, by limit and by category', async () => {
      const streams = ['ks-a', 'ps-a', 'ks-b', 'ks', 'ksx-a', 'k', 'ks-', 'ks.a', '-'];
      for (let round = 0; round < 300; round += 1) {
        const stream = streams[round % streams.length] ?? '';
        await log.append(
          stream,
          some(5),
          round < streams.length ? 'no stream' : Math.floor(round / streams.length) * 5 - 1,
        );
      }
      const whole = await all(log.readAll());
      expect(whole).toHaveLength(1_500);
      expect(whole.every(({ position }, i) => i === 0 || position > (whole[i - 1]?.position ?? 0n))).toBe(true);
      const tenth = whole[9]?.position ?? START;
      const twelfth = whole[11]?.position ?? START;
      expect(await all(log.readAll({ after: tenth, to: twelfth }))).toEqual(whole.slice(10, 12));
      expect(await all(log.readAll({ after: tenth, limit: 700 }))).toEqual(whole.slice(10, 710));
      expect(await all(log.readAll({ limit: 0 }))).toEqual([]);
      expect(await all(log.readAll({ after: await log.head() }))).toEqual([]);
      expect(await all(log.readAll({ after: tenth, to: START }))).toEqual([]);
      for (const category of ['ks', 'ps', 'ksx', '', 'none']) {
        const own = whole.filter(({ stream }) => (stream.split('-')[0] ?? stream) === category);
        expect(await all(log.readAll({ category }))).toEqual(own);
        const page = own.filter(({ position }) => position > tenth).slice(0, 7);
        expect(await all(log.readAll({ category, after: tenth, limit: 7 }))).toEqual(page);
      }
    });

    it('ends where the log ended when the reading began', async () => {
      await log.append('s', some(2), 'no stream');
      let revision = 1;
      for await (const event of log.readAll()) {
        expect(event.revision).toBeLessThan(2);
        revision = Number((await log.append('s', [someEvent()], revision)).revision);
      }
      expect(revision).toBe(3);
    });

    ifDurable('holds little memory however long the log', async () => {
      for (let i = 0; i < 20; i += 1) await log.append(`ks-goal_${i}`, some(10_000), 'no stream');
      const before = heapBytes();
      let count = 0;
      let most = 0;
      for await (const { revision } of log.readAll()) {
        count += 1;
        if (revision === 5_000 && count % 50_000 < 10_000) most = Math.max(most, heapBytes() - before);
      }
      expect(count).toBe(200_000);
      expect(most).toBeLessThan(10_000_000);
    });
  });

  describe(`${name}: time`, () => {
    it('never lets recordedAt fall, though the clock goes back 400 days', async () => {
      const times = ['2026-03-29T01:00:00.000Z', '2025-02-22T00:00:00.000Z', '2026-03-29T01:00:00.001Z'];
      let now = 0;
      const timed = await open(() => new Date(times[now] ?? 0));
      for (now = 0; now < 3; now += 1) await timed.append('s', [someEvent()], now === 0 ? 'no stream' : now - 1);
      const recorded = (await all(timed.readAll())).map(({ recordedAt }) => recordedAt);
      expect(recorded).toEqual([times[0], times[0], times[2]]);
    });

    it('finds the position at an instant, equal instants all in', async () => {
      const instant = (minute: number) => new Date(Date.UTC(2024, 5, 30, 12, minute)).toISOString();
      let minute = 0;
      const timed = await open(() => new Date(instant(minute)));
      const head: bigint[] = [];
      let revision: Expected = 'no stream';
      for (const [i, count] of [1, 3, 1, 600, 2].entries()) {
        minute = i * 10;
        revision = (await timed.append('s', some(count), revision)).revision;
        head.push(await timed.head());
      }
      expect(await timed.positionAt('1970-01-01T00:00:00Z')).toBe(START);
      expect(await timed.positionAt(instant(-1))).toBe(START);
      for (let i = 0; i < 5; i += 1) {
        expect(await timed.positionAt(instant(i * 10))).toBe(head[i]);
        expect(await timed.positionAt(instant(i * 10 + 5))).toBe(head[i]);
        if (i > 0)
          expect(await timed.positionAt(new Date(Date.parse(instant(i * 10)) - 1).toISOString())).toBe(head[i - 1]);
      }
      expect(await timed.positionAt('2024-06-30T15:10:00+03:00')).toBe(head[1]);
      expect(await timed.positionAt('9999-12-31T23:59:59.999Z')).toBe(head[4]);
    });

    it('has no instant in an empty log, and none without an offset', async () => {
      expect(await log.positionAt('2024-06-30T12:00:00Z')).toBe(START);
      for (const text of ['2024-06-30', '2024-06-30T12:00:00', 'yesterday', '', '2024-13-01T00:00:00Z']) {
        await expect(log.positionAt(text)).rejects.toBeInstanceOf(RangeError);
      }
    });
  });

  describe(`${name}: subscribing`, () => {
    it('replays and goes on live without loss or duplicate while others write', async () => {
      const seen: bigint[] = [];
      const own: bigint[] = [];
      const subscriptions: Subscription[] = [];
      const writer = async (stream: string) => {
        for (let i = 0; i < 100; i += 1) {
          await log.append(stream, some(3), i === 0 ? 'no stream' : i * 3 - 1);
          if (i !== 50 || stream !== 'ks-0') continue;
          const handle = ({ position }: RecordedEvent) => void seen.push(position);
          subscriptions.push(log.subscribe({ after: START, handle }));
          const slow = async ({ position }: RecordedEvent) => {
            await sleep(0);
            own.push(position);
          };
          subscriptions.push(log.subscribe({ after: START, category: 'ps', handle: slow }));
        }
      };
      await Promise.all(['ks-0', 'ks-1', 'ps-2', 'ps-3'].map(writer));
      await eventually(() => seen.length >= 1_200 && own.length >= 600);
      for (const subscription of subscriptions) await subscription.stop();
      expect(seen).toEqual((await all(log.readAll())).map(({ position }) => position));
      expect(own).toEqual((await all(log.readAll({ category: 'ps' }))).map(({ position }) => position));
    });

    it('begins after its own checkpoint', async () => {
      await log.append('s', some(3), 'no stream');
      const [, second] = await all(log.readAll());
      const seen: number[] = [];
      const subscription = log.subscribe({
        after: second?.position ?? START,
        handle: (event) => void seen.push(event.revision),
      });
      await log.append('s', some(1), 2);
      await eventually(() => seen.length === 2);
      await subscription.stop();
      expect(seen).toEqual([2, 3]);
    });

    ifSynchronous('has a synchronous subscriber see an append before the append is answered', async () => {
      const seen: bigint[] = [];
      log.subscribe({ after: START, handle: ({ position }) => void seen.push(position) });
      await log.append('ks-a', [someEvent()], 'no stream');
      await eventually(() => seen.length === 1);
      for (const count of [1, 2, 10_000]) {
        const { position } = await log.append(`ks-${count}`, some(count), 'no stream');
        expect(seen.at(-1)).toBe(position);
      }
      expect(seen).toHaveLength(10_004);
    });

    it('hands over one event after another, never two at a time', async () => {
      await log.append('s', some(20), 'no stream');
      let running = 0;
      const seen: number[] = [];
      const handle = async ({ revision }: RecordedEvent) => {
        running += 1;
        expect(running).toBe(1);
        await sleep(1);
        running -= 1;
        seen.push(revision);
      };
      const subscription = log.subscribe({ after: START, handle });
      await log.append('s', some(10), 19);
      await eventually(() => seen.length === 30);
      await subscription.stop();
      expect(seen).toEqual(Array.from({ length: 30 }, (_, i) => i));
    });

    it.each([
      [
        'throws',
        () => {
          throw new Error('twice');
        },
      ],
      ['rejects', () => Promise.reject(new Error('twice'))],
    ])('gives the same event again when the handler %s', async (_, fail: () => void | Promise<void>) => {
      await log.append('s', some(4), 'no stream');
      const given: number[] = [];
      const attempts: number[] = [];
      const subscription = log.subscribe({
        after: START,
        handle: ({ revision }) => {
          given.push(revision);
          return revision === 2 && attempts.length < 2 ? fail() : undefined;
        },
        onError: (error, attempt) => {
          expect(error).toMatchObject({ message: 'twice' });
          attempts.push(attempt);
        },
      });
      await eventually(() => given.at(-1) === 3);
      await log.append('s', some(1), 3);
      await eventually(() => given.at(-1) === 4);
      await subscription.stop();
      expect(given).toEqual([0, 1, 2, 2, 2, 3, 4]);
      expect(attempts).toEqual([1, 2]);
    });

    it('stops after the handler in flight, and for good', async () => {
      await log.append('s', some(3), 'no stream');
      const steps: string[] = [];
      const subscription = log.subscribe({
        after: START,
        handle: async ({ revision }) => {
          steps.push(`begin ${revision}`);
          await sleep(30);
          steps.push(`end ${revision}`);
        },
      });
      await eventually(() => steps.length === 1);
      await subscription.stop();
      expect(steps).toEqual(['begin 0', 'end 0']);
      await log.append('s', some(1), 2);
      await sleep(50);
      expect(steps).toHaveLength(2);
    });

    it('stops while backing off', async () => {
      await log.append('s', some(1), 'no stream');
      let calls = 0;
      const handle = () => {
        calls += 1;
        throw new Error('always');
      };
      const subscription = log.subscribe({ after: START, handle });
      await eventually(() => calls >= 3);
      await subscription.stop();
      const stopped = calls;
      await sleep(200);
      expect(calls).toBe(stopped);
    });

    ifDurable('hears of what is appended elsewhere', async () => {
      const other = await open();
      const seen: string[] = [];
      const subscription = log.subscribe({ after: START, handle: ({ stream }) => void seen.push(stream) });
      await other.append('a', [someEvent()], 'no stream');
      await eventually(() => seen.length === 1);
      await other.append('b', [someEvent()], 'no stream');
      await log.append('c', [someEvent()], 'no stream');
      await eventually(() => seen.length === 3);
      await subscription.stop();
      expect(seen).toEqual(['a', 'b', 'c']);
    });
  });

  describe(`${name}: proving`, () => {
    const place = () => store.place ?? '';
    /** What there is to prove the log by, while it is open. */
    const proven = async () => {
      const [ledger, inspection] = [await openLedger(place()), await openInspection(place())];
      try {
        const events = await all(ledger.events(0, 1_000_000));
        const inspected = await all(inspection.stretches());
        return { events, hashes: await ledger.hashes(0, await ledger.size()), inspected };
      } finally {
        await ledger.close();
        await inspection.close();
      }
    };
    const workedOut = (events: readonly SealedEvent[]) =>
      Buffer.concat(events.map((event) => leafHash(leafOf(event, event.data.digest, event.metadata.digest))));

    ifDurable(
      'seals every event with the leaf that anybody can work out from its bytes, with salts of its own',
      async () => {
        const streams = ['ks-goal_1', 'ks-ä,1:', 'ks-\u0000\\"😀', '-', 'x'.repeat(5_000)];
        const odd = [...some(300), { ...someEvent({ a: 'ä \u2028', b: 1.5e300 }), type: 'Odd\u0000Ä\\,' }];
        const appended = await Promise.allSettled([
          ...streams.map((stream) => log.append(stream, some(3), 'no stream')),
          log.append('-', some(1), 'no stream'),
          log.append('odd', odd, 'no stream'),
          log.append('odd', odd, 'no stream'),
        ]);
        expect(appended.filter(({ status }) => status === 'rejected')).toHaveLength(1);
        const { events, hashes, inspected } = await proven();
        expect(events).toHaveLength(316);
        expect(workedOut(events)).toEqual(hashes);
        expect(Buffer.concat(events.map(({ leaf }) => leaf))).toEqual(hashes);
        expect(Buffer.concat(inspected.flatMap((stretch) => stretch.hashes))).toEqual(hashes);
        const payloads = events.flatMap(({ data, metadata }) => [data, metadata]);
        for (const { open, digest } of payloads) expect(open && saltedDigest(open.salt, open.bytes)).toEqual(digest);
        expect(new Set(payloads.map((payload) => payload.open?.salt.toString('hex'))).size).toBe(632);
        const read = await all(log.readAll());
        expect(events.map(({ id, recordedAt }) => [id, recordedAt])).toEqual(
          read.map(({ id, recordedAt }) => [id, recordedAt]),
        );
      },
    );

    ifDurable('tells the size and the hashes between any two of its positions, and what is not there', async () => {
      const empty = await openLedger(place());
      expect([await empty.size(), await empty.hashes(0, 0)]).toEqual([0, Buffer.alloc(0)]);
      await log.append('s', some(600), 'no stream');
      expect(await empty.size()).toBe(600);
      const whole = await empty.hashes(0, 600);
      expect(await empty.hashes(256, 512)).toEqual(whole.subarray(256 * 32, 512 * 32));
      await expect(empty.hashes(599, 601)).rejects.toThrow(/between positions 600 and 601/);
      await empty.close();
      const inspection = await openInspection(place());
      expect([await inspection.size(), await inspection.structure()]).toEqual([600, []]);
      await inspection.close();
    });

    ifDurable('takes a text out of an event for good: its bytes and salt are gone, its leaf stays', async () => {
      await log.append('s', [someEvent({ title: 'Känäriälintu', kept: 1 }), ...some(2)], 'no stream');
      const before = await proven();
      const remover = await openRemover(place());
      const without = { title: { $removed: 'unlawful' }, kept: 1 };
      expect(await remover.replace(1n, { ...without, kept: 2 })).toBe(true);
      expect(await remover.replace(1n, without)).toBe(true);
      expect(await remover.replace(1n, without)).toBe(false);
      await expect(remover.replace(99n, without)).rejects.toThrow('no event at position 99');
      await remover.close();
      expect((await all(log.readAll())).map(({ data }) => data)[0]).toEqual(without);
      const after = await proven();
      expect(after.hashes).toEqual(before.hashes);
      expect(workedOut(after.events)).toEqual(before.hashes);
      expect(after.events.map(({ data }) => data.open !== undefined)).toEqual([false, true, true]);
      expect(after.events[0]?.metadata).toEqual(before.events[0]?.metadata);
      const removed = after.inspected.flatMap((part) => part.removed);
      expect(removed.map(({ position, left }) => [position, left.toString()])).toEqual([[1, JSON.stringify(without)]]);
      expect(await log.append('s', some(1), 2)).toMatchObject({ revision: 3 });
    });
  });

  describe(`${name}: closing`, () => {
    it('finishes what was asked, then refuses, and may be closed twice', async () => {
      const asked = log.append('s', [someEvent()], 'no stream');
      await Promise.all([log.close(), log.close()]);
      expect(await asked).toMatchObject({ revision: 0 });
      expect(log.writable()).toBe(false);
      await expect(log.append('s', [someEvent()], 0)).rejects.toBeInstanceOf(LogUnavailable);
      await expect(all(log.readAll())).rejects.toBeInstanceOf(LogUnavailable);
      await expect(all(log.readStream('s'))).rejects.toBeInstanceOf(LogUnavailable);
    });
  });
};

/** An event as a test needs one: told apart by its id. */
export const someEvent = (data: JsonObject = { title: 'Yhteinen tavoite' }, id: string = randomUUID()): NewEvent => ({
  id,
  type: 'GoalProposed',
  schemaVersion: 1,
  data,
  metadata: {
    actor: 'person_1',
    organisation: 'partner_1',
    commandId: id,
    commandHash: '0'.repeat(64),
    correlationId: id,
    causationId: id,
  },
});
export const some = (count: number): NewEvent[] => Array.from({ length: count }, (_, n) => someEvent({ n }));

export const all = async <Value>(values: AsyncIterable<Value>): Promise<Value[]> => {
  const read: Value[] = [];
  for await (const value of values) read.push(value);
  return read;
};
const last = async <Value>(values: AsyncIterable<Value>) => (await all(values)).at(-1);

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** Waits until it holds; fails the test after ten seconds. */
export const eventually = async (holds: () => boolean): Promise<void> => {
  const deadline = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`Not within ten seconds: ${holds.toString()}`);
    await sleep(2);
  }
};

/** What is still held after garbage collection. */
const heapBytes = () => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
};
