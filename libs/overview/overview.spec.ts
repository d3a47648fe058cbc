import { action } from '#action';
import { agenda } from '#agenda';
import { backbone } from '#backbone';
import { dialogue } from '#dialogue';
import type { Recorded, Role } from '#decider';
import { measurement } from '#measurement';
import { reporting } from '#reporting';
import { World } from '#world';
import { CoordinatorViewNode } from './coordinator-view.resolver.ts';
import { dutyCommands } from './due.ts';
import { dutiesOf } from './duty.reading.ts';
import { healthOf } from './health.reading.ts';
import { healthFigureIds, type HealthFigureId } from './health.ts';
import { HealthNode } from './health.resolver.ts';
import { PartnerViewNode } from './partner-view.resolver.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const contexts = [backbone, agenda, measurement, action, dialogue, reporting];
const views = contexts.flatMap((context) => context.views);

/** A collaboration's log, folded up to any number of its events and judged by any clock. */
class Log {
  private readonly events: Recorded[] = [];

  add(recordedAt: string, subject: string, type: string, data: object, organisation = 'partner_county'): this {
    const revision = this.events.filter((event) => event.subject === subject).length;
    const position = String(this.events.length + 1);
    const actor = 'person_anna';
    this.events.push({
      type,
      data,
      subject,
      revision,
      position,
      recordedAt,
      actor,
      organisation,
      mandate: 'mandate_m',
    });
    return this;
  }

  /** The world as it was at a moment, judged by that moment. */
  at(now: string): World {
    const world = new World('x', views, () => now);
    for (const event of this.events.filter(({ recordedAt }) => recordedAt <= now))
      world.apply({ ...event, position: BigInt(event.position) }, event);
    expect(world.failures).toEqual([]);
    return world;
  }
}

const seenBy = (world: World, partner: string, role: Role = 'member') =>
  world.seenBy({ person: 'person_x', organisation: partner, mandates: [{ id: 'mandate_x', role, partner }] });

const dawn = '2024-01-02T08:00:00.000Z';
const ballot = { quorum: { kind: 'number', number: 1 }, electorate: 2, voters: ['partner_a', 'partner_b'] };
const goal = (title: string) => ({ title: text(title), programmes: [], proposedBy: 'partner_a', ballot });
const indicator = {
  title: text('Käynnit'),
  kind: 'count',
  unit: text('käyntiä'),
  direction: 'increase',
  aggregation: { time: 'sum', partners: 'sum' },
  periodType: 'half_year',
  counts: 'contacts',
  goals: ['goal_club'],
  programmes: [],
  local: false,
  owner: 'partner_county',
};
const activity = (goals: readonly string[], leadCommitment = 'committed') => ({
  title: text('Kerho'),
  kind: 'event_series',
  goals,
  indicators: [],
  programmes: [],
  lead: 'partner_a',
  leadCommitment,
  contributors: [{ partner: 'partner_b', brings: text('Tilat'), commitment: 'proposed' }],
});
const half = { from: '2024-01-01', to: '2024-06-30' };
const report = (partner: string) => ({
  indicator: 'indicator_visits',
  partner,
  period: half,
  value: 10,
  status: 'final',
});

const log = () => {
  const made = new Log().add(dawn, 'collaboration_x', 'CollaborationOpened', {
    name: text('Yhteistyö'),
    languages: ['fi'],
    places: [],
    labels: {},
    quorum: { kind: 'number', number: 1 },
    partnerKinds: [],
    timeZone: 'Europe/Helsinki',
    backbone: 'partner_county',
  });
  for (const partner of ['partner_county', 'partner_a', 'partner_b'])
    made.add(dawn, partner, 'PartnerAdmitted', {
      name: text(partner),
      kind: 'ngo',
      demonstration: false,
      observer: false,
    });
  return made
    .add(dawn, 'mandate_a', 'MandateGranted', {
      person: 'person_a',
      partner: 'partner_a',
      role: 'member',
      from: '2024-01-01',
      demonstration: false,
    })
    .add(dawn, 'programme_p', 'ProgrammeLaunched', {
      title: text('Ohjelma'),
      kind: 'programme',
      crossCutting: false,
      reportedApart: false,
      partner: 'partner_a',
      order: 1,
    })
    .add(dawn, 'goal_club', 'GoalProposed', goal('Kerhot'))
    .add(dawn, 'goal_other', 'GoalProposed', goal('Muu'))
    .add('2024-02-01T08:00:00.000Z', 'goal_club', 'GoalEndorsed', { partner: 'partner_a', goalVersion: 1 }, 'partner_a')
    .add('2024-02-01T08:00:00.000Z', 'goal_club', 'GoalAgreed', { goalVersion: 1 }, 'partner_a')
    .add(dawn, 'indicator_visits', 'IndicatorDefined', indicator)
    .add(dawn, 'indicator_visits', 'ReportersNamed', {
      partners: ['partner_a', 'partner_b'],
      dueDays: 30,
      from: '2024-01-01',
    })
    .add(dawn, 'period_h1', 'PeriodOpened', {
      code: '2024H1',
      ...half,
      type: 'half_year',
      assessmentsDue: '2024-08-15',
    })
    .add(dawn, 'activity_club', 'ActivityPlanned', activity(['goal_club']))
    .add(dawn, 'activity_stray', 'ActivityPlanned', activity(['goal_other']))
    .add(dawn, 'task_open', 'TaskOpened', { title: text('Sovi tilat'), partner: 'partner_a', due: '2024-05-31' })
    .add(dawn, 'task_done', 'TaskOpened', { title: text('Kutsu koolle'), partner: 'partner_a', due: '2024-03-31' })
    .add('2024-03-30T08:00:00.000Z', 'task_done', 'TaskCompleted', {
      completedOn: '2024-03-30',
      completedBy: 'partner_a',
    })
    .add(dawn, 'risk_space', 'RiskRaised', {
      title: text('Tila puuttuu'),
      owner: 'partner_a',
      response: 'reduce',
      likelihood: 2,
      effect: 3,
      reviewBy: '2024-06-10',
      demonstration: false,
    })
    .add(
      '2024-07-20T08:00:00.000Z',
      'series_visits__a',
      'MeasurementReported',
      { ...report('partner_a'), calendarFrom: '2024-01-01' },
      'partner_a',
    );
};

const kinds = (world: World, partner: string) =>
  dutiesOf(world, partner).map(({ kind, about, due, late }) => [kind, about, due, late]);

describe('what waits for a partner', () => {
  it('is all in one list by the day it is due, late by the clock of the moment asked about (rule 46)', () => {
    const made = log();
    expect(kinds(made.at('2024-06-05T09:00:00.000Z'), 'partner_a')).toEqual([
      ['complete_task', 'task_open', '2024-05-31', true],
      ['review_risk', 'risk_space', '2024-06-10', false],
      ['report_figure', 'indicator_visits', '2024-07-30', false],
      ['assess_programme', 'programme_p', '2024-08-15', false],
    ]);
    // The same task seen on a day before it was due: nothing recorded since changes what was late then.
    expect(kinds(made.at('2024-05-31T20:00:00.000Z'), 'partner_a')).toContainEqual([
      'complete_task',
      'task_open',
      '2024-05-31',
      false,
    ]);
    expect(kinds(made.at('2024-05-31T21:00:00.000Z'), 'partner_a')).toContainEqual([
      'complete_task',
      'task_open',
      '2024-05-31',
      true,
    ]);
    expect(kinds(made.at('2024-07-21T09:00:00.000Z'), 'partner_a').map(([kind]) => kind)).not.toContain(
      'report_figure',
    );
  });

  it('holds a yearly look at mandates: its own where it has a contact person, all others at the backbone (rule 49)', () => {
    const looks = (made: Log, now: string, partner: string) =>
      kinds(made.at(now), partner).filter(([kind]) => kind === 'confirm_mandates');
    expect(looks(log(), '2025-01-02T09:00:00.000Z', 'partner_county')).toEqual([]);
    const alone = log();
    expect(looks(alone, '2025-01-03T09:00:00.000Z', 'partner_county')).toEqual([
      ['confirm_mandates', 'partner_county', '2025-01-02', true],
    ]);
    expect(looks(alone, '2025-01-03T09:00:00.000Z', 'partner_a')).toEqual([]);
    const contact = {
      person: 'person_c',
      partner: 'partner_a',
      role: 'contact',
      from: '2024-06-01',
      demonstration: false,
    };
    const made = log().add('2024-06-01T08:00:00.000Z', 'mandate_c', 'MandateGranted', contact);
    expect(looks(made, '2025-01-03T09:00:00.000Z', 'partner_county')).toEqual([]);
    expect(looks(made, '2025-01-03T09:00:00.000Z', 'partner_a')).toEqual([
      ['confirm_mandates', 'partner_a', '2025-01-02', true],
    ]);
    // The contact person's own mandate is the backbone's to look at, by the day it is due.
    const confirmed = made.add('2025-01-03T08:00:00.000Z', 'mandate_a', 'MandateConfirmed', {});
    expect(looks(confirmed, '2025-06-02T09:00:00.000Z', 'partner_a')).toEqual([]);
    expect(looks(confirmed, '2025-06-02T09:00:00.000Z', 'partner_county')).toEqual([
      ['confirm_mandates', 'partner_county', '2025-06-01', true],
    ]);
  });

  it('holds parts it was asked for and goals it has a voice in, and none of the backbone’s (rules 2, 5, 34)', () => {
    const world = log().at('2024-07-31T09:00:00.000Z');
    expect(kinds(world, 'partner_b')).toEqual([
      ['report_figure', 'indicator_visits', '2024-07-30', true],
      ['answer_request', 'activity_club', undefined, false],
      ['answer_request', 'activity_stray', undefined, false],
      ['endorse_goal', 'goal_other', undefined, false],
    ]);
    expect(kinds(world, 'partner_county')).toEqual([]);
  });

  it('is told with its counts, what was promised, and where it is named', () => {
    const view = new PartnerViewNode(seenBy(log().at('2024-06-15T09:00:00.000Z'), 'partner_a'), { id: 'partner_a' });
    expect([view.dutyCount(), view.lateCount()]).toEqual([4, 2]);
    expect(view.duties({ late: true }).map(({ about }) => about)).toEqual(['task_open', 'risk_space']);
    expect(view.duties({ kind: 'review_risk' })).toHaveLength(1);
    expect(view.promised().map(({ row }) => row.id)).toEqual(['activity_club', 'activity_stray']);
    expect(view.named().map(({ as, id }) => [as, id])).toEqual([
      ['owns_programme', 'programme_p'],
      ['reports_indicator', 'indicator_visits'],
      ['proposed_goal', 'goal_club'],
      ['proposed_goal', 'goal_other'],
      ['has_voice', 'goal_other'],
      ['leads_activity', 'activity_club'],
      ['leads_activity', 'activity_stray'],
      ['answers_for_risk', 'risk_space'],
    ]);
  });

  it('can be narrowed to what the asker’s own mandates let them do (rule 16)', () => {
    const world = log().at('2024-06-05T09:00:00.000Z');
    const mine = (...mandates: readonly { role: Role; indicator?: string; programme?: string }[]) => {
      const held = mandates.map((mandate, index) => ({
        id: `mandate_${String(index)}`,
        partner: 'partner_a',
        ...mandate,
      }));
      const seen = world.seenBy({ person: 'person_x', organisation: 'partner_a', mandates: held });
      return new PartnerViewNode(seen, { id: 'partner_a' }).duties({ mine: true }).map(({ kind }) => kind);
    };
    expect(mine({ role: 'reporter' })).toEqual(['report_figure']);
    expect(mine({ role: 'reporter', indicator: 'indicator_other' })).toEqual([]);
    expect(mine({ role: 'reporter', indicator: 'indicator_visits' })).toEqual(['report_figure']);
    expect(mine({ role: 'member' })).toEqual(['complete_task', 'review_risk', 'assess_programme']);
    expect(mine({ role: 'member', programme: 'programme_p' })).toEqual(['assess_programme']);
    const other = new PartnerViewNode(seenBy(world, 'partner_b'), { id: 'partner_a' });
    expect(other.duties({ mine: true })).toEqual([]);
  });

  it('names commands that exist', () => {
    const commands = contexts.flatMap(({ aggregates }) =>
      aggregates.flatMap(({ decider }) => Object.keys(decider.commands)),
    );
    for (const command of Object.values(dutyCommands).flat()) expect(commands).toContain(command);
  });

  it('compares figures for its own eyes and an auditor’s only', () => {
    const world = log().at('2024-07-31T09:00:00.000Z');
    const shown = (partner: string, role?: Role) =>
      new PartnerViewNode(seenBy(world, partner, role), { id: 'partner_a' }).figures({ first: 10 }).totalCount;
    expect([shown('partner_a'), shown('partner_b'), shown('partner_b', 'auditor')]).toEqual([1, 0, 1]);
  });
});

describe('what waits for a partner in the dialogue', () => {
  const made = () =>
    log()
      .add('2024-06-01T08:00:00.000Z', 'feedback_noise', 'FeedbackGiven', {
        giver: 'partner',
        givenBy: 'partner_a',
        givenOn: '2024-06-01',
        to: 'partner_b',
        text: text('Tila on meluisa'),
        due: '2024-06-15',
      })
      .add('2024-06-01T08:00:00.000Z', 'meeting_spring', 'MeetingCalled', {
        title: text('Neuvottelu'),
        kind: 'negotiation',
        day: '2024-06-20',
        calledBy: 'partner_a',
        invited: ['partner_b'],
        agenda: [],
      })
      .add('2024-06-01T08:00:00.000Z', 'notice_club', 'AcknowledgementRequested', {
        about: 'activity_club',
        aboutRevision: 0,
        partners: ['partner_b'],
        due: '2024-06-10',
        requestedBy: 'partner_a',
      })
      .add('2024-06-01T08:00:00.000Z', 'clock_report', 'ClockItemPlanned', {
        title: text('Puolivuotiskatsaus'),
        kind: 'report',
        first: '2024-06-28',
        rhythm: 'yearly',
        partner: 'partner_b',
      })
      .add('2024-06-01T08:00:00.000Z', 'agreement_all', 'AgreementDrafted', {
        title: text('Tietojen jakaminen'),
        purpose: text('Yhteinen seuranta'),
        parties: ['partner_a', 'partner_b'],
        indicators: [],
        detail: 'values',
        publish: 'totals',
        from: '2024-07-01',
        demonstration: false,
        draftedBy: 'partner_county',
      });
  const ofDialogue = (now: string, partner: string) =>
    kinds(made().at(now), partner).filter(([, about]) =>
      /^(feedback|meeting|notice|clock|agreement)_/.test(String(about)),
    );

  it('is feedback, invitations, things to read and sign, and the annual clock, by their days (rules 29, 46)', () => {
    expect(ofDialogue('2024-06-12T09:00:00.000Z', 'partner_b')).toEqual([
      ['acknowledge', 'notice_club', '2024-06-10', true],
      ['answer_feedback', 'feedback_noise', '2024-06-15', false],
      ['answer_invitation', 'meeting_spring', '2024-06-20', false],
      ['annual_clock', 'clock_report', '2024-06-28', false],
      ['sign_agreement', 'agreement_all', '2024-07-01', false],
    ]);
    // Past its day an invitation waits no more, and minutes wait for whoever called the meeting.
    expect(ofDialogue('2024-06-21T09:00:00.000Z', 'partner_b').map(([kind]) => kind)).not.toContain(
      'answer_invitation',
    );
    expect(ofDialogue('2024-06-21T09:00:00.000Z', 'partner_a')).toEqual(
      [
        ['sign_agreement', 'agreement_all', '2024-07-01', false],
        ['record_meeting', 'meeting_spring', '2024-06-20', true],
      ].toSorted(([, , a], [, , b]) => (String(a) < String(b) ? -1 : 1)),
    );
  });

  it('tells the health of the communication by the same days (rule 46)', () => {
    const communication = (now: string) =>
      healthOf(made().at(now))
        .filter(({ condition, denominator }) => condition === 'communication' && denominator > 0)
        .map(({ id, numerator, denominator }) => [id, numerator, denominator]);
    expect(communication('2024-06-12T09:00:00.000Z')).toEqual([
      ['feedback_closed', 0, 1],
      ['acknowledged', 0, 1],
    ]);
    expect(communication('2024-06-25T09:00:00.000Z')).toEqual([
      ['feedback_in_time', 0, 1],
      ['feedback_closed', 0, 1],
      ['meetings_held', 0, 1],
      ['acknowledged', 0, 1],
    ]);
  });
});

describe('what a coordinator chases', () => {
  const world = log().at('2024-09-01T09:00:00.000Z');
  const view = new CoordinatorViewNode(world);

  it('is what is late and whose, by the day it was due (rule 46)', () => {
    expect(view.late().map(({ kind, partner, due }) => [kind, partner?.row.id, due])).toEqual([
      ['complete_task', 'partner_a', '2024-05-31'],
      ['review_risk', 'partner_a', '2024-06-10'],
      ['report_figure', 'partner_b', '2024-07-30'],
      ['assess_programme', 'partner_a', '2024-08-15'],
    ]);
    expect(view.lateTasks().map(({ row }) => row.id)).toEqual(['task_open']);
  });

  it('is what the period lacks', () => {
    const completeness = view.completeness();
    expect(completeness?.figuresGiven()).toEqual({ given: 1, expected: 2 });
    expect(completeness?.figuresMissing().map(({ partner, late }) => [partner?.row.id, late])).toEqual([
      ['partner_b', true],
    ]);
    expect(completeness?.assessmentsGiven()).toEqual({ given: 0, expected: 1 });
    expect(completeness?.programmesUnassessed().map(({ row }) => row.id)).toEqual(['programme_p']);
  });

  it('is what hangs in the air: activities without an endorsed goal, goals without work or measure (rule 39)', () => {
    expect(view.unendorsed().map(({ row }) => row.id)).toEqual(['goal_other']);
    expect(view.activitiesUnlinked().map(({ row }) => row.id)).toEqual(['activity_stray']);
    expect(view.goalsWithoutActivities()).toEqual([]);
    expect(view.goalsWithoutIndicators()).toEqual([]);
    expect(view.unanswered().map(({ row }) => row.partner)).toEqual(['partner_b', 'partner_b']);
  });

  it('is what has not changed for as long as the settings of that day say (rules 46, 49)', () => {
    const stale = (now: string, made = log()) => new CoordinatorViewNode(made.at(now)).stale().map(({ id }) => id);
    expect(stale('2024-06-30T09:00:00.000Z')).toEqual([]);
    // 180 days after 2 January.
    expect(stale('2024-07-01T09:00:00.000Z')).toEqual([
      'programme_p',
      'activity_club',
      'activity_stray',
      'indicator_visits',
      'risk_space',
    ]);
    // A value that came in is a sign of life.
    expect(stale('2024-07-21T09:00:00.000Z')).not.toContain('indicator_visits');
    const shorter = log().add('2024-07-25T08:00:00.000Z', 'collaboration_x', 'StalenessSet', { afterDays: 400 });
    expect(stale('2024-07-26T09:00:00.000Z', shorter)).toEqual([]);
    expect(stale('2024-07-24T09:00:00.000Z', shorter)).toContain('programme_p');
  });
});

describe('health along the five conditions', () => {
  const parts = (world: World) =>
    Object.fromEntries(
      healthOf(world)
        .filter(({ denominator }) => denominator > 0)
        .map(({ id, numerator, denominator }) => [id, `${String(numerator)}/${String(denominator)}`]),
    ) as Partial<Record<HealthFigureId, string>>;

  it('is told figure by figure out of the history', () =>
    expect(parts(log().at('2024-09-01T09:00:00.000Z'))).toEqual({
      goals_endorsed: '1/2',
      goals_endorsed_by_all: '0/1',
      goals_measured: '1/1',
      indicators_current: '1/1',
      figures_in_time: '1/2',
      partners_sharing: '0/3',
      activities_linked: '1/2',
      goals_acted_on: '1/1',
      commitments_accepted: '2/2',
      commitments_kept: '2/2',
      tasks_in_time: '1/2',
      partners_mandated: '1/3',
      assessments_in_time: '0/1',
      risks_reviewed: '0/1',
    }));

  it('is judged at each moment by that moment’s own clock, and so can be compared over time (rule 46)', () => {
    const made = log();
    expect(parts(made.at('2024-01-31T09:00:00.000Z')).goals_endorsed).toBe('0/2');
    expect(parts(made.at('2024-05-31T09:00:00.000Z'))).toMatchObject({ tasks_in_time: '1/1', risks_reviewed: '1/1' });
    expect(parts(made.at('2024-06-11T09:00:00.000Z'))).toMatchObject({ tasks_in_time: '1/2', risks_reviewed: '0/1' });
    const later = made.add('2024-08-20T08:00:00.000Z', 'series_visits__b', 'MeasurementReported', {
      ...report('partner_b'),
      calendarFrom: '2024-01-01',
    });
    // Late is late, however it is looked at afterwards; before its day nothing was due.
    expect(parts(later.at('2024-09-01T09:00:00.000Z')).figures_in_time).toBe('1/2');
    expect(parts(later.at('2024-07-31T09:00:00.000Z')).figures_in_time).toBe('1/2');
    expect(parts(later.at('2024-07-30T09:00:00.000Z')).figures_in_time).toBeUndefined();
  });

  it('has no share, and not 0, where there is nothing to measure', () => {
    const world = new World('x', views, () => dawn);
    const figures = healthOf(world);
    expect(figures.map(({ id }) => id)).toEqual(healthFigureIds);
    expect(new Set(figures.map(({ share }) => share))).toEqual(new Set([undefined]));
  });

  it('says in three languages how each figure is counted', () => {
    for (const { name, how } of healthOf(log().at(dawn)))
      for (const said of [name, how]) expect([said.fi, said.sv, said.en].every((words) => words?.length)).toBe(true);
  });

  it('has the partners’ own word beside it, of the newest period, and never in its figures', () => {
    const made = log();
    const before = parts(made.at('2024-09-01T09:00:00.000Z'));
    const scores = { agenda: 4, measurement: 2, activities: 3, communication: 4, backbone: 5 };
    for (const [period, partners] of [
      ['2023-H2', ['a']],
      ['2024-H1', ['a', 'b', 'county']],
    ] as const)
      for (const partner of partners)
        made.add(
          '2024-08-01T08:00:00.000Z',
          `checkup_${period.toLowerCase().replace('-', '_')}__${partner}`,
          'CheckupGiven',
          {
            period,
            partner: `partner_${partner}`,
            scores,
            demonstration: false,
          },
        );
    const world = made.at('2024-09-01T09:00:00.000Z');
    expect(parts(world)).toEqual(before);
    const joint = new HealthNode(world).checkup();
    expect([joint?.row.id, joint?.answered(), joint?.counted()]).toEqual(['2024-H1', 3, 3]);
    expect(joint?.means().map(({ condition, mean }) => [condition, mean])).toEqual(Object.entries(scores));
  });
});
