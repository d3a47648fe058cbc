import { specification } from '../decider/spec.ts';
import { team, type TeamEvent, type TeamFacts } from './team.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const facts: TeamFacts = { partners: new Set(['partner_a', 'partner_b']), places: new Set(['077', '179']) };
const details = {
  name: text('Monitoimijainen tiimi'),
  kind: 'multi_actor_team' as const,
  partner: 'partner_a',
  places: ['179'],
  rhythm: text('Kerran kuussa'),
};
const formed: TeamEvent = { type: 'TeamFormed', data: details };
const disbanded: TeamEvent = { type: 'TeamDisbanded', data: { reason: text('Työ on tehty') } };
const disband = { type: 'DisbandTeam', data: { reason: text('Työ on tehty') } } as const;
const member = (organisation: string) => ({
  facts,
  asker: { organisation, mandates: [{ id: 'mandate_m', role: 'member' as const, partner: organisation }] },
});
const spec = specification(team);

describe('a team', () => {
  it('is formed by a partner that takes part, in places the collaboration knows', () => {
    spec.given().when({ type: 'FormTeam', data: details }, { facts }).then(formed);
    const refused = (data: object) => spec.given().when({ type: 'FormTeam', data: { ...details, ...data } }, { facts });
    refused({ partner: 'partner_gone' }).thenRefused('TEAM_PARTNER_UNKNOWN', 'partner');
    refused({ places: ['999'] }).thenRefused('TEAM_PLACE_UNKNOWN', 'places');
    spec.given(formed).when({ type: 'FormTeam', data: details }, { facts }).thenRefused('TEAM_EXISTS');
  });

  it('is in the hands of the partner that calls it together, or of a coordinator', () => {
    spec.given().when({ type: 'FormTeam', data: details }, member('partner_a')).then(formed);
    spec
      .given()
      .when({ type: 'FormTeam', data: details }, member('partner_b'))
      .thenRefused('TEAM_NOT_YOURS', 'partner');
    spec
      .given(formed)
      .when({ type: 'ReviseTeam', data: { ...details, partner: 'partner_b' } }, member('partner_b'))
      .thenRefused('TEAM_NOT_YOURS', 'partner');
    spec.given(formed).when(disband, member('partner_b')).thenRefused('TEAM_NOT_YOURS', 'partner');
    spec.given(formed).when(disband, member('partner_a')).then(disbanded);
  });

  it('is revised as a whole', () => {
    const data = { ...details, places: ['077', '179'], rhythm: undefined };
    spec.given(formed).when({ type: 'ReviseTeam', data }, { facts }).then({ type: 'TeamRevised', data });
    spec.given(formed).when({ type: 'ReviseTeam', data: details }, { facts }).thenRefused('TEAM_UNCHANGED');
    spec.given().when({ type: 'ReviseTeam', data: details }, { facts }).thenRefused('TEAM_NOT_FOUND');
  });

  it('may be revised though its convener has left since', () => {
    const data = { ...details, places: ['077'] };
    spec
      .given(formed)
      .when({ type: 'ReviseTeam', data }, { facts: { ...facts, partners: new Set<string>() } })
      .then({ type: 'TeamRevised', data });
  });

  it('has organisations as its members, which may stay though they have left the collaboration', () => {
    const data = { ...details, partners: ['partner_b'], purpose: text('Arjen tuki') };
    spec.given().when({ type: 'FormTeam', data }, { facts }).then({ type: 'TeamFormed', data });
    const widened = { ...data, partners: ['partner_b', 'partner_gone'] };
    spec
      .given({ type: 'TeamFormed', data })
      .when({ type: 'ReviseTeam', data: widened }, { facts })
      .thenRefused('TEAM_PARTNER_UNKNOWN', 'partners');
    spec
      .given({ type: 'TeamFormed', data: widened })
      .when(
        { type: 'ReviseTeam', data: { ...widened, places: [] } },
        { facts: { ...facts, partners: new Set(['partner_a']) } },
      )
      .then({ type: 'TeamRevised', data: { ...widened, places: [] } });
  });

  it('is disbanded with a reason and stays readable', () => {
    spec.given(formed).when(disband, { facts }).then(disbanded);
    spec.given(formed, disbanded).when(disband, { facts }).thenRefused('TEAM_DISBANDED');
    spec.given(formed, disbanded).when({ type: 'ReviseTeam', data: details }, { facts }).thenRefused('TEAM_DISBANDED');
  });
});
