import { refuse, type Decider, type MessageOf, type Refusal } from '#decider';
import {
  FreeText,
  Language,
  MandateId,
  PartnerId,
  PlaceCode,
  Quorum,
  Reason,
  Text,
  TimeZone,
  Year,
  sameData,
} from '#language';
import { z } from 'zod';
import { ownRoles } from './mandate.ts';
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

/** What the states of a light are called here; their shapes and their order are the same everywhere (rule 42). */
export const LightWords = z
  .object({ green: Text, yellow: Text, red: Text, not_assessed: Text })
  .meta({ id: 'LightWords' });
export type LightWords = z.infer<typeof LightWords>;

/** What holds until a collaboration has set its own (rule 30: counts of one to four are hidden). */
export const defaults = {
  smallBelow: 5,
  responseDueDays: 14,
  staleAfterDays: 180,
  recertifyAfterMonths: 12,
  contactRoles: ['member', 'reporter'],
} as const;

/** What a contact person may be let give: see mandate.ts. */
export const OwnRole = z.enum(ownRoles).meta({ id: 'OwnRole' });
export type OwnRole = z.infer<typeof OwnRole>;

const places = z.array(Place).max(1_000);
const partnerKinds = z.array(PartnerKind).max(50);
const languages = z
  .array(Language)
  .min(1)
  .max(3)
  .refine((list) => new Set(list).size === list.length, 'COLLABORATION_LANGUAGE_REPEATED');
const smallBelow = z.int().min(3).max(20);
const contactRoles = z.array(OwnRole).max(ownRoles.length);
const opening = {
  name: Text,
  /** The first one is the main one. */
  languages,
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
  SetQuorum: z.object({ quorum: Quorum, reason: FreeText.optional() }),
  /** Counts of people below this are hidden from other organisations, in values recorded from now on (rule 30). */
  SetSmallCounts: z.object({ below: smallBelow, reason: FreeText }),
  /** Within so many days feedback wants its response, when the giver names no other time. */
  SetFeedbackResponse: z.object({ dueDays: z.int().min(1).max(365) }),
  /** What has not changed for so many days is stale. */
  SetStaleness: z.object({ afterDays: z.int().min(7).max(3_650) }),
  /** All the words of the lights anew. */
  WordLights: z.object({ words: LightWords }),
  /** The whole list anew, the main one first. Texts in a language left out stay readable. */
  SetLanguages: z.object({ languages }),
  /** Where the days begin and end from now on; a past day keeps the zone it was lived in (rule 46). */
  SetTimeZone: z.object({ timeZone: TimeZone, reason: FreeText }),
  /** What people are told where they write freely: free text is where personal data slips in (rule 28). */
  WordFreeTextWarning: z.object({ warning: Text }),
  /** A mandate not confirmed for so many months waits for somebody to say that it is still needed. */
  SetRecertification: z.object({ afterMonths: z.int().min(1).max(60) }),
  /** The roles a contact person may give to people of their own organisation; none: administrators give them all. */
  SetContactRoles: z.object({ roles: contactRoles }),
  /** Ends the mandate of an administrator that had no end, at once. One such is always left. */
  DismissAdministrator: z.object({ mandate: MandateId, reason: FreeText }),
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
  QuorumSet: z.object({ quorum: Quorum, reason: Reason.optional() }),
  SmallCountsSet: z.object({ below: smallBelow, reason: Reason }),
  FeedbackResponseSet: z.object({ dueDays: z.int() }),
  StalenessSet: z.object({ afterDays: z.int() }),
  LightsWorded: z.object({ words: LightWords }),
  LanguagesSet: z.object({ languages }),
  TimeZoneSet: z.object({ timeZone: TimeZone, reason: Reason }),
  FreeTextWarningWorded: z.object({ warning: Text }),
  RecertificationSet: z.object({ afterMonths: z.int() }),
  ContactRolesSet: z.object({ roles: contactRoles }),
  /** Kept with the settings and not with the mandate, so that two dismissals at once meet in one stream. */
  AdministratorDismissed: z.object({ mandate: MandateId, reason: Reason }),
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
  | 'MANDATE_ADMINISTRATOR_NEEDED'
  | 'MANDATE_NOT_ADMINISTRATORS'
  | 'TIME_ZONE_UNKNOWN';

export interface CollaborationFacts {
  /** The one id the collaboration's settings may have: `collaboration_` and its own id. */
  readonly settingsId: string;
  /** Partners that may endorse a goal today. */
  readonly voters: ReadonlySet<string>;
  /** Mandates of administrators without a last day, whether in force yet or not, that were not ended. */
  readonly administrators: readonly { readonly id: string; readonly inForce: boolean }[];
}

type Collaboration =
  | { readonly phase: 'absent' }
  | ({ readonly phase: 'open' } & Pick<
      Extract<CollaborationEvent, { type: 'CollaborationOpened' }>['data'],
      'name' | 'places' | 'labels' | 'partnerKinds' | 'quorum' | 'languages' | 'timeZone'
    > & {
        readonly smallBelow: number;
        readonly responseDueDays: number;
        readonly staleAfterDays: number;
        readonly lightWords?: LightWords | undefined;
        readonly freeTextWarning?: Text | undefined;
        readonly recertifyAfterMonths: number;
        readonly contactRoles: readonly OwnRole[];
        /** Mandates of administrators that were ended here. */
        readonly dismissed: readonly string[];
      });

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
  published: {
    name: 'The name the collaboration is known by.',
    places: 'Names of places, as the authority publishes them.',
    labels: 'What the five conditions are called on every page.',
    partnerKinds: 'What kinds of organisations are called on every page.',
    timeZone: 'A name out of the list of time zones.',
    words: 'What the lights are called on every page.',
    warning: 'The warning that stands beside every free text.',
  },
  roles: {
    // Nobody holds a mandate in what does not exist yet.
    OpenCollaboration: [],
    RenameCollaboration: ['administrator', 'coordinator'],
    ListPlaces: ['administrator', 'coordinator'],
    ListPartnerKinds: ['administrator', 'coordinator'],
    LabelConditions: ['administrator', 'coordinator'],
    SetQuorum: ['administrator', 'coordinator'],
    SetSmallCounts: ['administrator', 'coordinator'],
    SetFeedbackResponse: ['administrator', 'coordinator'],
    SetStaleness: ['administrator', 'coordinator'],
    WordLights: ['administrator', 'coordinator'],
    SetLanguages: ['administrator', 'coordinator'],
    SetTimeZone: ['administrator', 'coordinator'],
    WordFreeTextWarning: ['administrator', 'coordinator'],
    SetRecertification: ['administrator'],
    SetContactRoles: ['administrator'],
    DismissAdministrator: ['administrator'],
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
      case 'SetSmallCounts':
        return command.data.below === collaboration.smallBelow
          ? refuse('COLLABORATION_UNCHANGED', 'below')
          : [{ type: 'SmallCountsSet', data: command.data }];
      case 'SetFeedbackResponse':
        return command.data.dueDays === collaboration.responseDueDays
          ? refuse('COLLABORATION_UNCHANGED', 'dueDays')
          : [{ type: 'FeedbackResponseSet', data: command.data }];
      case 'SetStaleness':
        return command.data.afterDays === collaboration.staleAfterDays
          ? refuse('COLLABORATION_UNCHANGED', 'afterDays')
          : [{ type: 'StalenessSet', data: command.data }];
      case 'WordLights':
        return sameData(command.data.words, collaboration.lightWords)
          ? refuse('COLLABORATION_UNCHANGED', 'words')
          : [{ type: 'LightsWorded', data: command.data }];
      case 'SetLanguages':
        return sameData(command.data.languages, collaboration.languages)
          ? refuse('COLLABORATION_UNCHANGED', 'languages')
          : [{ type: 'LanguagesSet', data: command.data }];
      case 'SetTimeZone':
        return command.data.timeZone === collaboration.timeZone
          ? refuse('COLLABORATION_UNCHANGED', 'timeZone')
          : [{ type: 'TimeZoneSet', data: command.data }];
      case 'WordFreeTextWarning':
        return sameData(command.data.warning, collaboration.freeTextWarning)
          ? refuse('COLLABORATION_UNCHANGED', 'warning')
          : [{ type: 'FreeTextWarningWorded', data: command.data }];
      case 'SetRecertification':
        return command.data.afterMonths === collaboration.recertifyAfterMonths
          ? refuse('COLLABORATION_UNCHANGED', 'afterMonths')
          : [{ type: 'RecertificationSet', data: command.data }];
      case 'SetContactRoles': {
        const named = ownRoles.filter((role) => command.data.roles.includes(role));
        return sameData(
          named,
          ownRoles.filter((role) => collaboration.contactRoles.includes(role)),
        )
          ? refuse('COLLABORATION_UNCHANGED', 'roles')
          : [{ type: 'ContactRolesSet', data: { roles: named } }];
      }
      case 'DismissAdministrator': {
        const { mandate } = command.data;
        // What was dismissed in this stream may not have reached the facts yet, and is gone all the same.
        const standing = facts.administrators.filter(({ id }) => !collaboration.dismissed.includes(id));
        if (!standing.some(({ id }) => id === mandate)) return refuse('MANDATE_NOT_ADMINISTRATORS', 'mandate');
        return standing.some(({ id, inForce }) => inForce && id !== mandate)
          ? [{ type: 'AdministratorDismissed', data: command.data }]
          : refuse('MANDATE_ADMINISTRATOR_NEEDED', 'mandate');
      }
    }
  },

  evolve(collaboration, event) {
    if (event.type === 'CollaborationOpened') {
      const { name, places, labels, partnerKinds, quorum, languages, timeZone } = event.data;
      const opened = { name, places, labels, partnerKinds, quorum, languages, timeZone };
      return { phase: 'open', ...opened, ...defaults, dismissed: [] };
    }
    if (collaboration.phase === 'absent') return collaboration;
    if (event.type === 'AdministratorDismissed')
      return { ...collaboration, dismissed: [...collaboration.dismissed, event.data.mandate] };
    return { ...collaboration, ...setBy(event) };
  },
};

/** What a later event sets: the same in what the rules know and in what pages show. */
export function setBy(event: Exclude<CollaborationEvent, { type: 'CollaborationOpened' }>) {
  switch (event.type) {
    case 'CollaborationRenamed':
    case 'PlacesListed':
    case 'PartnerKindsListed':
    case 'ConditionsLabelled':
    case 'LanguagesSet':
      return event.data;
    case 'QuorumSet':
      return { quorum: event.data.quorum };
    case 'SmallCountsSet':
      return { smallBelow: event.data.below };
    case 'FeedbackResponseSet':
      return { responseDueDays: event.data.dueDays };
    case 'StalenessSet':
      return { staleAfterDays: event.data.afterDays };
    case 'LightsWorded':
      return { lightWords: event.data.words };
    case 'TimeZoneSet':
      return { timeZone: event.data.timeZone };
    case 'FreeTextWarningWorded':
      return { freeTextWarning: event.data.warning };
    case 'RecertificationSet':
      return { recertifyAfterMonths: event.data.afterMonths };
    case 'ContactRolesSet':
      return { contactRoles: event.data.roles };
    case 'AdministratorDismissed':
      return {};
  }
}

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
