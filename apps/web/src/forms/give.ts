import { useCallback } from 'react';
import { useClient, gql } from 'urql';
import { useLanguage } from '../language.ts';
import { useSight } from '../view.ts';
import { commandForms, documentOf, said, type Filled } from './form.ts';

/** What became of a command. `unsent` may have arrived or not: given again under the same id it counts once. */
export type Given =
  | { readonly kind: 'done' }
  | { readonly kind: 'unsent' }
  | { readonly kind: 'refused'; readonly code: string; readonly words: string; readonly field: string | undefined };

interface Refused {
  readonly __typename: string;
  readonly code?: string;
  readonly field?: string | null;
  readonly words?: string;
}

/** Gives commands for forms of their own making: the same mutations, with the same safety, as those of `CommandForm`. */
export function useGive(): (command: string, id: string, commandId: string, input: Filled) => Promise<Given> {
  const api = useClient();
  const language = useLanguage();
  const { collaboration, actingFor, organisation } = useSight();
  return useCallback(
    async (command: string, id: string, commandId: string, input: Filled): Promise<Given> => {
      const form = (await commandForms())[command];
      if (!form) throw new Error(`There is no command ${command}`);
      const { data, error } = await api
        .mutation<{ answer: Refused }>(gql(documentOf(command, form)), {
          collaboration,
          id,
          commandId,
          expectedVersion: null,
          actingFor: actingFor ?? organisation ?? null,
          language: language.toUpperCase(),
          ...(Object.keys(form.fields).length > 0 && { input: said(form.fields, input) }),
        })
        .toPromise();
      if (data) {
        const { __typename, code = '', words = '', field } = data.answer;
        return __typename === 'Refused'
          ? { kind: 'refused', code, words, field: field ?? undefined }
          : { kind: 'done' };
      }
      const told = error?.graphQLErrors[0];
      return told ? { kind: 'refused', code: 'FAILED', words: told.message, field: undefined } : { kind: 'unsent' };
    },
    [api, language, collaboration, actingFor, organisation],
  );
}
