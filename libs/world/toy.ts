import { refuse, type Asker, type Decider, type MessageOf, type View } from '#decider';
import { z } from 'zod';
import { aggregate, type ContextParts } from './context.ts';
import type { CommandReaction } from './reactions.ts';

/**
 * A small context for the tests of this folder: notes that are written and rewritten. Its first version stored
 * one `author`; today it stores a list, and old events are lifted when they are read.
 */
const commands = {
  WriteNote: z.object({ words: z.string().max(1_000) }),
  RewriteNote: z.object({ words: z.string().max(1_000) }),
  SignNotes: z.object({ times: z.int().min(0).max(1_000) }),
};
const events = {
  NoteWritten: z.object({ words: z.string(), authors: z.array(z.string()).min(1) }),
  NoteRewritten: z.object({ words: z.string() }),
  NoteSigned: z.object({ by: z.string() }),
};
type NoteCommand = MessageOf<typeof commands>;
type NoteEvent = MessageOf<typeof events>;
type Note = { readonly phase: 'absent' } | { readonly phase: 'written'; readonly words: string };

export const note: Decider<Note, NoteCommand, NoteEvent, 'NOTE_EXISTS' | 'NOTE_NOT_FOUND' | 'NOTE_UNCHANGED'> = {
  prefix: 'note_',
  commands,
  events,
  upcasts: {
    NoteWritten: [({ author, words }: { author: string; words: string }) => ({ words, authors: [author] })],
  },
  roles: { WriteNote: ['member'], RewriteNote: ['member'], SignNotes: ['member'] },
  initial: { phase: 'absent' },
  decide(state, command, { asker }) {
    if (command.type === 'WriteNote')
      return state.phase === 'absent'
        ? [{ type: 'NoteWritten', data: { ...command.data, authors: [asker.person] } }]
        : refuse('NOTE_EXISTS');
    if (state.phase === 'absent') return refuse('NOTE_NOT_FOUND');
    switch (command.type) {
      case 'RewriteNote':
        return command.data.words === state.words
          ? refuse('NOTE_UNCHANGED', 'words')
          : [{ type: 'NoteRewritten', data: command.data }];
      case 'SignNotes':
        return Array.from({ length: command.data.times }, () => ({ type: 'NoteSigned', data: { by: asker.person } }));
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'NoteWritten':
      case 'NoteRewritten':
        return { phase: 'written', words: event.data.words };
      case 'NoteSigned':
        return state;
    }
  },
};

export interface NoteRow {
  readonly id: string;
  readonly words: string;
  readonly authors: readonly string[];
  readonly rewrites: number;
  readonly signatures: number;
}

export const notes: View<NoteRow, typeof events> = {
  name: 'notes',
  version: 1,
  events,
  indexes: { words: (row) => row.words, authors: (row) => row.authors },
  evolve(row, event) {
    if (event.type === 'NoteWritten') return { id: event.subject, ...event.data, rewrites: 0, signatures: 0 };
    if (!row) throw new Error(`${event.type} before ${event.subject} was written`);
    switch (event.type) {
      case 'NoteRewritten':
        return { ...row, words: event.data.words, rewrites: row.rewrites + 1 };
      case 'NoteSigned':
        return { ...row, signatures: row.signatures + 1 };
    }
  },
};

/** Counts rewrites by the length of the words; cannot stand the word BOOM. */
export const lengths: View<{ id: string; count: number }, Pick<typeof events, 'NoteRewritten'>> = {
  name: 'lengths',
  version: 1,
  events: { NoteRewritten: events.NoteRewritten },
  key: (event) => `length_${String(event.data.words.length)}`,
  evolve(row, event) {
    if (event.data.words === 'BOOM') throw new Error('BOOM');
    return { id: `length_${String(event.data.words.length)}`, count: (row?.count ?? 0) + 1 };
  },
};

export const toy: ContextParts = { aggregates: [aggregate(note)], views: [notes, lengths] };

export const anna: Asker = {
  person: 'person_anna',
  organisation: 'partner_a',
  mandates: [{ id: 'mandate_1', role: 'member', partner: 'partner_a' }],
};

/** Every note is signed once when it has been written. */
export const signing: CommandReaction = {
  name: 'signing',
  on: ['NoteWritten'],
  role: 'member',
  gives: ['SignNotes'],
  fromTheBeginning: true,
  react: ({ subject }) => [{ id: subject, command: { type: 'SignNotes', data: { times: 1 } } }],
};
