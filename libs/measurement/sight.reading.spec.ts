import { agenda } from '#agenda';
import { backbone } from '#backbone';
import type { Asker, Recorded } from '#decider';
import { World } from '#world';
import fc from 'fast-check';
import { atoms, cellOf, holds, workedOut, type Moment } from './attack.ts';
import { overlap } from './family.ts';
import { measurement, publicReadings, readingsFor, sightOf } from './index.ts';
import { indicatorNode } from './indicator.resolver.ts';
import { keyOf, type Cell } from './series.ts';
import { seriesNode } from './series.resolver.ts';
import { jointValue, type Reading } from './totals.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const day = '2025-02-01';
const [a, b, county] = ['partner_a', 'partner_b', 'partner_county'];
const indicator = 'indicator_visits';
const seriesOf = (partner: string) => `series_visits__${partner.slice('partner_'.length)}`;

/** A world that events are told to one after another, as the log would. */
class Told {
  readonly world = new World(
    'test',
    [...backbone.views, ...agenda.views, ...measurement.views],
    () => `${day}T10:00:00.000Z`,
  );
  private position = 0;
  private readonly revisions = new Map<string, number>();

  tell(subject: string, type: string, data: object, organisation = county): string {
    this.position++;
    const revision = (this.revisions.get(subject) ?? -1) + 1;
    this.revisions.set(subject, revision);
    const event: Recorded = {
      type,
      data,
      subject,
      revision,
      position: String(this.position),
      recordedAt: `${day}T09:00:00.000Z`,
      actor: 'person_x',
      organisation,
      mandate: 'mandate_x',
    };
    this.world.apply({ ...event, position: BigInt(this.position) }, event);
    return event.position;
  }

  seenBy(organisation: string, role: Asker['mandates'][number]['role'] = 'member'): World {
    const mandates = [{ id: 'mandate_x', role, partner: organisation }];
    return this.world.seenBy({ person: 'person_x', organisation, mandates });
  }
}

interface Opening {
  readonly detail?: 'totals' | 'values' | 'breakdowns' | undefined;
  readonly publish?: 'nothing' | 'totals' | 'values';
  readonly below?: number;
  readonly definition?: object;
}

/** Two municipalities and a county that share under one agreement. */
function opened({ detail = 'breakdowns', publish = 'values', below = 5, definition = {} }: Opening = {}): Told {
  const told = new Told();
  const label = text('x');
  told.tell('collaboration_test', 'CollaborationOpened', {
    name: text('Yhteistyö'),
    languages: ['fi'],
    places: [],
    labels: { agenda: label, measurement: label, activities: label, communication: label, backbone: label },
    quorum: { kind: 'number', number: 1 },
    partnerKinds: [],
    timeZone: 'Europe/Helsinki',
    backbone: county,
  });
  if (below !== 5) told.tell('collaboration_test', 'SmallCountsSet', { below });
  for (const partner of [county, a, b])
    told.tell(partner, 'PartnerAdmitted', { name: text(partner), kind: 'ngo', demonstration: false, observer: false });
  told.tell(indicator, 'IndicatorDefined', {
    title: text('Kävijät'),
    kind: 'count',
    unit: text('henkilöä'),
    direction: 'increase',
    aggregation: { time: 'sum', partners: 'sum' },
    periodType: 'year',
    counts: 'persons',
    goals: [],
    programmes: [],
    local: false,
    owner: county,
    ...definition,
  });
  const parties = [county, a, b];
  const terms = { title: text('Jako'), purpose: text('Seuranta'), parties, indicators: [], from: '2024-01-01' };
  told.tell('agreement_x', 'AgreementDrafted', { ...terms, detail, publish, demonstration: false, draftedBy: a });
  for (const partner of parties) told.tell('agreement_x', 'AgreementSigned', { partner, agreementVersion: 1 });
  told.tell('agreement_x', 'AgreementConcluded', { agreementVersion: 1 });
  return told;
}

const report = (told: Told, partner: string, cell: Cell, figure: object, more: object = {}) =>
  told.tell(
    seriesOf(partner),
    'MeasurementReported',
    { indicator, partner, ...cell, status: 'final', ...figure, calendarFrom: '2024-01-01', ...more },
    partner,
  );

/** Every number an asker sees of a partner, by the place in the log of the event that gave it. */
function seen(world: World, partner: string): Map<string, number | null> {
  const found = new Map<string, number | null>();
  for (const node of seriesNode(world, seriesOf(partner))?.measurements({ first: 100 }).nodes ?? []) {
    const given = node.history() as readonly { position: string; value: number | null; suppressed: boolean }[];
    for (const { position, value, suppressed } of given) {
      expect(suppressed).toBe(value === null);
      found.set(position, value);
    }
    for (const { old } of node.corrections() as readonly { old: { position: string; value: number | null } }[])
      expect(old.value).toBe(found.get(old.position));
  }
  return found;
}

describe('what is shown of a partner’s values', () => {
  it('hides the words about a hidden value with it, and why it was corrected (rules 28 and 30)', () => {
    const told = opened();
    report(told, b, cellOf('*'), { value: 3, comment: text('Vain kolme tuli') });
    const key = keyOf(cellOf('*'));
    told.tell(seriesOf(b), 'MeasurementCorrected', {
      measurement: key,
      corrects: 1,
      status: 'final',
      value: 30,
      comment: text('Tarkistettu'),
      reason: text('Kolme olikin kolmekymmentä'),
    });
    const read = (world: World) => {
      const node = seriesNode(world, seriesOf(b))?.measurements({}).nodes[0];
      const [correction] = (node?.corrections() ?? []) as readonly {
        reason: object | null;
        old: { comment: object | null };
      }[];
      return [node?.value(), node?.row.comment, correction?.reason, correction?.old.comment];
    };
    expect(read(told.seenBy(a))).toEqual([30, text('Tarkistettu'), null, null]);
    expect(read(told.seenBy(b))).toEqual([
      30,
      text('Tarkistettu'),
      text('Kolme olikin kolmekymmentä'),
      text('Vain kolme tuli'),
    ]);
  });

  it('opens hidden values to the auditor, whose look is noted, and to the reviewer (rule 33)', () => {
    const told = opened();
    report(told, b, cellOf('*'), { value: 3 });
    report(told, a, cellOf('*'), { value: 30 });
    const look = (world: World) => [[...seen(world, b).values()], [...world.revealed]];
    expect(look(told.seenBy(county, 'auditor'))).toEqual([[3], [seriesOf(b)]]);
    expect(look(told.seenBy(county, 'reviewer'))).toEqual([[3], []]);
    expect(look(told.seenBy(county, 'coordinator'))).toEqual([[null], []]);
    const auditor = told.seenBy(county, 'auditor');
    expect(indicatorNode(auditor, indicator)?.joint({})?.value).toBe(33);
    expect([...auditor.revealed]).toEqual([seriesOf(b)]);
    // What anybody may see is no look behind the curtain.
    const other = told.seenBy(county, 'auditor');
    expect([[...seen(other, a).values()], [...other.revealed]]).toEqual([[30], []]);
  });

  it('is judged by the threshold in force when it was told, and stays as it was told (rules 30 and 49)', () => {
    const told = opened();
    const before = report(told, b, cellOf('a'), { value: 7 });
    told.tell('collaboration_test', 'SmallCountsSet', { below: 10 });
    const after = report(told, b, cellOf('b'), { value: 7 });
    expect(Object.fromEntries(seen(told.seenBy(a), b))).toEqual({ [before]: 7, [after]: null });
  });

  it('keeps zero, not available and hidden apart (rule 25)', () => {
    const told = opened();
    report(told, b, cellOf('a'), { value: 0 });
    report(told, b, cellOf('b'), { status: 'not_available' });
    report(told, b, cellOf('c'), { value: 2 });
    const nodes = seriesNode(told.seenBy(a), seriesOf(b))?.measurements({}).nodes ?? [];
    expect(nodes.map((node) => [node.value(), node.row.status, node.row.suppressed])).toEqual([
      [0, 'final', false],
      [null, 'not_available', false],
      [null, 'final', true],
    ]);
  });

  it('hides both parts of a share when one of them is small, unless they are no people (rule 11)', () => {
    const share = { kind: 'percentage', aggregation: { time: 'latest', partners: 'none' }, counts: undefined };
    const figure = { numerator: 18, denominator: 22 };
    const shown = (counts?: 'things') => {
      const told = opened({ definition: { ...share, counts } });
      report(told, b, cellOf('*'), figure);
      const node = seriesNode(told.seenBy(a), seriesOf(b))?.measurements({}).nodes[0];
      return [node?.value() ?? null, node?.row.numerator ?? null, node?.row.denominator ?? null];
    };
    expect(shown()).toEqual([null, null, null]);
    expect(shown('things')).toEqual([(18 / 22) * 100, 18, 22]);
  });

  it('is what an agreement in force allows: nothing, totals, values or breakdowns (rule 29)', () => {
    const shown = (detail?: 'totals' | 'values' | 'breakdowns') => {
      const told = opened({ detail });
      report(told, a, cellOf('*'), { value: 20 });
      report(told, b, cellOf('*'), { value: 40 });
      report(told, b, cellOf('*:Old'), { value: 15 });
      report(told, b, cellOf('*:Young'), { value: 25 });
      report(told, county, cellOf('*'), { value: 100 });
      if (detail === undefined) told.tell('agreement_x', 'AgreementEnded', { endedBy: a, reason: text('Loppui') });
      const world = told.seenBy(a);
      const joint = indicatorNode(world, indicator)?.joint({});
      return [[...seen(world, b).values()], joint?.value, joint?.withheld, joint?.complete];
    };
    expect(shown('breakdowns')).toEqual([[40, 15, 25], 160, 0, true]);
    expect(shown('values')).toEqual([[40], 160, 0, true]);
    expect(shown('totals')).toEqual([[], 160, 0, true]);
    expect(shown()).toEqual([[], 20, 2, false]);
  });

  it('is in public what the parties let be published (rule 29)', () => {
    const told = (publish: Opening['publish']) => {
      const one = opened({ publish: publish ?? 'nothing' });
      report(one, a, cellOf('*'), { value: 20 });
      report(one, b, cellOf('*'), { value: 3 });
      return publicReadings(one.world, indicator).map(({ value, withheld, inTotalsOnly }) => [
        value,
        withheld,
        inTotalsOnly,
      ]);
    };
    expect(told('values')).toEqual([
      [20, undefined, undefined],
      [undefined, 'hidden', undefined],
    ]);
    expect(told('totals')).toEqual([
      [20, undefined, true],
      [undefined, 'hidden', undefined],
    ]);
    expect(told('nothing')).toEqual([
      [undefined, 'not_shared', undefined],
      [undefined, 'not_shared', undefined],
    ]);
  });

  it('includes a small count that the law demands to be shown, by a decision about that value alone (rule 31)', () => {
    const told = opened();
    const first = report(told, b, cellOf('a'), { value: 3 });
    const second = report(told, b, cellOf('b'), { value: 2 });
    const measurementId = `${seriesOf(b)}/${keyOf(cellOf('a'))}`;
    told.tell('disclosure_x', 'MeasurementDisclosed', {
      measurement: measurementId,
      value: first,
      basis: text('Päätös'),
    });
    expect(Object.fromEntries(seen(told.seenBy(a), b))).toEqual({ [first]: 3, [second]: null });
  });
});

const cells = ['*', 'a', 'b', '*:Old', '*:Young', '*:F', '*:M', '*@1', '*@2', 'a:Old', 'a:Young', 'a@1', 'a@2', 'b@1'];
const few = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(4) }, fc.nat(15));
const happening = fc.record({
  kind: fc.constantFrom('tell', 'tell', 'tell', 'move', 'retell', 'withdraw', 'send back', 'threshold'),
  cell: fc.nat(7),
  atom: fc.nat(atoms.length - 1),
  people: few,
});

it('nobody can work out a small count of all that nodes, totals and reports ever show (rule 30)', () => {
  fc.assert(
    fc.property(
      fc.array(few, { minLength: atoms.length, maxLength: atoms.length }),
      fc.oneof(
        fc.uniqueArray(fc.constantFrom(...cells), { minLength: 2, maxLength: 6 }),
        fc.constantFrom(['*', 'a', 'b'], ['*', '*:Old', '*:Young', '*:F', '*:M'], ['a', 'a:Old', 'a:Young', '*', 'b']),
      ),
      fc.array(happening, { minLength: 3, maxLength: 10 }),
      (people, used, happenings) => {
        const now = [...people];
        const truth = (cell: Cell) =>
          atoms.reduce((sum, atom, index) => (holds(cell, atom) ? sum + (now[index] ?? 0) : sum), 0);
        const told = opened({ below: 4 });
        report(told, a, cellOf('*'), { value: 50 });
        const standing = new Map<string, { id: string; cell: Cell; count: number; version: number }>();
        const small = new Map<string, { count: number; key: string; most: number }>();
        const moments: Moment[] = [];
        const known = new Map<string, number>();
        let threshold = 4;

        /** An outsider looks at everything there is. */
        const look = () => {
          moments.push({
            standing: new Map(standing),
            right: new Set([...standing].filter(([, { cell, count }]) => count === truth(cell)).map(([key]) => key)),
          });
          const world = told.seenBy(a);
          const shown = seen(world, b);
          for (const [id, value] of shown) if (value !== null) known.set(id, value);
          // Totals and what is published are made of nothing else.
          const readings = readingsFor(world, indicator);
          for (const { partner, position, value, withheld } of [...readings, ...publicReadings(told.world, indicator)])
            if (partner === b)
              expect([position, withheld ? null : value]).toEqual([position, shown.get(position) ?? null]);
          const node = indicatorNode(world, indicator);
          const blind = readings.map(({ value, withheld, ...rest }): Reading =>
            withheld ? { ...rest, withheld } : { ...rest, value },
          );
          for (const joint of node?.trend({}) ?? []) {
            const { kind, aggregation } = node?.row ?? { kind: 'count', aggregation: { time: 'sum', partners: 'sum' } };
            const again = jointValue({ kind, aggregation, counts: 'persons' }, joint.period, [a, b], blind);
            expect([joint.value, joint.withheld]).toEqual([again.value, again.withheld]);
            expect(joint.value === null || joint.value === 0 || joint.value >= 4).toBe(true);
          }
        };
        const tell = (cell: Cell, count: number) => {
          const key = keyOf(cell);
          const before = standing.get(key);
          const version = (before?.version ?? 0) + 1;
          const id = before
            ? told.tell(seriesOf(b), 'MeasurementCorrected', {
                measurement: key,
                corrects: version - 1,
                status: 'final',
                value: count,
                reason: text('Tarkistus'),
              })
            : report(told, b, cell, { value: count });
          standing.set(key, { id, cell, count, version });
          // Said once more under a higher threshold it is no secret any more.
          const isKnown = before?.count === count && known.has(before.id);
          if (count > 0 && count < threshold && !isKnown) small.set(id, { count, key, most: threshold - 1 });
          look();
        };
        for (const { kind, cell: index, atom, people: number } of happenings) {
          const cell = cellOf(used[index % used.length] ?? '*');
          const key = keyOf(cell);
          switch (kind) {
            case 'tell':
              tell(cell, truth(cell));
              break;
            case 'move':
              now[atom] = number;
              break;
            case 'retell':
              for (const one of [...standing.values()]) tell(one.cell, truth(one.cell));
              break;
            case 'withdraw':
              if (standing.delete(key))
                told.tell(seriesOf(b), 'MeasurementWithdrawn', {
                  measurement: key,
                  withdraws: 1,
                  kind: 'wrong',
                  reason: text('Väärä'),
                });
              look();
              break;
            case 'send back': {
              // It waits for a reviewer and is sent back: nobody else ever hears of it.
              if (standing.has(key)) break;
              report(told, b, cell, { value: truth(cell) }, { awaitsReview: true, reportedBy: 'person_y' });
              look();
              told.tell(seriesOf(b), 'MeasurementSentBack', {
                measurement: key,
                sendsBack: 1,
                comment: text('Tarkista'),
              });
              look();
              break;
            }
            case 'threshold':
              threshold = 4 + (number % 5);
              told.tell('collaboration_test', 'SmallCountsSet', { below: threshold });
          }
        }
        const where = new Map(
          [...moments.flatMap(({ standing: at }) => [...at])].map(([key, { cell }]) => [key, cell]),
        );
        const isAlone = (key: string) =>
          [...where].every(([other, cell]) => other === key || !overlap(cell, where.get(key) ?? cell));
        const bounds = new Map(
          [...small].flatMap(([id, { key, most }]) => (!known.has(id) && isAlone(key) ? [[id, most] as const] : [])),
        );
        const found = workedOut(moments, known, bounds);
        const leaked = [...small].filter(([id, { count }]) => !known.has(id) && found.get(id) === count);
        expect(leaked).toEqual([]);
        for (const id of small.keys()) expect(known.has(id)).toBe(false);
        expect(sightOf(told.seenBy(a), seriesOf(b)).insight).toBeUndefined();
      },
    ),
    { numRuns: 150 },
  );
});
