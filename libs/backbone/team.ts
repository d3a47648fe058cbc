import { refuse, type Decider, type MessageOf } from '#decider';
import { FreeText, PartnerId, PlaceCode, Reason, Text, sameData } from '#language';
import { z } from 'zod';

export const teamKinds = [
  'multi_actor_team',
  'steering_group',
  'working_group',
  'project_group',
  'network',
  'council',
  'other',
] as const;
export const TeamKind = z.enum(teamKinds).meta({ id: 'TeamKind' });

const details = (words: typeof Text) => ({
  name: words,
  kind: TeamKind,
  /** Who calls it together. */
  partner: PartnerId,
  /** Codes of the places it works in; none: everywhere or nowhere in particular. */
  places: z.array(PlaceCode).max(1_000),
  /** Organisations that belong to it, beside the one that calls it together. */
  partners: z.array(PartnerId).max(200).optional(),
  /** What it is there for. */
  purpose: words.optional(),
  /** Roles and what else is to be said of the members, never names of persons. */
  members: words.optional(),
  /** How often it meets, in words. */
  rhythm: words.optional(),
});
const given = details(FreeText);
const told = details(Text);

export const teamCommands = {
  FormTeam: z.object({ ...given, places: given.places.default([]) }),
  /** All of it anew: what is left out is taken away. */
  ReviseTeam: z.object({ ...given, places: given.places.default([]) }),
  DisbandTeam: z.object({ reason: FreeText }),
};

export const teamEvents = {
  TeamFormed: z.object(told),
  TeamRevised: z.object(told),
  TeamDisbanded: z.object({ reason: Reason }),
};

export type TeamCommand = MessageOf<typeof teamCommands>;
export type TeamEvent = MessageOf<typeof teamEvents>;

export type TeamRefusal =
  | 'TEAM_DISBANDED'
  | 'TEAM_EXISTS'
  | 'TEAM_NOT_FOUND'
  | 'TEAM_NOT_YOURS'
  | 'TEAM_PARTNER_UNKNOWN'
  | 'TEAM_PLACE_UNKNOWN'
  | 'TEAM_UNCHANGED';

export interface TeamFacts {
  /** Organisations that take part now. */
  readonly partners: ReadonlySet<string>;
  /** Codes of every place the collaboration ever listed. */
  readonly places: ReadonlySet<string>;
}

type Details = z.infer<typeof teamEvents.TeamFormed>;
type Team = { readonly phase: 'absent' } | { readonly phase: 'working' | 'disbanded'; readonly details: Details };

/** People of several organisations who meet: known by what they do and where, not by who they are. */
export const team: Decider<Team, TeamCommand, TeamEvent, TeamRefusal, TeamFacts> = {
  prefix: 'team_',
  commands: teamCommands,
  events: teamEvents,
  published: {
    name: 'What the collaboration calls its group.',
    purpose: 'What the group is for, as the collaboration tells it.',
    rhythm: 'How often the group meets.',
  },
  roles: {
    FormTeam: ['coordinator', 'administrator', 'member'],
    ReviseTeam: ['coordinator', 'administrator', 'member'],
    DisbandTeam: ['coordinator', 'administrator', 'member'],
  },
  initial: { phase: 'absent' },

  decide(team, command, { asker, facts }) {
    if (command.type === 'FormTeam' && team.phase !== 'absent') return refuse('TEAM_EXISTS');
    if (command.type !== 'FormTeam' && team.phase === 'absent') return refuse('TEAM_NOT_FOUND');
    if (team.phase === 'disbanded') return refuse('TEAM_DISBANDED');
    // A partner forms and changes the teams it calls together itself, and hands none over to another.
    const conveners = [
      ...(team.phase === 'working' ? [team.details.partner] : []),
      ...(command.type === 'DisbandTeam' ? [] : [command.data.partner]),
    ];
    if (asker.mandate?.role === 'member' && conveners.some((partner) => partner !== asker.organisation))
      return refuse('TEAM_NOT_YOURS', 'partner');
    if (command.type === 'DisbandTeam') return [{ type: 'TeamDisbanded', data: command.data }];

    const { partner, places } = command.data;
    const sameConvener = team.phase === 'working' && team.details.partner === partner;
    // What stands may stay, though its convener has left since.
    if (!sameConvener && !facts.partners.has(partner)) return refuse('TEAM_PARTNER_UNKNOWN', 'partner');
    const standing = team.phase === 'working' ? (team.details.partners ?? []) : [];
    if (!(command.data.partners ?? []).every((member) => standing.includes(member) || facts.partners.has(member)))
      return refuse('TEAM_PARTNER_UNKNOWN', 'partners');
    if (!places.every((code) => facts.places.has(code))) return refuse('TEAM_PLACE_UNKNOWN', 'places');
    switch (command.type) {
      case 'FormTeam':
        return [{ type: 'TeamFormed', data: command.data }];
      case 'ReviseTeam':
        return team.phase === 'working' && sameData(command.data, team.details)
          ? refuse('TEAM_UNCHANGED')
          : [{ type: 'TeamRevised', data: command.data }];
    }
  },

  evolve(team, event) {
    switch (event.type) {
      case 'TeamFormed':
      case 'TeamRevised':
        return { phase: 'working', details: event.data };
      case 'TeamDisbanded':
        return team.phase === 'absent' ? team : { ...team, phase: 'disbanded' };
    }
  },
};
