import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { all, eventLogContract, some, someEvent } from './contract.ts';
import { START, type EventLog } from './event-log.ts';
import { overlay } from './overlay.ts';
import { openSqliteLog } from './sqlite.ts';

const baseLog = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'talkoot-overlay-'));
  const base = openSqliteLog({ file: join(folder, 'log.db') });
  const remove = async () => {
    await base.close();
    await rm(folder, { recursive: true });
  };
  return { base, remove };
};

const emptyOverlay = async () => {
  const { base, remove } = await baseLog();
  return { open: (clock?: () => Date) => Promise.resolve(overlay(base, clock)), remove };
};
eventLogContract('overlay', emptyOverlay, { durable: false, synchronous: true });

describe('overlay over a log with events', () => {
  let base: EventLog;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    ({ base, remove } = await baseLog());
    await base.append('ks-a', some(3), 'no stream');
    await base.append('ks-b', some(1), 'no stream');
  });
  afterEach(() => remove());

  it('goes on where the base stands, and leaves it alone', async () => {
    const dry = overlay(base, () => new Date(0));
    await expect(dry.append('ks-a', some(1), 'no stream')).rejects.toMatchObject({ actual: 2 });
    const { revision, position } = await dry.append('ks-a', some(2), 2);
    expect(revision).toBe(4);
    expect(position).toBe((await base.head()) + 2n);
    expect((await all(dry.readStream('ks-a'))).map((event) => event.revision)).toEqual([0, 1, 2, 3, 4]);
    expect(await all(dry.readAll({ category: 'ks' }))).toHaveLength(6);
    const times = (await all(dry.readAll())).map(({ recordedAt }) => recordedAt);
    expect(times).toEqual(times.toSorted());
    await dry.close();
    expect(await all(base.readAll())).toHaveLength(4);
    expect(base.writable()).toBe(true);
  });

  it('knows what the base stream already holds', async () => {
    const event = someEvent();
    const { position } = await base.append('ks-a', [event], 2);
    const dry = overlay(base);
    expect(await dry.append('ks-a', [event], 2)).toEqual({ revision: 3, position, repeated: true });
    await dry.close();
  });

  it('does not see what the base is given later', async () => {
    const dry = overlay(base);
    await dry.head();
    await base.append('ks-a', some(1), 2);
    await base.append('ks-c', some(1), 'no stream');
    expect(await all(dry.readAll())).toHaveLength(4);
    expect(await all(dry.readStream('ks-a', { direction: 'backwards', limit: 1 }))).toMatchObject([{ revision: 2 }]);
    expect(await all(dry.readStream('ks-c'))).toEqual([]);
    await dry.append('ks-a', some(1), 2);
    const seen: string[] = [];
    const subscription = dry.subscribe({ after: START, handle: ({ stream }) => void seen.push(stream) });
    await dry.append('ks-c', some(1), 'no stream');
    while (seen.length < 6) await new Promise(setImmediate);
    await subscription.stop();
    expect(seen).toEqual(['ks-a', 'ks-a', 'ks-a', 'ks-b', 'ks-a', 'ks-c']);
    await dry.close();
  });
});
