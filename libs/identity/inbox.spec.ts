import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Inbox, keptItems, type Notification } from './inbox.ts';

let folder: string;
let inbox: Inbox;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talkoot-inbox-'));
  inbox = new Inbox(join(folder, 'people.db'));
});
afterEach(() => {
  inbox.close();
  rmSync(folder, { recursive: true });
});

const late = (about: string, person = 'person_a'): Notification => ({ person, kind: 'task_late', about });
const because = (position: number, collaboration = 'north') => ({
  collaboration,
  id: `cause ${position}`,
  position: BigInt(position),
  at: `2025-06-30T08:00:00.${String(position).padStart(3, '0')}Z`,
});
const about = (person = 'person_a', options: { unseen?: boolean } = {}) =>
  inbox.list(person, 'north', options).map((item) => item.about);

describe('an inbox', () => {
  it('shows each person what they are told, newest first, by collaboration, outside the log (rule 32)', () => {
    inbox.put([late('task_1'), late('task_1', 'person_b')], because(1));
    inbox.put([late('task_2')], because(2));
    inbox.put([late('task_3')], because(3, 'south'));
    expect(about()).toEqual(['task_2', 'task_1']);
    expect(inbox.list('person_b', 'north')).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        person: 'person_b',
        collaboration: 'north',
        kind: 'task_late',
        about: 'task_1',
        position: '1',
        at: '2025-06-30T08:00:00.001Z',
      },
    ]);
  });

  it('tells nobody twice of one cause, also after a restart and after it was seen', () => {
    inbox.put([late('task_1')], because(1));
    inbox.see('person_a', 'north', { upTo: 1n }, '2025-06-30T09:00:00.000Z');
    inbox.close();
    inbox = new Inbox(join(folder, 'people.db'));
    inbox.put([late('task_1'), late('task_1')], because(1));
    expect(inbox.list('person_a', 'north')).toMatchObject([{ about: 'task_1', seenAt: '2025-06-30T09:00:00.000Z' }]);
    // Another cause is another matter: it is late once more.
    inbox.put([late('task_1')], because(2));
    expect(about()).toEqual(['task_1', 'task_1']);
  });

  it('keeps the newest and lets the oldest go', () => {
    for (let n = 1; n <= keptItems + 20; n++) inbox.put([late(`task_${n}`)], because(n));
    expect(about()).toHaveLength(keptItems);
    expect(about().at(-1)).toBe('task_21');
  });

  it('marks what was seen, and only in the own inbox', () => {
    for (const n of [1, 2, 3]) inbox.put([late(`task_${n}`), late(`task_${n}`, 'person_b')], because(n));
    const [newest] = inbox.list('person_a', 'north');
    inbox.see('person_b', 'north', [newest?.id ?? ''], 'never');
    inbox.see('person_a', 'south', [newest?.id ?? ''], 'never');
    expect(about('person_a', { unseen: true })).toHaveLength(3);
    inbox.see('person_a', 'north', [newest?.id ?? ''], '2025-07-01T08:00:00.000Z');
    expect(about('person_a', { unseen: true })).toEqual(['task_2', 'task_1']);
    inbox.see('person_a', 'north', { upTo: 1n }, '2025-07-01T08:00:00.000Z');
    expect(about('person_a', { unseen: true })).toEqual(['task_2']);
    expect(about('person_b', { unseen: true })).toHaveLength(3);
  });

  it('knows how far a person had read: never back, and only when everything was seen', () => {
    expect(inbox.visit('person_a', 'north')).toBeUndefined();
    inbox.see('person_a', 'north', ['x'], '2025-07-01T08:00:00.000Z');
    expect(inbox.visit('person_a', 'north')).toBeUndefined();
    inbox.see('person_a', 'north', { upTo: 900_719_925_474_099_300n }, '2025-07-01T08:00:00.000Z');
    // A page that was opened long before says so later.
    inbox.see('person_a', 'north', { upTo: 3n }, '2025-07-02T08:00:00.000Z');
    const visit = { position: '900719925474099300', at: '2025-07-01T08:00:00.000Z' };
    expect(inbox.visit('person_a', 'north')).toEqual(visit);
    expect(inbox.visit('person_b', 'north')).toBeUndefined();
  });
});

describe('the way a person is told', () => {
  it('is theirs to choose, for each kind and collaboration', () => {
    expect(inbox.way('person_a', 'north', 'task_late')).toBe('inbox');
    inbox.setWay('person_a', 'north', 'task_late', 'digest');
    inbox.setWay('person_a', 'north', 'task_late', 'off');
    expect(inbox.way('person_a', 'north', 'task_late')).toBe('off');
    expect(inbox.way('person_a', 'south', 'task_late')).toBe('inbox');
    expect(inbox.way('person_a', 'north', 'goal_agreed')).toBe('inbox');
    inbox.put([late('task_1'), { ...late('goal_1'), kind: 'goal_agreed' }, late('task_1', 'person_b')], because(1));
    expect([about(), about('person_b')]).toEqual([['goal_1'], ['task_1']]);
  });

  it('may be a digest: kept back until it is delivered, and seen only then', () => {
    inbox.setWay('person_a', 'north', 'task_late', 'digest');
    inbox.put([late('task_1'), late('task_1', 'person_b')], because(1));
    inbox.put([late('task_2')], because(2));
    expect(about()).toEqual([]);
    inbox.see('person_a', 'north', { upTo: 2n }, '2025-07-01T08:00:00.000Z');
    const kept = inbox.kept('north');
    expect([...kept].map(([person, items]) => [person, items.map((item) => item.about)])).toEqual([
      ['person_a', ['task_1', 'task_2']],
    ]);
    expect(inbox.kept('south').size).toBe(0);
    inbox.show(kept.get('person_a') ?? [], '2025-07-01T00:00:00.000Z');
    expect(about('person_a', { unseen: true })).toEqual(['task_2', 'task_1']);
    expect(inbox.kept('north').size).toBe(0);
  });
});
