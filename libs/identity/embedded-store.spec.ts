import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedStore, keyLimits } from './embedded-store.ts';

describe('what the embedded provider keeps', () => {
  let folder: string;
  let store: EmbeddedStore;
  let now: number;
  const open = () => new EmbeddedStore(join(folder, 'provider.db'), () => new Date(now));
  const kids = async () => (await store.keys()).map(({ kid }) => kid);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'talkoot-provider-'));
    now = Date.parse('2026-11-23T08:00:00Z');
    store = open();
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  it('keys and secrets outlive a restart, in a file for its owner alone', async () => {
    const [before, secret] = [await kids(), store.secret('client')];
    store.close();
    store = open();
    expect([await kids(), store.secret('client')]).toEqual([before, secret]);
    expect(store.secret('cookies')).not.toBe(secret);
    expect(statSync(join(folder, 'provider.db')).mode & 0o777).toBe(0o600);
  });

  it('a new key signs after ninety days, and the old one can be checked for a day more', async () => {
    const [first] = await kids();
    now += keyLimits.signsMs - 1;
    expect([store.isKeyOld, await kids()]).toEqual([false, [first]]);
    now += 1;
    expect(store.isKeyOld).toBe(true);
    const [second, ...others] = await kids();
    expect([second === first, others]).toEqual([false, [first]]);
    now += keyLimits.checksMs;
    expect(await kids()).toEqual([second]);
  });

  it('what has expired is not found, and then gone', async () => {
    const adapter = store.adapter('Interaction');
    await adapter.upsert('i', { uid: 'u', grantId: 'g' }, 60);
    await adapter.consume('i');
    expect(await adapter.find('i')).toEqual({ uid: 'u', grantId: 'g', consumed: Math.floor(now / 1000) });
    expect(await adapter.findByUid('u')).toBeDefined();
    expect(await store.adapter('Session').find('i')).toBeUndefined();
    now += 60_000;
    expect([await adapter.find('i'), await adapter.findByUid('u')]).toEqual([undefined, undefined]);
    store.sweep();
    now -= 60_000;
    expect(await adapter.find('i')).toBeUndefined();
    await adapter.upsert('j', { grantId: 'g' }, 60);
    await adapter.revokeByGrantId('g');
    expect(await adapter.find('j')).toBeUndefined();
  });
});
