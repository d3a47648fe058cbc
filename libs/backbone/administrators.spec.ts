import { isRefusal, type Message } from '#decider';
import { openSqliteLog } from '#event-log';
import { Commands, Worlds, uuidFrom } from '#world';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askerIn, lastingAdministrators } from './backbone.facts.ts';
import { backbone } from './index.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const reason = text('Tehtävä vaihtui');
const people = ['person_a', 'person_b', 'person_c', 'person_d'];
const mandateOf = (person: string) => `mandate_${person}`;

/** Several processes over one log: each with its own store, worlds and handler. */
async function house(nodes: number) {
  const folder = mkdtempSync(join(tmpdir(), 'administrators-'));
  const clock = () => new Date('2024-03-01T08:00:00.000Z');
  let sent = 0;
  const opened = Array.from({ length: nodes }, () => {
    const log = openSqliteLog({ file: join(folder, 'log.db'), clock });
    const worlds = new Worlds({ log, contexts: [backbone], clock });
    const commands = new Commands({ log, worlds, contexts: [backbone], clock });
    const world = () => worlds.live('pohjola');
    const give = async (person: string, id: string, command: Message) => {
      const asker = askerIn(await world(), person, 'partner_county');
      if (!asker) return 'NO_MANDATE';
      const commandId = uuidFrom(`command ${++sent}`);
      const outcome = await commands.execute({ collaboration: 'pohjola', id, command, asker, commandId });
      return isRefusal(outcome) ? outcome.refused : 'done';
    };
    return { log, worlds, world, give };
  });
  const [first] = opened;
  if (!first) throw new Error('A house has a node');
  const labels = Object.fromEntries(
    ['agenda', 'measurement', 'activities', 'communication', 'backbone'].map((name) => [name, text(name)]),
  );
  const opening = {
    type: 'OpenCollaboration',
    data: { name: text('Pohjola'), languages: ['fi'], places: [], labels, quorum: { kind: 'number', number: 1 } },
  };
  const founding = { person: 'person_a', organisation: 'partner_county', mandates: [] };
  const commands = new Commands({ log: first.log, worlds: first.worlds, contexts: [backbone], clock });
  await commands.execute({
    collaboration: 'pohjola',
    id: 'collaboration_pohjola',
    command: opening,
    asker: founding,
    commandId: uuidFrom('opening'),
  });
  await first.give('person_a', 'partner_county', {
    type: 'AdmitPartner',
    data: { name: text('Alue'), kind: 'county' },
  });
  await first.give('person_a', mandateOf('person_a'), administrator('person_a'));
  for (const person of people.slice(1)) await first.give('person_a', mandateOf(person), administrator(person));
  const { position } = await first.world();
  for (const { worlds } of opened) await worlds.reached('pohjola', position);
  return {
    nodes: opened,
    async close() {
      for (const { worlds, log } of opened) {
        await worlds.close();
        await log.close();
      }
      rmSync(folder, { recursive: true });
    },
  };
}

const administrator = (person: string, to?: string) => ({
  type: 'GrantMandate',
  data: {
    person,
    partner: 'partner_county',
    role: 'administrator',
    from: '2024-01-01',
    ...(to !== undefined && { to }),
  },
});

/** Everything by which an administrator could come to an end, or begin. */
const deed = fc.record({
  node: fc.nat(1),
  by: fc.constantFrom(...people),
  about: fc.constantFrom(...people),
  what: fc.constantFrom('dismiss', 'dismiss', 'dismiss', 'revoke', 'layDown', 'shorten', 'grant'),
});

const commandOf = (what: string, about: string, sent: number): readonly [string, Message] => {
  switch (what) {
    case 'dismiss':
      return ['collaboration_pohjola', { type: 'DismissAdministrator', data: { mandate: mandateOf(about), reason } }];
    case 'revoke':
      return [mandateOf(about), { type: 'RevokeMandate', data: { reason } }];
    case 'layDown':
      return [mandateOf(about), { type: 'LayDownMandate', data: { reason } }];
    case 'shorten':
      return [mandateOf(about), { type: 'SetMandateEnd', data: { to: '2024-03-01', reason } }];
    default:
      return [`mandate_again_${String(sent)}`, administrator(about)];
  }
};

describe('a lasting administrator', () => {
  it.each([1, 2])(
    'is there whatever is done at once, on %i nodes over one log (rule 49)',
    async (count) => {
      let dismissed = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(deed, { minLength: 2, maxLength: 12 }), async (deeds) => {
          const { nodes, close } = await house(count);
          try {
            const answers = await Promise.all(
              deeds.map(({ node, by, about, what }, index) => {
                const [id, command] = commandOf(what, about, index);
                return nodes[node % count]?.give(by, id, command) ?? Promise.resolve('NOBODY');
              }),
            );
            dismissed += answers.filter(
              (answer, index) => answer === 'done' && deeds[index]?.what === 'dismiss',
            ).length;
            for (const { log, worlds } of nodes) {
              const world = await worlds.reached('pohjola', await log.head());
              expect(lastingAdministrators(world).some(({ inForce }) => inForce)).toBe(true);
              expect(world.failures).toEqual([]);
            }
          } finally {
            await close();
          }
        }),
        { numRuns: 25 },
      );
      // Chance tried it.
      expect(dismissed).toBeGreaterThan(10);
    },
    60_000,
  );

  it('is left when each of two dismisses the other at the same moment', async () => {
    const { nodes, close } = await house(2);
    const [one, other] = nodes;
    const dismiss = (person: string) => commandOf('dismiss', person, 0);
    try {
      for (const person of ['person_c', 'person_d'])
        expect(await one?.give('person_a', ...dismiss(person))).toBe('done');
      const answers = await Promise.all([
        one?.give('person_a', ...dismiss('person_b')),
        other?.give('person_b', ...dismiss('person_a')),
      ]);
      expect(answers.toSorted()).toEqual(['MANDATE_ADMINISTRATOR_NEEDED', 'done']);
    } finally {
      await close();
    }
  });
});
