import { stamp, type Recorded, type Stamp, type View } from '#decider';
import { renewed, type KeptText, type Text } from '#language';
import { threadEvents, type ThreadEvent } from './thread.ts';

/** A talk about one thing; what was said in it is in {@link comments}. */
export interface ThreadRow extends Stamp {
  readonly id: string;
  readonly phase: 'open' | 'closed';
  readonly about: string;
  /** The key of the one value it is about, within its series. */
  readonly measurement?: string | undefined;
  readonly title?: Text | undefined;
  readonly startedBy: string;
  readonly startedAt: string;
  /** Organisations that have spoken in it, in the order in which they first did. */
  readonly partners: readonly string[];
  readonly closedBecause?: Text | undefined;
}

export const threads: View<ThreadRow, typeof threadEvents> = {
  name: 'threads',
  version: 1,
  events: threadEvents,
  indexes: {
    about: ({ about, measurement }) => (measurement === undefined ? about : [about, `${about}/${measurement}`]),
    partner: (row) => row.partners,
    phase: (row) => row.phase,
  },

  evolve(thread, event) {
    if (event.type === 'ThreadStarted') {
      const { about, measurement, title, startedBy } = event.data;
      const startedAt = event.recordedAt;
      const partners = [startedBy];
      return {
        id: event.subject,
        ...stamp(event),
        phase: 'open',
        about,
        measurement,
        title,
        startedBy,
        startedAt,
        partners,
      };
    }
    if (!thread) throw new Error(`${event.type} before ${event.subject} was started`);
    const next = { ...thread, ...stamp(event) };
    switch (event.type) {
      case 'CommentWritten':
        return { ...next, partners: [...new Set([...thread.partners, event.data.partner])] };
      case 'ThreadClosed':
        return { ...next, phase: 'closed', closedBecause: event.data.reason };
      case 'ThreadReopened':
        return { ...next, phase: 'open', closedBecause: undefined };
      default:
        return next;
    }
  },
};

/** What an organisation said, with what it said before it changed its words. */
export interface CommentRow extends Stamp {
  /** `<thread>/<number>` */
  readonly id: string;
  readonly thread: string;
  readonly number: number;
  readonly partner: string;
  readonly person: string;
  readonly writtenAt: string;
  /** Nothing once it is hidden. */
  readonly text?: KeptText | undefined;
  /** Earlier words, oldest first. */
  readonly earlier: readonly { readonly text: Text; readonly until: string }[];
  readonly hidden?: { readonly at: string; readonly reason: Text } | undefined;
}

const { ThreadStarted, CommentWritten, CommentEdited, CommentHidden } = threadEvents;
const commentEvents = { ThreadStarted, CommentWritten, CommentEdited, CommentHidden };
type CommentEvent = Recorded<Extract<ThreadEvent, { type: keyof typeof commentEvents }>>;

const numberOf = (event: CommentEvent): number => (event.type === 'ThreadStarted' ? 1 : event.data.comment);
const keyOf = (event: CommentEvent): string => `${event.subject}/${String(numberOf(event))}`;

export const comments: View<CommentRow, typeof commentEvents> = {
  name: 'comments',
  version: 1,
  events: commentEvents,
  key: keyOf,
  indexes: { thread: (row) => row.thread, partner: (row) => row.partner },

  evolve(comment, event) {
    if (event.type === 'ThreadStarted' || event.type === 'CommentWritten')
      return {
        id: keyOf(event),
        ...stamp(event),
        thread: event.subject,
        number: numberOf(event),
        partner: event.type === 'ThreadStarted' ? event.data.startedBy : event.data.partner,
        person: event.actor,
        writtenAt: event.recordedAt,
        text: event.data.text,
        earlier: [],
      };
    if (!comment) throw new Error(`${event.type} before ${keyOf(event)} was written`);
    const next = { ...comment, ...stamp(event) };
    switch (event.type) {
      case 'CommentEdited': {
        const { text } = event.data;
        const before = comment.text ? [{ text: comment.text, until: event.recordedAt }] : [];
        return { ...next, text: renewed(comment.text, text), earlier: [...comment.earlier, ...before] };
      }
      case 'CommentHidden':
        // The row forgets the words, earlier ones too; the log keeps them until they are erased there.
        return { ...next, text: undefined, earlier: [], hidden: { at: event.recordedAt, reason: event.data.reason } };
    }
  },
};
