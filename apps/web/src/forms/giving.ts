import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, type TypedDocumentNode } from 'urql';
import type { Mistake } from '../ui/index.ts';

interface Answered {
  readonly __typename: string;
  readonly field?: string | null;
  readonly words?: string;
}

/** Giving a command from a form of its own: what became of it, and what is wrong. */
export interface Giving<R, V> {
  /** Gives it; nothing when it was refused or could not be sent. */
  readonly give: (variables: V) => Promise<R | undefined>;
  readonly sending: boolean;
  /** It could not be sent: given again as it is, it counts once. */
  readonly unsent: boolean;
  readonly mistakes: readonly Mistake[];
  readonly setMistakes: (mistakes: readonly Mistake[]) => void;
}

/**
 * Gives a command whose mutation answers under `answer`. Its id is drawn once and kept until it has been answered, so
 * that a lost connection and a double click are harmless.
 */
export function useGiving<R extends { readonly answer: Answered }, V extends { readonly commandId: string }>(
  document: TypedDocumentNode<R, V>,
): Giving<R, Omit<V, 'commandId'>> {
  const { t } = useTranslation();
  const api = useClient();
  const commandId = useRef(crypto.randomUUID());
  const tried = useRef('');
  const [sending, setSending] = useState(false);
  const [unsent, setUnsent] = useState(false);
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  const give = async (variables: Omit<V, 'commandId'>) => {
    if (sending) return undefined;
    // What is filled in otherwise is another command.
    const what = JSON.stringify(variables);
    if (tried.current !== what) commandId.current = crypto.randomUUID();
    tried.current = what;
    setSending(true);
    const { data, error } = await api
      .mutation(document, JSON.parse(JSON.stringify({ ...variables, commandId: commandId.current })) as V)
      .toPromise();
    setSending(false);
    if (error?.networkError !== undefined || (!data && error?.graphQLErrors.length === 0)) {
      setUnsent(true);
      return undefined;
    }
    setUnsent(false);
    if (!data) {
      setMistakes([{ message: error?.graphQLErrors[0]?.message ?? t('state.failed') }]);
      return undefined;
    }
    tried.current = '';
    const { __typename, field, words = '' } = data.answer;
    if (__typename === 'Refused') {
      setMistakes([{ message: words, ...(field != null && { name: field }) }]);
      return undefined;
    }
    setMistakes([]);
    return data;
  };
  return { give, sending, unsent, mistakes, setMistakes };
}
