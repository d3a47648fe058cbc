import { useCallback, useState } from 'react';
import type { Text } from '../said.tsx';
import { newId } from './form.ts';

/** A text that was answered, as a form has it filled in: only the languages it is in. */
export function textFilled(text: Text | null | undefined): Record<string, string> | undefined {
  if (!text) return undefined;
  const { original, fi, sv, en } = text;
  return {
    original,
    ...(fi != null && { fi }),
    ...(sv != null && { sv }),
    ...(en != null && { en }),
  };
}

/** An id for what is about to be begun; another one once that has been done. */
export function useNewId(kind: string): readonly [id: string, renew: () => void] {
  const [id, setId] = useState(() => newId(kind));
  return [id, useCallback(() => setId(newId(kind)), [kind])];
}
