import fc from 'fast-check';
import { angleOf, arc, at, placed } from './wheel.ts';

it('begins at the top and goes round with the clock', () => {
  expect(angleOf('2026-01-01', 2026)).toBe(0);
  expect(angleOf('2026-07-02', 2026)).toBeCloseTo(Math.PI, 1);
  expect(at(0, 10).map(Math.round)).toEqual([0, -10]);
  expect(at(Math.PI / 2, 10).map(Math.round)).toEqual([10, -0]);
  // What lies outside the year stands at its edge.
  expect(angleOf('2025-11-30', 2026)).toBe(0);
});

const day = fc
  .integer({ min: -60, max: 420 })
  .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
const turns = fc.array(fc.tuple(day, fc.nat(60)), { maxLength: 60 }).map((all) =>
  all.map(([begin, lasts], index) => ({
    id: String(index),
    day: begin,
    lastDay: new Date(Date.parse(begin) + lasts * 86_400_000).toISOString().slice(0, 10),
  })),
);

it('shows what falls into the year, each once, and none over another', () => {
  fc.assert(
    fc.property(turns, (all) => {
      const drawn = placed(all, 2026, 0.05);
      const within = all.filter(({ day: from, lastDay }) => from <= '2026-12-31' && lastDay >= '2026-01-01');
      expect(drawn.map(({ id }) => id).sort()).toEqual(within.map(({ id }) => id).sort());
      for (const one of drawn) {
        expect(one.from >= 0 && one.from <= one.to && one.to <= 2 * Math.PI + 1e-9).toBe(true);
        for (const other of drawn)
          if (one !== other && one.ring === other.ring) expect(one.to <= other.from || other.to <= one.from).toBe(true);
      }
    }),
  );
});

it('draws a closed piece of a ring', () => expect(arc(0, 1, 10, 20)).toMatch(/^M.*A.*L.*A.*Z$/));
