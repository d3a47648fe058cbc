import { useCallback } from 'react';
import { useMayGive } from '../forms/acts.tsx';
import { graphql } from '../graphql.ts';
import { useSight, useView } from '../view.ts';
import { partnersOf, type MatrixActivity } from './matrix-table.ts';

const OwnPlace = graphql(`
  query OwnPlace($collaboration: ID!, $asOf: String, $actingFor: ID, $organisation: ID!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      partner(id: $organisation) {
        id
        kind
        place {
          code
        }
      }
    }
  }
`);

/** Whether the asker may tell how far an activity has come in a place. */
export type MayTell = (activity: MatrixActivity, place: string) => boolean;

/**
 * Who may tell of a cell: a coordinator of any, a partner of what it leads or takes part in, a municipality of its own
 * place. What the server would refuse is not offered; it has the last word all the same.
 */
export function useMayTell(): MayTell {
  const { asOf, roles, organisation = '' } = useSight();
  const mayGive = useMayGive();
  const { data } = useView(OwnPlace, { organisation });
  const own = data?.collaboration?.partner;
  const ownPlace = own?.kind === 'municipality' ? own.place?.code : undefined;
  const open = asOf === undefined && mayGive('SetPlaceState');
  const all = roles.has('COORDINATOR');
  return useCallback<MayTell>(
    (activity, place) =>
      open &&
      activity.phase === 'PLANNED' &&
      (all || place === ownPlace || partnersOf(activity).includes(organisation)),
    [open, all, ownPlace, organisation],
  );
}
