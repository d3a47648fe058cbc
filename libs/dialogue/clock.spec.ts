import { specification } from '../decider/spec.ts';
import { clock, type ClockEvent } from './clock.ts';
import { clocks, roundsBetween, type ClockRow } from './clock.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const facts = { today: '2025-03-03', known: new Set(['partner_a', 'partner_b', 'programme_x']) };
const item = {
  title: text('Puolivuotiskatsauksen tiedot'),
  kind: 'reporting' as const,
  first: '2024-08-15',
  rhythm: 'half_yearly' as const,
  durationDays: 14,
  about: 'programme_x',
  partner: 'partner_a',
};
const planned: ClockEvent = { type: 'ClockItemPlanned', data: item };
const ended: ClockEvent = { type: 'ClockItemEnded', data: { reason: text('Päättyi'), endedOn: '2025-03-03' } };
const tick = (occurrence: string) => ({ type: 'TickClockItem', data: { occurrence } }) as const;
const ticked = (occurrence: string): ClockEvent => ({
  type: 'ClockItemTicked',
  data: { occurrence, partner: 'partner_a', tickedOn: '2025-03-03' },
});
const as = (organisation: string, role: 'member' | 'coordinator' = 'member') => ({
  facts,
  asker: { organisation, mandates: [{ id: 'mandate_m', role, partner: organisation }] },
});
const spec = specification(clock);

describe('an item of the annual clock', () => {
  it('is planned for the own organisation, or by the coordinator for any', () => {
    const plan = { type: 'PlanClockItem', data: item } as const;
    spec.given().when(plan, as('partner_a')).then(planned);
    spec.given().when(plan, as('partner_k', 'coordinator')).then(planned);
    spec.given().when(plan, as('partner_b')).thenRefused('CLOCK_NOT_YOURS', 'partner');
    spec.given(planned).when(plan, as('partner_a')).thenRefused('CLOCK_EXISTS');
    const refused = (data: object) =>
      spec.given().when({ type: 'PlanClockItem', data: { ...item, ...data } }, as('partner_k', 'coordinator'));
    refused({ partner: 'partner_gone' }).thenRefused('CLOCK_PARTNER_UNKNOWN', 'partner');
    refused({ about: 'goal_none' }).thenRefused('CLOCK_ABOUT_UNKNOWN', 'about');
    refused({ until: '2024-08-14' }).thenRefused('CLOCK_UNTIL_BACKWARDS', 'until');
  });

  it('is said anew as a whole, and handed over by the coordinator only', () => {
    const revise = (data: object) => ({ type: 'ReviseClockItem', data: { ...item, ...data } }) as const;
    spec
      .given(planned)
      .when(revise({ first: '2024-08-31' }), as('partner_a'))
      .then({ type: 'ClockItemRevised', data: { ...item, first: '2024-08-31' } });
    spec.given(planned).when(revise({}), as('partner_a')).thenRefused('CLOCK_UNCHANGED');
    spec
      .given(planned)
      .when(revise({ partner: 'partner_b' }), as('partner_a'))
      .thenRefused('CLOCK_NOT_YOURS', 'partner');
    spec
      .given(planned)
      .when(revise({ partner: 'partner_b' }), as('partner_k', 'coordinator'))
      .then({ type: 'ClockItemRevised', data: { ...item, partner: 'partner_b' } });
    spec.given().when(revise({}), as('partner_a')).thenRefused('CLOCK_NOT_FOUND');
  });

  it('is ticked off once each time round, with who did it and when (rule 36)', () => {
    spec.given(planned).when(tick('2025-H1'), as('partner_a')).then(ticked('2025-H1'));
    spec
      .given(planned, ticked('2025-H1'))
      .when(tick('2025-H1'), as('partner_a'))
      .thenRefused('CLOCK_OCCURRENCE_DONE', 'occurrence');
    spec.given(planned).when(tick('2025-H1'), as('partner_b')).thenRefused('CLOCK_NOT_YOURS');
    spec.given(planned).when(tick('2024-H1'), as('partner_a')).thenRefused('CLOCK_OCCURRENCE_UNKNOWN', 'occurrence');
    spec.given(planned).when(tick('2027-H1'), as('partner_a')).thenRefused('CLOCK_OCCURRENCE_AHEAD', 'occurrence');
    expect(() => clock.commands.TickClockItem.parse({ occurrence: '2025-13' })).toThrow('CLOCK_OCCURRENCE_MALFORMED');
  });

  it('ends with a reason, and takes nothing more', () => {
    spec
      .given(planned)
      .when({ type: 'EndClockItem', data: { reason: text('Päättyi') } }, as('partner_a'))
      .then(ended);
    spec.given(planned, ended).when(tick('2025-H1'), as('partner_a')).thenRefused('CLOCK_ENDED');
  });
});

describe('the times round of an item', () => {
  const fold = (...events: ClockEvent[]): ClockRow => {
    const row = events.reduce<ClockRow | undefined>(
      (before, event, revision) =>
        clocks.evolve(before, {
          ...event,
          subject: 'clock_katsaus',
          revision,
          position: String(revision + 1),
          recordedAt: '2024-08-01T10:00:00.000Z',
          actor: 'person_anna',
          organisation: 'partner_a',
        }),
      undefined,
    );
    if (!row) throw new Error('no row');
    return row;
  };
  const states = (row: ClockRow, today: string) =>
    roundsBetween(row, '2024-08-01', '2025-08-31', today).map(
      ({ occurrence, late }) => `${occurrence}${late ? ' late' : ''}`,
    );

  it('are late after their last day until they are done, judged by the day looked at (rule 46)', () => {
    expect(states(fold(planned), '2024-08-28')).toEqual(['2024-H2', '2025-H1', '2025-H2']);
    expect(states(fold(planned), '2024-08-29')).toEqual(['2024-H2 late', '2025-H1', '2025-H2']);
    expect(states(fold(planned, ticked('2024-H2')), '2024-08-29')).toEqual(['2024-H2', '2025-H1', '2025-H2']);
  });

  it('are told when they reach into the days asked for, and not after the item ended', () => {
    expect(
      roundsBetween(fold(planned), '2024-08-20', '2024-08-21', '2024-08-01').map(({ day, lastDay }) => [day, lastDay]),
    ).toEqual([['2024-08-15', '2024-08-28']]);
    expect(states(fold(planned, ended), '2026-01-01')).toEqual(['2024-H2', '2025-H1']);
  });

  it('stay done when the day is moved within the half-year', () => {
    const moved: ClockEvent = { type: 'ClockItemRevised', data: { ...item, first: '2024-09-30' } };
    expect(states(fold(planned, ticked('2024-H2'), moved), '2024-12-31')).toEqual(['2024-H2', '2025-H1']);
  });
});
