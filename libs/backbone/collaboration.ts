import { refuse, type Decider, type MessageOf, type Refusal } from '#decider';
import { Language, PartnerId, PlaceCode, Quorum, Text, TimeZone, Year, sameData } from '#language';
import { z } from 'zod';
import { builtInPartnerKinds, PartnerKindId } from './partner.ts';

export const placeKinds = ['municipality', 'county', 'region', 'district', 'village', 'other'] as const;
export const PlaceKind = z.enum(placeKinds).meta({ id: 'PlaceKind' });

/** A place and the years it exists, both counted in: municipalities merge, and old figures keep their place. */
export const Place = z
  .object({ code: PlaceCode, name: Text, kind: PlaceKind, from: Year, to: Year.optional() })
  .meta({ id: 'Place' });
export type Place = z.infer<typeof Place>;

/** What the five conditions of collective impact are called here. */
export const ConditionLabels = z
  .object({ agenda: Text, measurement: Text, activities: Text, communication: Text, backbone: Text })
  .meta({ id: 'ConditionLabels' });
export type ConditionLabels = z.infer<typeof ConditionLabels>;

/** A kind of organisation that only this collaboration speaks of. */
export const PartnerKind = z.object({ id: PartnerKindId, label: Text }).meta({ id: 'PartnerKind' });
export type PartnerKind = z.infer<typeof PartnerKind>;

const places = z.array(Place).max(1_000);
const partnerKinds = z.array(PartnerKind).max(50);
const opening = {
  name: Text,
  /** The first one is the main one. */
  languages: z
    .array(Language)
    .min(1)
    .max(3)
    .refine((list) => new Set(list).size === list.length, 'COLLABORATION_LANGUAGE_REPEATED'),
  places,
  labels: ConditionLabels,
  quorum: Quorum,
};

export const collaborationCommands = {
  OpenCollaboration: z.object({
    ...opening,
    partnerKinds: partnerKinds.default([]),
    timeZone: TimeZone.default('Europe/Helsinki'),
  }),
  RenameCollaboration: z.object({ name: Text }),
  /** The whole list anew. A place that is no more gets its last year: it never disappears. */
  ListPlaces: z.object({ places }),
  /** The whole list of added kinds anew. */
  ListPartnerKinds: z.object({ partnerKinds }),
  LabelConditions: z.object({ labels: ConditionLabels }),
  /** Holds for goals proposed or amended from now on (rule 3). */
  SetQuorum: z.object({ quorum: Quorum }),
};

export const collaborationEvents = {
  CollaborationOpened: z.object({
    ...opening,
    partnerKinds,
    timeZone: TimeZone,
    /**
     * The organisation that holds the collaboration together: the opener's. It is admitted like any other
     * afterwards; until it has appointed an administrator, the opener acts as one (see mandate.view.ts).
     */
    backbone: PartnerId,
  }),
  CollaborationRenamed: z.object({ name: Text }),
  PlacesListed: z.object({ places }),
  PartnerKindsListed: z.object({ partnerKinds }),
  ConditionsLabelled: z.object({ labels: ConditionLabels }),
  QuorumSet: z.object({ quorum: Quorum }),
};

export type CollaborationCommand = MessageOf<typeof collaborationCommands>;
export type CollaborationEvent = MessageOf<typeof collaborationEvents>;

export type CollaborationRefusal =
  | 'COLLABORATION_EXISTS'
  | 'COLLABORATION_ID_MISMATCH'
  | 'COLLABORATION_LANGUAGE_REPEATED'
  | 'COLLABORATION_NOT_FOUND'
  | 'COLLABORATION_PARTNER_KIND_REMOVED'
  | 'COLLABORATION_PARTNER_KIND_REPEATED'
  | 'COLLABORATION_PLACE_REMOVED'
  | 'COLLABORATION_PLACE_REPEATED'
  | 'COLLABORATION_PLACE_YEARS_REVERSED'
  | 'COLLABORATION_QUORUM_UNREACHABLE'
  | 'COLLABORATION_UNCHANGED'
  | 'TIME_ZONE_UNKNOWN';

export interface CollaborationFacts {
  /** The one id the collaboration's settings may have: `collaboration_` and its own id. */
  readonly settingsId: string;
  /** Partners that may endorse a goal today. */
  readonly voters: ReadonlySet<string>;
}

type Collaboration =
  | { readonly phase: 'absent' }
  | ({ readonly phase: 'open' } & Pick<
      Extract<CollaborationEvent, { type: 'CollaborationOpened' }>['data'],
      'name' | 'places' | 'labels' | 'partnerKinds' | 'quorum'
    >);

/** The settings many organisations share. Who takes part and who may do what are aggregates of their own. */
export const collaboration: Decider<
  Collaboration,
  CollaborationCommand,
  CollaborationEvent,
  CollaborationRefusal,
  CollaborationFacts
> = {
  prefix: 'collaboration_',
  commands: collaborationCommands,
  events: collaborationEvents,
  roles: {
    // Nobody holds a mandate in what does not exist yet.
    OpenCollaboration: [],
    RenameCollaboration: ['administrator', 'coordinator'],
    ListPlaces: ['administrator', 'coordinator'],
    ListPartnerKinds: ['administrator', 'coordinator'],
    LabelConditions: ['administrator', 'coordinator'],
    SetQuorum: ['administrator', 'coordinator'],
  },
  initial: { phase: 'absent' },

  decide(collaboration, command, { asker, facts, id }) {
    if (command.type === 'OpenCollaboration') {
      // One collaboration, one set of settings.
      if (id !== facts.settingsId) return refuse('COLLABORATION_ID_MISMATCH', 'id');
      if (collaboration.phase !== 'absent') return refuse('COLLABORATION_EXISTS');
      const { places, partnerKinds, quorum } = command.data;
      const backbone = asker.organisation;
      // The partners a quorum names are admitted later; the backbone could never endorse (rule 5).
      if (quorum.kind === 'named' && quorum.partners.includes(backbone))
        return refuse('COLLABORATION_QUORUM_UNREACHABLE', 'quorum.partners');
      return (
        wrongPlaces(places, []) ??
        wrongKinds(partnerKinds, []) ?? [{ type: 'CollaborationOpened', data: { ...command.data, backbone } }]
      );
    }
    if (collaboration.phase === 'absent') return refuse('COLLABORATION_NOT_FOUND');
    switch (command.type) {
      case 'RenameCollaboration':
        return sameData(command.data.name, collaboration.name)
          ? refuse('COLLABORATION_UNCHANGED', 'name')
          : [{ type: 'CollaborationRenamed', data: command.data }];
      case 'ListPlaces':
        if (sameData(command.data.places, collaboration.places)) return refuse('COLLABORATION_UNCHANGED', 'places');
        return wrongPlaces(command.data.places, collaboration.places) ?? [{ type: 'PlacesListed', data: command.data }];
      case 'ListPartnerKinds': {
        const { partnerKinds } = command.data;
        if (sameData(partnerKinds, collaboration.partnerKinds))
          return refuse('COLLABORATION_UNCHANGED', 'partnerKinds');
        return (
          wrongKinds(partnerKinds, collaboration.partnerKinds) ?? [{ type: 'PartnerKindsListed', data: command.data }]
        );
      }
      case 'LabelConditions':
        return sameData(command.data.labels, collaboration.labels)
          ? refuse('COLLABORATION_UNCHANGED', 'labels')
          : [{ type: 'ConditionsLabelled', data: command.data }];
      case 'SetQuorum': {
        const { quorum } = command.data;
        if (sameData(quorum, collaboration.quorum)) return refuse('COLLABORATION_UNCHANGED', 'quorum');
        if (quorum.kind === 'named' && !quorum.partners.every((partner) => facts.voters.has(partner)))
          return refuse('COLLABORATION_QUORUM_UNREACHABLE', 'quorum.partners');
        return [{ type: 'QuorumSet', data: command.data }];
      }
    }
  },

  evolve(collaboration, event) {
    if (event.type === 'CollaborationOpened') {
      const { name, places, labels, partnerKinds, quorum } = event.data;
      return { phase: 'open', name, places, labels, partnerKinds, quorum };
    }
    if (collaboration.phase === 'absent') return collaboration;
    switch (event.type) {
      case 'CollaborationRenamed':
      case 'PlacesListed':
      case 'PartnerKindsListed':
      case 'ConditionsLabelled':
      case 'QuorumSet':
        return { ...collaboration, ...event.data };
    }
  },
};

/** A code means one place at a time, and one that was listed stays listed: figures and activities point to it. */
function wrongPlaces(listed: readonly Place[], before: readonly Place[]): Refusal<CollaborationRefusal> | undefined {
  const spans = new Map<string, Place[]>();
  for (const [index, place] of listed.entries()) {
    const { code, from, to = Infinity } = place;
    if (to < from) return refuse('COLLABORATION_PLACE_YEARS_REVERSED', `places.${String(index)}.to`);
    const others = spans.get(code) ?? [];
    if (others.some((other) => other.from <= to && from <= (other.to ?? Infinity)))
      return refuse('COLLABORATION_PLACE_REPEATED', `places.${String(index)}.code`);
    spans.set(code, [...others, place]);
  }
  return before.every(({ code }) => spans.has(code)) ? undefined : refuse('COLLABORATION_PLACE_REMOVED', 'places');
}

function wrongKinds(
  listed: readonly PartnerKind[],
  before: readonly PartnerKind[],
): Refusal<CollaborationRefusal> | undefined {
  const ids = new Set<string>(builtInPartnerKinds);
  for (const [index, { id }] of listed.entries()) {
    if (ids.has(id)) return refuse('COLLABORATION_PARTNER_KIND_REPEATED', `partnerKinds.${String(index)}.id`);
    ids.add(id);
  }
  return before.every(({ id }) => ids.has(id))
    ? undefined
    : refuse('COLLABORATION_PARTNER_KIND_REMOVED', 'partnerKinds');
}
