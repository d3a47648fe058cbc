import { stamp, type Stamp, type View } from '#decider';
import { renewed, type KeptText, type Text } from '#language';
import { claimOf, linkEvents, type Claim, type Confidence, type Effect, type Evidence, type Strength } from './link.ts';

/** A claim that one thing works on another, as it stands, with what it said before. */
export interface LinkRow extends Stamp {
  readonly id: string;
  readonly phase: 'standing' | 'removed';
  readonly from: string;
  readonly to: string;
  readonly effect: Effect;
  readonly strength: Strength;
  readonly confidence: Confidence;
  readonly why: KeptText;
  readonly evidence: readonly Evidence[];
  /** The organisation whose claim it is. */
  readonly drawnFor: string;
  readonly drawnAt: string;
  /** How it read before, oldest first. */
  readonly earlier: readonly (Claim & { readonly until: string; readonly reason: Text })[];
  readonly removedAt?: string | undefined;
  readonly removedBecause?: Text | undefined;
}

export const links: View<LinkRow, typeof linkEvents> = {
  name: 'links',
  version: 1,
  events: linkEvents,
  indexes: {
    /** Links that stand, by what they begin at. */
    from: (link) => (link.phase === 'standing' ? link.from : undefined),
    to: (link) => (link.phase === 'standing' ? link.to : undefined),
    /** By either end, those that were removed too. */
    end: (link) => [link.from, link.to],
  },

  evolve(link, event) {
    if (event.type === 'LinkDrawn') {
      const { from, to, drawnFor } = event.data;
      return {
        id: event.subject,
        ...stamp(event),
        phase: 'standing',
        from,
        to,
        ...claimOf(event.data),
        drawnFor,
        drawnAt: event.recordedAt,
        earlier: [],
      };
    }
    if (!link) throw new Error(`${event.type} before ${event.subject} was drawn`);
    const next = { ...link, ...stamp(event) };
    const { recordedAt: at } = event;
    const { reason } = event.data;
    switch (event.type) {
      case 'LinkRevised': {
        const before = claimOf({ ...link, evidence: [...link.evidence] });
        return {
          ...next,
          ...claimOf(event.data),
          why: renewed(link.why, event.data.why),
          earlier: [...link.earlier, { ...before, until: at, reason }],
        };
      }
      case 'LinkRemoved':
        return { ...next, phase: 'removed', removedAt: at, removedBecause: reason };
    }
  },
};

/** The part of a table of links that a walk along them needs. */
export interface LinkTable {
  readonly leaving: (id: string) => readonly LinkRow[];
  readonly arriving: (id: string) => readonly LinkRow[];
}

/** The furthest a walk goes: beyond it a drawing helps nobody, and a circle is answered as one. */
export const mostThings = 200;

/** Whether going from `start` along links of one effect leads to `target`. A walk too long to finish counts as a yes. */
export function leadsTo(table: Pick<LinkTable, 'leaving'>, start: string, target: string, effect: Effect): boolean {
  const seen = new Set([start]);
  for (const id of seen) {
    if (id === target) return true;
    if (seen.size > 10_000) return true;
    for (const link of table.leaving(id)) if (link.effect === effect) seen.add(link.to);
  }
  return false;
}

/** What is around some things: everything reached in so many steps along links in either direction. */
export function around(
  table: LinkTable,
  seeds: readonly string[],
  steps: number,
): { readonly things: readonly string[]; readonly links: readonly LinkRow[]; readonly more: boolean } {
  const things = new Set(seeds.slice(0, mostThings));
  const found = new Map<string, LinkRow>();
  let more = seeds.length > mostThings;
  let edge: readonly string[] = [...things];
  // One step more than asked for finds the links among the last ones reached, and adds no thing.
  for (let step = 0; step <= steps; step++) {
    const next: string[] = [];
    for (const id of edge)
      for (const link of [...table.leaving(id), ...table.arriving(id)]) {
        const other = link.from === id ? link.to : link.from;
        if (!things.has(other)) {
          if (step === steps) continue;
          if (things.size >= mostThings) {
            more = true;
            continue;
          }
          things.add(other);
          next.push(other);
        }
        found.set(link.id, link);
      }
    edge = next;
  }
  return { things: [...things], links: [...found.values()], more };
}
