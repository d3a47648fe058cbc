import { stamp, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { themeEvents } from './theme.ts';

/** Observations gathered under one heading, and what follows from them. */
export interface ThemeRow extends Stamp {
  readonly id: string;
  readonly phase: 'open' | 'closed';
  readonly title: Text;
  readonly text?: Text | undefined;
  readonly gatheredBy: string;
  readonly gatheredAt: string;
  readonly observations: readonly string[];
  /** What was said to follow, oldest first. */
  readonly following: readonly ThemeFollowing[];
  readonly closedBecause?: Text | undefined;
}

export interface ThemeFollowing {
  readonly text: Text;
  readonly follows?: string | undefined;
  readonly partner: string;
  readonly at: string;
}

export const themes: View<ThemeRow, typeof themeEvents> = {
  name: 'themes',
  version: 1,
  events: themeEvents,
  indexes: {
    observation: (row) => row.observations,
    about: (row) => row.following.flatMap(({ follows }) => follows ?? []),
    partner: (row) => row.gatheredBy,
    phase: (row) => row.phase,
  },

  evolve(theme, event) {
    if (event.type === 'ThemeGathered')
      return {
        id: event.subject,
        ...stamp(event),
        ...event.data,
        phase: 'open',
        gatheredAt: event.recordedAt,
        following: [],
      };
    if (!theme) throw new Error(`${event.type} before ${event.subject} was gathered`);
    const next = { ...theme, ...stamp(event) };
    switch (event.type) {
      case 'ThemeAddedTo':
        return { ...next, observations: [...theme.observations, ...event.data.observations] };
      case 'ThemeFollowed':
        return { ...next, following: [...theme.following, { ...event.data, at: event.recordedAt }] };
      case 'ThemeClosed':
        return { ...next, phase: 'closed', closedBecause: event.data.reason };
    }
  },
};
