import { settingsOf, takesPart, todayIn } from '#backbone';
import { measurements } from '#measurement';
import { aggregate, type ContextParts, type World } from '#world';
import { acknowledgement } from './acknowledgement.ts';
import { AcknowledgementResolver, NoticeResolver } from './acknowledgement.resolver.ts';
import { acknowledgements } from './acknowledgement.view.ts';
import { clock, type ClockCommand } from './clock.ts';
import { ClockResolver } from './clock.resolver.ts';
import { clocks } from './clock.view.ts';
import { knownTo, thingIn } from './dialogue.facts.ts';
import { feedback, type FeedbackCommand } from './feedback.ts';
import { FeedbackResolver } from './feedback.resolver.ts';
import { feedbacks } from './feedback.view.ts';
import { meeting, type MeetingCommand } from './meeting.ts';
import { MeetingResolver } from './meeting.resolver.ts';
import { meetings } from './meeting.view.ts';
import { notice } from './notice.ts';
import { notices } from './notice.view.ts';
import { observation } from './observation.ts';
import { ObservationResolver, ThemeResolver } from './observation.resolver.ts';
import { observations } from './observation.view.ts';
import { theme, type ThemeCommand } from './theme.ts';
import { themes } from './theme.view.ts';
import './thing.resolver.ts';
import { thread } from './thread.ts';
import { ThreadResolver } from './thread.resolver.ts';
import { comments, threads } from './thread.view.ts';

export { acknowledgementId } from './acknowledgement.ts';
export {
  AcknowledgementNode,
  NoticeConnection,
  NoticeNode,
  unread,
  waitingNotices,
} from './acknowledgement.resolver.ts';
export { acknowledgements, type AcknowledgementRow } from './acknowledgement.view.ts';
export { entriesBetween, type CalendarEntry } from './calendar.facts.ts';
export { ClockEntry, ClockItemNode } from './clock.resolver.ts';
export { clocks, roundsBetween, type ClockRound, type ClockRow } from './clock.view.ts';
export { changesIn, knowThings, thingIn, type Thing } from './dialogue.facts.ts';
export { FeedbackConnection, FeedbackNode } from './feedback.resolver.ts';
export { feedbacks, isOverdue, type FeedbackRow } from './feedback.view.ts';
export { MeetingConnection, MeetingNode } from './meeting.resolver.ts';
export { isUnrecorded, meetings, unanswered, type MeetingRow } from './meeting.view.ts';
export { notices, type NoticeRow } from './notice.view.ts';
export { ObservationNode, ThemeNode } from './observation.resolver.ts';
export { observations, type ObservationRow } from './observation.view.ts';
export { themes, type ThemeRow } from './theme.view.ts';
export { ThingConnection, ThingNode, thingNode } from './thing.resolver.ts';
export { ThreadConnection, ThreadNode, withThreads } from './thread.resolver.ts';
export { comments, threads, type CommentRow, type ThreadRow } from './thread.view.ts';

/** Days within which feedback is answered where nobody has set a number. */
const usualResponseDueDays = 14;

/** Codes of every place the collaboration ever listed. */
const placeCodes = (world: World) => new Set(settingsOf(world)?.places.map(({ code }) => code));

function namedByFeedback({ type, data }: FeedbackCommand): readonly (string | undefined)[] {
  if (type === 'GiveFeedback') return [data.about, data.to];
  return type === 'PassOnFeedback' ? [data.to] : type === 'LinkAction' ? [data.action] : [];
}

function namedByTheme({ type, data }: ThemeCommand): readonly (string | undefined)[] {
  if (type === 'GatherTheme' || type === 'AddToTheme') return data.observations;
  return type === 'SayWhatFollows' ? [data.follows] : [];
}

function namedByMeeting({ type, data }: MeetingCommand): readonly (string | undefined)[] {
  switch (type) {
    case 'CallMeeting':
    case 'ReviseMeeting':
      return [data.team, ...data.invited, ...data.agenda.map(({ about }) => about)];
    case 'HoldMeeting':
    case 'CorrectMinutes':
      return data.attendance.map(({ partner }) => partner);
    case 'DecideAtMeeting':
      return [data.about, data.decision];
    case 'AnswerInvitation':
    case 'CancelMeeting':
      return [];
  }
}

const namedByClock = ({ type, data }: ClockCommand): readonly (string | undefined)[] =>
  type === 'PlanClockItem' || type === 'ReviseClockItem' ? [data.partner, data.about] : [];

/** Continuous communication: what is said, asked, noticed and agreed between the partners. */
export const dialogue: ContextParts = {
  aggregates: [
    aggregate(thread, (world, { asker, command }) => {
      const { about, measurement } = command.type === 'StartThread' ? command.data : {};
      return {
        aboutKnown: about !== undefined && thingIn(world.seenBy(asker), about) !== undefined,
        // A value that is still a draft is its own organisation’s business.
        measurementKnown:
          (world.rows(measurements).get(`${about ?? ''}/${measurement ?? ''}`)?.history.length ?? 0) > 0,
      };
    }),
    aggregate(feedback, (world, ask) => ({
      today: todayIn(world),
      responseDueDays: settingsOf(world)?.responseDueDays ?? usualResponseDueDays,
      known: knownTo(world, ask, namedByFeedback(ask.command)),
    })),
    aggregate(observation, (world, ask) => {
      const { about, place } = ask.command.type === 'NoteObservation' ? ask.command.data : {};
      return {
        today: todayIn(world),
        aboutKnown: about !== undefined && thingIn(world.seenBy(ask.asker), about) !== undefined,
        placeKnown: place !== undefined && placeCodes(world).has(place),
      };
    }),
    aggregate(theme, (world, ask) => {
      const known = knownTo(world, ask, namedByTheme(ask.command));
      // One that was taken out of sight is gathered by nobody.
      const hidden = (id: string) =>
        id.startsWith('observation_') && world.rows(observations).get(id)?.text === undefined;
      return { known: new Set([...known].filter((id) => !hidden(id))) };
    }),
    aggregate(meeting, (world, ask) => ({
      today: todayIn(world),
      known: knownTo(world, ask, namedByMeeting(ask.command)),
      places: placeCodes(world),
    })),
    aggregate(acknowledgement, (world, { asker, command }) => ({
      revision: thingIn(world.seenBy(asker), command.data.about)?.revision,
    })),
    aggregate(notice, (world, { asker, command }) => {
      const asked = command.type === 'RequestAcknowledgement' ? command.data : undefined;
      // A request is about a thing, not about a request: who may read it follows from the thing.
      const thing = asked && !asked.about.startsWith('notice_') ? thingIn(world.seenBy(asker), asked.about) : undefined;
      return {
        today: todayIn(world),
        known: new Set(asked?.partners.filter((partner) => takesPart(world, partner))),
        about: thing && { revision: thing.revision, owner: thing.owner },
      };
    }),
    aggregate(clock, (world, ask) => ({
      today: todayIn(world),
      known: knownTo(world, ask, namedByClock(ask.command)),
    })),
  ],
  views: [threads, comments, feedbacks, observations, themes, meetings, acknowledgements, notices, clocks],
};

export const dialogueResolvers = [
  ThreadResolver,
  FeedbackResolver,
  ObservationResolver,
  ThemeResolver,
  MeetingResolver,
  AcknowledgementResolver,
  NoticeResolver,
  ClockResolver,
];
