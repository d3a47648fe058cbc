import { createContext, use, useCallback, useMemo } from 'react';
import { graphql } from '../graphql.ts';
import { useSaid } from '../said.tsx';
import { useView } from '../view.ts';

const Names = graphql(`
  query Names($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      partners(first: 100) {
        nodes {
          id
          name {
            original
            fi
            sv
            en
          }
        }
      }
      programmes(first: 100) {
        nodes {
          id
          title {
            original
            fi
            sv
            en
          }
        }
      }
      places {
        code
        name {
          original
          fi
          sv
          en
        }
      }
    }
    people(collaboration: $collaboration, actingFor: $actingFor, first: 100) {
      nodes {
        id
        name
        label {
          original
          fi
          sv
          en
        }
      }
    }
  }
`);

export interface Called {
  /** What an id is called; the id itself where nobody has told. */
  readonly name: (id: string) => string;
  readonly partners: readonly { readonly id: string; readonly label: string }[];
  readonly programmes: readonly { readonly id: string; readonly label: string }[];
  readonly people: readonly { readonly id: string; readonly label: string }[];
  readonly places: readonly { readonly id: string; readonly label: string }[];
}

/** What organisations, people, programmes and places are called, for pages that tell of them by their ids. */
export function useNames(): Called {
  const said = useSaid();
  const { data } = useView(Names, {});
  return useMemo(() => {
    const partners = (data?.collaboration?.partners.nodes ?? []).map(({ id, name }) => ({ id, label: said(name) }));
    const programmes = (data?.collaboration?.programmes.nodes ?? []).map(({ id, title }) => ({
      id,
      label: said(title),
    }));
    const people = (data?.people?.nodes ?? []).map(({ id, name, label }) => ({ id, label: name ?? said(label) }));
    const places = (data?.collaboration?.places ?? []).map(({ code, name }) => ({ id: code, label: said(name) }));
    const known = new Map([...partners, ...programmes, ...people].map(({ id, label }) => [id, label]));
    return { name: (id: string) => known.get(id) ?? id, partners, programmes, people, places };
  }, [data, said]);
}

export const CalledContext = createContext<Called | undefined>(undefined);

export function useCalled(): Called {
  const called = use(CalledContext);
  if (!called) throw new Error('Names are asked for by the page');
  return called;
}

/** A name for an id, or a word where nobody stands behind it: the platform acts for no organisation. */
export function useName(): (id: string | null | undefined) => string {
  const { name } = useCalled();
  return useCallback((id) => (id == null ? '' : name(id)), [name]);
}
