import { refuse, type Authorised, type Decider, type MessageOf } from '#decider';
import { AnyId, FreeText, PartnerId, Text } from '#language';
import { z } from 'zod';
import { voices } from './voices.ts';

/** Most comments in one thread: a longer talk is a meeting. */
export const threadLimit = 500;

/** The place of a comment in its thread; what the thread began with is 1. */
const CommentNumber = z.int().min(1).max(threadLimit);

/** Of a measurement within its series, e.g. `2024-07-01/2024-12-31/179`. */
const MeasurementKey = z.string().min(1).max(200);

export const threadCommands = {
  StartThread: z.object({
    about: AnyId,
    /** One value of a series it is about: the measurement's key within it. */
    measurement: MeasurementKey.optional(),
    title: FreeText.optional(),
    text: FreeText,
  }),
  WriteComment: z.object({ text: FreeText }),
  /** The old words stay visible. */
  EditComment: z.object({ comment: CommentNumber, text: FreeText }),
  /** Something slipped in that must not be read here, such as what tells who a resident is. */
  HideComment: z.object({ comment: CommentNumber, reason: FreeText }),
  CloseThread: z.object({ reason: FreeText.optional() }),
  ReopenThread: z.object({}),
};

export const threadEvents = {
  ThreadStarted: z.object({
    about: AnyId,
    measurement: MeasurementKey.optional(),
    title: Text.optional(),
    text: Text,
    startedBy: PartnerId,
  }),
  CommentWritten: z.object({ comment: z.int(), partner: PartnerId, text: Text }),
  CommentEdited: z.object({ comment: z.int(), text: Text }),
  CommentHidden: z.object({ comment: z.int(), reason: Text }),
  ThreadClosed: z.object({ reason: Text.optional() }),
  ThreadReopened: z.object({}),
};

export type ThreadCommand = MessageOf<typeof threadCommands>;
export type ThreadEvent = MessageOf<typeof threadEvents>;

export type ThreadRefusal =
  | 'COMMENT_HIDDEN'
  | 'COMMENT_NOT_FOUND'
  | 'COMMENT_NOT_YOURS'
  | 'COMMENT_UNCHANGED'
  | 'THREAD_ABOUT_TALK'
  | 'THREAD_ABOUT_UNKNOWN'
  | 'THREAD_CLOSED'
  | 'THREAD_EXISTS'
  | 'THREAD_FULL'
  | 'THREAD_MEASUREMENT_UNKNOWN'
  | 'THREAD_NOT_FOUND'
  | 'THREAD_NOT_YOURS'
  | 'THREAD_OPEN';

export interface ThreadFacts {
  /** Whether the asker knows the thing the thread is to be about. */
  readonly aboutKnown: boolean;
  /** Whether the measurement named is there. */
  readonly measurementKnown: boolean;
}

interface Comment {
  readonly partner: string;
  readonly words: string;
  readonly hidden: boolean;
}
type Thread =
  | { readonly phase: 'absent' }
  | { readonly phase: 'open' | 'closed'; readonly startedBy: string; readonly comments: readonly Comment[] };

/** A talk about one thing. It says which organisation speaks; of the person it keeps an opaque id only (rule 32). */
export const thread: Decider<Thread, ThreadCommand, ThreadEvent, ThreadRefusal, ThreadFacts> = {
  prefix: 'thread_',
  commands: threadCommands,
  events: threadEvents,
  published: {
    measurement: 'The key of a measurement, made of ids.',
  },
  roles: {
    StartThread: voices,
    WriteComment: voices,
    EditComment: voices,
    HideComment: ['coordinator'],
    CloseThread: voices,
    ReopenThread: voices,
  },
  initial: { phase: 'absent' },

  decide(thread, command, { asker, facts }) {
    if (command.type === 'StartThread') {
      if (thread.phase !== 'absent') return refuse('THREAD_EXISTS');
      // Who may read a talk follows from what it is about: a talk about a talk would have no end to follow.
      if (/^(thread|notice)_/.test(command.data.about)) return refuse('THREAD_ABOUT_TALK', 'about');
      if (!facts.aboutKnown) return refuse('THREAD_ABOUT_UNKNOWN', 'about');
      if (command.data.measurement !== undefined && !facts.measurementKnown)
        return refuse('THREAD_MEASUREMENT_UNKNOWN', 'measurement');
      return [{ type: 'ThreadStarted', data: { ...command.data, startedBy: asker.organisation } }];
    }
    if (thread.phase === 'absent') return refuse('THREAD_NOT_FOUND');
    switch (command.type) {
      case 'WriteComment': {
        if (thread.phase === 'closed') return refuse('THREAD_CLOSED');
        const comment = thread.comments.length + 1;
        if (comment > threadLimit) return refuse('THREAD_FULL');
        return [{ type: 'CommentWritten', data: { comment, partner: asker.organisation, text: command.data.text } }];
      }
      case 'EditComment': {
        const { comment, text } = command.data;
        const written = thread.comments[comment - 1];
        if (!written) return refuse('COMMENT_NOT_FOUND', 'comment');
        // An organisation answers for its own words, the coordinator too.
        if (written.partner !== asker.organisation) return refuse('COMMENT_NOT_YOURS', 'comment');
        if (thread.phase === 'closed') return refuse('THREAD_CLOSED');
        if (written.hidden) return refuse('COMMENT_HIDDEN', 'comment');
        return written.words === wordsOf(text)
          ? refuse('COMMENT_UNCHANGED', 'text')
          : [{ type: 'CommentEdited', data: command.data }];
      }
      case 'HideComment': {
        const written = thread.comments[command.data.comment - 1];
        if (!written) return refuse('COMMENT_NOT_FOUND', 'comment');
        // A leak is stopped in a closed thread too (rule 28).
        return written.hidden ? refuse('COMMENT_HIDDEN', 'comment') : [{ type: 'CommentHidden', data: command.data }];
      }
      case 'CloseThread':
        if (!mayClose(asker, thread.startedBy)) return refuse('THREAD_NOT_YOURS');
        return thread.phase === 'closed' ? refuse('THREAD_CLOSED') : [{ type: 'ThreadClosed', data: command.data }];
      case 'ReopenThread':
        if (!mayClose(asker, thread.startedBy)) return refuse('THREAD_NOT_YOURS');
        return thread.phase === 'open' ? refuse('THREAD_OPEN') : [{ type: 'ThreadReopened', data: {} }];
    }
  },

  evolve(thread, event) {
    if (event.type === 'ThreadStarted') {
      const { startedBy, text } = event.data;
      return { phase: 'open', startedBy, comments: [{ partner: startedBy, words: wordsOf(text), hidden: false }] };
    }
    if (thread.phase === 'absent') return thread;
    switch (event.type) {
      case 'CommentWritten': {
        const { partner, text } = event.data;
        return { ...thread, comments: [...thread.comments, { partner, words: wordsOf(text), hidden: false }] };
      }
      case 'CommentEdited':
        return {
          ...thread,
          comments: changed(thread.comments, event.data.comment, { words: wordsOf(event.data.text) }),
        };
      case 'CommentHidden':
        return { ...thread, comments: changed(thread.comments, event.data.comment, { hidden: true }) };
      case 'ThreadClosed':
        return { ...thread, phase: 'closed' };
      case 'ThreadReopened':
        return { ...thread, phase: 'open' };
    }
  },
};

const mayClose = (asker: Authorised, startedBy: string): boolean =>
  asker.organisation === startedBy || asker.mandate?.role === 'coordinator';

const wordsOf = ({ original, fi, sv, en }: Text): string => JSON.stringify([original, fi, sv, en]);

const changed = (comments: readonly Comment[], number: number, change: Partial<Comment>): readonly Comment[] =>
  comments.map((comment, index) => (index === number - 1 ? { ...comment, ...change } : comment));
