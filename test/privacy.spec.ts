import type { AnyDecider } from '#decider';
import { fieldsOf } from '#language';
import { privacyOf } from '#world';
import { z } from 'zod';
import { contexts } from '../apps/api/platform.ts';

/**
 * What is personal in what is stored. A free text is, until its decider has written down that it is the collaboration's
 * own and why; what is personal is sealed, so that it can be erased.
 */
const deciders: readonly AnyDecider[] = contexts.flatMap(({ aggregates }) => aggregates.map(({ decider }) => decider));

describe.each(deciders.map((decider) => [decider.prefix, decider] as const))('the events of %s', (_, decider) => {
  const types = Object.keys(decider.events);
  const fields = types.flatMap((type) => fieldsOf(decider.events[type]));

  it('say of each published text why it is nobody’s own words, and of nothing else (rule 32)', () => {
    for (const [name, why] of Object.entries(decider.published ?? {})) {
      expect(why).toMatch(/^[A-Z].{4,}\.$/);
      // An exception that nothing needs is one nobody has looked at.
      expect([name, fields.some(({ path, privacy }) => path[0] === name && privacy === 'personal')]).toEqual([
        name,
        true,
      ]);
    }
  });

  it.each(types)('%s: what is personal is a text, in whose place a word about its removal can stand', (type) => {
    for (const { path, privacy, is } of privacyOf(decider, type))
      if (privacy === 'personal') expect([path.join('.'), is]).toEqual([path.join('.'), 'text']);
  });

  it('keep reasons and comments, which are somebody’s own words, sealed (rule 28)', () => {
    for (const type of types)
      for (const { path, privacy, is } of privacyOf(decider, type))
        if (is === 'text' && ['reason', 'comment', 'note'].includes(path.at(-1) ?? ''))
          expect([type, privacy]).toEqual([type, 'personal']);
  });
});

it('a person is pseudonymous wherever events name one (rule 32)', () => {
  const named = deciders.flatMap((decider) =>
    Object.keys(decider.events).flatMap((type) => privacyOf(decider, type).filter(({ path }) => path[0] === 'person')),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.every(({ privacy }) => privacy === 'pseudonymous')).toBe(true);
});

it('a string is personal unless something binds it', () => {
  const shape = z.object({
    free: z.string(),
    bound: z.string().regex(/^a+$/),
    day: z.iso.date().optional(),
    either: z.union([z.iso.date(), z.string()]),
    list: z.array(z.object({ words: z.string().max(20) })),
    told: z.string().meta({ privacy: 'none' }),
    unknown: z.unknown(),
  });
  const found = Object.fromEntries(fieldsOf(shape).map(({ path, privacy }) => [path.join('.'), privacy]));
  expect(found).toEqual({
    free: 'personal',
    bound: 'none',
    day: 'none',
    either: 'personal',
    'list.*.words': 'personal',
    told: 'none',
    unknown: 'personal',
  });
});
