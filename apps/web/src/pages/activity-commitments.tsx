import type { ReactElement } from 'react';
import { Acts, type Act } from '../forms/acts.tsx';
import { useSight } from '../view.ts';
import type { CommitmentState } from './commitment.tsx';

/** What may be said to a commitment: by the partner for itself, by the lead and the coordinator to an offer. */
export function commitmentActs(
  state: CommitmentState,
  { isOwn, leads, isLead, partner }: { isOwn: boolean; leads: boolean; isLead: boolean; partner: string },
): readonly Act[] {
  if (isOwn) {
    if (isLead) return state === 'COMMITTED' ? [] : [{ command: 'JoinActivity' }];
    if (state === 'PROPOSED') return [{ command: 'JoinActivity' }, { command: 'DeclineActivity' }];
    if (state === 'COMMITTED' || state === 'OFFERED') return [{ command: 'LeaveActivity' }];
    return [{ command: 'OfferContribution' }];
  }
  if (leads && state === 'OFFERED')
    return [
      { command: 'AcceptOffer', given: { partner } },
      { command: 'DeclineOffer', given: { partner } },
    ];
  return [];
}

/** The answers to a commitment, in place. */
export function CommitmentActs({
  activity,
  about,
  lead,
  partner,
  isLead,
  state,
  onDone,
}: {
  readonly activity: string;
  readonly about: string;
  readonly lead: string | undefined;
  readonly partner: string;
  readonly isLead: boolean;
  readonly state: CommitmentState;
  readonly onDone: () => void;
}): ReactElement {
  const { organisation, actingFor, roles } = useSight();
  const own = actingFor ?? organisation;
  const acts = commitmentActs(state, {
    isOwn: own === partner,
    leads: own === lead || roles.has('COORDINATOR'),
    isLead,
    partner,
  });
  return <Acts id={activity} about={about} acts={acts} onDone={onDone} />;
}
