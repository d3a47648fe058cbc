import { activities, facilities, links, sessions, tasks } from '#action';
import { decisions, goalIn, goals, programmes, strategies } from '#agenda';
import { partners, risks, takesPart, teams } from '#backbone';
import { agreements, indicators, seesSeries, seriesOutlines } from '#measurement';
import type { Row, Shapes, Stamp, View } from '#decider';
import type { KeptText } from '#language';
import type { Ask, Rows, World } from '#world';
import { clocks } from './clock.view.ts';
import { feedbacks } from './feedback.view.ts';
import { meetings } from './meeting.view.ts';
import { notices } from './notice.view.ts';
import { observations } from './observation.view.ts';
import { themes } from './theme.view.ts';
import { threads } from './thread.view.ts';

/** Something of the collaboration that people talk about, whatever it is. */
export interface Thing {
  readonly id: string;
  /** What it is: its id's prefix without the underscore. */
  readonly kind: string;
  readonly title: KeptText | undefined;
  /** The organisation in charge of it. */
  readonly owner: string | undefined;
  /** Organisations it concerns, the one in charge included. */
  readonly partners: readonly string[];
  readonly revision: number;
  readonly position: string;
  readonly changedAt: string;
  readonly changedBy: string;
  readonly changedFor: string | undefined;
  readonly change: string | undefined;
}

/** How things of one kind are found, named and shown. */
interface ThingKind<R extends Row & Stamp> {
  /** What their ids begin with, `goal_`. */
  readonly prefix: string;
  readonly view: View<R, Shapes>;
  title(world: World, row: R): KeptText | undefined;
  owner?(row: R): string | undefined;
  partners?(row: R): readonly string[];
  /** Indexes of the view that together find all rows that concern a partner; without them every row is looked at. */
  readonly byPartner?: readonly string[];
  /** Whether the asker may know of it; anybody may when not said. */
  isOpen?(world: World, row: R): boolean;
}

/** A kind whose row's type has been forgotten: what the list of all kinds holds. Methods compare both ways. */
type AnyKind = Omit<ThingKind<Row & Stamp>, 'view'> & { rows(world: World): Rows<Row & Stamp> };

const kinds = new Map<string, AnyKind>();

/** Makes a kind of thing one that can be talked about, acknowledged, and told of when it changes. */
export function knowThings<R extends Row & Stamp, E extends Shapes>(
  kind: Omit<ThingKind<R>, 'view'> & { readonly view: View<R, E> },
): void {
  if (kinds.has(kind.prefix)) throw new Error(`Two kinds of things begin with ${kind.prefix}`);
  kinds.set(kind.prefix, { ...kind, rows: (world) => world.rows(kind.view) });
}

/** A thing as the asker sees it: the same nothing for what does not exist and for what is not open to them. */
export function thingIn(world: World, id: string): Thing | undefined {
  const kind = kinds.get(id.slice(0, id.indexOf('_') + 1));
  const row = kind?.rows(world).get(id);
  return kind && row && thingOf(world, kind, row);
}

/** Organisations a thing concerns. */
function concerned(kind: AnyKind, row: Row & Stamp): readonly string[] {
  const owner = kind.owner?.(row);
  return kind.partners?.(row) ?? (owner === undefined ? [] : [owner]);
}

function thingOf(world: World, kind: AnyKind, row: Row & Stamp): Thing | undefined {
  if (kind.isOpen && !kind.isOpen(world, row)) return undefined;
  const { id, revision, position, changedAt, changedBy, changedFor, change } = row;
  return {
    ...{ id, revision, position, changedAt, changedBy, changedFor, change },
    kind: kind.prefix.slice(0, -1),
    title: kind.title(world, row),
    owner: kind.owner?.(row),
    partners: concerned(kind, row),
  };
}

/** Which changes are asked for. */
export interface ChangesWanted {
  /** A log position: changes after it. */
  readonly since: string;
  /** Only this thing. */
  readonly about?: string | null | undefined;
  /** Only things of this kind, `goal`. */
  readonly kind?: string | null | undefined;
  /** Only things that concern this organisation. */
  readonly partner?: string | null | undefined;
  /** Only what was done for this organisation. */
  readonly by?: string | null | undefined;
  /** Leaves out what was done for this organisation: one knows one's own. */
  readonly notBy?: string | null | undefined;
}

/** The most changes told at once: who was away for longer sees the newest. */
const mostChanges = 500;

/** What has changed after a position and is open to the asker: each thing once, as it stands, newest first. */
export function changesIn(world: World, wanted: ChangesWanted): readonly Thing[] {
  const [since, newest] = [Number(wanted.since), Number(world.position)];
  // Looks back further and further: who has been away for years is told the newest without all being sorted.
  // A partner's own are found by an index, all at once.
  for (let back = wanted.partner == null ? 1_000 : Infinity; ; back *= 8) {
    const after = Math.max(since, newest - back);
    const found = changesAfter(world, after, wanted);
    if (found.length === mostChanges || after === since) return found;
  }
}

function changesAfter(world: World, after: number, wanted: ChangesWanted): readonly Thing[] {
  const { about, partner, by, notBy } = wanted;
  const kind = about == null ? wanted.kind : about.slice(0, about.indexOf('_'));
  const changed = [...kinds.values()]
    .filter(({ prefix }) => kind == null || prefix === `${kind}_`)
    .flatMap((one) =>
      rowsToLookAt(world, one, after, partner)
        .filter(
          (row) =>
            Number(row.position) > after &&
            (about == null || row.id === about) &&
            (by == null || row.changedFor === by) &&
            (notBy == null || row.changedFor !== notBy) &&
            (partner == null || concerned(one, row).includes(partner)),
        )
        .map((row) => ({ one, row, at: Number(row.position) })),
    )
    .sort((a, b) => b.at - a.at);
  const found: Thing[] = [];
  // Who may see what is asked of the newest only, and of no more than are told.
  for (const { one, row } of changed) {
    const thing = thingOf(world, one, row);
    if (thing) found.push(thing);
    if (found.length === mostChanges) break;
  }
  return found;
}

/** The fewest rows in which all changes asked for are. */
function rowsToLookAt(
  world: World,
  kind: AnyKind,
  after: number,
  partner: string | null | undefined,
): readonly (Row & Stamp)[] {
  const { byPartner } = kind;
  const rows = kind.rows(world);
  return partner == null || byPartner === undefined
    ? rows.changedAfter(after)
    : [...new Set(byPartner.flatMap((index) => rows.where(index, partner)))];
}

/** Which of the ids named the asker knows. An organisation that has left is known no more. */
export function knownTo(world: World, { asker }: Ask, named: readonly (string | undefined)[]): ReadonlySet<string> {
  const seen = world.seenBy(asker);
  return new Set(
    named
      .filter((id) => id !== undefined)
      .filter((id) => (id.startsWith('partner_') ? takesPart(world, id) : thingIn(seen, id) !== undefined)),
  );
}

knowThings({ prefix: 'partner_', view: partners, title: (_, { name }) => name, owner: ({ id }) => id });
knowThings({ prefix: 'team_', view: teams, title: (_, { name }) => name, owner: ({ partner }) => partner });
knowThings({
  prefix: 'risk_',
  view: risks,
  byPartner: ['owner'],
  title: (_, { title }) => title,
  owner: ({ owner }) => owner,
});
knowThings({ prefix: 'strategy_', view: strategies, title: (_, { title }) => title });
knowThings({
  prefix: 'programme_',
  view: programmes,
  byPartner: ['partner'],
  title: (_, { title }) => title,
  owner: ({ partner }) => partner,
});
knowThings({
  prefix: 'goal_',
  view: goals,
  byPartner: ['partner'],
  title: (_, { title }) => title,
  owner: ({ proposedBy }) => proposedBy,
  partners: ({ proposedBy, endorsements }) => [proposedBy, ...endorsements.map(({ partner }) => partner)],
  isOpen: (world, { id }) => goalIn(world, id) !== undefined,
});
knowThings({ prefix: 'decision_', view: decisions, title: (_, { title }) => title });
knowThings({
  prefix: 'indicator_',
  view: indicators,
  byPartner: ['owner'],
  title: (_, { title }) => title,
  owner: ({ owner }) => owner,
});
knowThings({
  prefix: 'series_',
  view: seriesOutlines,
  byPartner: ['partner'],
  title: (world, { indicator }) => world.rows(indicators).get(indicator)?.title,
  owner: ({ partner }) => partner,
  // What an agreement does not let the asker see answers like what is not there (rule 29).
  isOpen: (world, { id, reported, partner }) =>
    // Drafts alone are their organisation's own business.
    (reported > 0 || partner === world.asker?.organisation) && seesSeries(world, id),
});
knowThings({
  prefix: 'agreement_',
  view: agreements,
  title: (_, { standing, proposed, earlier }) => (standing ?? proposed ?? earlier.at(-1))?.title,
  owner: ({ draftedBy }) => draftedBy,
  partners: ({ draftedBy, standing, proposed }) => [
    draftedBy,
    ...(standing?.parties ?? []),
    ...(proposed?.parties ?? []),
  ],
});
knowThings({
  prefix: 'activity_',
  view: activities,
  byPartner: ['partner'],
  title: (_, { title }) => title,
  owner: ({ lead }) => lead,
  partners: ({ lead, contributors }) => [lead, ...contributors.map(({ partner }) => partner)],
});
knowThings({
  prefix: 'session_',
  view: sessions,
  byPartner: ['partner'],
  title: (world, { theme, activity }) => theme ?? world.rows(activities).get(activity)?.title,
  owner: ({ organiser }) => organiser,
  partners: ({ organiser, present }) => [organiser, ...present],
});
knowThings({ prefix: 'link_', view: links, title: (_, { why }) => why, owner: ({ drawnFor }) => drawnFor });
knowThings({
  prefix: 'task_',
  view: tasks,
  byPartner: ['partner'],
  title: (_, { title }) => title,
  owner: ({ partner }) => partner,
});
knowThings({
  prefix: 'facility_',
  view: facilities,
  title: (_, { name }) => name,
  owner: ({ recordedFor }) => recordedFor,
});
knowThings({
  prefix: 'thread_',
  view: threads,
  byPartner: ['partner'],
  title: (world, { title, about }) => title ?? thingIn(world, about)?.title,
  owner: ({ startedBy }) => startedBy,
  partners: ({ partners }) => partners,
  // A talk about what is not open to the asker is not open either.
  isOpen: (world, { about }) => thingIn(world, about) !== undefined,
});
knowThings({
  prefix: 'feedback_',
  view: feedbacks,
  byPartner: ['to', 'givenBy'],
  title: (_, { text }) => text,
  owner: ({ to }) => to,
  partners: ({ to, givenBy }) => [to, givenBy],
});
knowThings({
  prefix: 'observation_',
  view: observations,
  byPartner: ['partner'],
  title: (_, { text }) => text,
  owner: ({ notedBy }) => notedBy,
});
knowThings({
  prefix: 'theme_',
  view: themes,
  byPartner: ['partner'],
  title: (_, { title }) => title,
  owner: ({ gatheredBy }) => gatheredBy,
});
knowThings({
  prefix: 'meeting_',
  view: meetings,
  byPartner: ['partner'],
  title: (_, { title }) => title,
  owner: ({ calledBy }) => calledBy,
  partners: ({ calledBy, invited }) => [calledBy, ...invited],
});
knowThings({
  prefix: 'notice_',
  view: notices,
  title: (world, { text, about }) => text ?? thingIn(world, about)?.title,
  owner: ({ requestedBy }) => requestedBy,
  partners: ({ requestedBy, partners }) => [requestedBy, ...partners],
  isOpen: (world, { about }) => thingIn(world, about) !== undefined,
});
knowThings({
  prefix: 'clock_',
  view: clocks,
  byPartner: ['partner'],
  title: (_, { title }) => title,
  owner: ({ partner }) => partner,
});
