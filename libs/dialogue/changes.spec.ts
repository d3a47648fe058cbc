import { action } from '#action';
import { agenda } from '#agenda';
import { backbone } from '#backbone';
import { measurement } from '#measurement';
import { World } from '#world';
import fc from 'fast-check';
import { changesIn } from './dialogue.facts.ts';
import { dialogue } from './index.ts';
import { threads, type ThreadRow } from './thread.view.ts';

const views = [backbone, agenda, measurement, action, dialogue].flatMap((context) => context.views);
const text = (fi: string) => ({ original: 'fi' as const, fi });
const partners = ['partner_a', 'partner_b', 'partner_c'];

/** A world in which many talks were begun and went on, told by a list of numbers. */
function worldOf(choices: readonly number[], length: number): World {
  const world = new World('pohjola', views, () => '2025-06-30T08:00:00.000Z');
  const revisions = new Map<string, number>();
  const apply = (type: string, subject: string, organisation: string, data: object) => {
    const revision = (revisions.get(subject) ?? -1) + 1;
    revisions.set(subject, revision);
    const position = world.position + 1n;
    const recordedAt = '2025-06-30T08:00:00.000Z';
    const event = {
      type,
      data,
      subject,
      revision,
      position: String(position),
      recordedAt,
      actor: 'person_x',
      organisation,
    };
    world.apply({ type, position, recordedAt }, event);
  };
  for (const id of partners)
    apply('PartnerAdmitted', id, 'partner_a', { name: text(id), kind: 'ngo', demonstration: false, observer: false });
  for (let turn = 0; turn < length; turn++) {
    const choice = (choices[turn % choices.length] ?? 0) + turn * 7;
    const [partner, id] = [partners[choice % 3] ?? '', `thread_${String(choice % 1_200)}`];
    const next = (revisions.get(id) ?? -1) + 2;
    if (next === 1) apply('ThreadStarted', id, partner, { about: 'partner_a', text: text('x'), startedBy: partner });
    else apply('CommentWritten', id, partner, { comment: next, partner, text: text('x') });
  }
  expect(world.failures).toEqual([]);
  return world;
}

/** The same by looking at every row. */
const compared = (world: World, since: number, partner: string | undefined): string[] =>
  world
    .rows(threads)
    .values()
    .filter(
      (row: ThreadRow) => Number(row.position) > since && (partner === undefined || row.partners.includes(partner)),
    )
    .sort((a, b) => Number(b.position) - Number(a.position))
    .slice(0, 500)
    .map(({ id }) => id);

it('what changed since a visit is the newest five hundred, however long ago the visit and whatever the moment', () => {
  const choices = fc.array(fc.nat(5_000), { minLength: 1, maxLength: 40 });
  const whose = fc.option(fc.constantFrom(...partners), { nil: undefined });
  fc.assert(
    fc.property(choices, fc.nat(4_000), fc.nat(4_000), whose, (choices, since, at, partner) => {
      const world = worldOf(choices, 4_000);
      for (const moment of [world, world.asOf(BigInt(at), () => world.now)]) {
        const told = changesIn(moment, { since: String(since), kind: 'thread', partner });
        expect(told.map(({ id }) => id)).toEqual(compared(moment, since, partner));
      }
    }),
    { numRuns: 20 },
  );
});
