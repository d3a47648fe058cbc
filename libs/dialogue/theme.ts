import { refuse, type Authorised, type Decider, type MessageOf } from '#decider';
import { AnyId, FreeText, ObservationId, PartnerId, Text } from '#language';
import { z } from 'zod';
import { voices } from './voices.ts';

/** Most observations in a theme, and most things that follow from it. */
const most = 500;
const observations = z.array(ObservationId).min(1).max(100);

export const themeCommands = {
  /** Several observations that seem to say the same. */
  GatherTheme: z.object({ title: FreeText, text: FreeText.optional(), observations }),
  AddToTheme: z.object({ observations }),
  /** What is done about it, in words, with the goal, task, activity or decision it becomes. */
  SayWhatFollows: z.object({ text: FreeText, follows: AnyId.optional() }),
  CloseTheme: z.object({ reason: FreeText }),
};

export const themeEvents = {
  ThemeGathered: z.object({ title: Text, text: Text.optional(), observations, gatheredBy: PartnerId }),
  ThemeAddedTo: z.object({ observations, partner: PartnerId }),
  ThemeFollowed: z.object({ text: Text, follows: AnyId.optional(), partner: PartnerId }),
  ThemeClosed: z.object({ reason: Text }),
};

export type ThemeCommand = MessageOf<typeof themeCommands>;
export type ThemeEvent = MessageOf<typeof themeEvents>;

export type ThemeRefusal =
  | 'THEME_CLOSED'
  | 'THEME_EXISTS'
  | 'THEME_FOLLOWS_UNKNOWN'
  | 'THEME_FULL'
  | 'THEME_NOT_FOUND'
  | 'THEME_NOT_YOURS'
  | 'THEME_OBSERVATION_UNKNOWN'
  | 'THEME_UNCHANGED';

export interface ThemeFacts {
  /** Which of the observations and things the command names the asker knows; hidden observations are not known. */
  readonly known: ReadonlySet<string>;
}

type Theme =
  | { readonly phase: 'absent' }
  | {
      readonly phase: 'open' | 'closed';
      readonly gatheredBy: string;
      readonly observations: readonly string[];
      readonly followed: number;
    };

/** Observations that say the same together, and what the partners make of them. */
export const theme: Decider<Theme, ThemeCommand, ThemeEvent, ThemeRefusal, ThemeFacts> = {
  prefix: 'theme_',
  commands: themeCommands,
  events: themeEvents,
  roles: { GatherTheme: voices, AddToTheme: voices, SayWhatFollows: voices, CloseTheme: voices },
  initial: { phase: 'absent' },

  decide(theme, command, { asker, facts }) {
    const partner = asker.organisation;
    if (command.type === 'GatherTheme') {
      if (theme.phase !== 'absent') return refuse('THEME_EXISTS');
      const named = [...new Set(command.data.observations)];
      if (!named.every((id) => facts.known.has(id))) return refuse('THEME_OBSERVATION_UNKNOWN', 'observations');
      return [{ type: 'ThemeGathered', data: { ...command.data, observations: named, gatheredBy: partner } }];
    }
    if (theme.phase === 'absent') return refuse('THEME_NOT_FOUND');
    if (theme.phase === 'closed') return refuse('THEME_CLOSED');
    switch (command.type) {
      case 'AddToTheme': {
        const added = [...new Set(command.data.observations)].filter((id) => !theme.observations.includes(id));
        if (!added.every((id) => facts.known.has(id))) return refuse('THEME_OBSERVATION_UNKNOWN', 'observations');
        if (added.length === 0) return refuse('THEME_UNCHANGED', 'observations');
        if (theme.observations.length + added.length > most) return refuse('THEME_FULL');
        return [{ type: 'ThemeAddedTo', data: { observations: added, partner } }];
      }
      case 'SayWhatFollows': {
        const { follows } = command.data;
        if (follows !== undefined && !facts.known.has(follows)) return refuse('THEME_FOLLOWS_UNKNOWN', 'follows');
        if (theme.followed >= most) return refuse('THEME_FULL');
        return [{ type: 'ThemeFollowed', data: { ...command.data, partner } }];
      }
      case 'CloseTheme':
        return mayClose(asker, theme.gatheredBy)
          ? [{ type: 'ThemeClosed', data: command.data }]
          : refuse('THEME_NOT_YOURS');
    }
  },

  evolve(theme, event) {
    if (event.type === 'ThemeGathered') {
      const { gatheredBy, observations } = event.data;
      return { phase: 'open', gatheredBy, observations, followed: 0 };
    }
    if (theme.phase === 'absent') return theme;
    switch (event.type) {
      case 'ThemeAddedTo':
        return { ...theme, observations: [...theme.observations, ...event.data.observations] };
      case 'ThemeFollowed':
        return { ...theme, followed: theme.followed + 1 };
      case 'ThemeClosed':
        return { ...theme, phase: 'closed' };
    }
  },
};

const mayClose = (asker: Authorised, gatheredBy: string): boolean =>
  asker.organisation === gatheredBy || asker.mandate?.role === 'coordinator';
