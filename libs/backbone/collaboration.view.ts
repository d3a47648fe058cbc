import { stamp, type Stamp, type View } from '#decider';
import { renewed, type KeptText, type Language, type Quorum, type Text } from '#language';
import {
  collaborationEvents,
  defaults,
  setBy,
  type ConditionLabels,
  type LightWords,
  type OwnRole,
  type PartnerKind,
  type Place,
} from './collaboration.ts';

/** The collaboration's settings as they stand. */
export interface CollaborationRow extends Stamp {
  readonly id: string;
  readonly name: KeptText;
  /** The first one is the main one. */
  readonly languages: readonly Language[];
  readonly places: readonly Place[];
  readonly labels: ConditionLabels;
  /** Kinds beyond the built-in ones. */
  readonly partnerKinds: readonly PartnerKind[];
  readonly quorum: Quorum;
  /** When the quorum rule was last set. */
  readonly quorumSince: string;
  readonly timeZone: string;
  /** Every zone there has been, oldest first: a past day ends where it ended for those who lived it (rule 46). */
  readonly timeZones: readonly { readonly timeZone: string; readonly since: string }[];
  /** Counts of people below this are hidden from other organisations (rule 30). */
  readonly smallBelow: number;
  /** Every threshold there has been, oldest first: a value is judged by the one in force where it stands in the log. */
  readonly smallCounts: readonly { readonly below: number; readonly position: string }[];
  /** Within so many days feedback wants its response. */
  readonly responseDueDays: number;
  /** What has not changed for so many days is stale. */
  readonly staleAfterDays: number;
  /** The collaboration's own words for the lights; nothing: the usual ones. */
  readonly lightWords?: LightWords | undefined;
  /** What people are told where they write freely; nothing: the usual warning. */
  readonly freeTextWarning?: KeptText | undefined;
  /** A mandate is to be confirmed again after so many months. */
  readonly recertifyAfterMonths: number;
  /** What a contact person may give to people of their own organisation. */
  readonly contactRoles: readonly OwnRole[];
  /** Id of the organisation that holds the collaboration together. */
  readonly backbone: string;
  /** Who opened it: acts as administrator until the first one is appointed. */
  readonly founder: string;
  readonly openedAt: string;
}

export const collaborations: View<CollaborationRow, typeof collaborationEvents> = {
  name: 'collaborations',
  version: 3,
  events: collaborationEvents,

  evolve(collaboration, event) {
    if (event.type === 'CollaborationOpened')
      return {
        id: event.subject,
        ...stamp(event),
        ...event.data,
        quorumSince: event.recordedAt,
        founder: event.actor,
        openedAt: event.recordedAt,
        ...defaults,
        timeZones: [{ timeZone: event.data.timeZone, since: event.recordedAt }],
        smallCounts: [{ below: defaults.smallBelow, position: event.position }],
      };
    if (!collaboration) throw new Error(`${event.type} before ${event.subject} was opened`);
    const next: CollaborationRow = { ...collaboration, ...stamp(event), ...setBy(event) };
    switch (event.type) {
      case 'CollaborationRenamed':
        return { ...next, name: renewed(collaboration.name, event.data.name) };
      case 'ConditionsLabelled':
        return { ...next, labels: eachRenewed(collaboration.labels, event.data.labels) };
      case 'LightsWorded':
        return { ...next, lightWords: eachRenewed(collaboration.lightWords, event.data.words) };
      case 'FreeTextWarningWorded':
        return { ...next, freeTextWarning: renewed(collaboration.freeTextWarning, event.data.warning) };
      case 'QuorumSet':
        return { ...next, quorumSince: event.recordedAt };
      case 'TimeZoneSet': {
        const { timeZone } = event.data;
        return { ...next, timeZones: [...collaboration.timeZones, { timeZone, since: event.recordedAt }] };
      }
      case 'SmallCountsSet': {
        const { below } = event.data;
        return { ...next, smallCounts: [...collaboration.smallCounts, { below, position: event.position }] };
      }
      default:
        return next;
    }
  },
};

/** Several texts said anew at once: a translation left behind in any of them is marked (rule 51). */
function eachRenewed<Words extends Readonly<Record<string, KeptText>>>(before: Words | undefined, after: Words): Words {
  return Object.fromEntries(Object.entries(after).map(([key, text]) => [key, renewed(before?.[key], text)])) as Words;
}

/** The places that exist in a year, in the collaboration's own order. */
export const placesIn = (places: readonly Place[], year: number): readonly Place[] =>
  places.filter(({ from, to }) => from <= year && (to === undefined || year <= to));

/** A setting as it was set: by whom, when, under which mandate, and why (rule 49). */
export interface SettingChangeRow extends Stamp {
  readonly id: string;
  /** The event's type. */
  readonly type: string;
  readonly organisation: string;
  readonly mandate?: string | undefined;
  readonly reason?: Text | undefined;
  /** What was set, as JSON text. */
  readonly said: string;
}

export const settingChanges: View<SettingChangeRow, typeof collaborationEvents> = {
  name: 'setting_changes',
  version: 1,
  events: collaborationEvents,
  key: changeKey,

  evolve(_, event) {
    const reason = 'reason' in event.data ? event.data.reason : undefined;
    const { type, organisation, mandate, data } = event;
    return { id: changeKey(event), ...stamp(event), type, organisation, mandate, reason, said: JSON.stringify(data) };
  },
};

function changeKey({ subject, revision }: { readonly subject: string; readonly revision: number }): string {
  return `${subject}/${String(revision)}`;
}
