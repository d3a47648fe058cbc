import { isRefusal, type Asker, type Message, type Recorded } from '#decider';
import { askerIn } from '#backbone';
import type { Position } from '#event-log';
import { acknowledgementId } from '../libs/dialogue/acknowledgement.ts';
import { checkupId } from '../libs/backbone/checkup.ts';
import { assessmentId, reportId } from '#reporting';
import { seriesId } from '#measurement';
import { World, uuidFrom, type AggregateParts, type Order } from '#world';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { contexts, openPlatform, type Platform } from '../apps/api/platform.ts';
import { laws } from './model/laws.ts';
import { Chance, made, type JsonSchema } from './model/random.ts';

/**
 * Random commands of every aggregate, given by random people, against the simplest model there is: a list of events,
 * folded anew from the first one for every question. The platform, with its store, caches, indexes, snapshots and
 * past worlds, must accept and refuse the same, write the same, and show the same, now and at every moment.
 *
 * A failure prints the seed of the run and the steps that lead there: give them to `play` to see it again.
 */
const collaboration = 'malli';
const backbone = 'partner_b';
const views = contexts.flatMap((context) => context.views);
const aggregates = contexts.flatMap((context) => context.aggregates);

interface Kind {
  readonly type: string;
  readonly parts: AggregateParts;
  readonly schema: JsonSchema;
}

/**
 * Every command people can give, with its shape. Opening the collaboration comes first and once; what the platform
 * records of itself nobody can ask for; what erases would have to be erased from the list of events too.
 */
const kinds: readonly Kind[] = aggregates.flatMap((parts) =>
  Object.entries(parts.decider.commands).flatMap(([type, shape]) =>
    type === 'OpenCollaboration' || ['access_', 'erasure_', 'removal_'].includes(parts.decider.prefix)
      ? []
      : {
          type,
          parts,
          schema: z.toJSONSchema(shape as z.ZodType, {
            io: 'input',
            unrepresentable: 'any',
            // Names of shapes are for GraphQL: here each is written out where it is used.
            metadata: z.registry(),
          }) as JsonSchema,
        },
  ),
);

const places = ['179', '182', '249'];
const text = (fi: string) => ({ original: 'fi', fi });
const days = ['2024-01-01', '2024-06-30', '2024-07-01', '2024-12-31', '2025-01-01', '2025-06-30'];
const partners = [backbone, 'partner_kunta', 'partner_srk', 'partner_jarjesto', 'partner_tarkkailija'];
const people = [
  'person_hallinta',
  'person_koordinaattori',
  'person_kunta',
  'person_srk',
  'person_jarjesto',
  'person_tarkastaja',
];

/** Who takes part and may do what, before chance begins. */
const beginning: readonly { id: string; command: Message; person?: string }[] = [
  {
    id: `collaboration_${collaboration}`,
    command: {
      type: 'OpenCollaboration',
      data: {
        name: text('Malli'),
        languages: ['fi', 'sv'],
        places: places.map((code) => ({ code, name: text(code), kind: 'municipality', from: 2020 })),
        labels: Object.fromEntries(
          ['agenda', 'measurement', 'activities', 'communication', 'backbone'].map((name) => [name, text(name)]),
        ),
        quorum: { kind: 'number', number: 2 },
      },
    },
  },
  ...partners.map((id, index) => ({
    id,
    command: {
      type: 'AdmitPartner',
      data: {
        name: text(id),
        kind: index === 0 ? 'county' : 'municipality',
        ...(index > 0 && index < 4 && { place: places[index - 1] }),
        observer: index === 4,
      },
    },
  })),
  ...(
    [
      ['person_hallinta', backbone, ['administrator', 'member']],
      ['person_koordinaattori', backbone, ['coordinator', 'reviewer', 'reporter', 'member', 'endorser']],
      ['person_kunta', 'partner_kunta', ['member', 'reporter', 'endorser']],
      ['person_srk', 'partner_srk', ['member', 'reporter', 'endorser']],
      ['person_jarjesto', 'partner_jarjesto', ['member', 'reporter', 'endorser', 'reviewer']],
      ['person_tarkastaja', backbone, ['auditor']],
    ] as const
  ).flatMap(([person, partner, roles]) =>
    roles.map((role) => ({
      id: `mandate_${person.slice(7)}_${role}`,
      command: { type: 'GrantMandate', data: { person, partner, role, from: '2024-01-01' } },
    })),
  ),
  // Something of most kinds, so that chance meets it: what comes first decides what others may speak of.
  ...(
    [
      [
        'person_koordinaattori',
        'programme_1',
        'LaunchProgramme',
        { title: text('Ohjelma'), kind: 'programme', partner: backbone, order: 1 },
      ],
      ['person_kunta', 'goal_1', 'ProposeGoal', { title: text('Hyvä arki'), programmes: ['programme_1'] }],
      ['person_srk', 'goal_2', 'DraftGoal', { title: text('Yhdessä'), parent: 'goal_1' }],
      [
        'person_koordinaattori',
        'indicator_1',
        'DefineIndicator',
        {
          title: text('Kohtaamiset'),
          kind: 'count',
          counts: 'contacts',
          unit: text('henkilöä'),
          direction: 'increase',
          aggregation: { time: 'sum', partners: 'sum' },
          periodType: 'half_year',
          goals: ['goal_1'],
          programmes: ['programme_1'],
        },
      ],
      ['person_koordinaattori', 'indicator_1', 'SetReview', { reviewed: true }],
      [
        'person_srk',
        seriesId('indicator_1', 'partner_srk'),
        'ReportMeasurement',
        { indicator: 'indicator_1', period: { from: '2024-01-01', to: '2024-06-30' }, status: 'final', value: 12 },
      ],
      [
        'person_kunta',
        'activity_1',
        'PlanActivity',
        {
          title: text('Kahvila'),
          kind: 'reception',
          goals: ['goal_1'],
          indicators: ['indicator_1'],
          contributors: [{ partner: 'partner_srk', brings: text('tilat') }],
        },
      ],
      ['person_jarjesto', 'activity_2', 'PlanActivity', { title: text('Retki'), kind: 'event_series' }],
      ['person_koordinaattori', 'task_1', 'OpenTask', { title: text('Sovi tapaaminen'), partner: 'partner_kunta' }],
      [
        'person_koordinaattori',
        'period_1',
        'OpenPeriod',
        { code: '2024-H1', from: '2024-01-01', to: '2024-06-30', type: 'half_year' },
      ],
      ['person_srk', 'thread_1', 'StartThread', { about: 'goal_1', text: text('Miten tämä näkyy meillä?') }],
      [
        'person_srk',
        'feedback_1',
        'GiveFeedback',
        { giver: 'partner', to: 'partner_kunta', text: text('Aika ei sovi kaikille') },
      ],
      [
        'person_kunta',
        'risk_1',
        'RaiseRisk',
        {
          title: text('Tilat'),
          owner: 'partner_kunta',
          response: 'reduce',
          likelihood: 2,
          effect: 3,
          reviewBy: '2024-12-31',
        },
      ],
      [
        'person_koordinaattori',
        'agreement_1',
        'DraftAgreement',
        {
          title: text('Tietojen jakaminen'),
          purpose: text('Yhteinen raportti'),
          parties: ['partner_kunta', 'partner_srk'],
          detail: 'values',
          publish: 'totals',
          from: '2024-01-01',
        },
      ],
      [
        'person_koordinaattori',
        'meeting_1',
        'CallMeeting',
        {
          title: text('Neuvottelu'),
          kind: 'negotiation',
          day: '2024-09-02',
          invited: ['partner_kunta', 'partner_srk'],
        },
      ],
    ] as const
  ).map(([person, id, type, data]) => ({ id, person, command: { type, data } })),
];

/** The log as a list, and nothing else. */
class Model {
  readonly events: Recorded[] = [];

  /** All views folded from the first event, up to a position. */
  world(now: string, to: Position = BigInt(Number.MAX_SAFE_INTEGER)): World {
    const world = new World(collaboration, views, () => now);
    for (const event of this.events) {
      const position = BigInt(event.position);
      if (position <= to) world.apply({ type: event.type, position, recordedAt: event.recordedAt }, event);
    }
    return world;
  }

  /** What an aggregate's rules say of a command. */
  decide({ decider, facts }: AggregateParts, { id, command, asker: held }: Order, now: string): unknown {
    const roles = decider.roles[command.type] ?? [];
    let parsed: Message;
    try {
      parsed = { type: command.type, data: decider.commands[command.type]?.parse(command.data) };
    } catch {
      return 'malformed';
    }
    const scope = decider.scope?.(parsed, id) ?? {};
    const fits = held.mandates.filter(
      (mandate) =>
        mandate.partner === held.organisation &&
        (mandate.indicator === undefined || mandate.indicator === scope.indicator) &&
        (mandate.programme === undefined || mandate.programme === scope.programme),
    );
    const [mandate] = roles.flatMap((role) => fits.filter((one) => one.role === role).slice(0, 1));
    if (roles.length > 0 && !mandate) return { refused: 'MANDATE_MISSING' };
    const asker = { ...held, mandate };
    const state = this.events
      .filter((event) => event.subject === id)
      .reduce((before: unknown, event) => decider.evolve(before, event), decider.initial);
    const world = this.world(now);
    const outcome = decider.decide(state, parsed, {
      asker,
      now,
      facts: facts(world, { id, command: parsed, asker }),
      id,
    });
    if (isRefusal(outcome))
      return { refused: outcome.refused, ...(outcome.field !== undefined && { field: outcome.field }) };
    return outcome.map(({ type, data }) => ({ type, data: decider.events[type]?.parse(data) }));
  }
}

/** One run: the platform beside the model. */
class Run {
  readonly model = new Model();
  readonly tally = { accepted: 0, refused: 0 };
  private readonly folder = mkdtempSync(join(tmpdir(), 'talkoot-model-'));
  private time = Date.parse('2024-09-02T08:00:00Z');
  private platform: Platform;
  private steps = 0;

  constructor() {
    this.platform = this.open();
  }

  private open(): Platform {
    return openPlatform({ folder: this.folder, clock: () => new Date(this.time), reactions: false });
  }

  async begin(): Promise<void> {
    for (const { id, command, person = 'person_hallinta' } of beginning) {
      const asker = askerIn(
        this.model.world(this.now),
        person,
        person === 'person_hallinta' ? backbone : undefined,
        true,
      );
      if (!asker) throw new Error(`${person} holds nothing`);
      const outcome = await this.give({ collaboration, id, command, asker, commandId: this.commandId() });
      if (isRefusal(outcome as object)) throw new Error(`${command.type} ${id}: ${JSON.stringify(outcome)}`);
    }
  }

  private get now(): string {
    return new Date(this.time).toISOString();
  }

  private commandId(): string {
    return uuidFrom(`step ${String(this.steps++)}`);
  }

  /** A random command, seldom sent twice, seldom on a version that is past, now and then after some days. */
  async step(seed: number): Promise<void> {
    const chance = new Chance(seed);
    if (chance.often(0.15)) this.time += chance.below(40) * 86_400_000;
    else this.time += 1_000;
    const world = this.model.world(this.now);
    const { type, parts, schema } = chance.of(kinds);
    const roles = parts.decider.roles[type] ?? [];
    const askers = people.flatMap((person) => askerIn(world, person) ?? []);
    // Mostly somebody who may; the others must be refused.
    const able = askers.filter(({ mandates }) => mandates.some(({ role }) => roles.includes(role)));
    const asker = chance.of(able.length > 0 && chance.often(0.9) ? able : askers);
    const data = made(schema, chance, {
      ids: (prefix) => this.ids(prefix, world, chance),
      named: (property) => this.named(property, world),
      days: [...days, this.now.slice(0, 10)],
    }) as Record<string, string>;
    const command: Message = { type, data };
    const id = this.target(parts.decider.prefix, data, asker, chance);
    const order: Order = { collaboration, id, command, asker, commandId: this.commandId() };
    await this.give(order);
    if (chance.often(0.1)) {
      const again = await this.platform.commands.execute(order);
      if (!isRefusal(again)) expect(await this.catchUp()).toEqual([]);
    }
    if (chance.often(0.05)) {
      const stale = await this.platform.commands.execute({
        ...order,
        commandId: this.commandId(),
        expectedVersion: 9_999,
      });
      expect(stale).toHaveProperty('refused');
    }
  }

  /** Gives an order to both and compares. */
  private async give(order: Order): Promise<unknown> {
    const parts = aggregates.find(({ decider }) => order.command.type in decider.commands);
    if (!parts) throw new Error(`Nobody takes ${order.command.type}`);
    const expected = this.model.decide(parts, order, this.now);
    await this.catchUp();
    const outcome = await this.platform.commands.execute(order);
    const written = await this.catchUp();
    const said = isRefusal(outcome)
      ? expected === 'malformed'
        ? 'malformed'
        : { refused: outcome.refused, ...(outcome.field !== undefined && { field: outcome.field }) }
      : written.map(({ type, data }) => ({ type, data }));
    expect({ command: order.command, id: order.id, said }).toEqual({
      command: order.command,
      id: order.id,
      said: expected,
    });
    this.tally[isRefusal(outcome) ? 'refused' : 'accepted'] += 1;
    return outcome;
  }

  /** Takes what the log has more than the model: what was just written, and what the platform records of refusals. */
  private async catchUp(): Promise<readonly Recorded[]> {
    const after = BigInt(this.model.events.at(-1)?.position ?? 0);
    const written: Recorded[] = [];
    for await (const event of this.platform.log.readAll({ after }))
      written.push(this.platform.worlds.codec.decode(event));
    this.model.events.push(...written);
    return written.filter(({ subject }) => !subject.startsWith('access_'));
  }

  /** Ids of a kind: mostly of what exists, seldom of what does not. */
  private ids(prefix: string, world: World, chance: Chance): readonly string[] {
    if (prefix === 'partner_') return partners;
    if (prefix === 'person_') return people;
    const known = views.flatMap(({ name }) =>
      world
        .table(name)
        .all()
        .map(({ id }) => id)
        .filter((id) => id.startsWith(prefix) && /^[a-z]+_[a-z0-9_]+$/.test(id)),
    );
    return known.length > 0 && chance.often(0.95) ? known : [`${prefix === '' ? 'goal_' : prefix}1`];
  }

  private named(property: string, world: World): readonly string[] | undefined {
    if (property === 'place' || property === 'code') return property === 'place' ? [...places, '999'] : undefined;
    if (property === 'measurement') {
      const keys = world.views.some(({ name }) => name === 'measurements')
        ? world
            .table('measurements')
            .all()
            .map(({ id }) => id.slice(id.indexOf('/') + 1))
        : [];
      return [...keys, '2024-07-01/2024-12-31'];
    }
    if (property === 'timeZone') return ['Europe/Helsinki', 'Europe/Stockholm'];
    return undefined;
  }

  /** What the command is for: something that exists or may begin to; the ids some aggregates derive, derived. */
  private target(prefix: string, data: Record<string, string>, asker: Asker, chance: Chance): string {
    const { indicator, period, programme, about } = data;
    if (prefix === 'collaboration_') return `collaboration_${collaboration}`;
    if (prefix === 'series_' && typeof indicator === 'string' && chance.often(0.9))
      return seriesId(indicator, asker.organisation);
    if (prefix === 'assessment_' && period !== undefined && programme !== undefined && chance.often(0.9))
      return assessmentId(period, programme);
    if (prefix === 'checkup_' && period !== undefined && chance.often(0.9))
      return checkupId(period, asker.organisation);
    if (prefix === 'ack_' && about !== undefined && chance.often(0.9))
      return acknowledgementId(about, asker.organisation);
    if (prefix === 'report_' && period !== undefined && chance.often(0.9)) return reportId(period);
    const known = [...new Set(this.model.events.map(({ subject }) => subject))].filter((each) =>
      each.startsWith(prefix),
    );
    const fresh = `${prefix}${String(1 + chance.below(4))}`;
    return known.length > 0 && chance.often(0.75) ? chance.of(known) : fresh;
  }

  /** Everything that must hold at the end of a run: see laws.ts, and the same world by every road. */
  async end(chance: Chance): Promise<void> {
    const same = (world: World, expected: World) => {
      expect(world.failures).toEqual([]);
      for (const { name } of views) expect(world.table(name).all()).toEqual(expected.table(name).all());
    };
    await this.catchUp();
    const whole = this.model.world(this.now);
    same(await this.platform.worlds.live(collaboration), whole);
    for (const [name, law] of Object.entries(laws)) {
      const broken = law(whole, this.model.events);
      expect({ law: name, broken }).toEqual({ law: name, broken: [] });
    }
    const positions = Array.from({ length: 3 }, () => BigInt(chance.below(this.model.events.length + 1)));
    for (const position of positions)
      same(await this.platform.worlds.at(collaboration, { position }), this.model.world(this.now, position));
    // From its snapshot, with the past not folded yet.
    await this.platform.close();
    this.platform = this.open();
    await this.catchUp();
    same(await this.platform.worlds.live(collaboration), this.model.world(this.now));
    for (const position of positions)
      same(await this.platform.worlds.at(collaboration, { position }), this.model.world(this.now, position));
  }

  async close(): Promise<void> {
    await this.platform.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function play(steps: readonly number[]): Promise<Run> {
  const run = new Run();
  try {
    await run.begin();
    for (const seed of steps) await run.step(seed);
    await run.end(new Chance(steps.length));
  } finally {
    await run.close();
  }
  return run;
}

const runs = Number(process.env['MODEL_RUNS'] ?? 200);

it('whatever is commanded by whomever, the platform does what a list of events and the rules say (rules 48 and 50)', async () => {
  const tally = { accepted: 0, refused: 0 };
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { minLength: 40, maxLength: 80, size: 'max' }), async (steps) => {
      const run = await play(steps);
      tally.accepted += run.tally.accepted;
      tally.refused += run.tally.refused;
      for (const { type } of run.model.events) seen.add(type);
    }),
    { numRuns: runs },
  );
  // Chance that only ever met refusals would prove nothing.
  expect(tally.accepted).toBeGreaterThan(runs * (beginning.length + 5));
  expect(tally.refused).toBeGreaterThan(runs * 5);
  expect(seen.size).toBeGreaterThan(Math.min(runs, 100) * 0.8);
}, 600_000);
