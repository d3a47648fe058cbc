import type { Recorded } from '#decider';
import { goals } from '#agenda';
import { activities, tasks } from '#action';
import { lastingAdministrators, settingsOf } from '#backbone';
import type { World } from '#world';

/**
 * What must hold of any collaboration whatever was commanded, said from the rules and not from the code that keeps
 * them. A law answers with what breaks it.
 */
export type Law = (world: World, events: readonly Recorded[]) => readonly string[];

export const laws: Readonly<Record<string, Law>> = {
  'rules 2, 3 and 5: one voice each, never the backbone’s, and enough of them': (world) =>
    world
      .rows(goals)
      .values()
      .filter(({ phase, endorsements }) => {
        const voices = endorsements.map(({ partner }) => partner);
        const backbone = settingsOf(world)?.backbone;
        return (
          new Set(voices).size < voices.length ||
          (backbone !== undefined && voices.includes(backbone)) ||
          (phase === 'endorsed' && voices.length === 0)
        );
      })
      .map(({ id }) => id),

  'rule 34: one lead, who is not among the others': (world) =>
    world
      .rows(activities)
      .values()
      .filter(({ lead, contributors }) => contributors.some(({ partner }) => partner === lead))
      .map(({ id }) => id),

  'rule 36: done has a day and a doer, open has neither': (world) =>
    world
      .rows(tasks)
      .values()
      .filter(
        ({ phase, completion }) =>
          (phase === 'completed') !== (completion !== undefined) || completion?.on === '' || completion?.partner === '',
      )
      .map(({ id }) => id),

  'rule 48: every change has an actor, an organisation and a mandate': (_, events) =>
    events
      // What the platform records of itself is done under no mandate.
      .filter(({ subject }) => !subject.startsWith('access_'))
      .filter(({ actor, organisation, mandate, revision, type }) =>
        type === 'CollaborationOpened' && revision === 0
          ? actor === ''
          : actor === '' || organisation === '' || mandate === undefined,
      )
      .map(({ type, position }) => `${type} at ${position}`),

  'somebody can always grant the next mandate, and not only for a while': (world) =>
    lastingAdministrators(world).some(({ inForce }) => inForce) ? [] : ['no administrator'],
};
