import { useSearch } from '@tanstack/react-router';
import { createContext, use, useEffect, useMemo } from 'react';
import { useQuery, type TypedDocumentNode } from 'urql';

/** Where one looks: the collaboration, at which moment, with whose eyes. */
export interface Sight {
  readonly collaboration: string;
  readonly asOf: string | undefined;
  readonly actingFor: string | undefined;
  /** Roles held here, as GraphQL writes them. */
  readonly roles: ReadonlySet<string>;
  readonly organisation: string | undefined;
  readonly person: string | undefined;
  /** Counts the changes that others made since the page was opened. */
  readonly pulse: number;
}

export const SightContext = createContext<Sight | undefined>(undefined);

export function useSight(): Sight {
  const sight = use(SightContext);
  if (!sight) throw new Error('A view stands inside the frame of a collaboration');
  return sight;
}

interface Seen {
  readonly collaboration: string;
  readonly asOf?: string | null | undefined;
  readonly actingFor?: string | null | undefined;
}

export interface View<R> {
  readonly data: R | undefined;
  readonly loading: boolean;
  readonly error: Error | undefined;
  /** Asks again. */
  readonly again: () => void;
}

/**
 * What a document answers at the moment and with the eyes the address tells. Of now it is asked again whenever somebody
 * changes something; what was shown stays until the new answer is there.
 */
export function useView<R, V extends Seen>(query: TypedDocumentNode<R, V>, more: Omit<V, keyof Seen>): View<R> {
  const { collaboration, asOf, actingFor, pulse } = useSight();
  // By what they say: those of the caller are made anew each time.
  const asked = JSON.stringify({ ...more, collaboration, asOf: asOf ?? null, actingFor: actingFor ?? null });
  const variables = useMemo(() => JSON.parse(asked) as V, [asked]);
  const [{ data, fetching, error, stale }, ask] = useQuery<R, V>({ query, variables });
  useEffect(() => {
    if (pulse > 0 && asOf === undefined) ask({ requestPolicy: 'network-only' });
  }, [pulse, asOf, ask]);
  return { data, loading: fetching || stale, error, again: () => ask({ requestPolicy: 'network-only' }) };
}

/** The search parameters of the frame, from any page in it. */
export const useMoment = () => useSearch({ from: '/c/$collaboration' });
