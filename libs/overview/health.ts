import type { Text } from '#language';

/** One thing that tells how well a condition holds: so many of so many. */
export interface HealthFigure {
  readonly id: HealthFigureId;
  readonly condition: (typeof healthFigures)[HealthFigureId]['condition'];
  readonly numerator: number;
  readonly denominator: number;
  /** From 0 to 1; nothing, and not 0, when there is nothing to measure. */
  readonly share: number | undefined;
  readonly name: Text;
  /** How it is counted. */
  readonly how: Text;
}

export interface Parts {
  readonly numerator: number;
  readonly denominator: number;
}

const told = (fi: string, sv: string, en: string): Text => ({ original: 'en', fi, sv, en });

/** Every figure, under its condition, with the words that explain it. There is no score over them all. */
export const healthFigures = {
  goals_endorsed: {
    condition: 'agenda',
    name: told('Vahvistetut tavoitteet', 'Godkända mål', 'Endorsed goals'),
    how: told(
      'Yhteiset tavoitteet, jotka ovat saaneet tarvittavat vahvistukset, kaikista ehdotetuista ja vahvistetuista.',
      'Gemensamma mål som har fått de godkännanden som behövs, av alla föreslagna och godkända.',
      'Shared goals that have the endorsements they need, of all that are proposed or endorsed.',
    ),
  },
  goals_endorsed_by_all: {
    condition: 'agenda',
    name: told('Kaikkien vahvistamat tavoitteet', 'Mål som alla har godkänt', 'Goals endorsed by all'),
    how: told(
      'Vahvistetut tavoitteet, jotka jokainen äänivaltainen kumppani on vahvistanut, niistä, joiden äänivaltaiset tiedetään.',
      'Godkända mål som varje röstberättigad partner har godkänt, av dem vars röstberättigade är kända.',
      'Endorsed goals that every partner with a voice has endorsed, of those whose voters are known.',
    ),
  },
  goals_measured: {
    condition: 'measurement',
    name: told('Mitattavat tavoitteet', 'Mål som mäts', 'Goals that are measured'),
    how: told(
      'Vahvistetut tavoitteet, joilla on ainakin yksi mittari, kaikista vahvistetuista.',
      'Godkända mål som har minst en indikator, av alla godkända.',
      'Endorsed goals with at least one indicator, of all that are endorsed.',
    ),
  },
  indicators_current: {
    condition: 'measurement',
    name: told('Ajantasaiset mittarit', 'Aktuella indikatorer', 'Indicators with current values'),
    how: told(
      'Käytössä olevat yhteiset mittarit, joilla on arvo viimeksi päättyneeltä kaudeltaan, kaikista käytössä olevista.',
      'Gemensamma indikatorer i bruk som har ett värde för sin senast avslutade period, av alla i bruk.',
      'Shared indicators in use with a value for their own period that ended last, of all in use.',
    ),
  },
  figures_in_time: {
    condition: 'measurement',
    name: told('Ajallaan annetut luvut', 'Siffror i tid', 'Figures given in time'),
    how: told(
      'Luvut, jotka on annettu määräpäivään mennessä, kaikista, jotka on pyydetty kunkin mittarin viimeksi erääntyneeltä kaudelta.',
      'Siffror som getts senast på förfallodagen, av alla som begärts för varje indikators senast förfallna period.',
      'Figures given by the day they were due, of all that were asked for the period of each indicator that fell due last.',
    ),
  },
  partners_sharing: {
    condition: 'measurement',
    name: told('Tietojen jakamisesta sopineet kumppanit', 'Partner som avtalat om datadelning', 'Partners that share'),
    how: told(
      'Mukana olevat kumppanit, joita sitoo voimassa oleva sopimus tietojen jakamisesta, kaikista mukana olevista.',
      'Deltagande partner som är bundna av ett gällande avtal om datadelning, av alla deltagande.',
      'Partners that take part and are party to a data-sharing agreement in force, of all that take part.',
    ),
  },
  activities_linked: {
    condition: 'activities',
    name: told('Tavoitteisiin liitetyt toimenpiteet', 'Åtgärder kopplade till mål', 'Activities linked to goals'),
    how: told(
      'Käynnissä olevat toimenpiteet, jotka palvelevat vahvistettua tavoitetta, kaikista käynnissä olevista.',
      'Pågående åtgärder som tjänar ett godkänt mål, av alla pågående.',
      'Activities under way that serve an endorsed goal, of all that are under way.',
    ),
  },
  goals_acted_on: {
    condition: 'activities',
    name: told('Tavoitteet, joiden eteen toimitaan', 'Mål man arbetar för', 'Goals that are acted on'),
    how: told(
      'Vahvistetut tavoitteet, joita palvelee ainakin yksi käynnissä oleva toimenpide, kaikista vahvistetuista.',
      'Godkända mål som minst en pågående åtgärd tjänar, av alla godkända.',
      'Endorsed goals served by at least one activity under way, of all that are endorsed.',
    ),
  },
  commitments_accepted: {
    condition: 'activities',
    name: told('Hyväksytyt sitoumukset', 'Godtagna åtaganden', 'Commitments accepted'),
    how: told(
      'Sitoumukset, joihin on vastattu myöntävästi, kaikista vastatuista.',
      'Åtaganden som besvarats jakande, av alla besvarade.',
      'Commitments answered with yes, of all that were answered.',
    ),
  },
  commitments_kept: {
    condition: 'activities',
    name: told('Pidetyt sitoumukset', 'Hållna åtaganden', 'Commitments kept'),
    how: told(
      'Voimassa olevat sitoumukset niistä, jotka ovat voimassa tai joista on vetäydytty.',
      'Gällande åtaganden, av dem som gäller eller som har återtagits.',
      'Commitments that stand, of those that stand or were withdrawn.',
    ),
  },
  feedback_in_time: {
    condition: 'communication',
    name: told('Ajallaan vastattu palaute', 'Respons besvarad i tid', 'Feedback answered in time'),
    how: told(
      'Määräaikaan mennessä vastattu palaute kaikesta palautteesta, johon on vastattu tai jonka määräaika on mennyt.',
      'Respons som besvarats inom utsatt tid, av all respons som besvarats eller vars tid har gått ut.',
      'Feedback answered by its last day, of all that was answered or whose last day has passed.',
    ),
  },
  feedback_closed: {
    condition: 'communication',
    name: told('Suljetut palautesilmukat', 'Slutna responsslingor', 'Feedback loops closed'),
    how: told(
      'Palaute, jonka antajalle on kerrottu, mihin se johti, tai joka on päätetty, kaikesta palautteesta.',
      'Respons vars givare har fått veta vad den ledde till, eller som avslutats, av all respons.',
      'Feedback whose giver was told what came of it, or that was closed, of all feedback.',
    ),
  },
  meetings_held: {
    condition: 'communication',
    name: told('Pidetyt kokoukset', 'Hållna möten', 'Meetings held'),
    how: told(
      'Pidetyiksi kirjatut kokoukset kaikista, joiden päivä on mennyt tai jotka on peruttu.',
      'Möten som antecknats som hållna, av alla vars dag har passerat eller som ställts in.',
      'Meetings recorded as held, of all whose day has passed or that were cancelled.',
    ),
  },
  acknowledged: {
    condition: 'communication',
    name: told('Luetuiksi kuitatut asiat', 'Kvitterade ärenden', 'Things acknowledged'),
    how: told(
      'Kumppanien lukukuittaukset kaikista pyydetyistä lukukuittauksista.',
      'Partnernas läskvitteringar av alla som begärts.',
      'Acknowledgements given by partners, of all that were asked for.',
    ),
  },
  tasks_in_time: {
    condition: 'backbone',
    name: told('Ajallaan tehdyt tehtävät', 'Uppgifter i tid', 'Tasks done in time'),
    how: told(
      'Määräpäivään mennessä tehdyt tehtävät kaikista tehdyistä tai myöhässä olevista, joilla on määräpäivä.',
      'Uppgifter som gjorts senast på förfallodagen, av alla gjorda eller försenade som har en förfallodag.',
      'Tasks done by the day they were due, of all with a due day that are done or late.',
    ),
  },
  partners_mandated: {
    condition: 'backbone',
    name: told('Valtuutetut kumppanit', 'Partner med fullmakter', 'Partners with mandates'),
    how: told(
      'Mukana olevat kumppanit, joilla on ainakin yksi voimassa oleva valtuutus, kaikista mukana olevista.',
      'Deltagande partner som har minst en gällande fullmakt, av alla deltagande.',
      'Partners that take part and have at least one mandate in force, of all that take part.',
    ),
  },
  assessments_in_time: {
    condition: 'backbone',
    name: told('Ajallaan tehdyt arviot', 'Bedömningar i tid', 'Assessments in time'),
    how: told(
      'Ohjelmien arviot, jotka on toimitettu määräpäivään mennessä, kaikista, joiden määräpäivä on mennyt.',
      'Bedömningar av program som lämnats in senast på förfallodagen, av alla vars förfallodag har passerat.',
      'Assessments of programmes submitted by the day they were due, of all whose day has passed.',
    ),
  },
  risks_reviewed: {
    condition: 'backbone',
    name: told('Ajallaan tarkastellut riskit', 'Risker som setts över i tid', 'Risks reviewed in time'),
    how: told(
      'Avoimet riskit, joiden tarkastelu ei ole myöhässä, kaikista avoimista.',
      'Öppna risker vars översyn inte är försenad, av alla öppna.',
      'Open risks whose review is not late, of all that are open.',
    ),
  },
} as const satisfies Record<string, { readonly condition: string; readonly name: Text; readonly how: Text }>;

export type HealthFigureId = keyof typeof healthFigures;
export const healthFigureIds = Object.keys(healthFigures) as readonly HealthFigureId[];

/** A figure out of its two numbers. Nothing of nothing has no share. */
export function healthFigure(id: HealthFigureId, { numerator, denominator }: Parts): HealthFigure {
  const share = denominator === 0 ? undefined : numerator / denominator;
  return { id, ...healthFigures[id], numerator, denominator, share };
}
