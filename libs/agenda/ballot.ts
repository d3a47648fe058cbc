import { PartnerId, Quorum } from '#language';
import { z } from 'zod';

/**
 * The quorum rule as it stood when a goal version was proposed, and who had a voice then (rule 3). A partner admitted
 * later may stand behind the goal too and is not counted; one that leaves stays in the count it was part of.
 */
export const Ballot = z.object({
  quorum: Quorum,
  /** How many had a voice. */
  electorate: z.int().min(0),
  /** Who they were. The oldest ballots tell their number only. */
  voters: z.array(PartnerId).max(10_000).optional(),
});
export type Ballot = z.infer<typeof Ballot>;

/** Where a ballot stands: so many of so many, and whose voice it waits for. */
export interface Tally {
  readonly needed: number;
  readonly given: number;
  readonly met: boolean;
  /** Partners that count and have not endorsed. */
  readonly missing: readonly string[];
}

/** Only the voices of those who had one at proposal time count; where the ballot does not name them, all do. */
export function tally({ quorum, electorate, voters }: Ballot, endorsers: readonly string[]): Tally {
  const spoken = new Set(endorsers);
  // Those whose endorsement is asked for: under a rule that names partners, no others.
  const asked = [...new Set(quorum.kind === 'named' ? quorum.partners : (voters ?? endorsers))];
  const missing = asked.filter((partner) => !spoken.has(partner));
  const given = asked.length - missing.length;
  const needed = neededOf(quorum, electorate);
  return { needed, given, met: given >= needed, missing };
}

function neededOf(quorum: Quorum, electorate: number): number {
  switch (quorum.kind) {
    case 'number':
      return quorum.number;
    case 'share':
      // A share is no exact double: 0.56 of 25 comes out a hair above 14, which would ask for a fifteenth voice.
      return Math.max(1, Math.ceil(quorum.share * electorate - 1e-9));
    case 'named':
      return new Set(quorum.partners).size;
  }
}
