import { Codec } from '#world';
import { contexts } from '../apps/api/platform.ts';
import { eventWords, wordedEvents } from '#audit';

it('every event type has words in every language, and nothing else has', () => {
  const codec = new Codec(contexts.flatMap(({ aggregates }) => aggregates.map(({ decider }) => decider)));
  expect(wordedEvents.toSorted()).toEqual([...codec.types].toSorted());
  for (const type of wordedEvents)
    for (const words of Object.values(eventWords(type) ?? {}))
      expect([type, words]).toEqual([type, expect.stringMatching(/^\p{Lu}.{5,}[^.]$/u)]);
});
