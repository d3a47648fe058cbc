import { isRefusal, type Asker } from '#decider';
import { ErasureBasis, type Text } from '#language';
import { uuidFrom, type Commands, type World, type Worlds } from '#world';
import { z } from 'zod';
import type { People } from './people.ts';

/** What is to be done about a person, as it is kept until it is done. */
export const ForgettingPlan = z.object({
  /** By what their words are to be erased; nothing where they are to stay. */
  erase: z.object({ basis: ErasureBasis, decision: z.string() }).optional(),
  /** Opaque id of the person who decided. */
  by: z.string(),
  commandId: z.string(),
  /** Where the person ever held anything, and for which organisation it is decided there. */
  places: z.array(z.object({ collaboration: z.string(), organisation: z.string().optional() })),
});
export type ForgettingPlan = z.infer<typeof ForgettingPlan>;

/** What became of a person's words in one collaboration. */
export interface WordsForgotten {
  readonly collaboration: string;
  /** Erased; not erased, with the reason; or left where they are, since nobody has asked for more. */
  readonly outcome: 'erased' | 'refused' | 'kept';
  /** The refusal of the act itself. */
  readonly refused?: string | undefined;
  /** The decision there not to erase them, and its ground. */
  readonly decision?: string | undefined;
  readonly reason?: Text | undefined;
}

/** A decision that stands in a collaboration not to erase somebody's words. */
export interface StandingRefusal {
  readonly decision?: string | undefined;
  readonly reason?: Text | undefined;
}

interface Parts {
  readonly people: People;
  readonly commands: Commands;
  readonly worlds: Worlds;
  readonly askerIn: (world: World, person: string, organisation?: string) => Asker | undefined;
  readonly standingRefusal: (world: World, person: string) => StandingRefusal | undefined;
}

/** The log cannot be written to at this moment: what was planned is gone on with at the next start, or when asked again. */
export class NotForgottenYet extends Error {
  override readonly name = 'NotForgottenYet';
  readonly refused: string;
  constructor(refused: string) {
    super(`Forgetting somebody waits: ${refused}`);
    this.refused = refused;
  }
}

/** Refusals that another moment may lift. */
const passing: ReadonlySet<string> = new Set(['BUSY', 'NOT_STORED', 'VIEW_STOPPED']);

/**
 * Forgets a person everywhere in one act: their words in the log, then all that the directory holds. The plan is on the
 * disk before anything is done and goes with the directory's entry, which is last; so whatever is broken off is found
 * at the next start and finished, and each step done twice is done once.
 */
export class Forgetting {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Where a collaboration refuses to erase the words, the rest goes on. Throws {@link NotForgottenYet}. */
  async forget(person: string, plan: ForgettingPlan): Promise<readonly WordsForgotten[]> {
    const { people } = this.parts;
    people.planForgetting(person, plan);
    const words: WordsForgotten[] = [];
    for (const place of plan.places) words.push(await this.eraseWords(person, plan, place));
    people.forget(person);
    return words;
  }

  /** Finishes what was broken off. Gives whom it was about. */
  async finish(): Promise<readonly string[]> {
    const planned = this.parts.people.forgettings();
    for (const { person, plan } of planned) await this.forget(person, ForgettingPlan.parse(plan));
    return planned.map(({ person }) => person);
  }

  private async eraseWords(
    author: string,
    { erase, by, commandId }: ForgettingPlan,
    { collaboration, organisation }: ForgettingPlan['places'][number],
  ): Promise<WordsForgotten> {
    const { commands, worlds, askerIn, standingRefusal } = this.parts;
    const world = await worlds.live(collaboration);
    const standing = standingRefusal(world, author);
    if (standing) return { collaboration, outcome: 'refused', ...standing };
    if (!erase) return { collaboration, outcome: 'kept' };
    const asker = askerIn(world, by, organisation);
    if (!asker) return { collaboration, outcome: 'refused', refused: 'MANDATE_MISSING' };
    const outcome = await commands.execute({
      collaboration,
      id: `erasure_${uuidFrom(`${commandId} ${collaboration} ${author}`).replaceAll('-', '').slice(0, 24)}`,
      command: { type: 'EraseTexts', data: { author, ...erase } },
      asker,
      commandId: uuidFrom(`${commandId} erase ${collaboration}`),
    });
    if (!isRefusal(outcome)) return { collaboration, outcome: 'erased' };
    if (passing.has(outcome.refused)) throw new NotForgottenYet(outcome.refused);
    return { collaboration, outcome: 'refused', refused: outcome.refused };
  }
}
