import type { Recorded } from '#decider';

/** Who did something, under which mandate, when. */
export interface Act {
  readonly person: string;
  readonly mandate?: string | undefined;
  readonly at: string;
}

export const actOf = ({ actor: person, mandate, recordedAt: at }: Recorded): Act => ({ person, mandate, at });
