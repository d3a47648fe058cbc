import { z } from 'zod';

/** Acts that may ask for a stronger sign-in than usual, and the commands they are. */
export const strongerActs = {
  endorse: ['EndorseGoal'],
  erase: ['EraseTexts', 'ProposeRemoval', 'ConfirmRemoval'],
  grant: ['GrantMandate'],
  publish: ['PublishReport'],
  unlock: ['ReopenPeriod', 'ReopenReport', 'UnlockValues'],
} as const satisfies Record<string, readonly string[]>;

export const StrongerAct = z.enum(Object.keys(strongerActs) as [keyof typeof strongerActs]);
export type StrongerAct = z.infer<typeof StrongerAct>;

/** Where somebody signed in proves once more who they are, with what their provider calls stronger. */
export const strongerPath = '/sign-in/stronger';

/** The commands that ask for it, by the acts the settings name. */
export const commandsOf = (acts: readonly StrongerAct[]): ReadonlySet<string> =>
  new Set(acts.flatMap((act) => strongerActs[act]));
