import { activities, links, sessions, tasks } from '#action';
import { goals } from '#agenda';
import { askerIn, checkups, risks, settingsOf, teams } from '#backbone';
import { acknowledgements, clocks, comments, feedbacks, meetings, observations, themes, threads } from '#dialogue';
import { agreements, indicators, locks, measurements, targetsInForce } from '#measurement';
import { assessments, periods } from '#reporting';
import { isRefusal } from '#decider';
import { uuidFrom, type World } from '#world';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPlatform, type Platform } from '../../api/platform.ts';
import { importFolder, type ImportOptions, type ImportReport } from './import.ts';

/** What the partners of the second county do together, as its files tell it. */
const secondCounty = join(__dirname, '../../../test/fixtures/second-county');
const file = 'together.yaml';

let home: string;
let data: string;
let source: string;

/** Imported once; every test goes on from a copy of it. */
let imported: string;
let first: ImportReport;
beforeAll(async () => {
  imported = mkdtempSync(join(tmpdir(), 'talkoot-together-'));
  first = await importFolder({ folder: imported, source: secondCounty, simulateClock: true });
});
afterAll(() => rmSync(imported, { recursive: true }));
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'talkoot-together-'));
  data = join(home, 'data');
  source = join(home, 'county');
  cpSync(imported, data, { recursive: true });
  cpSync(secondCounty, source, { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true }));

const again = (options: Partial<ImportOptions> = {}): Promise<ImportReport> =>
  importFolder({ folder: data, source, ...options });

const opened = async <Result>(
  work: (platform: Platform, world: World) => Result | Promise<Result>,
): Promise<Result> => {
  const platform = openPlatform({ folder: data });
  try {
    return await work(platform, await platform.worlds.live('saltskar'));
  } finally {
    await platform.close();
  }
};
const world = <Result>(read: (world: World) => Result): Promise<Result> => opened((_, found) => read(found));
const types = (): Promise<string[]> =>
  opened(async ({ log }) => (await Array.fromAsync(log.readAll())).map(({ type }) => type));

/** Puts other words into the file; words that are not there would make a test say nothing. */
function edit(from: string, to: string): void {
  const text = readFileSync(join(source, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(join(source, file), text.replace(from, to));
}
/** The line on which words stand in the file as edited. */
const lineOf = (words: string): number =>
  readFileSync(join(source, file), 'utf8').split(words)[0]?.split('\n').length ?? 0;

const sv = (text: string) => ({ sv: text });

it('is imported whole, and again without a change', async () => {
  expect(first.errors).toEqual([]);
  expect(first.files.find((one) => one.file === file)).toMatchObject({ changed: 0, unchanged: 0, refused: 0 });
  for (const simulateClock of [true, false])
    expect(await again({ simulateClock })).toMatchObject({ commands: 0, errors: [] });
});

describe('every kind is there as the file says', () => {
  const there: Record<string, (world: World) => [unknown, unknown]> = {
    settings: (at) => [
      settingsOf(at),
      { smallBelow: 4, responseDueDays: 21, staleAfterDays: 90, lightWords: { red: sv('Stopp') } },
    ],
    team: (at) => [
      at.rows(teams).get('team_las'),
      { kind: 'working_group', partners: ['partner_norrskar', 'partner_soderskar'], purpose: sv('Läslust') },
    ],
    // Changed words are a new version, and the translation that stayed behind is marked (rules 4, 51).
    'goal with versions': (at) => [
      at.rows(goals).get('goal_folk'),
      {
        phase: 'endorsed',
        goalVersion: 2,
        number: '3',
        title: { sv: 'Folk träffas oftare', outdated: ['fi'] },
        endorsements: [{ partner: 'partner_soderskar' }, { partner: 'partner_norrskar' }],
        earlier: [{ title: sv('Folk träffas'), endorsements: [{ partner: 'partner_norrskar' }] }],
        moves: [{ number: '2' }],
        milestones: [{ id: 'milestone_lokal', reachedOn: '2023-10-12' }, { id: 'milestone_alla' }],
      },
    ],
    'goal that is a draft': (at) => [at.rows(goals).get('goal_utkast'), { phase: 'draft', shared: false }],
    indicator: (at) => [
      at.rows(indicators).get('indicator_traffar'),
      {
        reviewed: true,
        indicatorVersion: 2,
        level: 'performance',
        result: 'output',
        dimensions: [{ id: 'alder', categories: [{ id: 'barn' }, { id: 'vuxna' }] }],
        versions: [{ indicatorVersion: 1 }, { from: '2024-01-01', comparable: sv('Bara fastlandet') }],
        targets: [{ value: 100 }, { value: 120 }],
        reporters: [{ partners: ['partner_norrskar'], dueDays: 14, from: '2023-07-01' }],
      },
    ],
    agreement: (at) => [at.rows(agreements).get('agreement_las'), { proposed: { detail: 'values', signatures: [] } }],
    'value that was sent back, corrected and accepted': (at) => [
      at.rows(measurements).get('series_traffar__norrskar/2023-07-01/2023-12-31/901'),
      {
        state: 'accepted',
        current: { value: 63 },
        history: [
          { value: 51, verdict: { outcome: 'sent_back', comment: sv('Julträffen saknas') } },
          { value: 63, verdict: { outcome: 'accepted' } },
        ],
      },
    ],
    'value of a later version that was taken back': (at) => [
      at.rows(measurements).get('series_traffar__norrskar/2024-01-01/2024-06-30/901~2'),
      { state: 'withdrawn', indicatorVersion: 2 },
    ],
    lock: (at) => [
      at.rows(locks).get('lock_2023'),
      { indicators: ['indicator_traffar'], unlockings: [{ until: '2024-04-05' }] },
    ],
    activity: (at) => [
      at.rows(activities).get('activity_traffar'),
      {
        audience: ['families'],
        rhythm: { every: 'monthly' },
        leadCommitment: 'committed',
        leadResources: [{ kind: 'premises' }],
        contributors: [{ partner: 'partner_saltskar', commitment: 'committed', resources: [{ amount: { value: 1 } }] }],
      },
    ],
    'session that was held': (at) => [
      at.rows(sessions).get('session_juli'),
      {
        phase: 'held',
        organiser: 'partner_norrskar',
        participants: { contacts: 9, persons: 8 },
        indicators: ['indicator_traffar'],
      },
    ],
    'session that was called off': (at) => [at.rows(sessions).get('session_augusti'), { phase: 'cancelled' }],
    link: (at) => [at.rows(links).get('link_traffar'), { phase: 'standing', effect: 'increases', confidence: 'high' }],
    meeting: (at) => [
      at.rows(meetings).get('meeting_host'),
      {
        phase: 'held',
        answers: [{ partner: 'partner_norrskar', coming: 'yes' }],
        attendance: [{ heads: 2 }, { heads: 1 }],
        decided: [{ about: 'goal_folk' }],
      },
    ],
    feedback: (at) => [
      at.rows(feedbacks).get('feedback_farja'),
      { phase: 'closed', due: '2023-09-19', actions: ['task_farja'], told: [{ partner: 'partner_norrskar' }] },
    ],
    // It refers to the feedback that refers to it, all on one day.
    task: (at) => [
      at.rows(tasks).get('task_farja'),
      {
        phase: 'completed',
        due: '2023-09-29',
        source: { kind: 'feedback', id: 'feedback_farja' },
        moves: [{ from: '2023-09-20' }],
        reopenings: [{ completion: { on: '2023-09-26' } }],
        completion: { on: '2023-10-05' },
      },
    ],
    observation: (at) => [at.rows(observations).get('observation_tyst'), { noticedOn: '2023-09-01', place: '901' }],
    theme: (at) => [
      at.rows(themes).get('theme_kvallar'),
      { phase: 'closed', following: [{ follows: 'activity_traffar' }] },
    ],
    thread: (at) => [at.rows(threads).get('thread_sagor'), { phase: 'closed', startedBy: 'partner_saltskar' }],
    comment: (at) => [at.rows(comments).get('thread_sagor/2'), { partner: 'partner_norrskar' }],
    acknowledgement: (at) => [at.rows(acknowledgements).get('ack_goal_folk__norrskar'), { about: 'goal_folk' }],
    'annual clock': (at) => [
      at.rows(clocks).get('clock_rakning'),
      { done: [{ occurrence: '2023-H2', on: '2024-01-08' }] },
    ],
    risk: (at) => [
      at.rows(risks).get('risk_storm'),
      { likelihood: 2, assessments: [{ likelihood: 3 }, { likelihood: 2 }] },
    ],
    'self-assessment': (at) => [at.rows(checkups).get('checkup_2023_h2__norrskar'), { scores: { activities: 5 } }],
    period: (at) => [
      at.rows(periods).get('period_2024h1'),
      { phase: 'closed', assessmentsDue: '2024-07-12', carryOver: true, acceptance: true },
    ],
    assessment: (at) => [
      at.rows(assessments).get('assessment_2024h1__barn'),
      {
        phase: 'accepted',
        blocks: { successes: [sv('Tre nya öar nåddes')] },
        carriedOver: [{ outcome: 'achieved', text: sv('Bokbåten får en ny rutt') }],
        readings: [{ found: 'sent_back' }, { found: 'accepted' }],
      },
    ],
  };
  it.each(Object.entries(there))('%s', async (_, read) => {
    const [row, wanted] = await world(read);
    expect(row).toMatchObject(wanted as object);
  });
});

it('each act was recorded on its own day and by who did it', async () => {
  const told = await opened(async ({ log }) =>
    (await Array.fromAsync(log.readStream('saltskar-feedback_farja'))).map(({ type, recordedAt, metadata }) => [
      type,
      recordedAt.slice(0, 10),
      metadata.actor,
      metadata.organisation,
    ]),
  );
  expect(told).toEqual([
    ['FeedbackGiven', '2023-09-09', 'person_norr', 'partner_norrskar'],
    ['FeedbackAnswered', '2023-09-12', 'person_plan', 'partner_saltskar'],
    ['FeedbackActedOn', '2023-09-12', 'person_plan', 'partner_saltskar'],
    ['FeedbackGiverTold', '2023-10-02', 'person_norr', 'partner_norrskar'],
    ['FeedbackClosed', '2023-10-09', 'person_plan', 'partner_saltskar'],
  ]);
});

describe('a changed file makes only the change', () => {
  const changes: Record<string, readonly [from: string, to: string, type: string]> = {
    'team: who belongs to it': [
      'partners: [partner_norrskar, partner_soderskar], places',
      'partners: [partner_norrskar], places',
      'TeamRevised',
    ],
    'goal: a later wording': [
      '    moves:\n',
      '      - { title: Folk på alla öar träffas, reason: Alla öar }\n    moves:\n',
      'GoalAmended',
    ],
    'goal: a later place': [
      'on: 2023-09-04 }',
      'on: 2023-09-04 }\n      - { number: "4", reason: En till }',
      'GoalPlaced',
    ],
    'goal: a milestone moved': ['due: 2024-10-31 }', 'due: 2099-10-31 }', 'MilestoneSet'],
    'goal: a milestone reached': ['due: 2024-10-31 }', 'due: 2024-10-31, reached: 2024-10-01 }', 'MilestoneReached'],
    'goal: a draft proposed': ['draft: true, title', 'title', 'GoalProposed'],
    'goal: a draft in other words': ['title: Ett utkast', 'title: Ett annat utkast', 'GoalDrafted'],
    'indicator: review ended': ['reviewed: true', 'reviewed: false', 'IndicatorReviewSet'],
    'indicator: who reports': ['dueDays: 14', 'dueDays: 21', 'ReportersNamed'],
    'indicator: another target for the day': [
      'on: 2024-01-15 }',
      'on: 2024-01-15 }\n      - { due: 2024-12-31, kind: at_least, value: 130, reason: Ännu bättre }',
      'IndicatorTargetSet',
    ],
    'agreement: a signature': [
      '    from: 2023-07-01\n\n',
      '    from: 2023-07-01\n    signatures: [{ partner: partner_norrskar, by: person_norr }]\n\n',
      'AgreementSigned',
    ],
    'activity: its theme': ['theme: Sagor', 'theme: Visor', 'ActivityRevised'],
    'activity: a partner withdraws': [
      'on: 2023-06-08 }\n    goals',
      'on: 2023-06-08 }\n      - { partner: partner_saltskar, step: left, reason: Ingen tid, by: person_plan }\n    goals',
      'ActivityLeft',
    ],
    'session: who came': ['contacts: 9, persons: 8', 'contacts: 10, persons: 8', 'SessionCorrected'],
    'link: how sure': ['confidence: high', 'confidence: medium', 'LinkRevised'],
    'link: removed': [
      'evidence: [{ label: Listorna }]',
      'evidence: [{ label: Listorna }], removed: { reason: Det stämde inte }',
      'LinkRemoved',
    ],
    'task: its words': ['title: Fråga rederiet', 'title: Fråga rederiet och hamnen', ''],
    'meeting: its minutes': [
      'minutes: [Träffarna fortsätter]',
      'minutes: [Träffarna fortsätter till jul]',
      'MinutesCorrected',
    ],
    'meeting: a decision more': [
      'about: goal_folk }\n\nfeedback',
      'about: goal_folk }\n      - { text: Till jul }\n\nfeedback',
      'MeetingDecided',
    ],
    'theme: another observation': [
      'themes:',
      '  - { id: observation_sen, text: Bussen går sent, by: person_norr }\nthemes:',
      'ObservationNoted',
    ],
    'thread: its first words': ['text: Hur blir det', 'text: Och hur blir det', 'CommentEdited'],
    'thread: a comment more': [
      'text: Hur blir det i vinter? }',
      'text: Hur blir det i vinter?, comments: [{ text: Lika som i fjol }] }',
      'CommentWritten',
    ],
    'notice: one more has read it': [
      'on: 2023-08-09 }]',
      'on: 2023-08-09 }, { partner: partner_soderskar, by: person_soder }]',
      'ChangeAcknowledged',
    ],
    'clock: reminded sooner': ['remindDays: 7', 'remindDays: 14', 'ClockItemRevised'],
    'clock: done again': ['on: 2024-01-08 }] }', 'on: 2024-01-08 }, { occurrence: 2024-H1 }] }', 'ClockItemTicked'],
    'risk: its owner': ['owner: partner_norrskar, response', 'owner: partner_saltskar, response', 'RiskRevised'],
    'risk: closed': [
      'reviewBy: 2023-12-31, about',
      'reviewBy: 2023-12-31, closed: { reason: Över }, about',
      'RiskClosed',
    ],
    'self-assessment: other scores': ['activities: 5', 'activities: 4', 'CheckupRevised'],
    'lock: opened again': [
      'on: 2024-04-01 }]',
      'on: 2024-04-01 }, { until: 2099-01-01, reason: Mera }]',
      'ValuesUnlocked',
    ],
    'assessment: read': [
      '    on: 2024-01-12\n',
      '    readings: [{ found: accepted }]\n    on: 2024-01-12\n',
      'AssessmentAccepted',
    ],
  };
  it.each(Object.entries(changes))('%s', async (_, [from, to, type]) => {
    const before = (await types()).length;
    edit(from, to);
    const report = await again();
    expect(report.errors).toEqual([]);
    expect((await types()).slice(before)).toEqual(type === '' ? [] : [type]);
    expect(await again()).toMatchObject({ commands: 0, errors: [] });
  });
});

it('what people have told in the platform is not told again', async () => {
  edit(
    'done: [{ occurrence: 2023-H2, on: 2024-01-08 }]',
    'done: [{ occurrence: 2023-H2, on: 2024-01-08 }, { occurrence: 2024-H2 }]',
  );
  await opened(async ({ commands }, live) => {
    const asker = askerIn(live, 'person_plan');
    if (!asker) throw new Error('person_plan acts for nobody');
    const outcome = await commands.execute({
      collaboration: 'saltskar',
      id: 'clock_rakning',
      command: { type: 'TickClockItem', data: { occurrence: '2024-H2' } },
      asker,
      commandId: uuidFrom('a person'),
    });
    expect(isRefusal(outcome)).toBe(false);
  });
  expect(await again()).toMatchObject({ commands: 0, errors: [] });
});

it('targets of one day follow each other, and the last one stands', async () => {
  const row = await world((at) => at.rows(indicators).get('indicator_traffar'));
  expect(row && targetsInForce({ ...row, indicatorVersion: 1 }).map(({ value }) => value)).toEqual([120]);
});

describe('what is wrong is named by file, line and reason', () => {
  const afterwards = 'It was recorded with other words, and what has happened stays as it was told';
  /** Words put in the place of others, in a file that was imported already. */
  const stays: Record<string, readonly [from: string, to: string, at: string]> = {
    'a later wording': ['title: { sv: Folk träffas oftare', 'title: { sv: Folk ses oftare', '- title: { sv: Folk ses'],
    'a later place': ["{ number: '3', reason", "{ number: '5', reason", "{ number: '5'"],
    'what a partner answered': [
      'step: joined, resources: [{ kind: staff, amount: { value: 1',
      'step: joined, resources: [{ kind: staff, amount: { value: 2',
      '{ partner: partner_saltskar, step: joined',
    ],
    'why a task moved': ['Rederiet svarar i slutet', 'Rederiet svarar i början', '{ due: 2023-09-29'],
    'a comment': ['text: Fyrvaktarens saga', 'text: Fiskarens saga', 'comments:'],
    'an answer to feedback': ['text: Vi frågar rederiet', 'text: Vi frågar hamnen', 'answers: [{ text'],
    'what was decided': ['text: En träff till', 'text: Två träffar till', '{ text: Två'],
    'what a reviewer said': ['comment: Julträffen saknas', 'comment: Allt saknas', 'Allt saknas'],
    'what was found in an assessment': ['comment: Berätta vad som gick', 'comment: Berätta mera', 'Berätta mera'],
    'how a risk looked then': ['reason: Lugnare höst', 'reason: Lugnt', '{ id: risk_storm'],
    'why values were unlocked': ['reason: En träff saknades', 'reason: Två träffar saknades', 'unlocked: [{'],
  };
  it.each(Object.entries(stays))('%s cannot be told otherwise afterwards', async (_, [from, to, at]) => {
    edit(from, to);
    const { errors } = await again({ simulateClock: true });
    expect(errors).toEqual([{ file, line: lineOf(at), reason: afterwards }]);
  });

  /** Words put in the place of others, in a file that is imported for the first time. */
  const wrong: Record<string, readonly [from: string, to: string, at: string, reason: RegExp]> = {
    'goals: a milestone without a day': [
      ', due: 2023-10-31, reached',
      ', reached',
      '{ id: milestone_lokal',
      /^milestones\.0\.due is missing$/,
    ],
    'goals: a number taken': ["{ number: '3', reason", "{ number: '1', reason", "{ number: '1'", /^number: /],
    'goals: a wording without a reason': [
      '        reason: Målet ska kunna följas\n',
      '',
      '- title: { sv: Folk träffas oftare',
      /^revisions\.0\.reason is missing$/,
    ],
    'indicators: a version without its day': [
      '{ from: 2024-01-01, definition',
      '{ definition',
      '{ definition',
      /^versions\.0\.from is missing$/,
    ],
    'indicators: a version in the middle of a period': [
      '{ from: 2024-01-01, definition',
      '{ from: 2024-01-15, definition',
      '{ from: 2024-01-15',
      /^from: /,
    ],
    'verdicts: another word': [
      'outcome: sent_back',
      'outcome: refused',
      'outcome: refused',
      /^outcome must be one of accepted, sent_back/,
    ],
    'verdicts: a value that is not there': [
      "place: '901', from: 2024-01-01",
      "place: '902', from: 2024-01-01",
      "place: '902', from",
      /could not be imported|measurement: /,
    ],
    'verdicts: a person who reviews nothing': [
      'outcome: accepted, by: person_granska',
      'outcome: accepted, by: person_norr',
      'outcome: accepted, by',
      /^person_norr for partner_norrskar holds no mandate for AcceptMeasurement$/,
    ],
    'locks: days the wrong way round': [
      '    to: 2023-12-31\n    indicators',
      '    to: 2022-12-31\n    indicators',
      'to: 2022-12-31',
      /^to: /,
    ],
    'activities: an answer nobody asked for': [
      'commitments:\n',
      'commitments:\n      - { partner: partner_soderskar, step: declined, reason: Nej, by: person_soder }\n',
      '{ partner: partner_soderskar, step: declined',
      /^person_soder for partner_soderskar holds no mandate for DeclineActivity$/,
    ],
    'activities: another step': [
      'step: joined, resources',
      'step: agreed, resources',
      'step: agreed',
      /^commitments\.0\.step must be one of asked, joined/,
    ],
    'sessions: more persons than contacts': ['persons: 8', 'persons: 10', 'persons: 10', /persons/],
    'sessions: organised by nobody': [
      'organiser: partner_norrskar, date: 2023-07-01',
      'organiser: partner_ingen, date: 2023-07-01',
      'organiser: partner_ingen',
      /^organiser refers to partner_ingen/,
    ],
    'links: ends that do not fit': ['effect: increases', 'effect: reinforces', 'effect: reinforces', /^effect: /],
    'tasks: due before it began': ['due: 2023-09-20', 'due: 2023-09-01', 'due: 2023-09-01', /^due: /],
    'tasks: from something that is not there': [
      'thing: feedback_farja }',
      'thing: feedback_ingen }',
      'thing: feedback_ingen',
      /^origin\.thing refers to feedback_ingen/,
    ],
    'meetings: ending before it begins': ["to: '14:30'", "to: '12:30'", "to: '12:30'", /^to: /],
    'meetings: an answer of one not invited': [
      '{ partner: partner_norrskar, coming: yes, by: person_norr',
      '{ partner: partner_saltskar, coming: yes, by: person_plan',
      '{ partner: partner_saltskar, coming',
      /./,
    ],
    'feedback: answered by another': [
      'answers: [{ text: Vi frågar rederiet, by: person_plan',
      'answers: [{ text: Vi frågar rederiet, partner: partner_soderskar, by: person_soder',
      'answers: [{',
      /./,
    ],
    'feedback: personal data': ['text: Färjan går för tidigt', 'text: Ring 040 123 4567', 'text: Ring', /^text/],
    'observations: noticed in the future': [
      'noticedOn: 2023-09-01',
      'noticedOn: 2023-10-01',
      'noticedOn: 2023-10-01',
      /^noticedOn: /,
    ],
    'themes: of nothing': [
      'observations: [observation_tyst]',
      'observations: [observation_ingen]',
      'observations: [',
      /^observations\.0 refers to observation_ingen/,
    ],
    'threads: about nothing': [
      'about: activity_traffar\n    title: Vilka',
      'about: activity_ingen\n    title: Vilka',
      'about: activity_ingen',
      /^about refers to activity_ingen/,
    ],
    'notices: due before they are asked': ['due: 2023-09-01, ack', 'due: 2023-07-01, ack', 'due: 2023-07-01', /^due: /],
    'clock: a time round that is none': ['occurrence: 2023-H2', 'occurrence: 2023-Q2', 'occurrence: 2023-Q2', /./],
    'risks: six of five': [
      'likelihood: 3, effect',
      'likelihood: 6, effect',
      'likelihood: 6',
      /^likelihood is too large/,
    ],
    'checkups: a condition left out': [
      'communication: 4, backbone: 3',
      'communication: 4',
      'communication: 4',
      /^scores\.backbone is missing$/,
    ],
    'periods: closed before it is over': [
      'closed: { on: 2024-07-31 }',
      'closed: { on: 2024-06-28 }',
      'closed: { on: 2024-06-28',
      /./,
    ],
    'assessments: carrying over what nobody promised': [
      'task: Bokbåten får en ny rutt',
      'task: Bokbåten säljs',
      'carriedOver: &rutt',
      /./,
    ],
    'teams: a member that is not there': [
      'partners: [partner_norrskar, partner_soderskar], places',
      'partners: [partner_ingen], places',
      'partners: [partner_ingen',
      /^partners\.0 refers to partner_ingen/,
    ],
  };
  it.each(Object.entries(wrong))('%s', async (_, [from, to, at, reason]) => {
    edit(from, to);
    const { errors } = await importFolder({ folder: join(home, 'new'), source, simulateClock: true, dryRun: true });
    expect(errors).toContainEqual(
      expect.objectContaining({ file, line: lineOf(at), reason: expect.stringMatching(reason) as unknown }),
    );
  });
});
