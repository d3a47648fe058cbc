interface Waiting {
  readonly phase: string;
  readonly leadCommitment: string;
  readonly lead?: { readonly id: string } | null;
  readonly successor?: { readonly partner: string } | null;
  readonly commitments: {
    readonly nodes: readonly { readonly state: string; readonly partner?: { readonly id: string } | null }[];
  };
  readonly goals: readonly unknown[];
  readonly sessions: { readonly nodes: readonly { readonly date: string }[] };
}

/** What happens next with an activity, and whose turn it is. */
export type Next =
  | { readonly kind: 'youLead' | 'newLead' | 'you' | 'noGoal' | 'plan' }
  | { readonly kind: 'offers' | 'answers'; readonly count: number }
  | { readonly kind: 'session'; readonly day: string };

/** The first thing that waits, in the order in which it stops the others. */
export function nextOf(activity: Waiting, own: string | undefined): Next {
  const { commitments, successor, goals, sessions } = activity;
  const count = (state: string) => commitments.nodes.filter((one) => one.state === state).length;
  if (successor) return { kind: successor.partner === own ? 'youLead' : 'newLead' };
  if (commitments.nodes.some(({ state, partner }) => state === 'PROPOSED' && partner?.id === own))
    return { kind: 'you' };
  if (count('OFFERED') > 0) return { kind: 'offers', count: count('OFFERED') };
  if (count('PROPOSED') > 0) return { kind: 'answers', count: count('PROPOSED') };
  if (goals.length === 0) return { kind: 'noGoal' };
  const [session] = sessions.nodes;
  return session ? { kind: 'session', day: session.date } : { kind: 'plan' };
}
