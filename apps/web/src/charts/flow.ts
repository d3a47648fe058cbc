import { sankey, sankeyJustify, sankeyLinkHorizontal, type SankeyGraph } from 'd3-sankey';

/** One part a partner has in an activity, and the goals the activity serves. */
export interface Part {
  readonly partner: string;
  readonly activity: string;
  readonly goals: readonly string[];
  /** Whether the partner has said yes. */
  readonly settled: boolean;
}

interface NodeDatum {
  readonly id: string;
  readonly side: 'partner' | 'activity' | 'goal';
}
interface LinkDatum {
  readonly settled: boolean;
}

export interface FlowNode extends NodeDatum {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface FlowBand {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly path: string;
  readonly width: number;
  readonly settled: boolean;
}
export interface FlowDrawn {
  readonly nodes: readonly FlowNode[];
  readonly bands: readonly FlowBand[];
  readonly width: number;
  readonly height: number;
}

const nodeWidth = 12;
const nodeGap = 12;
/** Room for a label under the smallest node, in pixels. */
const perNode = 26;

/**
 * Partners → activities → goals as bands: one unit of width for each part a partner has in an activity, shared evenly by
 * the goals the activity serves. An activity without a goal ends in itself.
 */
export function flowOf(parts: readonly Part[], width: number, label: number): FlowDrawn {
  if (parts.length === 0) return { nodes: [], bands: [], width, height: 0 };
  const nodes = new Map<string, NodeDatum>();
  const links = new Map<string, { source: string; target: string; value: number; settled: boolean }>();
  const draw = (source: string, target: string, value: number, settled: boolean) => {
    const key = `${source} ${target}`;
    const before = links.get(key);
    links.set(key, {
      source,
      target,
      value: (before?.value ?? 0) + value,
      settled: settled || before?.settled === true,
    });
  };
  for (const { partner, activity, goals, settled } of parts) {
    nodes.set(partner, { id: partner, side: 'partner' });
    nodes.set(activity, { id: activity, side: 'activity' });
    draw(partner, activity, 1, settled);
    for (const goal of goals) {
      nodes.set(goal, { id: goal, side: 'goal' });
      draw(activity, goal, 1 / goals.length, settled);
    }
  }
  const columns = (['partner', 'activity', 'goal'] as const).map(
    (side) => [...nodes.values()].filter((node) => node.side === side).length,
  );
  const height = Math.max(140, Math.max(...columns) * perNode);
  const layers = { partner: 0, activity: 1, goal: 2 } as const;
  const layout = sankey<NodeDatum, LinkDatum>()
    .nodeId(({ id }) => id)
    // What serves no goal stays among the activities.
    .nodeAlign((node, count) => Math.min(layers[node.side], Math.max(0, sankeyJustify(node, count), layers[node.side])))
    .nodeWidth(nodeWidth)
    .nodePadding(nodeGap)
    .extent([
      [label, 8],
      [width - label, height - 8],
    ]);
  const graph: SankeyGraph<NodeDatum, LinkDatum> = layout({
    nodes: [...nodes.values()].map((node) => ({ ...node })),
    links: [...links.values()],
  });
  const path = sankeyLinkHorizontal<NodeDatum, LinkDatum>();
  const idOf = (end: unknown): string =>
    typeof end === 'object' && end !== null ? (end as NodeDatum).id : String(end);
  return {
    width,
    height,
    nodes: graph.nodes.map(({ id, side, x0 = 0, x1 = 0, y0 = 0, y1 = 0 }) => ({
      id,
      side,
      x: x0,
      y: y0,
      width: x1 - x0,
      height: Math.max(2, y1 - y0),
    })),
    bands: graph.links.map((link) => ({
      id: `${idOf(link.source)} ${idOf(link.target)}`,
      from: idOf(link.source),
      to: idOf(link.target),
      path: path(link) ?? '',
      width: Math.max(1, link.width ?? 1),
      settled: link.settled,
    })),
  };
}

/** Words that fit: the rest is in the table and in the drawing's titles. */
export const shorten = (words: string, most: number): string =>
  words.length <= most ? words : `${words.slice(0, most - 1).trimEnd()}…`;
