import type { RecordedEvent } from '#event-log';
import { House, type Client } from './harness.ts';

/** Every way to ask for what happened, over HTTP and against the log itself; and what followed from what. */
let house: House;
let auditor: Client;
let coordinator: Client;
let municipality: Client;
let other: Client;
let log: readonly RecordedEvent[];
let head: string;

interface Told {
  readonly position: string;
  readonly type: string;
  readonly subject: string;
  readonly correlation: string;
  readonly cause: { readonly position: string; readonly type: string } | null;
  readonly effects: readonly { readonly position: string; readonly type: string }[];
}

beforeAll(async () => {
  house = await House.open({ reactions: true, clock: () => new Date('2025-09-01T09:00:00Z') });
  auditor = await house.as('person_audit01');
  coordinator = await house.as('person_coord01');
  municipality = await house.as('person_muni179');
  other = house.asAnyone('person_muni729');
  const text = (fi: string) => ({ original: 'FI', fi });
  await house.in('keskisuomi').does(municipality, 'draftGoal', 'goal_kuiskaus', { title: text('Kuiskaus') });
  await house
    .in('keskisuomi')
    .does(municipality, 'withdrawGoal', 'goal_kuiskaus', { reason: text('Kuiskattu peruste jäi omaksi') });
  await house.in('keskisuomi').does(coordinator, 'closePeriod', 'period_2025h1');
  await house.platform.reactions?.settled();
  log = await Array.fromAsync(house.platform.log.readAll());
  head = `#${String(await house.platform.log.head())}`;
});
afterAll(() => house.close());

const fields = 'position type subject correlation cause { position type } effects { position type }';
/** Page after page of seven, in the order asked for. */
async function found(who: Client, args: string, asOf = head): Promise<readonly Told[]> {
  const all: Told[] = [];
  for (let after = ''; ;) {
    const { history } = (await house
      .in('keskisuomi')
      .asks(
        who,
        `history(first: 7, ${args}${after}) { nodes { ${fields} } pageInfo { hasNextPage endCursor } }`,
        asOf,
      )) as {
      history: { nodes: Told[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    };
    all.push(...history.nodes);
    if (!history.pageInfo.hasNextPage) return all;
    after = `, after: "${history.pageInfo.endCursor}"`;
  }
}
const positions = (told: readonly { position: string }[]) => told.map(({ position }) => position);
const logged = (fits: (event: RecordedEvent) => boolean) => log.filter(fits).map(({ position }) => String(position));
const isOf = (id: string) => (event: RecordedEvent) => event.stream === `keskisuomi-${id}`;

describe('the history is asked', () => {
  it.each([
    ['by entity', 'subject: "goal_kuiskaus"', isOf('goal_kuiskaus')],
    ['by actor', 'actor: "person_muni249a"', ({ metadata }) => metadata.actor === 'person_muni249a'],
    ['by partner', 'partner: "partner_keuruu"', ({ metadata }) => metadata.organisation === 'partner_keuruu'],
    ['by kind', 'kind: "period"', ({ stream }) => stream.startsWith('keskisuomi-period_')],
    [
      'by a span of instants, both included and told with an offset',
      'from: "2024-06-10T09:00:00+03:00", to: "2024-06-12T12:00:00+03:00"',
      ({ recordedAt }) => recordedAt >= '2024-06-10T06:00:00.000Z' && recordedAt <= '2024-06-12T09:00:00.000Z',
    ],
    ['by a span of positions', 'from: "#20", to: "#60"', ({ position }) => position >= 20n && position <= 60n],
    [
      'by actor, kind and time together',
      'actor: "person_coord01", kind: "task", from: "2024-01-01", to: "2025-09-01"',
      ({ stream, metadata, recordedAt }) =>
        stream.startsWith('keskisuomi-task_') &&
        metadata.actor === 'person_coord01' &&
        recordedAt >= '2023-12-31T22:00:00.000Z',
    ],
  ] as readonly (readonly [string, string, (event: RecordedEvent) => boolean])[])(
    '%s, oldest and newest first, page by page',
    async (_, args, fits) => {
      const wanted = logged(fits);
      expect(wanted.length).toBeGreaterThan(0);
      expect(positions(await found(auditor, `order: OLDEST, ${args}`))).toEqual(wanted);
      expect(positions(await found(auditor, `order: NEWEST, ${args}`))).toEqual(wanted.toReversed());
    },
  );

  it('by correlation: all that one request led to, and nothing else', async () => {
    const closed = log.findLast(({ type }) => type === 'PeriodClosed');
    const correlation = closed?.metadata.correlationId ?? '';
    const told = await found(auditor, `order: OLDEST, correlation: "${correlation}"`);
    expect(positions(told)).toEqual(logged(({ metadata }) => metadata.correlationId === correlation));
    expect(told.map(({ type }) => type)).toEqual(['PeriodClosed', 'ValuesLocked']);
  });

  it('by the words of the reason, in any language and by how they begin; not by words that are not one’s to read', async () => {
    const told = await found(auditor, 'text: "kuiskat perus"');
    expect(told.map(({ type, subject }) => [type, subject])).toEqual([['GoalWithdrawn', 'goal_kuiskaus']]);
    expect(positions(await found(municipality, 'text: "kuiskattu"'))).toEqual(positions(told));
    expect(await found(other, 'text: "kuiskattu"')).toEqual([]);
    expect((await found(auditor, 'text: "rapporteringsperioden"')).map(({ type }) => type)).toContain('ValuesLocked');
    expect(await found(auditor, 'text: "eisellaistasanaa"')).toEqual([]);
  });

  it('what caused this, and what did this cause', async () => {
    const [closed] = await found(auditor, 'type: "PeriodClosed", subject: "period_2025h1"');
    const [locked] = await found(auditor, 'type: "ValuesLocked", subject: "lock_period_2025h1"');
    const named = (one: Told | undefined) => ({ position: one?.position, type: one?.type });
    expect(closed?.effects).toContainEqual(named(locked));
    expect(locked?.cause).toEqual(named(closed));
    expect(closed?.cause).toBeNull();
    expect(closed?.correlation).toBe(locked?.correlation);
    // Before the effect there was none.
    const [then] = await found(auditor, 'type: "PeriodClosed", subject: "period_2025h1"', `#${closed?.position ?? ''}`);
    expect(then?.effects).toEqual([]);
  });

  it('by a past moment: nothing that came later', async () => {
    const told = await found(auditor, 'order: OLDEST, kind: "period"', '2025-01-31');
    expect(positions(told)).toEqual(
      logged(({ stream, recordedAt }) => stream.startsWith('keskisuomi-period_') && recordedAt < '2025-01-31T22'),
    );
  });
});

describe('two moments are compared', () => {
  interface Difference {
    readonly id: string;
    readonly kind: string;
    readonly outcome: string;
    readonly fields: readonly {
      readonly field: string;
      readonly before: string | null;
      readonly after: string | null;
      readonly event: { readonly actor: string; readonly organisation: string; readonly at: string } | null;
    }[];
  }
  const compared = async (args: string) => {
    const { compare } = (await house
      .in('keskisuomi')
      .asks(
        auditor,
        `compare(first: 100, ${args}) { nodes { id outcome fields { field before after event { actor organisation at } } } }`,
        head,
      )) as { compare: { nodes: Difference[] } };
    return compare.nodes;
  };

  it('over the whole agenda, one programme and one thing: the smaller is part of the larger', async () => {
    const span = 'from: "2024-12-31", to: "2025-09-01"';
    const one = await compared(`${span}, subject: "period_2025h1"`);
    expect(one).toHaveLength(1);
    expect(one[0]?.outcome).toBe('APPEARED');
    // It was opened in January: from then on it changed, by whom and when.
    const [period] = await compared('from: "2025-01-31", to: "2025-09-01", subject: "period_2025h1"');
    expect(period?.outcome).toMatch(/^(CHANGED|ENDED)$/);
    expect(period?.fields).toContainEqual({
      field: 'phase',
      before: '"open"',
      after: '"closed"',
      event: { actor: 'person_coord01', organisation: 'partner_hyvaks', at: '2025-09-01T09:00:00.000Z' },
    });
    const programmes = (await house
      .in('keskisuomi')
      .asks(auditor, 'programmes(first: 100) { nodes { id } }', head)) as {
      programmes: { nodes: { id: string }[] };
    };
    const whole = new Set((await compared('from: "2020-01-01", to: "2025-09-01", kind: "goal"')).map(({ id }) => id));
    let parts = 0;
    for (const { id } of programmes.programmes.nodes.slice(0, 5)) {
      const part = await compared(`from: "2020-01-01", to: "2025-09-01", programme: "${id}", kind: "goal"`);
      for (const goal of part) expect(whole).toContain(goal.id);
      parts += part.length;
    }
    expect(parts).toBeGreaterThan(0);
  });
});

it('a player steps through every change of the collaboration, forwards and back', async () => {
  const step = async (position: string, direction: 'NEXT' | 'PREVIOUS') =>
    (
      (await house
        .in('keskisuomi')
        .asks(auditor, `step(position: "${position}", direction: ${direction}) { position }`, head)) as {
        step: { position: string } | null;
      }
    ).step?.position;
  const wanted = log.slice(0, 25).map(({ position }) => String(position));
  let at = '0';
  for (const next of wanted) {
    at = (await step(at, 'NEXT')) ?? '';
    expect(at).toBe(next);
  }
  for (const before of wanted.slice(0, -1).toReversed()) {
    at = (await step(at, 'PREVIOUS')) ?? '';
    expect(at).toBe(before);
  }
  expect(await step(head.slice(1), 'NEXT')).toBeUndefined();
});
