import { authorise, isRefusal, type Asker, type Role } from '#decider';
import { action, activities, tasks } from '#action';
import { agenda, goals, goalStands, programmes, type GoalRow } from '#agenda';
import {
  backbone,
  confirmationDue,
  mandates,
  mandatesHeld,
  mandatesToConfirm,
  partners,
  risks,
  settingsOf,
  todayIn,
  type MandateRow,
} from '#backbone';
import {
  clocks,
  dialogue,
  feedbacks,
  isUnrecorded,
  meetings,
  roundsBetween,
  thingIn,
  waitingNotices,
  type ClockRow,
} from '#dialogue';
import { agreements, daysAfter, indicators, measurement, measurements } from '#measurement';
import { assessmentId, assessments, reporting } from '#reporting';
import type { World } from '#world';
import { byDue, duty, dutyCommands, noticeDays, type Duty } from './due.ts';
import { figuresOf, newestPeriod } from './figures.reading.ts';

/** Everything that waits for a partner, what was due first coming first. */
export function dutiesOf(world: World, partner: string): readonly Duty[] {
  const today = todayIn(world);
  return byDue(sources.flatMap((source) => source(world, partner, today)));
}

/** Those of them that a person may do under the mandates held for the partner. */
export const dutiesFor = (duties: readonly Duty[], partner: string, asker: Asker | undefined): readonly Duty[] =>
  asker?.organisation === partner
    ? duties.filter(
        ({ kind, scope = {} }) => !isRefusal(authorise(rolesOf.get(dutyCommands[kind][0]) ?? [], scope, asker)),
      )
    : [];

/** Who may give which command, by the deciders' own word. */
const rolesOf: ReadonlyMap<string, readonly Role[]> = new Map(
  [backbone, agenda, measurement, action, dialogue, reporting].flatMap(({ aggregates }) =>
    aggregates.flatMap(({ decider }) => Object.entries(decider.roles)),
  ),
);

type Source = (world: World, partner: string, today: string) => readonly Duty[];

const figuresToReport: Source = (world, partner, today) => {
  const period = newestPeriod(world, today);
  return period
    ? figuresOf(world, partner, period, today)
        .filter(({ given }) => !given)
        .map(({ indicator, due }) =>
          duty('report_figure', indicator.id, indicator.title, due, today, { indicator: indicator.id }),
        )
    : [];
};

const figuresToMend: Source = (world, partner, today) =>
  world
    .rows(measurements)
    .where('sentBack', partner)
    .flatMap(({ series, indicator }) => {
      const title = world.rows(indicators).get(indicator)?.title;
      return title ? [duty('mend_figure', series, title, undefined, today, { indicator })] : [];
    });

const figuresToReview: Source = (world, partner, today) =>
  world
    .rows(indicators)
    .where('owner', partner)
    .filter(({ id }) => world.rows(measurements).count('awaiting', id) > 0)
    .map(({ id, title }) => duty('review_figures', id, title, undefined, today, { indicator: id }));

const programmesToAssess: Source = (world, partner, today) => {
  const period = newestPeriod(world, today);
  if (!period || period.phase === 'closed') return [];
  return world
    .rows(programmes)
    .where('partner', partner)
    .filter(({ endedAt, reportedApart }) => endedAt === undefined && !reportedApart)
    .flatMap(({ id, title }) => {
      const assessment = world.rows(assessments).get(assessmentId(period.id, id));
      if (!assessment) return [duty('assess_programme', id, title, period.assessmentsDue, today, { programme: id })];
      return assessment.phase === 'sent_back'
        ? [duty('mend_assessment', assessment.id, title, period.assessmentsDue, today, { programme: id })]
        : [];
    });
};

const tasksToDo: Source = (world, partner, today) =>
  world
    .rows(tasks)
    .where('partner', partner)
    .filter(({ phase }) => phase === 'open')
    .map(({ id, title, due }) => duty('complete_task', id, title, due, today));

const requests: Source = (world, partner, today) =>
  world
    .rows(activities)
    .where('asked', partner)
    .map(({ id, title, commitments }) => {
      const mine = commitments.find((part) => part.partner === partner && part.state === 'proposed');
      return duty('answer_request', id, title, mine?.answerBy, today);
    });

const offers: Source = (world, partner, today) =>
  world
    .rows(activities)
    .where('offered', partner)
    .map(({ id, title }) => duty('answer_offer', id, title, undefined, today));

const goalsToEndorse: Source = (world, partner, today) =>
  goalsWaitingFor(world, partner).map(({ id, title }) => duty('endorse_goal', id, title, undefined, today));

/** Proposals of others that have not had a partner's voice, where it has one (rules 2, 3, 5). */
export function goalsWaitingFor(world: World, partner: string): readonly GoalRow[] {
  return world
    .rows(goals)
    .where('phase', 'proposed')
    .filter(
      ({ proposedBy, endorsements, ballot }) =>
        proposedBy !== partner &&
        endorsements.every((voice) => voice.partner !== partner) &&
        hasVoice(world, partner, ballot),
    );
}

/** By who had a voice when it was proposed; the oldest ballots do not tell, and those who have one now are asked. */
function hasVoice(world: World, partner: string, ballot: GoalRow['ballot']): boolean {
  if (ballot?.quorum.kind === 'named') return ballot.quorum.partners.includes(partner);
  if (ballot?.voters) return ballot.voters.includes(partner);
  const row = world.rows(partners).get(partner);
  return row !== undefined && !row.observer && row.leftAt === undefined && partner !== settingsOf(world)?.backbone;
}

const milestones: Source = (world, partner, today) =>
  world
    .rows(goals)
    .where('partner', partner)
    .filter((goal) => goal.proposedBy === partner && goalStands(goal))
    .flatMap((goal) =>
      goal.milestones
        .filter(({ reachedOn, droppedBecause }) => reachedOn === undefined && droppedBecause === undefined)
        .filter(({ due }) => due <= daysAfter(today, noticeDays))
        .map(({ title, due }) => duty('reach_milestone', goal.id, title, due, today)),
    );

const risksToReview: Source = (world, partner, today) =>
  world
    .rows(risks)
    .where('owner', partner)
    .filter(({ phase, reviewBy }) => phase === 'open' && reviewBy <= daysAfter(today, noticeDays))
    .map(({ id, title, reviewBy }) => duty('review_risk', id, title, reviewBy, today));

const feedbackToAnswer: Source = (world, partner, today) =>
  world
    .rows(feedbacks)
    .where('waitsFor', partner)
    .map(({ id, text, due }) => duty('answer_feedback', id, text, due, today));

const invitations: Source = (world, partner, today) =>
  world
    .rows(meetings)
    .where('waitsFor', partner)
    // After its day an invitation is past answering.
    .filter(({ day }) => day >= today)
    .map(({ id, title, day }) => duty('answer_invitation', id, title, day, today));

const meetingsToRecord: Source = (world, partner, today) =>
  world
    .rows(meetings)
    .where('partner', partner)
    .filter((meeting) => meeting.calledBy === partner && isUnrecorded(meeting, today))
    .map(({ id, title, day }) => duty('record_meeting', id, title, day, today));

const noticesToRead: Source = (world, partner, today) =>
  waitingNotices(world, partner).flatMap(({ id, about, text, due }) => {
    const title = text ?? thingIn(world, about)?.title;
    return title ? [duty('acknowledge', id, title, due, today)] : [];
  });

const agreementsToSign: Source = (world, partner, today) =>
  world
    .rows(agreements)
    .where('unsigned', partner)
    .flatMap(({ id, proposed }) =>
      proposed ? [duty('sign_agreement', id, proposed.title, proposed.from, today)] : [],
    );

/** How long what was not done on the annual clock is still told of. */
const remembered = 60;

const clockRounds: Source = (world, partner, today) =>
  world
    .rows(clocks)
    .where('partner', partner)
    .flatMap((item) =>
      roundsBetween(item, daysAfter(today, -remembered), noticedBy(item, today), today)
        .filter(({ doneOn }) => doneOn === undefined)
        .map(({ lastDay }) => duty('annual_clock', item.id, item.title, lastDay, today)),
    );

const noticedBy = ({ remindDays = noticeDays }: ClockRow, today: string): string => daysAfter(today, remindDays);

/** The yearly look at who may still do what: a contact person's for their own organisation, the backbone's for the rest. */
const mandatesToLookAt: Source = (world, partner, today) => {
  const { backbone: whole, contactRoles } = settingsOf(world) ?? {};
  const row = world.rows(partners).get(partner);
  const held = world.rows(mandates);
  const contacts = new Set(mandatesHeld(world, held.where('role', 'contact'), today).map((contact) => contact.partner));
  if (!row || (partner !== whole && !contacts.has(partner))) return [];
  const byContact = (mandate: MandateRow) =>
    contacts.has(mandate.partner) && contactRoles?.some((role) => role === mandate.role) === true;
  const [first] = mandatesToConfirm(world, partner === whole ? held.values() : held.where('partner', partner)).filter(
    (mandate) => (byContact(mandate) ? mandate.partner === partner : partner === whole),
  );
  return first ? [duty('confirm_mandates', partner, row.name, confirmationDue(world, first), today)] : [];
};

const sources: readonly Source[] = [
  figuresToReport,
  figuresToMend,
  figuresToReview,
  programmesToAssess,
  tasksToDo,
  requests,
  offers,
  goalsToEndorse,
  milestones,
  risksToReview,
  feedbackToAnswer,
  invitations,
  meetingsToRecord,
  noticesToRead,
  agreementsToSign,
  clockRounds,
  mandatesToLookAt,
];
