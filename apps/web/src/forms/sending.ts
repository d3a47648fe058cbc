import { useRef, useState } from 'react';
import { gql, useClient } from 'urql';
import { useLanguage } from '../language.ts';
import { useSight } from '../view.ts';
import { documentOf, said, type CommandForm as Form, type Filled } from './form.ts';

/** What came of sending a command. `unsent`: nobody knows whether it arrived, and sending it again is safe. */
export type Outcome =
  | { readonly is: 'done' }
  | { readonly is: 'busy' }
  | { readonly is: 'unsent' }
  | { readonly is: 'refused'; readonly code: string; readonly field: string | undefined; readonly words: string }
  /** Not even judged: the session is over, or the request was no good. */
  | { readonly is: 'failed'; readonly code: string };

interface Answer {
  readonly answer: {
    readonly __typename: string;
    readonly code?: string;
    readonly field?: string | null;
    readonly words?: string;
  };
}

/** Refusals after which the very same command may be sent again: nothing was decided. */
const undecided = new Set(['BUSY', 'NOT_STORED', 'VIEW_STOPPED', 'STRONGER_SIGN_IN_NEEDED']);

/**
 * Gives a command. Its id is drawn once and stays while what is sent stays: however often it is pressed, retried or
 * answered too late, it happens once. What is filled in otherwise is another command.
 */
export function useSending(command: string, form: Form, id: string) {
  const api = useClient();
  const language = useLanguage();
  const { collaboration, actingFor, organisation } = useSight();
  const [sending, setSending] = useState(false);
  const underWay = useRef(false);
  const drawn = useRef<{ of: string; id: string }>({ of: '', id: crypto.randomUUID() });

  const send = async (filled: Filled, expectedVersion: number | undefined): Promise<Outcome> => {
    // A state is seen at the next drawing, and a double click comes before it.
    if (underWay.current) return { is: 'busy' };
    underWay.current = true;
    setSending(true);
    const input = said(form.fields, filled);
    const of = JSON.stringify([input, expectedVersion]);
    if (drawn.current.of !== of) drawn.current = { of, id: crypto.randomUUID() };
    const { data, error } = await api
      .mutation<Answer>(gql(documentOf(command, form)), {
        collaboration,
        id,
        commandId: drawn.current.id,
        expectedVersion: expectedVersion ?? null,
        actingFor: actingFor ?? organisation ?? null,
        language: language.toUpperCase(),
        ...(Object.keys(form.fields).length > 0 && { input }),
      })
      .toPromise();
    underWay.current = false;
    setSending(false);
    if (!data) {
      const [first] = error?.graphQLErrors ?? [];
      const code = first?.extensions['code'];
      return first ? { is: 'failed', code: typeof code === 'string' ? code : '' } : { is: 'unsent' };
    }
    const { __typename: type, code = '', field, words = '' } = data.answer;
    if (type !== 'Refused') return { is: 'done' };
    if (!undecided.has(code)) drawn.current = { of: '', id: crypto.randomUUID() };
    return { is: 'refused', code, field: field ?? undefined, words };
  };
  return { send, sending };
}
