import { specification } from '../decider/spec.ts';
import { lock, type LockEvent } from './lock.ts';
import { isOpen, locks, locksOver, type LockRow } from './lock.view.ts';

const reason = { original: 'fi' as const, fi: 'Yksi luku puuttui' };
const facts = { known: new Set(['indicator_x']), today: '2025-02-10' };
const spec = specification(lock);
const locked: LockEvent = {
  type: 'ValuesLocked',
  data: { from: '2024-07-01', to: '2024-12-31', indicators: ['indicator_x'] },
};
const unlocked = (until: string): LockEvent => ({ type: 'ValuesUnlocked', data: { reason, until } });

describe('a locked span (rule 23)', () => {
  const lockValues = (data: object, ...history: LockEvent[]) =>
    spec
      .given(...history)
      .when({ type: 'LockValues', data: { from: '2024-07-01', to: '2024-12-31', indicators: [], ...data } }, { facts });
  const unlock = (until: string, ...history: LockEvent[]) =>
    spec.given(...history).when({ type: 'UnlockValues', data: { reason, until } }, { facts });

  it('is locked by a coordinator, for some indicators or for all', () => {
    lockValues({ indicators: ['indicator_x'] }).then(locked);
    lockValues({ indicators: ['indicator_y'] }).thenRefused('LOCK_INDICATOR_UNKNOWN', 'indicators');
    lockValues({ to: '2024-06-30' }).thenRefused('LOCK_DAYS_REVERSED', 'to');
    lockValues({}, locked).thenRefused('LOCK_EXISTS');
    spec
      .given()
      .when(
        { type: 'LockValues', data: { from: '2024-07-01', to: '2024-12-31', indicators: [] } },
        { facts, asker: { mandates: [{ id: 'mandate_m', role: 'member', partner: 'partner_a' }] } },
      )
      .thenRefused('MANDATE_MISSING');
  });

  it('is opened with a reason until a day that has not passed, and for longer while it is open', () => {
    unlock('2025-02-28', locked).then(unlocked('2025-02-28'));
    unlock('2025-02-10', locked).then(unlocked('2025-02-10'));
    unlock('2025-02-09', locked).thenRefused('LOCK_UNTIL_PAST', 'until');
    unlock('2025-02-28', locked, unlocked('2025-02-28')).thenRefused('LOCK_OPEN_ALREADY', 'until');
    unlock('2025-03-31', locked, unlocked('2025-02-28')).then(unlocked('2025-03-31'));
    unlock('2025-02-28').thenRefused('LOCK_NOT_FOUND');
  });

  const row = [locked, unlocked('2025-02-28')].reduce<LockRow | undefined>(
    (before, event, revision) =>
      locks.evolve(before, {
        ...event,
        subject: 'lock_x',
        revision,
        position: String(10 + revision),
        recordedAt: '2025-02-10T08:00:00.000Z',
        actor: 'person_coord',
        organisation: 'partner_backbone',
      }),
    undefined,
  );

  it('is locked again by the calendar alone, and remembers that it was open and since where in the log', () => {
    expect(row && [isOpen(row, '2025-02-28'), isOpen(row, '2025-03-01')]).toEqual([true, false]);
    expect(row?.unlockings).toMatchObject([{ until: '2025-02-28', reason, position: '11', by: 'person_coord' }]);
  });

  it('holds values whose period lies in it, of the indicators it names', () => {
    const over = (indicator: string, from: string, to: string) =>
      locksOver(row ? [row] : [], indicator, { from, to }).length;
    expect(over('indicator_x', '2024-07-01', '2024-12-31')).toBe(1);
    expect(over('indicator_x', '2024-08-01', '2024-08-31')).toBe(1);
    expect(over('indicator_x', '2024-01-01', '2024-12-31')).toBe(0);
    expect(over('indicator_y', '2024-08-01', '2024-08-31')).toBe(0);
    expect(
      locksOver(row ? [{ ...row, indicators: [] }] : [], 'indicator_y', { from: '2024-08-01', to: '2024-08-31' }),
    ).toHaveLength(1);
  });
});
