import fc from 'fast-check';
import { box, kinds, layOut, overlap, type Arrow, type Thing } from './theory-layout.ts';

const thing = (id: string, kind: Thing['kind']): Thing => ({ id, kind });
const arrow = (from: string, to: string): Arrow => ({ id: `${from}>${to}`, from, to });

describe('a theory of change as a drawing', () => {
  it('has a column for each kind there is, from what is done to what is aimed at', () => {
    const { columns, boxes } = layOut([thing('g', 'GOAL'), thing('a', 'ACTIVITY')], [arrow('a', 'g')]);
    expect(columns.map(({ kind }) => kind)).toEqual(['ACTIVITY', 'GOAL']);
    expect(boxes.find(({ id }) => id === 'a')?.x).toBeLessThan(boxes.find(({ id }) => id === 'g')?.x ?? 0);
  });

  it('puts things beside what they work on, so that lines do not cross without need', () => {
    const things = ['a', 'b', 'c'].flatMap((id) => [thing(`activity_${id}`, 'ACTIVITY'), thing(`goal_${id}`, 'GOAL')]);
    const links = [arrow('activity_a', 'goal_c'), arrow('activity_b', 'goal_b'), arrow('activity_c', 'goal_a')];
    const y = new Map(layOut(things, links).boxes.map((one) => [one.id, one.y]));
    for (const { from, to } of links) expect(y.get(from)).toBe(y.get(to));
  });

  it('draws no line to what is not there, and none from a thing to itself', () => {
    expect(layOut([thing('a', 'ACTIVITY')], [arrow('a', 'gone'), arrow('a', 'a')]).edges).toEqual([]);
  });

  it('no box stands on another, nothing leaves the drawing, and every link has a line', () => {
    const picture = fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 25 }).chain((of) => {
      const things = of.map((kind, at) => thing(String(at), kind));
      const end = fc.nat(of.length - 1).map(String);
      const links = fc.uniqueArray(fc.tuple(end, end), { maxLength: 40, selector: (ends) => ends.join('>') });
      return links.map((pairs) => ({ things, links: pairs.map(([from, to]) => arrow(from, to)) }));
    });
    fc.assert(
      fc.property(picture, ({ things, links }) => {
        const { boxes, edges, width, height } = layOut(things, links);
        expect(boxes).toHaveLength(things.length);
        expect(edges).toHaveLength(links.filter(({ from, to }) => from !== to).length);
        boxes.forEach((one, at) => {
          expect(one.x).toBeGreaterThanOrEqual(0);
          expect(one.x + box.width).toBeLessThanOrEqual(width);
          expect(one.y + box.height).toBeLessThanOrEqual(height);
          for (const other of boxes.slice(at + 1)) expect(overlap(one, other)).toBe(false);
        });
        // Words can be read: none is written over another.
        edges.forEach(({ label }, at) => {
          const near = edges.slice(at + 1).filter((other) => Math.abs(other.label.x - label.x) < 80);
          for (const other of near) expect(Math.abs(other.label.y - label.y)).toBeGreaterThanOrEqual(16);
        });
      }),
    );
  });
});
