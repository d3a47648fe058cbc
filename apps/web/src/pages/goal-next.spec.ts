import { stepsOf, type Going } from './goal-next.ts';

const running: Going = {
  phase: 'ENDORSED',
  goalVersion: 1,
  ballot: { given: 3, needed: 3 },
  milestones: [],
  indicators: { totalCount: 1 },
  activities: { totalCount: 1 },
};
const due = (id: string, day: string, more: Partial<Going['milestones'][number]> = {}) => ({
  id,
  due: day,
  late: false,
  ...more,
});
const keys = (goal: Going) => stepsOf(goal).map(({ key }) => key);

describe('what happens next with a goal', () => {
  it('a draft is proposed, and what is over has nothing to come', () => {
    expect(keys({ ...running, phase: 'DRAFT' })).toEqual(['propose']);
    expect(keys({ ...running, phase: 'RETIRED' })).toEqual(['nothing']);
    expect(keys({ ...running, phase: 'WITHDRAWN' })).toEqual(['nothing']);
  });

  it('a proposal tells how many endorsements it lacks, and that a new version needs them anew (rules 3, 4)', () => {
    const proposed = { ...running, phase: 'PROPOSED', ballot: { given: 1, needed: 3 } } as const;
    expect(stepsOf(proposed)).toEqual([{ key: 'endorse', left: 2 }]);
    expect(stepsOf({ ...proposed, goalVersion: 2 })).toEqual([{ key: 'endorseAgain', left: 2 }]);
  });

  it('late milestones come before the next one; those reached or dropped are not spoken of', () => {
    const milestones = [
      due('milestone_next', '2027-05-01'),
      due('milestone_soon', '2027-02-01'),
      due('milestone_late', '2026-01-01', { late: true }),
      due('milestone_done', '2026-02-01', { reachedOn: '2026-01-20' }),
      due('milestone_dropped', '2026-03-01', { late: true, droppedBecause: {} }),
    ];
    expect(stepsOf({ ...running, milestones })).toEqual([
      { key: 'late', milestone: 'milestone_late', due: '2026-01-01' },
      { key: 'reach', milestone: 'milestone_soon', due: '2027-02-01' },
    ]);
  });

  it('a goal that nobody measures or acts on says so; one that has all is followed', () => {
    const none = { totalCount: 0 };
    expect(keys({ ...running, indicators: none, activities: none })).toEqual(['measure', 'act']);
    expect(keys(running)).toEqual(['follow']);
  });
});
