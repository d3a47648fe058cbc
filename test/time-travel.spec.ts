import { askerIn, collaborations, mandates, mandatesHeld, timeZoneOf } from '#backbone';
import type { Asker } from '#decider';
import { World, endOfDay, uuidFrom, type AggregateParts } from '#world';
import {
  execute,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  parse,
  validate,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { z } from 'zod';
import { contexts } from '../apps/api/platform.ts';
import { House, type Client } from './harness.ts';
import { Chance, made, type JsonSchema } from './model/random.ts';

/**
 * Time travel over a real history: everything the API tells of a past moment, by whatever field, is the same byte for
 * byte after random commands of every kind, years later, and after a restart; and it is the fold of what was by then.
 */
const collaboration = 'keskisuomi';
const views = contexts.flatMap((context) => context.views);

/** Commands nobody gives, or that alone may change what the past shows: erasing is made for that. */
const leftOut = ['access_', 'erasure_', 'removal_'];

const kinds: readonly { type: string; parts: AggregateParts; schema: JsonSchema }[] = contexts
  .flatMap(({ aggregates }) => aggregates)
  .flatMap((parts) =>
    Object.entries(parts.decider.commands).flatMap(([type, shape]) =>
      type === 'OpenCollaboration' || leftOut.includes(parts.decider.prefix)
        ? []
        : {
            type,
            parts,
            schema: z.toJSONSchema(shape as z.ZodType, {
              io: 'input',
              unrepresentable: 'any',
              metadata: z.registry(),
            }) as JsonSchema,
          },
    ),
  );

let house: House;
let auditor: Client;
let now = Date.parse('2025-07-01T09:00:00Z');
beforeAll(async () => {
  house = await House.open({ clock: () => new Date(now) });
  auditor = await house.as('person_audit01');
});
afterAll(() => house.close());

/** A field with all that hangs on it, as deep as told; nothing where it cannot be asked without knowing more. */
function selection(field: GraphQLField<unknown, unknown>, depth: number): string | undefined {
  const given = field.args.flatMap(({ name }) =>
    name === 'language' ? ['language: FI'] : name === 'first' ? ['first: 2'] : [],
  );
  if (field.args.some((one) => isRequiredArgument(one) && one.name !== 'language')) return undefined;
  const args = given.length > 0 ? `(${given.join(', ')})` : '';
  const type = getNamedType(field.type);
  if (isLeafType(type)) return field.name + args;
  if (depth === 0) return undefined;
  if (!isObjectType(type)) return `${field.name}${args} { __typename }`;
  const inner = fieldsOf(type, depth - 1);
  return inner === '' ? undefined : `${field.name}${args} { ${inner} }`;
}
const fieldsOf = (type: GraphQLObjectType, depth: number): string =>
  Object.values(type.getFields())
    .flatMap((field) => selection(field, depth) ?? [])
    .join(' ');

/** What the process itself has lately found out is no part of any moment. */
const ofTheProcess = new Set(['selfCheck']);

function documents(): readonly string[] {
  const type = house.schema.getType('Collaboration');
  if (!isObjectType(type)) throw new Error('No collaboration in the schema');
  return Object.values(type.getFields()).flatMap((field) => {
    const one = selection(field, 4);
    return one === undefined ? [] : [one];
  });
}

/** The whole answer as text. The budget for strangers does not hold here: nothing else could ask for so much at once. */
async function answer(field: string, asOf: string): Promise<string> {
  const document = parse(`{ collaboration(id: "${collaboration}", asOf: "${asOf}") { ${field} } }`);
  expect(validate(house.schema, document)).toEqual([]);
  const { contextOf } = await import('../apps/api/edge.ts');
  const contextValue = contextOf(house.entrance)({ headers: { cookie: auditor.cookie } });
  const { data, errors } = await execute({ schema: house.schema, document, contextValue });
  expect([field.slice(0, 80), asOf, errors]).toEqual([field.slice(0, 80), asOf, undefined]);
  return JSON.stringify(data, (key, value: unknown) => (ofTheProcess.has(key) ? undefined : value));
}

/** Random commands by people who mostly may, until some were carried out; how many were. */
async function live(chance: Chance, wanted: number): Promise<number> {
  let accepted = 0;
  for (let n = 0; n < 80 && accepted < wanted; n++) {
    const world = await house.platform.worlds.live(collaboration);
    const ids = (prefix: string): readonly string[] => {
      if (prefix === 'person_')
        return [
          ...new Set(
            world
              .rows(mandates)
              .values()
              .map(({ person }) => person),
          ),
        ];
      const known = views
        .flatMap(({ name }) => world.table(name).all())
        .flatMap(({ id }) => (id.startsWith(prefix) && /^[a-z]+_[a-z0-9_]+$/.test(id) ? id : []));
      return known.length > 0 ? known : [`${prefix === '' ? 'goal_' : prefix}1`];
    };
    const { type, parts, schema } = chance.of(kinds);
    const roles = parts.decider.roles[type] ?? [];
    const held = mandatesHeld(world, world.rows(mandates).values());
    const able = held.filter(({ role }) => roles.includes(role));
    const { person, partner } = chance.of(able.length > 0 ? able : held);
    const asker: Asker | undefined = askerIn(world, person, partner);
    if (!asker) continue;
    const pools: Readonly<Record<string, readonly string[]>> = {
      place: ['179', '992'],
      timeZone: ['Europe/Helsinki', 'America/St_Johns', 'Pacific/Auckland'],
    };
    const named = (property: string) => pools[property];
    const days = ['2024-01-01', '2024-06-30', '2025-12-31', new Date(now).toISOString().slice(0, 10)];
    const data = made(schema, chance, { ids, named, days });
    const { prefix } = parts.decider;
    const id = chance.often(0.6) ? chance.of(ids(prefix)) : `${prefix}later${chance.below(50)}`;
    const commandId = uuidFrom(`time travel ${now} ${n}`);
    const outcome = await house.platform.commands.execute({
      collaboration,
      id,
      command: { type, data },
      asker,
      commandId,
    });
    if (!('refused' in outcome)) accepted++;
  }
  return accepted;
}

const seed = Number(process.env['SEED'] ?? 7);

it('whatever the API tells of a past moment stays the same, byte for byte, after years of random commands and a restart (rules 46 and 50)', async () => {
  const chance = new Chance(seed);
  const asked = documents();
  expect(asked.length).toBeGreaterThan(40);
  const log = await Array.fromAsync(house.platform.log.readAll());
  const answers = new Map<string, { field: string; asOf: string; said: string }>();
  let accepted = 0;
  for (let round = 0; round < 12; round++) {
    const last = now;
    now += chance.of([1, 1_000, 86_400_000, 40 * 86_400_000]);
    accepted += await live(chance, 4);
    const head = Number(await house.platform.log.head());
    const moments = [
      `#${1 + chance.below(head)}`,
      chance.of(log).recordedAt,
      // The very moment before the newest commands, and days on which the clock was changed.
      new Date(last).toISOString(),
      chance.of(['2024-03-31', '2024-10-27', '2025-03-30', '2024-02-29', '2024-12-31', '2025-01-01', '2025-06-30']),
    ];
    for (const asOf of moments)
      for (let n = 0; n < 2; n++) {
        const field = chance.of(asked);
        answers.set(`${asOf} ${field}`, { field, asOf, said: await answer(field, asOf) });
      }
  }
  // A history that stands still would prove nothing.
  expect(accepted).toBeGreaterThan(30);
  for (const again of [false, true]) {
    if (again) {
      await house.restart();
      auditor = await house.as('person_audit01');
    }
    for (const { field, asOf, said } of answers.values())
      expect([field.slice(0, 80), asOf, await answer(field, asOf)]).toEqual([field.slice(0, 80), asOf, said]);
  }
}, 300_000);

it('at every position of the log each view holds the fold of everything up to it (rule 50)', async () => {
  const { log, worlds } = house.platform;
  const fold = new World(collaboration, views, () => '');
  let count = 0;
  for await (const event of log.readAll({ category: collaboration })) {
    const decoded = worlds.codec.decode(event);
    fold.apply(event, decoded);
    const past = await worlds.at(collaboration, { position: event.position });
    expect(past.position).toBe(event.position);
    for (const view of views) {
      if (!(event.type in view.events)) continue;
      const key = view.key?.(decoded) ?? decoded.subject;
      expect(past.table(view.name).get(key)).toEqual(fold.table(view.name).get(key));
      expect([view.name, past.table(view.name).size]).toEqual([view.name, fold.table(view.name).size]);
    }
    // What the event did not touch is looked at now and then.
    if (count++ % 150 === 0)
      for (const { name } of views) expect([name, past.table(name).all()]).toEqual([name, fold.table(name).all()]);
  }
  expect(count).toBeGreaterThan(500);
}, 120_000);

it('is nothing before the first event, and the present for the future', async () => {
  const { data } = await auditor.query(`{ collaboration(id: "${collaboration}", asOf: "1999-12-31") { position } }`);
  expect(data).toEqual({ collaboration: null });
  const position = async (asOf: string) =>
    ((await house.in(collaboration).asks(auditor, 'position', asOf)) as { position: string }).position;
  const live = (await house.in(collaboration).asks(auditor, 'position')) as { position: string };
  expect(await position('2090-01-01')).toBe(live.position);
  expect(await position('#99999999')).toBe(live.position);
});

it('a day that had ended keeps its end when another time zone is set later', async () => {
  const base = await house.platform.worlds.live(collaboration);
  const zones = (...timeZones: readonly { timeZone: string; since: string }[]) => {
    const [row] = base.rows(collaborations).values();
    const rows = { get: () => ({ ...row, timeZones, timeZone: timeZones.at(-1)?.timeZone }) };
    return Object.create(base, { rows: { value: () => rows } }) as World;
  };
  const helsinki = { timeZone: 'Europe/Helsinki', since: '2020-01-01T00:00:00.000Z' };
  const before = timeZoneOf(zones(helsinki), '2025-06-30');
  // In Newfoundland the thirtieth of June goes on for hours after it ended in Helsinki.
  const later = { timeZone: 'America/St_Johns', since: '2025-06-30T21:30:00.000Z' };
  expect(timeZoneOf(zones(helsinki, later), '2025-06-30')).toBe(before);
  expect(timeZoneOf(zones(helsinki, later), '2025-07-01')).toBe('America/St_Johns');
  expect(endOfDay('2025-07-01', 'America/St_Johns')).toBe('2025-07-02T02:29:59.999Z');
});
