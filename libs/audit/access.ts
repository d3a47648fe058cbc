import { refuse, type Decider, type MessageOf } from '#decider';
import { ActorId, AnyId, MandateId, PartnerId } from '#language';
import { z } from 'zod';

/** Most things one record names; how many more there were is counted. */
export const mostSubjects = 500;

const tries = {
  /** Opaque id of the person, or the machine, that asked. */
  person: ActorId,
  /** How often since the record before: the person was refused for the same cause again within a minute. */
  times: z.int().min(1),
};

const refusedCommand = {
  ...tries,
  /** The type of the command, e.g. `EndorseGoal`; of the newest, when there were several. */
  command: z.string().regex(/^[A-Z][A-Za-z]{1,60}$/),
  /** What it was to change. */
  subject: AnyId.optional(),
  /** The organisation acted for; none when the person holds nothing in the collaboration. */
  organisation: PartnerId.optional(),
  code: z.string().regex(/^[A-Z][A-Z_]{1,80}$/),
};

const smallCountsRead = {
  person: ActorId,
  organisation: PartnerId,
  /** The auditor's mandate that opened them. */
  mandate: MandateId.optional(),
  /** The series and sessions whose hidden numbers were shown. */
  subjects: z.array(z.string().max(200)).min(1).max(mostSubjects),
  /** Those beyond the ones named. */
  more: z.int().min(0),
  /** Log position of the world that was looked into: a past one when the question was about the past. */
  position: z.string().regex(/^\d{1,19}$/),
};

const bundleTaken = {
  person: ActorId,
  organisation: PartnerId,
  /** The auditor's mandate that opened it. */
  mandate: MandateId.optional(),
  /** The one goal, partner or period it holds; everything when there is none. */
  part: z.string().max(200).optional(),
  /** How many events the log had then. */
  size: z.int().min(0),
};

const personalDataRead = {
  /** Opaque id of the person who read. */
  person: ActorId,
  organisation: PartnerId,
  mandate: MandateId,
  /** Opaque id of the person read about. */
  about: ActorId,
};

/** None of these has a mutation: the platform records what it sees. */
export const accessCommands = {
  RecordRefusedCommand: z.object(refusedCommand),
  RecordRefusedRead: z.object(tries),
  RecordSmallCountsRead: z.object(smallCountsRead),
  RecordBundleTaken: z.object(bundleTaken),
  RecordPersonalDataRead: z.object(personalDataRead),
};

export const accessEvents = {
  /** A command was refused for who asked, not for what was asked (rule 48). */
  CommandRefused: z.object(refusedCommand),
  /** Somebody signed in asked for a collaboration in which they hold no mandate (rule 48). */
  ReadRefused: z.object(tries),
  /** Values hidden from others were shown by an auditor's right alone (rule 33). */
  SmallCountsRead: z.object(smallCountsRead),
  /** An auditor took events with their exact bytes out of the house (rule 33). */
  BundleTaken: z.object(bundleTaken),
  /** All that is held about a person was read by somebody else. */
  PersonalDataRead: z.object(personalDataRead),
};

export type AccessCommand = MessageOf<typeof accessCommands>;
export type AccessEvent = MessageOf<typeof accessEvents>;

export type AccessRefusal = 'ACCESS_COLLABORATION_UNKNOWN' | 'ACCESS_RECORDED_BY_PLATFORM';

export interface AccessFacts {
  /** The collaboration has been opened: nothing is recorded in one that does not exist. */
  readonly opened: boolean;
  /** The platform itself asks, and no person. */
  readonly byPlatform: boolean;
}

interface Access {
  readonly records: number;
}

/**
 * What was tried and what was looked at, in one stream for each collaboration and day: never in the streams of what
 * it was about, whose history it would fill.
 */
export const access: Decider<Access, AccessCommand, AccessEvent, AccessRefusal, AccessFacts> = {
  prefix: 'access_',
  commands: accessCommands,
  events: accessEvents,
  published: {
    subjects: 'Ids of series and sessions.',
    part: 'The id of a goal or a partner, or the code of a period.',
  },
  // Nobody holds a mandate to write here: the facts say that it is the platform itself.
  roles: {
    RecordRefusedCommand: [],
    RecordRefusedRead: [],
    RecordSmallCountsRead: [],
    RecordBundleTaken: [],
    RecordPersonalDataRead: [],
  },
  initial: { records: 0 },

  decide(_, command, { facts }) {
    if (!facts.byPlatform) return refuse('ACCESS_RECORDED_BY_PLATFORM');
    if (!facts.opened) return refuse('ACCESS_COLLABORATION_UNKNOWN');
    switch (command.type) {
      case 'RecordRefusedCommand':
        return [{ type: 'CommandRefused', data: command.data }];
      case 'RecordRefusedRead':
        return [{ type: 'ReadRefused', data: command.data }];
      case 'RecordSmallCountsRead':
        return [{ type: 'SmallCountsRead', data: command.data }];
      case 'RecordBundleTaken':
        return [{ type: 'BundleTaken', data: command.data }];
      case 'RecordPersonalDataRead':
        return [{ type: 'PersonalDataRead', data: command.data }];
    }
  },

  evolve: ({ records }) => ({ records: records + 1 }),
};

/** Whether a stream's subject is a day's record of access. */
export const isRecordOfAccess = (subject: string): boolean => subject.startsWith(access.prefix);

/** The id of a day's stream. */
export const accessId = (day: string): string => `access_${day.replaceAll('-', '')}`;

/**
 * Refusals that say something of who asked: no mandate, another organisation's thing, a role that may not. Codes end
 * in the same words in all contexts (see the refusals' names); what was wrong with the input is nobody's guilt.
 */
export const isOfSecurityInterest = (code: string): boolean =>
  /(^MANDATE_MISSING|_NOT_YOURS|_TO_YOU|_OF_ANOTHER_PARTNER|_NOT_OWN|_BACKBONE_ONLY|_BY_(BACKBONE|OBSERVER|OWNER|REPORTER))$/.test(
    code,
  );
