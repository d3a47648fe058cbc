import { useEffect, useRef, useState } from 'react';
import { useClient, type TypedDocumentNode } from 'urql';
import { useSight } from '../view.ts';

interface Page<N> {
  readonly nodes: readonly N[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

interface Asked {
  readonly collaboration: string;
  readonly asOf?: string | null | undefined;
  readonly actingFor?: string | null | undefined;
  readonly after?: string | null | undefined;
}

export interface AllPages<N> {
  /** What has come so far: the first page is shown while the others are on their way. */
  readonly nodes: readonly N[] | undefined;
  /** How many there are in all. */
  readonly total: number;
  readonly complete: boolean;
  readonly error: Error | undefined;
  readonly again: () => void;
}

/**
 * A list that is asked page by page until it is whole, so that it can be searched and sorted here. Asked again when
 * somebody changes something; what was shown stays until the new list is whole.
 */
export function useAllPages<R, V extends Asked, N>(
  query: TypedDocumentNode<R, V>,
  more: Omit<V, keyof Asked>,
  pick: (data: R) => Page<N> | null | undefined,
): AllPages<N> {
  const api = useClient();
  const { collaboration, asOf, actingFor, pulse } = useSight();
  const [round, setRound] = useState(0);
  const [found, setFound] = useState<{ key: string; nodes: readonly N[]; total: number; complete: boolean }>();
  const [error, setError] = useState<Error>();
  const picked = useRef(pick);
  useEffect(() => {
    picked.current = pick;
  });
  const key = JSON.stringify([collaboration, asOf, actingFor, more]);
  const asked = asOf === undefined ? pulse + round : round;
  useEffect(() => {
    let dropped = false;
    const ask = async () => {
      const nodes: N[] = [];
      let after: string | null = null;
      do {
        const [, , , rest] = JSON.parse(key) as [string, string?, string?, object?];
        const where = { collaboration, asOf: asOf ?? null, actingFor: actingFor ?? null, after };
        const variables = JSON.parse(JSON.stringify({ ...rest, ...where })) as V;
        const { data, error: failed } = await api
          .query(query, variables, { requestPolicy: asked > 0 ? 'network-only' : 'cache-first' })
          .toPromise();
        if (dropped) return;
        setError(failed);
        const page: Page<N> | null | undefined = data && picked.current(data);
        if (!page) return;
        nodes.push(...page.nodes);
        after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
        const complete = after === null;
        const so = { key, nodes: [...nodes], total: page.totalCount, complete };
        // The first page at once, and then the whole: each page in between would draw everything again.
        setFound((before) => (complete || before?.key !== key ? so : before));
      } while (after !== null);
    };
    void ask();
    return () => {
      dropped = true;
    };
  }, [api, query, key, collaboration, asOf, actingFor, asked]);
  return {
    nodes: found?.nodes,
    total: found?.total ?? 0,
    complete: found?.complete === true,
    error,
    again: () => setRound((count) => count + 1),
  };
}
