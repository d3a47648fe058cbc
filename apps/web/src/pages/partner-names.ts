import { graphql } from '../graphql.ts';
import { useSaid } from '../said.tsx';
import { useView } from '../view.ts';

const PartnerNames = graphql(`
  query PartnerNames($collaboration: ID!, $asOf: String, $actingFor: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      partners(first: 100, after: $after) {
        nodes {
          id
          name {
            original
            fi
            sv
            en
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** What organisations are called, by their ids; an id stands for itself until its name is there. */
export function usePartnerNames(): (id: string) => string {
  const said = useSaid();
  const first = useView(PartnerNames, { after: null }).data?.collaboration?.partners;
  const more = first?.pageInfo.hasNextPage === true;
  const second = useView(PartnerNames, { after: more ? (first.pageInfo.endCursor ?? null) : null });
  const rest = more ? (second.data?.collaboration?.partners.nodes ?? []) : [];
  const names = new Map([...(first?.nodes ?? []), ...rest].map(({ id, name }) => [id, said(name)]));
  return (id) => names.get(id) ?? id;
}
