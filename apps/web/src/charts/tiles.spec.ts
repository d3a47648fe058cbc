import fc from 'fast-check';
import { bandsOf, shadeOf, shades, tilesFor } from './tiles.ts';

const centralFinland = '077 172 179 182 216 226 249 256 265 275 312 410 435 495 500 592 601 729 850 892 931 992'.split(
  ' ',
);

it('gives each of the 22 municipalities of Central Finland a tile of its own', () => {
  const tiles = Object.values(tilesFor(centralFinland)).map(String);
  expect(tiles).toHaveLength(22);
  expect(new Set(tiles).size).toBe(22);
});

it('puts Pihtipudas north of Jyväskylä and Keuruu west of Hankasalmi', () => {
  const tiles = tilesFor(centralFinland);
  expect(tiles['601']?.[1]).toBeLessThan(tiles['179']?.[1] ?? 0);
  expect(tiles['249']?.[0]).toBeLessThan(tiles['077']?.[0] ?? 0);
});

it('takes a region’s own arrangement, and makes rows where there is none', () => {
  expect(tilesFor(['091', '049'], { '091': [1, 0], '049': [0, 0], '235': [5, 5] })).toEqual({
    '091': [1, 0],
    '049': [0, 0],
  });
  expect(tilesFor(['1', '2', '3', '4', '5'])['5']).toEqual([0, 1]);
});

it('has bands without gaps that hold every value, and a darker shade for more (rule 43)', () => {
  const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(values, (some) => {
      const bands = bandsOf(some);
      expect(bands.length).toBeLessThanOrEqual(shades);
      const sorted = some.toSorted((a, b) => a - b).map((value) => shadeOf(bands, value));
      expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
      for (const shade of sorted) expect([0, 1, 2, 3, 4]).toContain(shade);
    }),
  );
});

it('has bands at round numbers', () => {
  expect(bandsOf([88, 121, 156, 412])).toEqual([88, 100, 200, 300, 400]);
  expect(bandsOf([])).toEqual([]);
});
