import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sessionLimits, Sessions, type Attempt } from './sessions.ts';

describe('sessions', () => {
  let folder: string;
  let sessions: Sessions;
  let now: number;
  const clock = () => new Date(now);
  const anna = { person: 'person_a1', provider: 'county', subject: 'x-1', providerSession: 's-1' };
  const attempt: Attempt = { provider: 'county', state: 's', nonce: 'n', verifier: 'v', returnTo: '/' };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'talkoot-sessions-'));
    now = Date.parse('2026-11-23T08:00:00Z');
    sessions = new Sessions(join(folder, 'sessions.db'), clock);
  });
  afterEach(() => {
    sessions.close();
    rmSync(folder, { recursive: true });
  });

  it('are opened by the cookie’s value alone, which no file holds', () => {
    const token = sessions.open(anna);
    expect(sessions.of(token)).toMatchObject({ person: 'person_a1', provider: 'county' });
    expect(sessions.of(sessions.of(token)?.key)).toBeUndefined();
    expect(sessions.of(`${token}x`)).toBeUndefined();
    expect(sessions.of(undefined)).toBeUndefined();
    for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file), 'latin1')).not.toContain(token);
  });

  it('outlive a restart', () => {
    const token = sessions.open(anna);
    sessions.close();
    sessions = new Sessions(join(folder, 'sessions.db'), clock);
    expect(sessions.of(token)).toMatchObject({ person: 'person_a1', provider: 'county' });
  });

  it('end half an hour after the last request', () => {
    const token = sessions.open(anna);
    for (let hours = 0; hours < 3; hours += 1) {
      now += sessionLimits.idleMs - 61_000;
      expect(sessions.of(token)).toBeDefined();
    }
    now += sessionLimits.idleMs;
    expect(sessions.of(token)).toBeUndefined();
  });

  it('end ten hours after sign-in, however busy', () => {
    const token = sessions.open(anna);
    for (let passed = 0; passed < sessionLimits.absoluteMs - 600_000; passed += 600_000) {
      now += 600_000;
      expect(sessions.of(token)).toBeDefined();
    }
    now += 600_000;
    expect(sessions.of(token)).toBeUndefined();
  });

  it('are not kept open by an open socket that only listens', () => {
    const token = sessions.open(anna);
    const key = sessions.of(token)?.key ?? '';
    for (let minutes = 0; minutes < 29; minutes += 1) {
      now += 60_000;
      expect(sessions.isOpen(key)).toBe(true);
    }
    now += 60_000;
    expect(sessions.isOpen(key)).toBe(false);
  });

  it('tell who listens when they end: by sign-out, by the provider, by time', () => {
    const ended: string[] = [];
    sessions.onEnd((key) => ended.push(key));
    const keyOf = (token: string) => sessions.of(token)?.key ?? '';
    const [out, byProvider, byTime] = [
      sessions.open(anna),
      sessions.open(anna),
      sessions.open({ ...anna, subject: 'y' }),
    ];
    const keys = [out, byProvider, byTime].map(keyOf);
    sessions.end(keyOf(out));
    expect(sessions.endAt('county', { subject: 'x-1' })).toBe(1);
    now += sessionLimits.idleMs;
    sessions.sweep();
    expect(ended).toEqual(keys);
    expect([out, byProvider, byTime].map((token) => sessions.of(token))).toEqual([undefined, undefined, undefined]);
  });

  it('end at the provider’s word: one of its sessions, or all of a subject, and nobody else’s', () => {
    const [first, second] = [sessions.open(anna), sessions.open({ ...anna, providerSession: 's-2' })];
    const elsewhere = sessions.open({ ...anna, provider: 'other' });
    expect(sessions.endAt('county', { providerSession: 's-1', subject: 'somebody else' })).toBe(0);
    expect(sessions.endAt('county', {})).toBe(0);
    expect(sessions.endAt('county', { providerSession: 's-1' })).toBe(1);
    expect(sessions.of(first)).toBeUndefined();
    expect(sessions.of(second)).toBeDefined();
    expect(sessions.endAt('county', { subject: 'x-1' })).toBe(1);
    expect(sessions.of(elsewhere)).toBeDefined();
  });

  it('remember for whom a person acts, in each collaboration', () => {
    const token = sessions.open(anna);
    const key = sessions.of(token)?.key ?? '';
    sessions.actFor(key, 'keskisuomi', 'partner_a');
    sessions.actFor(key, 'saltskar', 'partner_b');
    expect(sessions.of(token)?.actingFor).toEqual({ keskisuomi: 'partner_a', saltskar: 'partner_b' });
  });

  it('an attempt to sign in is taken once, by the browser that began it, within ten minutes', () => {
    const token = sessions.begin(attempt);
    expect(sessions.take(`${token}x`)).toBeUndefined();
    expect(sessions.take(token)).toEqual(attempt);
    expect(sessions.take(token)).toBeUndefined();
    const late = sessions.begin(attempt);
    now += sessionLimits.attemptMs;
    expect(sessions.take(late)).toBeUndefined();
  });

  it('a logout token counts once', () => {
    expect([1, 2].map(() => sessions.isNewLogout('county', 'jti', 1000))).toEqual([true, false]);
    expect(sessions.isNewLogout('other', 'jti', 1000)).toBe(true);
  });
});
