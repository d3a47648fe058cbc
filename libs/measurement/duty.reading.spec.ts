import { collaborations, mandates, partners } from '#backbone';
import type { Recorded } from '#decider';
import { World } from '#world';
import { dueDay, expectedFor, hasReported, lateFor, periodAsked } from './duty.reading.ts';
import { indicators, type IndicatorRow } from './indicator.view.ts';
import { seriesId } from './series.ts';
import { measurements, seriesOutlines } from './series.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const half = { from: '2024-07-01', to: '2024-12-31' };
const indicator = 'indicator_visits';

/** A world of three partners and one half-yearly indicator, judged on a day. */
function worldOn(day: string) {
  let position = 0;
  const world = new World(
    'x',
    [collaborations, partners, mandates, indicators, seriesOutlines, measurements],
    () => `${day}T09:00:00.000Z`,
  );
  const record = (subject: string, revision: number, type: string, data: unknown, at = '2024-01-01') => {
    position += 1;
    const recorded: Recorded = {
      type,
      data,
      subject,
      revision,
      position: String(position),
      recordedAt: `${at}T09:00:00.000Z`,
      actor: 'person_x',
      organisation: 'partner_county',
    };
    world.apply({ type, position: BigInt(position), recordedAt: recorded.recordedAt }, recorded);
    if (world.failures.length > 0) throw new Error(world.failures[0]?.message);
  };
  record('collaboration_x', 0, 'CollaborationOpened', {
    backbone: 'partner_county',
    timeZone: 'Europe/Helsinki',
    partnerKinds: [],
    places: [],
  });
  for (const partner of ['partner_a', 'partner_b', 'partner_c'])
    record(partner, 0, 'PartnerAdmitted', { name: text(partner), kind: 'ngo', demonstration: false, observer: false });
  record(indicator, 0, 'IndicatorDefined', {
    title: text('Käynnit'),
    kind: 'count',
    unit: text('käyntiä'),
    direction: 'increase',
    aggregation: { time: 'sum', partners: 'sum' },
    periodType: 'half_year',
    counts: 'contacts',
    goals: [],
    programmes: [],
    local: false,
    owner: 'partner_county',
  });
  const report = (partner: string, more: object = {}) => {
    const id = seriesId(indicator, partner);
    record(id, 0, 'MeasurementReported', { indicator, partner, period: half, status: 'final', value: 10, ...more });
    return id;
  };
  const name = (named: string[], from = half.from) => {
    record(indicator, 1, 'ReportersNamed', { partners: named, dueDays: 30, from });
  };
  const row = (): IndicatorRow => {
    const found = world.rows(indicators).get(indicator);
    if (!found) throw new Error('no indicator');
    return found;
  };
  return { world, record, report, name, row };
}

describe('who must report', () => {
  it('are those named and those who did; where nobody was named, those who measure it or hold a mandate to (rule 12)', () => {
    const { world, record, report, name, row } = worldOn('2025-02-15');
    report('partner_c');
    const mandate = { person: 'person_b', role: 'reporter', indicator, from: '2024-01-01', demonstration: false };
    record('mandate_b', 0, 'MandateGranted', { ...mandate, partner: 'partner_b' });
    expect(expectedFor(world, row(), half)).toEqual(['partner_c', 'partner_b']);
    name(['partner_a']);
    expect(expectedFor(world, row(), half)).toEqual(['partner_a', 'partner_c']);
    // The naming concerns no period before it.
    expect(expectedFor(world, row(), { from: '2024-01-01', to: '2024-06-30' })).toEqual(['partner_b']);
    record('partner_a', 1, 'PartnerLeft', { reason: text('Lopetti') }, '2024-06-01');
    expect(expectedFor(world, row(), half)).toEqual(['partner_c']);
    expect(expectedFor(world, { ...row(), local: true, owner: 'partner_b' }, half)).toEqual(['partner_b']);
  });

  it('are told the last day by the end of the period (rule 46)', () => {
    const { name, row } = worldOn('2025-02-15');
    expect(dueDay(row(), half)).toBeUndefined();
    name(['partner_a']);
    expect(dueDay(row(), half)).toBe('2025-01-30');
    expect(periodAsked(row(), '2025-02-15')).toEqual(half);
    expect(periodAsked(row(), '2024-12-31')).toEqual({ from: '2024-01-01', to: '2024-06-30' });
  });

  it.each([
    ['2025-01-30', []],
    ['2025-01-31', ['partner_a', 'partner_b']],
  ])('are late when the day has passed by which it was due: on %s %j (rule 46)', (day, late) => {
    const { world, name, row } = worldOn(day);
    name(['partner_a', 'partner_b']);
    expect(lateFor(world, row(), half)).toEqual(late);
    expect(lateFor(world, { ...row(), phase: 'retired' }, half)).toEqual([]);
  });

  it('are late no more with a value that is in force or waits for a reviewer, and are with one sent back (rule 18)', () => {
    const { world, record, report, name, row } = worldOn('2025-02-15');
    name(['partner_a', 'partner_b', 'partner_c']);
    report('partner_a', { status: 'not_available', value: undefined });
    const id = report('partner_b', { awaitsReview: true });
    expect(lateFor(world, row(), half)).toEqual(['partner_c']);
    const measurement = `${half.from}/${half.to}`;
    record(id, 1, 'MeasurementSentBack', { measurement, sendsBack: 1, comment: text('Miksi?') });
    expect(lateFor(world, row(), half)).toEqual(['partner_b', 'partner_c']);
    expect(hasReported(world, row(), 'partner_a', half)).toBe(true);
  });

  it('have reported a period when they reach the end of it, or anything of it where the latest stands for the whole', () => {
    const { world, report, row } = worldOn('2025-02-15');
    report('partner_a', { period: { from: '2024-07-01', to: '2024-09-30' } });
    expect(hasReported(world, row(), 'partner_a', half)).toBe(false);
    const latest = { ...row(), aggregation: { time: 'latest', partners: 'sum' } } as const;
    expect(hasReported(world, latest, 'partner_a', half)).toBe(true);
  });
});
