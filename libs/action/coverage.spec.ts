import fc from 'fast-check';
import type { CommitmentRow } from './activity.view.ts';
import { contributionSaid } from './contribution.ts';
import { coverageOf, overlapsOf, stoodWithin, withoutGoal } from './coverage.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
type Doing = Parameters<typeof overlapsOf>[0][number];
type Cell = Parameters<typeof overlapsOf>[1][number];
const doing = (id: string, more: Partial<Doing> = {}): Doing => ({
  id,
  phase: 'planned',
  goals: ['goal_a'],
  lead: 'partner_a',
  audience: ['seniors'],
  ...more,
});
const cell = (activity: string, place = '179', state: Cell['state'] = 'running'): Cell => ({ activity, place, state });
const nobody = () => undefined;

describe('what is covered', () => {
  const covered = (activities: Doing[], cells: Cell[]) => {
    const found = coverageOf([{ id: 'goal_a' }], nobody, activities, cells).get('goal_a');
    return found && [[...found.places], found.activities];
  };

  it('is a goal where an activity that is still on is under way, or may be (rule 37)', () => {
    expect(covered([doing('activity_a')], [cell('activity_a')])).toEqual([['179'], 1]);
    expect(covered([doing('activity_a')], [cell('activity_a', '179', 'tentative')])).toEqual([['179'], 1]);
    expect(covered([doing('activity_a')], [cell('activity_a', '179', 'none_yet')])).toEqual([[], 1]);
    expect(covered([doing('activity_a', { phase: 'merged' })], [cell('activity_a')])).toEqual([[], 0]);
    expect(covered([doing('activity_a', { goals: ['goal_b'] })], [cell('activity_a')])).toEqual([[], 0]);
  });

  it('is a goal by what is done for its parts, and a ring of parts is gone round once', () => {
    const parents: Record<string, string> = { goal_part: 'goal_a' };
    const part = doing('activity_a', { goals: ['goal_part'] });
    const found = coverageOf([{ id: 'goal_a' }], (id) => parents[id], [part], [cell('activity_a')]);
    expect([...(found.get('goal_a')?.places ?? [])]).toEqual(['179']);
    const ring: Record<string, string> = { goal_part: 'goal_a', goal_a: 'goal_part' };
    expect(coverageOf([{ id: 'goal_a' }], (id) => ring[id], [part], []).get('goal_a')?.activities).toBe(1);
  });
});

describe('activities without an endorsed goal', () => {
  it('stand on the coordinator’s list while they are on (rule 39)', () => {
    const rows = [
      doing('activity_a'),
      doing('activity_b', { goals: [] }),
      doing('activity_c', { goals: ['goal_proposed'] }),
      doing('activity_d', { goals: [], phase: 'ended' }),
    ];
    expect(withoutGoal(rows, (id) => id === 'goal_a').map(({ id }) => id)).toEqual(['activity_b', 'activity_c']);
  });
});

describe('overlaps', () => {
  const between = (a: Partial<Doing>, b: Partial<Doing>, cells = [cell('activity_a'), cell('activity_b')]) =>
    overlapsOf([doing('activity_a', a), doing('activity_b', { lead: 'partner_b', ...b })], cells).map(({ id }) => id);

  it('are where two organisations lead the same for the same people in the same place', () => {
    expect(between({}, {})).toEqual(['goal_a/179/seniors']);
    expect(between({}, { lead: 'partner_a' })).toEqual([]);
    expect(between({}, { goals: ['goal_b'] })).toEqual([]);
    expect(between({}, { audience: ['youth'] })).toEqual([]);
    expect(between({}, { phase: 'ended' })).toEqual([]);
    expect(between({}, {}, [cell('activity_a'), cell('activity_b', '077')])).toEqual([]);
    expect(between({}, {}, [cell('activity_a'), cell('activity_b', '179', 'ended')])).toEqual([]);
  });

  it('are told by the words for whom, where no audience is given', () => {
    const words = { audience: [], targetGroup: text('Yli 65-vuotiaat') };
    expect(between(words, { audience: [], targetGroup: text(' yli 65-vuotiaat') })).toEqual([
      'goal_a/179/“yli 65-vuotiaat”',
    ]);
    expect(between(words, { audience: [] })).toEqual([]);
  });

  it('are what comparing every two activities would find', () => {
    const activity = fc.record({
      goals: fc.uniqueArray(fc.constantFrom('goal_a', 'goal_b'), { minLength: 1 }),
      lead: fc.constantFrom('partner_a', 'partner_b'),
      audience: fc.uniqueArray(fc.constantFrom('youth' as const, 'seniors' as const)),
      places: fc.uniqueArray(fc.constantFrom('077', '179')),
    });
    fc.assert(
      fc.property(fc.array(activity, { maxLength: 8 }), (wanted) => {
        const rows = wanted.map((one, index) => doing(`activity_${String(index)}`, one));
        const cells = wanted.flatMap(({ places }, index) =>
          places.map((place) => cell(`activity_${String(index)}`, place)),
        );
        const slow = new Set<string>();
        for (const a of wanted)
          for (const b of wanted)
            if (a.lead !== b.lead)
              for (const goal of a.goals)
                for (const place of a.places)
                  for (const group of a.audience)
                    if (b.goals.includes(goal) && b.places.includes(place) && b.audience.includes(group))
                      slow.add([goal, place, group].join('/'));
        expect(new Set(overlapsOf(rows, cells).map(({ id }) => id))).toEqual(slow);
      }),
    );
  });
});

describe('a commitment', () => {
  const part = (...steps: [CommitmentRow['state'], string][]) => ({
    history: steps.map(([state, at]) => ({ state, at, by: 'partner_a' })),
  });
  const stood = (history: ReturnType<typeof part>, from: string, to: string) =>
    stoodWithin(history, { from, to }, (at) => at);

  it('stood in a span when it was given by its end and not taken back before it', () => {
    const kept = part(['proposed', '2025-01-10'], ['committed', '2025-02-01']);
    expect(stood(kept, '2025-01-01', '2025-01-31')).toBe(false);
    expect(stood(kept, '2025-01-01', '2025-02-01')).toBe(true);
    expect(stood(kept, '2026-01-01', '2026-12-31')).toBe(true);
    const withdrawn = part(['committed', '2025-02-01'], ['withdrawn', '2025-03-01']);
    expect(stood(withdrawn, '2025-03-01', '2025-03-31')).toBe(true);
    expect(stood(withdrawn, '2025-03-02', '2025-03-31')).toBe(false);
  });
});

describe('a contribution statement', () => {
  it('says the same figures in three languages, and that it claims no results', () => {
    const figures = { leads: 1, brings: 2, organised: 3, attended: 4, places: 5, tasksCompleted: 6 };
    const said = contributionSaid(figures, { from: '2025-01-01', to: '2025-06-30' }, 'fi');
    for (const words of [said.fi, said.sv, said.en]) {
      expect(words).toContain('1.1.2025–30.6.2025');
      expect(words?.match(/ \d(?=[,.](?: |$))/g)?.map(Number)).toEqual([1, 2, 3, 4, 5, 6]);
    }
    expect(said.fi).toContain('eivät sitä, mikä osa tuloksista on sen ansiota');
  });
});
