import { schemaVersionOf, type AnyDecider, type Message, type Recorded } from '#decider';
import type { RecordedEvent } from '#event-log';
import { Codec, World } from '#world';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { contexts } from '../apps/api/platform.ts';
import { freeze } from '../libs/decider/spec.ts';

/**
 * A stored event is for ever: one file per event type and version, read and folded by today's code. When the
 * shape of a type changes, its old file stays, an upcast is written, and a file of the new version joins.
 */
const folder = join(__dirname, 'golden');
const files = readdirSync(folder);
const deciders: readonly AnyDecider[] = contexts.flatMap(({ aggregates }) => aggregates.map(({ decider }) => decider));
const views = contexts.flatMap((context) => context.views);
const codec = new Codec(deciders);

const golden = (file: string) =>
  JSON.parse(readFileSync(join(folder, file), 'utf8')) as Pick<RecordedEvent, 'type' | 'schemaVersion' | 'data'>;
const recorded = (file: string, decider: AnyDecider, revision: number): Recorded =>
  freeze(
    codec.decode({
      ...golden(file),
      id: '5b1cd0e3-0000-4000-8000-000000000001',
      stream: `golden-${decider.prefix}golden`,
      revision,
      position: BigInt(revision + 1),
      recordedAt: '2024-06-30T09:00:00.000Z',
      metadata: {
        actor: 'person_x',
        organisation: 'partner_x',
        mandate: 'mandate_x',
        commandId: 'c',
        commandHash: 'h',
        correlationId: 'c',
        causationId: 'c',
      },
    }),
  );
/** An event about something of another stream: what had happened there before, under the id that it names. */
const elsewhere: Readonly<Record<string, string>> = { AdministratorDismissed: 'MandateGranted' };

const fileOf = (type: string, version: number) => `${type}.v${String(version)}.json`;

it('every event type has a file for each of its versions, and every file a type', () => {
  const wanted = deciders.flatMap((decider) =>
    Object.keys(decider.events).flatMap((type) =>
      Array.from({ length: schemaVersionOf(decider, type) }, (_, past) => fileOf(type, past + 1)),
    ),
  );
  expect(files.toSorted()).toEqual(wanted.toSorted());
});

it.each(files)('%s says what its name says', (file) => {
  const { type, schemaVersion } = golden(file);
  expect(fileOf(type, schemaVersion)).toBe(file);
});

describe.each(deciders.map((decider) => [decider.prefix, decider] as const))('the events of %s', (_, decider) => {
  const types = Object.keys(decider.events);
  const [first = ''] = types;

  it.each(types)('%s folds, into the state and into the views, and changes nothing it is given', (type) => {
    const begin = recorded(fileOf(first, schemaVersionOf(decider, first)), decider, 0);
    const world = new World('golden', views, () => '2024-06-30T09:00:00.000Z');
    const versions = schemaVersionOf(decider, type);
    for (let version = 1; version <= versions; version++) {
      const events =
        type === first
          ? [recorded(fileOf(type, version), decider, 0)]
          : [begin, recorded(fileOf(type, version), decider, 1)];
      const there = deciders.find(({ events: known }) => Object.hasOwn(known, elsewhere[type] ?? ''));
      if (there) {
        const event = recorded(fileOf(elsewhere[type] ?? '', 1), there, 0);
        world.apply({ type: event.type, position: BigInt(event.position), recordedAt: event.recordedAt }, event);
      }
      let state = freeze(decider.initial);
      for (const event of events) {
        state = freeze(decider.evolve(state, event as Message));
        world.apply({ type: event.type, position: BigInt(event.position), recordedAt: event.recordedAt }, event);
      }
      expect(state).not.toEqual(decider.initial);
    }
    expect(world.failures).toEqual([]);
    expect(world.size).toBeGreaterThan(0);
  });
});
