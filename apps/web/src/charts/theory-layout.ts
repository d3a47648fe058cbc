/** Kinds of things in the order in which one works on the next: what is done, what shows it, what is aimed at. */
export const kinds = ['ACTIVITY', 'INDICATOR', 'GOAL'] as const;
export type Kind = (typeof kinds)[number];

export interface Thing {
  readonly id: string;
  readonly kind: Kind;
}
export interface Arrow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

export interface Box {
  readonly id: string;
  readonly kind: Kind;
  readonly x: number;
  readonly y: number;
}
export interface Edge {
  readonly id: string;
  /** The line, as SVG writes it. */
  readonly path: string;
  /** Where its word stands. */
  readonly label: { readonly x: number; readonly y: number };
}
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly edges: readonly Edge[];
  readonly columns: readonly { readonly kind: Kind; readonly x: number }[];
}

/** In units of the drawing, which are CSS pixels at full width. */
export const box = { width: 226, height: 62 } as const;
const gap = { x: 118, y: 18 } as const;
/** Beside the outermost columns there is room for what works on its own kind. */
const margin = 92;
const head = 34;
/** Words of two links closer than this would be written over each other. */
const labelHeight = 17;
const labelWidth = 84;

/**
 * Where everything stands: a column for each kind, in each those that belong together near each other. A link leads from
 * the right side of a thing to the left side of what it works on; within a column it goes round outside.
 */
export function layOut(things: readonly Thing[], links: readonly Arrow[]): Layout {
  const known = new Map(things.map((thing) => [thing.id, thing]));
  const drawn = links.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
  const present = kinds.filter((kind) => things.some((thing) => thing.kind === kind));
  const orders = ordered(
    present.map((kind) => things.filter((thing) => thing.kind === kind).map(({ id }) => id)),
    drawn,
  );
  const rows = Math.max(1, ...orders.map((order) => order.length));
  const rowHeight = box.height + gap.y;
  const columns = present.map((kind, at) => ({ kind, x: margin + at * (box.width + gap.x) }));
  const boxes = orders.flatMap((order, at): Box[] => {
    const { kind, x } = columns[at] ?? { kind: 'GOAL', x: 0 };
    // A shorter column stands in the middle of the longest.
    const top = head + ((rows - order.length) * rowHeight) / 2;
    return order.map((id, row) => ({ id, kind, x, y: top + row * rowHeight }));
  });
  const at = new Map(boxes.map((one) => [one.id, one]));
  const edges = drawn.flatMap(({ id, from, to }) => {
    const [source, target] = [at.get(from), at.get(to)];
    return source && target ? [{ id, ...between(source, target, columns.at(-1)?.x ?? 0) }] : [];
  });
  const words = apart(edges);
  return {
    width: 2 * margin + columns.length * box.width + Math.max(columns.length - 1, 0) * gap.x,
    // Words moved apart may end below the last box.
    height: Math.max(head + rows * rowHeight, ...words.map(({ label }) => label.y + labelHeight)),
    boxes,
    edges: words,
    columns,
  };
}

/** Each column in an order that puts things near what they are linked with: means of their neighbours’ places. */
function ordered(columns: readonly (readonly string[])[], links: readonly Arrow[]): readonly (readonly string[])[] {
  const near = new Map<string, string[]>();
  for (const { from, to } of links) {
    near.set(from, [...(near.get(from) ?? []), to]);
    near.set(to, [...(near.get(to) ?? []), from]);
  }
  const orders = [...columns];
  const place = new Map<string, number>();
  const settle = (order: readonly string[]) => {
    order.forEach((id, row) => place.set(id, order.length < 2 ? 0.5 : row / (order.length - 1)));
  };
  const pull = (id: string) => {
    const places = (near.get(id) ?? []).flatMap((other) => place.get(other) ?? []);
    return places.length === 0 ? (place.get(id) ?? 0) : places.reduce((sum, one) => sum + one, 0) / places.length;
  };
  orders.forEach(settle);
  // One column at a time, there and back: if all moved at once they would only change places with each other.
  const there = orders.map((_, at) => at);
  for (const at of [...there.slice(1), ...there.toReversed().slice(1), ...there.slice(1)]) {
    orders[at] = (orders[at] ?? []).toSorted((a, b) => pull(a) - pull(b));
    settle(orders[at]);
  }
  return orders;
}

/** The line from a box to another, and where its word stands. */
function between(source: Box, target: Box, lastColumn: number): Omit<Edge, 'id'> {
  const [y1, y2] = [source.y + box.height / 2, target.y + box.height / 2];
  if (source.x === target.x) {
    // Round outside: to the right of the last column, to the left of the others.
    const right = source.x === lastColumn && source.x > margin;
    const x = right ? source.x + box.width : source.x;
    const out = right ? x + 46 : x - 46;
    const beside = right ? out + 2 : out - 2;
    return { path: curve(x, y1, out, out, x, y2), label: { x: beside, y: (y1 + y2) / 2 } };
  }
  const forward = target.x > source.x;
  const x1 = forward ? source.x + box.width : source.x;
  const x2 = forward ? target.x : target.x + box.width;
  const bend = (forward ? 1 : -1) * (gap.x / 2);
  // A long line has its word in the first gap, where no box stands over it.
  const share = Math.min(1, gap.x / Math.abs(x2 - x1)) / 2;
  return {
    path: curve(x1, y1, x1 + bend, x2 - bend, x2, y2),
    label: { x: x1 + bend, y: y1 + (y2 - y1) * (Math.abs(x2 - x1) > gap.x ? share * share * 2 : share) },
  };
}

const curve = (x1: number, y1: number, c1: number, c2: number, x2: number, y2: number): string =>
  `M${String(x1)} ${String(y1)}C${String(c1)} ${String(y1)} ${String(c2)} ${String(y2)} ${String(x2)} ${String(y2)}`;

/** Words that would stand over each other are moved down until none does. */
function apart(edges: readonly Edge[]): readonly Edge[] {
  const placed: Edge[] = [];
  for (const edge of edges.toSorted((a, b) => a.label.y - b.label.y)) {
    const { x } = edge.label;
    let { y } = edge.label;
    // Those placed so far stand in the order of their height: moving on past one of them may meet the next.
    for (const { label } of placed.toSorted((a, b) => a.label.y - b.label.y))
      if (Math.abs(label.x - x) < labelWidth && Math.abs(label.y - y) < labelHeight) y = label.y + labelHeight;
    placed.push({ ...edge, label: { x, y } });
  }
  return placed;
}

/** Whether two boxes share any room. */
export const overlap = (a: Box, b: Box): boolean => Math.abs(a.x - b.x) < box.width && Math.abs(a.y - b.y) < box.height;
