import type { Recorded } from '#decider';
import fc from 'fast-check';
import { specification } from '../decider/spec.ts';
import { checkup, checkupId, type CheckupEvent, type CheckupScores } from './checkup.ts';
import { checkupMeans, checkups, jointCheckups, type CheckupRow, type JointCheckupRow } from './checkup.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const scores: CheckupScores = { agenda: 4, measurement: 2, activities: 3, communication: 4, backbone: 5 };
const facts = { today: '2025-03-01' };
const data = { period: '2025-H1', scores, demonstration: false };
const id = 'checkup_2025_h1__a';
const given: CheckupEvent = { type: 'CheckupGiven', data: { ...data, partner: 'partner_a' } };
const revise = {
  type: 'ReviseCheckup',
  data: { period: '2025-H1', scores: { ...scores, measurement: 3 }, reason: text('Mittareita karsittiin') },
} as const;
const revised: CheckupEvent = { type: 'CheckupRevised', data: { ...revise.data, partner: 'partner_a' } };
const spec = specification(checkup);

describe('a self-assessment', () => {
  it('is given once for a period that has begun, for the organisation acted for and no other', () => {
    const give = { type: 'GiveCheckup', data } as const;
    spec.given().when(give, { facts, id }).then(given);
    spec.given(given).when(give, { facts, id }).thenRefused('CHECKUP_EXISTS');
    spec
      .given()
      .when(give, { facts, id: checkupId('2025-H1', 'partner_b') })
      .thenRefused('CHECKUP_ID_MISMATCH', 'period');
    const ahead = { ...data, period: '2025-H2' };
    spec
      .given()
      .when({ type: 'GiveCheckup', data: ahead }, { facts, id: checkupId('2025-H2', 'partner_a') })
      .thenRefused('CHECKUP_PERIOD_AHEAD', 'period');
    expect(() => spec.given().when({ type: 'GiveCheckup', data: { ...data, period: 'kevät' } }, { facts, id })).toThrow(
      'CHECKUP_PERIOD_MALFORMED',
    );
  });

  it('is revised with a reason', () => {
    spec.given(given).when(revise, { facts, id }).then(revised);
    spec.given(given, revised).when(revise, { facts, id }).thenRefused('CHECKUP_UNCHANGED', 'scores');
    spec.given().when(revise, { facts, id }).thenRefused('CHECKUP_NOT_FOUND');
    const [before, after] = [checkups.evolve(undefined, recorded(given, 0)), recorded(revised, 1)];
    expect(checkups.evolve(before, after)).toMatchObject({
      scores: { measurement: 3 },
      givenAt: before.givenAt,
      revisedBecause: text('Mittareita karsittiin'),
    } satisfies Partial<Record<keyof CheckupRow, unknown>>);
  });
});

function recorded(event: CheckupEvent, revision: number): Recorded<CheckupEvent> {
  return {
    ...event,
    subject: checkupId(event.data.period, event.data.partner),
    revision,
    position: String(revision + 1),
    recordedAt: `2025-03-01T10:00:${String(revision % 60).padStart(2, '0')}.000Z`,
    actor: 'person_anna',
    organisation: event.data.partner,
  };
}

describe('what the partners said together', () => {
  const score = fc.integer({ min: 1, max: 5 });
  const answer = fc.record({
    partner: fc.constantFrom('partner_a', 'partner_b', 'partner_c', 'partner_d', 'partner_e', 'partner_f'),
    scores: fc.record({
      agenda: score,
      measurement: score,
      activities: score,
      communication: score,
      backbone: score,
    }),
  });

  it('is the mean of answers that come out three partners’ at a time, at every moment', () =>
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 30 }), (answers) => {
        let row: JointCheckupRow | undefined;
        for (const [index, { partner, scores }] of answers.entries()) {
          const before = row?.counted ?? {};
          const event: CheckupEvent = { type: 'CheckupGiven', data: { ...data, partner, scores } };
          row = jointCheckups.evolve(row, recorded(event, index));
          const { counted, waiting } = row;
          // What anybody can tell from one moment to the next is of nobody, or of three partners or more at once.
          const moved = Object.keys(counted).filter((one) => counted[one] !== before[one]);
          expect([0, 3]).toContain(moved.length);
          expect(Object.keys(waiting).length).toBeLessThan(3);
          const newest = waiting[partner] ?? counted[partner];
          expect(newest?.scores).toEqual(scores);
          const { counted: number, means } = checkupMeans(row);
          const agenda = Object.values(counted).map((one) => one.scores.agenda);
          expect(number).toBe(agenda.length);
          if (number === 0) expect(means).toBeUndefined();
          else expect(means?.agenda).toBeCloseTo(agenda.reduce((sum, one) => sum + one, 0) / number);
        }
      }),
    ));
});
