import { activities, tasks, type ActivityRow } from '#action';
import { goals, programmes } from '#agenda';
import { risks, votersIn } from '#backbone';
import type { Recorded } from '#decider';
import { feedbacks, meetings, notices } from '#dialogue';
import type { Notification, NotificationKind } from '#identity';
import { PartnerId } from '#language';
import {
  agreements,
  daysAfter,
  dueDay,
  hasReported,
  indicators,
  measurements,
  periodAsked,
  reportersOn,
  seriesOutlines,
  unsignedOf,
} from '#measurement';
import { assessmentId, assessments, periods } from '#reporting';
import { platformActor, type Reaction, type World } from '#world';
import { z } from 'zod';
import { coordinators, everybody, hands, peopleOf } from './notification.addressees.ts';

/** Who is told ahead of a last day is told so many days before it. */
export const aheadDays = 7;

type Told = readonly Notification[];
const tell = (kind: NotificationKind, about: string, people: readonly string[]): Told =>
  people.map((person) => ({ person, kind, about }));

const Named = z.object({ partner: PartnerId });

/** What follows from each type of event: who has to do something, or whose matter it is. */
const tellers: Readonly<Record<string, (event: Recorded, world: World) => Told>> = {
  TaskOpened: taskGiven,
  TaskAssigned: taskGiven,

  ActivityPlanned: contributionAsked,
  ActivityRevised: contributionAsked,
  ContributionAsked: partAsked,
  LeadProposed: partAsked,
  ContributionOffered: ({ subject }, world) =>
    ofActivity(world, subject, ({ lead }) => tell('commitment_asked', subject, peopleOf(world, lead, hands))),
  ActivityJoined: commitmentAnswered,
  ActivityDeclined: commitmentAnswered,
  LeadAccepted: commitmentAnswered,
  LeadDeclined: commitmentAnswered,
  OfferAccepted: offerAnswered,
  OfferDeclined: offerAnswered,
  // Whoever takes a promise back, the lead and the coordinator know of it at once (rule 35).
  ActivityLeft: ({ subject }, world) =>
    ofActivity(world, subject, ({ lead, programmes: [programme] }) => [
      ...tell('commitment_withdrawn', subject, peopleOf(world, lead, hands)),
      ...tell('commitment_withdrawn', subject, coordinators(world, { programme })),
    ]),

  GoalProposed: goalToEndorse,
  GoalAmended: goalToEndorse,
  GoalAgreed({ subject }, world) {
    const goal = world.rows(goals).get(subject);
    const partners = goal ? [goal.proposedBy, ...goal.endorsements.map(({ partner }) => partner)] : [];
    return partners.flatMap((partner) =>
      tell('goal_agreed', subject, peopleOf(world, partner, [...hands, 'endorser'])),
    );
  },

  MeasurementReported: valueToReview,
  MeasurementCorrected: valueToReview,
  MeasurementSentBack({ subject }, world) {
    const series = world.rows(seriesOutlines).get(subject);
    if (!series) return [];
    const { partner, indicator } = series;
    return tell('value_sent_back', subject, peopleOf(world, partner, ['reporter'], { indicator }));
  },

  AgreementDrafted: agreementToSign,
  AgreementAmended: agreementToSign,

  AssessmentSentBack({ subject }, world) {
    const programme = world.rows(assessments).get(subject)?.programme;
    const owner = programme === undefined ? undefined : world.rows(programmes).get(programme)?.partner;
    return owner === undefined
      ? []
      : tell('assessment_sent_back', subject, peopleOf(world, owner, hands, { programme }));
  },
  ReportPublished: ({ subject }, world) => tell('report_published', subject, everybody(world)),

  FeedbackGiven: feedbackReceived,
  FeedbackPassedOn: feedbackReceived,
  // The loop is closed both ways: who gave it hears of the answer, and of what came of it.
  FeedbackAnswered: feedbackAnswered,
  FeedbackGiverTold: feedbackAnswered,
  MeetingCalled: meetingCalled,
  MeetingRevised: meetingCalled,
  AcknowledgementRequested: ({ subject }, world) =>
    (world.rows(notices).get(subject)?.partners ?? []).flatMap((partner) =>
      tell('acknowledgement_requested', subject, peopleOf(world, partner, hands)),
    ),

  // What the one who left had promised is now for others to see to.
  PartnerLeft: ({ subject }, world) => [
    ...tell('partner_left', subject, coordinators(world)),
    ...world
      .rows(activities)
      .where('partner', subject)
      .filter(({ phase }) => phase === 'planned')
      .flatMap(({ id, lead }) =>
        tell('partner_left', id, lead === subject ? coordinators(world) : peopleOf(world, lead, hands)),
      ),
  ],
};

/** What follows from a day that has come: what falls due a week later, and what was due the day before and is late. */
const daily: readonly ((day: string, world: World) => Told)[] = [
  (day, world) =>
    world
      .rows(tasks)
      .where('phase', 'open')
      .flatMap(({ id, partner, due }) => {
        const kind = onDay(day, due, 'task_due_soon', 'task_late');
        return kind ? tell(kind, id, peopleOf(world, partner, hands)) : [];
      }),

  (day, world) =>
    world
      .rows(indicators)
      .values()
      .filter(({ phase }) => phase !== 'retired')
      .flatMap((indicator) => {
        const period = periodAsked(indicator, day);
        const due = dueDay(indicator, period);
        // Nobody can report a period that is not over: who has less than a week is told on its first day.
        const opens = daysAfter(period.to, 1);
        const soon = due !== undefined && day === opens && opens <= due && due < daysAfter(day, aheadDays);
        const kind = soon ? 'figure_due' : onDay(day, due, 'figure_due', 'figure_late');
        const partners = kind ? (reportersOn(indicator, period.from)?.partners ?? []) : [];
        return partners
          .filter((partner) => !hasReported(world, indicator, partner, period))
          .flatMap((partner) =>
            tell(
              kind ?? 'figure_due',
              indicator.id,
              peopleOf(world, partner, ['reporter'], { indicator: indicator.id }),
            ),
          );
      }),

  (day, world) =>
    world
      .rows(periods)
      .values()
      .filter(({ phase, assessmentsDue }) => phase === 'open' && assessmentsDue === daysAfter(day, aheadDays))
      .flatMap((period) =>
        world
          .rows(programmes)
          .values()
          .filter(
            ({ id, endedAt }) => endedAt === undefined && !world.rows(assessments).has(assessmentId(period.id, id)),
          )
          .flatMap(({ id, partner }) => tell('assessment_due', id, peopleOf(world, partner, hands, { programme: id }))),
      ),

  (day, world) =>
    world
      .rows(feedbacks)
      .where('phase', 'open')
      .filter(({ due }) => due === daysAfter(day, -1))
      .flatMap(({ id, to }) => tell('feedback_overdue', id, peopleOf(world, to, hands))),

  (day, world) =>
    world
      .rows(risks)
      .where('phase', 'open')
      .filter(({ reviewBy }) => onDay(day, reviewBy, 'risk_review_due', 'risk_review_due') !== undefined)
      .flatMap(({ id, owner }) => tell('risk_review_due', id, peopleOf(world, owner, hands))),
];

const onDay = (day: string, due: string | undefined, ahead: NotificationKind, late: NotificationKind) => {
  if (due === daysAfter(day, aheadDays)) return ahead;
  return due === daysAfter(day, -1) ? late : undefined;
};

/**
 * Tells people what waits for them and what has become of what is theirs. Who did it needs no telling, and nobody is
 * told twice of one thing. Lateness is judged on the day that has come (rule 46).
 */
export const notifying: Reaction<Notification> = {
  name: 'notify',
  on: Object.keys(tellers),
  react: (event, world) =>
    once(tellers[event.type]?.(event, world) ?? []).filter(({ person }) => person !== event.actor),
  onDay: (day, world) => once(daily.flatMap((told) => told(day, world))),
};

function once(told: Told): Told {
  const found = new Map(told.map((each) => [`${each.person} ${each.kind} ${each.about}`, each]));
  return [...found.values()];
}

/** What an organisation gives itself it knows of; what the platform gives in the backbone's name nobody does yet. */
function taskGiven({ subject, organisation, actor }: Recorded, world: World): Told {
  const task = world.rows(tasks).get(subject);
  if (!task || (task.partner === organisation && actor !== platformActor)) return [];
  return tell('task_assigned', subject, peopleOf(world, task.partner, hands));
}

const ofActivity = (world: World, id: string, told: (activity: ActivityRow) => Told): Told => {
  const activity = world.rows(activities).get(id);
  return activity ? told(activity) : [];
};

/** Those who were asked by this very event, and have not answered since (rule 34). */
function contributionAsked({ subject, recordedAt }: Recorded, world: World): Told {
  return ofActivity(world, subject, ({ commitments }) =>
    commitments
      .filter(({ state, history }) => state === 'proposed' && history.some(({ at }) => at === recordedAt))
      .flatMap(({ partner }) => tell('commitment_asked', subject, peopleOf(world, partner, hands))),
  );
}

/** One partner is asked, by name, and has not answered since: those asked before have been told. */
function partAsked({ subject, data }: Recorded, world: World): Told {
  const asked = Named.parse(data).partner;
  return ofActivity(world, subject, ({ commitments }) =>
    commitments.some(({ partner, state }) => partner === asked && state === 'proposed')
      ? tell('commitment_asked', subject, peopleOf(world, asked, hands))
      : [],
  );
}

function commitmentAnswered({ subject, organisation }: Recorded, world: World): Told {
  return ofActivity(world, subject, ({ lead, programmes: [programme] }) =>
    // A lead's own answer is for whoever asked it: the coordinator.
    tell(
      'commitment_answered',
      subject,
      lead === organisation ? coordinators(world, { programme }) : peopleOf(world, lead, hands),
    ),
  );
}

function offerAnswered({ subject, data }: Recorded, world: World): Told {
  return tell('commitment_answered', subject, peopleOf(world, Named.parse(data).partner, hands));
}

function goalToEndorse({ subject }: Recorded, world: World): Told {
  const goal = world.rows(goals).get(subject);
  if (goal?.phase !== 'proposed') return [];
  const spoken = new Set(goal.endorsements.map(({ partner }) => partner));
  return [...(goal.ballot?.voters ?? votersIn(world))]
    .filter((partner) => !spoken.has(partner))
    .flatMap((partner) => tell('goal_to_endorse', subject, peopleOf(world, partner, ['endorser'])));
}

function agreementToSign({ subject }: Recorded, world: World): Told {
  const agreement = world.rows(agreements).get(subject);
  if (!agreement?.proposed || agreement.ended) return [];
  return unsignedOf(agreement.proposed).flatMap((partner) =>
    tell('agreement_to_sign', subject, peopleOf(world, partner, ['endorser'])),
  );
}

function feedbackReceived({ subject }: Recorded, world: World): Told {
  const feedback = world.rows(feedbacks).get(subject);
  return feedback?.phase === 'open' ? tell('feedback_received', subject, peopleOf(world, feedback.to, hands)) : [];
}

function feedbackAnswered({ subject, organisation }: Recorded, world: World): Told {
  const feedback = world.rows(feedbacks).get(subject);
  // Who answers feedback they gave themselves has read it.
  if (!feedback || feedback.givenBy === organisation) return [];
  return tell('feedback_answered', subject, peopleOf(world, feedback.givenBy, hands));
}

/** Of a meeting that is called, and of one that has changed: those who have not answered, for the day that stands. */
function meetingCalled({ subject }: Recorded, world: World): Told {
  const meeting = world.rows(meetings).get(subject);
  if (meeting?.phase !== 'called') return [];
  const answered = new Set([meeting.calledBy, ...meeting.answers.map(({ partner }) => partner)]);
  return meeting.invited
    .filter((partner) => !answered.has(partner))
    .flatMap((partner) => tell('meeting_invitation', subject, peopleOf(world, partner, hands)));
}

/** A value counts only when the indicator's owner has accepted it: then somebody there has to look (rule 18). */
function valueToReview({ subject, position }: Recorded, world: World): Told {
  const waits = world
    .rows(measurements)
    .where('series', subject)
    .some((row) => row.state === 'submitted' && row.pending?.position === position);
  const indicator = world.rows(indicators).get(world.rows(seriesOutlines).get(subject)?.indicator ?? '');
  return waits && indicator
    ? tell('value_to_review', subject, peopleOf(world, indicator.owner, ['reviewer'], { indicator: indicator.id }))
    : [];
}
