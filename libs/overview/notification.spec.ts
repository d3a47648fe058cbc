import { action, tasks } from '#action';
import { agenda } from '#agenda';
import { backbone, settingsOf } from '#backbone';
import { isRefusal, roles } from '#decider';
import { dialogue } from '#dialogue';
import { openSqliteLog, type EventLog } from '#event-log';
import { delivering, Inbox, notificationKinds, inboxOnly, type Courier, type Digest } from '#identity';
import { measurement } from '#measurement';
import { closedPeriods, redLights, reporting, assessmentId } from '#reporting';
import { Checkpoints, commanding, Commands, reactor, Reactions, Worlds } from '#world';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notifying } from './notification.reaction.ts';

const contexts = [backbone, agenda, measurement, action, dialogue, reporting];
const text = (fi: string) => ({ original: 'fi' as const, fi });
const reason = text('Syy');

let folder: string;
let log: EventLog;
let worlds: Worlds;
let commands: Commands;
let inbox: Inbox;
let checkpoints: Checkpoints;
let reactions: Reactions;
let now: Date;
let delivered: Digest[];
let courier: Courier;
const clock = () => now;

/** Somebody of an organisation does something, with every role there is. */
async function give(partner: string, id: string, type: string, data: object = {}, person = `person_${partner}`) {
  now = new Date(now.getTime() + 1_000);
  const answer = await commands.execute({
    collaboration: 'pohjola',
    id,
    command: { type, data },
    asker: { person, organisation: partner, mandates: roles.map((role) => ({ id: `mandate_${role}`, role, partner })) },
    commandId: randomUUID(),
  });
  if (isRefusal(answer)) throw new Error(`${type} ${id}: ${JSON.stringify(answer)}`);
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'talkoot-notifying-'));
  now = new Date('2025-01-10T08:00:00.000Z');
  log = openSqliteLog({ file: join(folder, 'log.db'), clock });
  worlds = new Worlds({ log, contexts, clock });
  commands = new Commands({ log, worlds, contexts, clock });
  inbox = new Inbox(join(folder, 'people.db'));
  checkpoints = new Checkpoints(join(folder, 'reactions.db'));
  delivered = [];
  courier = inboxOnly;
  reactions = new Reactions({
    log,
    worlds,
    checkpoints,
    clock,
    retryMs: 1,
    reactors: [
      ...[redLights, closedPeriods].map((each) => commanding(each, commands, (world) => settingsOf(world)?.backbone)),
      reactor(notifying, async (notifications, cause) => (inbox.put(notifications, cause), [])),
      delivering(inbox, {
        deliver: async (digest) => {
          await courier.deliver(digest);
          delivered.push(digest);
        },
      }),
    ],
  });
  const condition = text('x');
  await give('partner_county', 'collaboration_pohjola', 'OpenCollaboration', {
    name: text('Pohjola'),
    languages: ['fi'],
    places: [],
    labels: {
      agenda: condition,
      measurement: condition,
      activities: condition,
      communication: condition,
      backbone: condition,
    },
    quorum: { kind: 'number', number: 1 },
  });
  for (const [id, kind] of [
    ['partner_county', 'county'],
    ['partner_ngo', 'ngo'],
    ['partner_parish', 'parish'],
  ] as const)
    await give('partner_county', id, 'AdmitPartner', { name: text(id), kind });
  for (const [person, partner, role] of [
    ['coordinator', 'partner_county', 'coordinator'],
    ['auditor', 'partner_ngo', 'auditor'],
    ['ngo', 'partner_ngo', 'member'],
    ['ngo_endorser', 'partner_ngo', 'endorser'],
    ['ngo_reporter', 'partner_ngo', 'reporter'],
    // A parish with one person, who only reports.
    ['parish', 'partner_parish', 'reporter'],
  ] as const)
    await give('partner_county', `mandate_${person}`, 'GrantMandate', {
      person: `person_${person}`,
      partner,
      role,
      from: '2025-01-01',
    });
  await reactions.start();
  await reactions.settled();
});
afterEach(async () => {
  await reactions.stop();
  checkpoints.close();
  inbox.close();
  await worlds.close();
  await log.close();
  rmSync(folder, { recursive: true });
});

/** Who was told of what since the last time this was asked. */
let before = new Set<string>();
beforeEach(() => (before = new Set()));
async function told() {
  await reactions.settled();
  expect(reactions.report.flatMap(({ parked }) => parked)).toEqual([]);
  const people = ['coordinator', 'auditor', 'ngo', 'ngo_endorser', 'ngo_reporter', 'parish'];
  const all = people.flatMap((person) =>
    inbox
      .list(`person_${person}`, 'pohjola')
      .map(({ id, kind, about }) => [id, `${person}: ${kind} ${about}`] as const),
  );
  const fresh = all.filter(([id]) => !before.has(id));
  before = new Set(all.map(([id]) => id));
  for (const [, words] of fresh) kindsTold.add(words.split(' ')[1] ?? '');
  return fresh.map(([, words]) => words).toSorted();
}
const kindsTold = new Set<string>();
const on = (day: string) => (now = new Date(`${day}T08:00:00.000Z`));

const plan = (more: object = {}) => ({
  title: text('Voi hyvin'),
  kind: 'event_series',
  goals: [],
  indicators: [],
  programmes: [],
  contributors: [],
  ...more,
});

describe('people are told', () => {
  it('of a task they were given, and not of one their own organisation gave itself', async () => {
    await give('partner_county', 'task_a', 'OpenTask', { title: text('Sovi'), partner: 'partner_ngo' });
    await give('partner_ngo', 'task_b', 'OpenTask', { title: text('Sovi'), partner: 'partner_ngo' });
    expect(await told()).toEqual(['ngo: task_assigned task_a']);
    await give('partner_county', 'task_b', 'AssignTask', { partner: 'partner_parish', reason });
    // Nobody there is a member: then all who act for it.
    expect(await told()).toEqual(['parish: task_assigned task_b']);
  });

  it('a week before a task is due and when it is late, by the calendar of the day (rule 46)', async () => {
    await give('partner_ngo', 'task_a', 'OpenTask', { title: text('Sovi'), partner: 'partner_ngo', due: '2025-01-20' });
    on('2025-01-12');
    expect(await told()).toEqual([]);
    on('2025-01-13');
    expect(await told()).toEqual(['ngo: task_due_soon task_a']);
    on('2025-01-20');
    expect(await told()).toEqual([]);
    // The platform stood still over the day itself.
    on('2025-01-24');
    expect(await told()).toEqual(['ngo: task_late task_a']);
    on('2025-01-25');
    expect(await told()).toEqual([]);
  });

  it('of what was done meanwhile: not at all', async () => {
    await give('partner_ngo', 'task_a', 'OpenTask', { title: text('Sovi'), partner: 'partner_ngo', due: '2025-01-20' });
    await give('partner_ngo', 'task_a', 'CompleteTask');
    on('2025-01-24');
    expect(await told()).toEqual([]);
  });

  it('when they are asked for a part in an activity, once, and when somebody answers', async () => {
    const contributors = [{ partner: 'partner_ngo', brings: text('Tilat') }];
    await give('partner_county', 'activity_a', 'PlanActivity', plan({ lead: 'partner_county', contributors }));
    expect(await told()).toEqual(['ngo: commitment_asked activity_a']);
    await give('partner_county', 'activity_a', 'ReviseActivity', plan({ title: text('Voi paremmin'), contributors }));
    expect(await told()).toEqual([]);
    await give('partner_ngo', 'activity_a', 'JoinActivity', { brings: text('Tilat') });
    expect(await told()).toEqual(['coordinator: commitment_answered activity_a']);
  });

  it('when a partner takes its promise back: the lead and the coordinator (rule 35)', async () => {
    const contributors = [{ partner: 'partner_ngo', brings: text('Tilat') }];
    await give('partner_county', 'activity_a', 'PlanActivity', plan({ lead: 'partner_parish', contributors }));
    await give('partner_ngo', 'activity_a', 'JoinActivity', { brings: text('Tilat') });
    await told();
    await give('partner_ngo', 'activity_a', 'LeaveActivity', { reason });
    expect(await told()).toEqual([
      'coordinator: commitment_withdrawn activity_a',
      'parish: commitment_withdrawn activity_a',
    ]);
  });

  it('when a goal waits for their voice, and when it is agreed', async () => {
    await give('partner_county', 'goal_a', 'ProposeGoal', { title: text('Hyvä arki') }, 'person_coordinator');
    expect(await told()).toEqual(['ngo_endorser: goal_to_endorse goal_a', 'parish: goal_to_endorse goal_a']);
    await give('partner_parish', 'goal_a', 'EndorseGoal', {}, 'person_parish');
    expect(await told()).toEqual(['coordinator: goal_agreed goal_a']);
  });

  it('when a partner leaves: who leads what it had promised, and the coordinator', async () => {
    const contributors = [{ partner: 'partner_parish', brings: text('Tilat') }];
    await give('partner_ngo', 'activity_a', 'PlanActivity', plan({ contributors }));
    await give('partner_parish', 'activity_b', 'PlanActivity', plan());
    await told();
    await give('partner_county', 'partner_parish', 'LeavePartner', { reason });
    expect(await told()).toEqual([
      'coordinator: partner_left activity_b',
      'coordinator: partner_left partner_parish',
      'ngo: partner_left activity_a',
    ]);
  });

  it('of feedback for their organisation, of its answer, and when the answer is overdue (rule 46)', async () => {
    const feedback = { giver: 'front_line', to: 'partner_ngo', text: text('Aukioloajat'), responseDueDays: 5 };
    for (const id of ['feedback_a', 'feedback_b']) await give('partner_parish', id, 'GiveFeedback', feedback);
    expect(await told()).toEqual(['ngo: feedback_received feedback_a', 'ngo: feedback_received feedback_b']);
    await give('partner_ngo', 'feedback_a', 'RespondToFeedback', { text: text('Pidennetään') });
    expect(await told()).toEqual(['parish: feedback_answered feedback_a']);
    on('2025-01-16');
    expect(await told()).toEqual(['ngo: feedback_overdue feedback_b']);
  });

  it('of a meeting they are called to, and no more of it when they have answered', async () => {
    const meeting = {
      title: text('Verkosto'),
      kind: 'network',
      day: '2025-02-01',
      invited: ['partner_ngo', 'partner_parish'],
    };
    await give('partner_county', 'meeting_a', 'CallMeeting', meeting);
    expect(await told()).toEqual(['ngo: meeting_invitation meeting_a', 'parish: meeting_invitation meeting_a']);
    await give('partner_ngo', 'meeting_a', 'AnswerInvitation', { coming: 'yes' });
    await give('partner_county', 'meeting_a', 'ReviseMeeting', { ...meeting, venue: text('Kirjasto') });
    expect(await told()).toEqual(['parish: meeting_invitation meeting_a']);
  });

  it('when somebody offers a part in an activity, and when the offer is answered', async () => {
    await give('partner_county', 'activity_a', 'PlanActivity', plan());
    await give('partner_ngo', 'activity_a', 'OfferContribution', { brings: text('Tilat') });
    expect(await told()).toEqual(['coordinator: commitment_asked activity_a']);
    await give('partner_county', 'activity_a', 'AcceptOffer', { partner: 'partner_ngo' });
    expect(await told()).toEqual(['ngo: commitment_answered activity_a']);
  });

  describe('of figures', () => {
    const indicator = 'indicator_a';
    const series = 'series_a__ngo';
    beforeEach(async () => {
      await give('partner_county', indicator, 'DefineIndicator', {
        title: text('Osallistujat'),
        definition: text('Kävijät'),
        kind: 'count',
        unit: text('henkilöä'),
        direction: 'increase',
        aggregation: { time: 'sum', partners: 'sum' },
        periodType: 'month',
        counts: 'contacts',
      });
    });
    const value = { indicator, period: { from: '2025-01-01', to: '2025-01-31' }, value: 40, status: 'final' };

    it('that they were named to report: a week ahead, and when they are late (rule 46)', async () => {
      const partners = ['partner_ngo', 'partner_parish'];
      await give('partner_county', indicator, 'NameReporters', { partners, dueDays: 10 });
      on('2025-02-03');
      expect(await told()).toEqual([`ngo_reporter: figure_due ${indicator}`, `parish: figure_due ${indicator}`]);
      await give('partner_ngo', series, 'ReportMeasurement', value, 'person_ngo_reporter');
      on('2025-02-11');
      expect(await told()).toEqual([`parish: figure_late ${indicator}`]);
    });

    it('that are due soon after the period: on the first day they can be told', async () => {
      await give('partner_county', indicator, 'NameReporters', { partners: ['partner_ngo'], dueDays: 3 });
      on('2025-01-31');
      expect(await told()).toEqual([]);
      on('2025-02-01');
      expect(await told()).toEqual([`ngo_reporter: figure_due ${indicator}`]);
      on('2025-02-02');
      expect(await told()).toEqual([]);
    });

    it('that wait for review, and that were sent back (rule 18)', async () => {
      await give('partner_county', indicator, 'SetReview', { reviewed: true });
      on('2025-02-03');
      await give('partner_ngo', series, 'ReportMeasurement', value, 'person_ngo_reporter');
      // No reviewer was named at the owner: then all who act for it.
      expect(await told()).toEqual([`coordinator: value_to_review ${series}`]);
      const measurement = (await worlds.live('pohjola')).table('measurements').all()[0] as never as { key: string };
      const comment = text('Mukana myös toukokuu?');
      const sent = { indicator, measurement: measurement.key, comment };
      await give('partner_county', series, 'SendBackMeasurement', sent, 'person_coordinator');
      expect(await told()).toEqual([`ngo_reporter: value_sent_back ${series}`]);
    });
  });

  it('of a risk that is to be looked at again: a week ahead, and when that is late (rule 46)', async () => {
    const risk = { likelihood: 2, effect: 3, reviewBy: '2025-01-20', owner: 'partner_ngo', response: 'reduce' };
    await give('partner_county', 'risk_a', 'RaiseRisk', { title: text('Rahoitus'), ...risk });
    on('2025-01-13');
    expect(await told()).toEqual(['ngo: risk_review_due risk_a']);
    on('2025-01-21');
    expect(await told()).toEqual(['ngo: risk_review_due risk_a']);
  });

  it('of an agreement that waits for their signature (rule 29)', async () => {
    await give('partner_ngo', 'agreement_a', 'DraftAgreement', {
      title: text('Sopimus'),
      purpose: text('Yhteinen tilannekuva'),
      parties: ['partner_ngo', 'partner_parish'],
      detail: 'values',
      from: '2025-01-01',
      publish: 'nothing',
    });
    expect(await told()).toEqual([
      'ngo_endorser: agreement_to_sign agreement_a',
      'parish: agreement_to_sign agreement_a',
    ]);
  });

  it('of what they are asked to read', async () => {
    await give('partner_county', 'goal_a', 'ProposeGoal', { title: text('Hyvä arki') }, 'person_coordinator');
    await told();
    const request = { about: 'goal_a', partners: ['partner_parish'], due: '2025-02-01' };
    await give('partner_county', 'notice_a', 'RequestAcknowledgement', request);
    expect(await told()).toEqual(['parish: acknowledgement_requested notice_a']);
  });

  it('never of what they did themselves', async () => {
    await give('partner_county', 'task_a', 'OpenTask', { title: text('x'), partner: 'partner_ngo' }, 'person_ngo');
    expect(await told()).toEqual([]);
  });

  it('never twice of one event, whatever is read again', async () => {
    await give('partner_county', 'task_a', 'OpenTask', { title: text('Sovi'), partner: 'partner_ngo' });
    await told();
    const [event] = (await Array.fromAsync(log.readStream('pohjola-task_a'))).map(({ position }) => position);
    checkpoints.park({ reaction: 'notify', cause: String(event), error: 'x', attempts: 1, at: now.toISOString() });
    expect(await reactions.retry('notify', String(event))).toBe(true);
    expect(await told()).toEqual([]);
  });
});

describe('a digest', () => {
  beforeEach(async () => {
    inbox.setWay('person_ngo', 'pohjola', 'task_assigned', 'digest');
    await give('partner_county', 'task_a', 'OpenTask', { title: text('Sovi'), partner: 'partner_ngo' });
    await give('partner_county', 'task_b', 'OpenTask', { title: text('Sovi'), partner: 'partner_ngo' });
  });

  it('brings a day together when the next one has come', async () => {
    expect(await told()).toEqual([]);
    on('2025-01-11');
    expect(await told()).toEqual(['ngo: task_assigned task_a', 'ngo: task_assigned task_b']);
    expect(delivered).toMatchObject([{ person: 'person_ngo', day: '2025-01-11' }]);
    expect(delivered[0]?.items.map(({ about }) => about)).toEqual(['task_a', 'task_b']);
    on('2025-01-12');
    await told();
    expect(delivered).toHaveLength(1);
  });

  it('that cannot be delivered waits for a later day, under an id of its own day', async () => {
    const tried: string[] = [];
    courier = {
      deliver: async ({ id }) => {
        tried.push(id);
        throw new Error('no post today');
      },
    };
    on('2025-01-11');
    await reactions.settled();
    expect(inbox.list('person_ngo', 'pohjola')).toEqual([]);
    expect(reactions.report.find(({ name }) => name === 'digest')?.parked).toMatchObject([
      { cause: 'pohjola 2025-01-11', error: '1 digests of 2025-01-11 could not be delivered' },
    ]);
    // The same digest each time: who did take it over can tell.
    expect([tried.length, new Set(tried).size]).toEqual([5, 1]);
    courier = inboxOnly;
    on('2025-01-12');
    await reactions.settled();
    expect(delivered.map(({ items }) => items.length)).toEqual([2]);
    expect(tried).not.toContain(delivered[0]?.id);
  });
});

describe('by itself', () => {
  const green = { light: 'green' };
  const red = (due: string, words = 'Kutsu koolle') => ({
    light: 'red',
    explanation: text('Rahoitus puuttuu'),
    nextStep: { text: text(words), partner: 'partner_ngo', due },
  });
  const blocks = { successes: [], nextTasks: [], attention: [], achieved: [] };
  const id = assessmentId('period_2025h1', 'programme_a');
  const assess = (resources: object) =>
    give('partner_county', id, 'SubmitAssessment', {
      period: 'period_2025h1',
      programme: 'programme_a',
      lights: { overall: { light: 'yellow', explanation: text('Myöhässä') }, schedule: green, risks: green, resources },
      blocks,
    });
  const tasksOf = async () => {
    await reactions.settled();
    return (await worlds.live('pohjola')).rows(tasks).values();
  };
  beforeEach(async () => {
    await give('partner_county', 'period_2025h1', 'OpenPeriod', {
      code: '2025-H1',
      from: '2025-01-01',
      to: '2025-06-30',
      type: 'half_year',
    });
    await give('partner_county', 'programme_a', 'LaunchProgramme', {
      title: text('Ohjelma'),
      kind: 'programme',
      partner: 'partner_county',
      order: 1,
    });
  });

  it('the assessment is asked for a week ahead, sent back to who owns the programme, and the report told to all', async () => {
    await give('partner_county', 'period_2025h1', 'SetPeriodDue', { assessmentsDue: '2025-07-10' });
    on('2025-07-03');
    expect(await told()).toEqual(['coordinator: assessment_due programme_a']);
    await assess(green);
    const comment = text('Kerro enemmän');
    const sent = { period: 'period_2025h1', programme: 'programme_a', comment };
    await give('partner_county', id, 'SendBackAssessment', sent);
    expect(await told()).toEqual([`coordinator: assessment_sent_back ${id}`]);
    await assess(green);
    const words = { period: 'period_2025h1', summary: [text('Työ eteni')], successes: [] };
    await give('partner_county', 'report_2025h1', 'WriteReport', words);
    await give('partner_county', 'report_2025h1', 'PublishReport', { acceptMissing: true });
    expect(await told()).toEqual(
      ['auditor', 'coordinator', 'ngo', 'ngo_endorser', 'ngo_reporter', 'parish'].map(
        (person) => `${person}: report_published report_2025h1`,
      ),
    );
  });

  it('a red light’s next step becomes a task of who will do it (rule 41)', async () => {
    await assess(red('2025-09-30'));
    expect(await tasksOf()).toMatchObject([
      {
        title: { fi: 'Kutsu koolle' },
        detail: { fi: 'Rahoitus puuttuu' },
        due: '2025-09-30',
        partner: 'partner_ngo',
        programme: 'programme_a',
        source: { kind: 'red_light', id },
      },
    ]);
    expect(await told()).toEqual([expect.stringMatching(/^ngo: task_assigned task_/)]);
  });

  it('the same step said again stays one task, with another day it moves, another step is another task', async () => {
    await assess(red('2025-09-30'));
    await assess({ ...red('2025-09-30'), explanation: text('Rahoitus puuttuu yhä') });
    expect(await tasksOf()).toHaveLength(1);
    await assess(red('2025-10-31'));
    expect(await tasksOf()).toMatchObject([{ due: '2025-10-31' }]);
    await assess(red('2025-10-31', 'Hae rahoitusta'));
    expect((await tasksOf()).map(({ title }) => title.fi)).toEqual(['Kutsu koolle', 'Hae rahoitusta']);
    expect(reactions.report.find(({ name }) => name === 'red_lights')).toMatchObject({ parked: [], refused: 0 });
  });

  it('the values of a closed period are locked, once (rule 23)', async () => {
    on('2025-07-15');
    await give('partner_county', 'period_2025h1', 'ClosePeriod');
    await give('partner_county', 'period_2025h1', 'ReopenPeriod', { reason });
    await reactions.settled();
    await give('partner_county', 'period_2025h1', 'ClosePeriod');
    await reactions.settled();
    const locks = (await worlds.live('pohjola')).table('locks').all();
    expect(locks).toMatchObject([{ id: 'lock_period_2025h1', from: '2025-01-01', to: '2025-06-30', indicators: [] }]);
    expect(reactions.report.find(({ name }) => name === 'closed_periods')).toMatchObject({ parked: [], refused: 0 });
  });
});

it('every kind of notification is told by something', () => {
  expect([...kindsTold].toSorted()).toEqual(notificationKinds.toSorted());
});
