import { drawMap, type Boundaries } from './map.ts';

const square = (west: number, south: number, size: number) => [
  [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ],
];
const boundaries: Boundaries = {
  features: [
    { properties: { code: '179' }, geometry: { type: 'Polygon', coordinates: square(25, 62, 1) } },
    {
      properties: { code: '410' },
      geometry: { type: 'MultiPolygon', coordinates: [square(26.9, 62, 0.1), square(26, 63, 1)] },
    },
    { properties: { code: '091' }, geometry: { type: 'Polygon', coordinates: square(24, 60, 1) } },
  ],
};
const room = { width: 400, height: 400 };

it('draws the places of the collaboration and no others, inside the room', () => {
  const { shapes, width, height } = drawMap(boundaries, new Set(['179', '410']), room);
  expect(shapes.map(({ code }) => code)).toEqual(['179', '410']);
  expect(Math.max(width / room.width, height / room.height)).toBeCloseTo(1);
  for (const { path } of shapes)
    for (const number of path.match(/[\d.]+/g) ?? []) expect(Number(number)).toBeLessThanOrEqual(400);
});

it('has north above and east to the right, and degrees of longitude as short as they are there', () => {
  const { shapes, width, height } = drawMap(boundaries, new Set(['179', '410']), room);
  const [jyväskylä, laukaa] = shapes;
  expect(jyväskylä && laukaa && laukaa.y < jyväskylä.y && laukaa.x > jyväskylä.x).toBe(true);
  expect(width / height).toBeCloseTo(Math.cos((63 * Math.PI) / 180));
});

it('draws nothing where no boundary is known', () => {
  expect(drawMap({ features: [] }, new Set(['179']), room).shapes).toEqual([]);
});
