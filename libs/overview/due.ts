import type { Scope } from '#decider';
import type { Text } from '#language';

/** What a partner may be asked to do, and the commands that answer it, the most usual first. */
export const dutyCommands = {
  report_figure: ['ReportMeasurement'],
  mend_figure: ['ReportMeasurement', 'CorrectMeasurement', 'WithdrawMeasurement'],
  review_figures: ['AcceptMeasurement', 'SendBackMeasurement'],
  assess_programme: ['SubmitAssessment', 'DraftAssessment'],
  mend_assessment: ['SubmitAssessment', 'DraftAssessment'],
  complete_task: ['CompleteTask', 'RescheduleTask', 'BlockTask'],
  answer_request: ['JoinActivity', 'AcceptLead', 'DeclineActivity', 'DeclineLead'],
  answer_offer: ['AcceptOffer', 'DeclineOffer'],
  endorse_goal: ['EndorseGoal'],
  reach_milestone: ['ReachMilestone', 'SetMilestone', 'DropMilestone'],
  answer_feedback: ['RespondToFeedback', 'PassOnFeedback'],
  answer_invitation: ['AnswerInvitation'],
  record_meeting: ['HoldMeeting', 'CancelMeeting'],
  acknowledge: ['AcknowledgeChange'],
  sign_agreement: ['SignAgreement'],
  review_risk: ['ReassessRisk', 'CloseRisk'],
  annual_clock: ['TickClockItem'],
  confirm_mandates: ['ConfirmMandate', 'SetMandateEnd', 'RevokeMandate'],
} as const;
export type DutyKind = keyof typeof dutyCommands;
export const dutyKinds = Object.keys(dutyCommands) as readonly DutyKind[];

/** Something that waits for a partner. */
export interface Duty {
  readonly kind: DutyKind;
  /** Id of the thing it is about. */
  readonly about: string;
  readonly title: Text;
  /** The last day for it, where one was set. ISO 8601. */
  readonly due?: string | undefined;
  /** Whether that day has passed by the day the world is judged by (rule 46). */
  readonly late: boolean;
  /** What a narrowed mandate must cover to do it. */
  readonly scope?: Scope | undefined;
}

/** A duty judged by a day: late when its last day is before it. */
export const duty = (
  kind: DutyKind,
  about: string,
  title: Text,
  due: string | undefined,
  today: string,
  scope?: Scope,
): Duty => ({ kind, about, title, due, late: due !== undefined && due < today, scope });

/** What was due first comes first, what has no day last; within a day in the order given. */
export const byDue = <Due extends Pick<Duty, 'due'>>(duties: readonly Due[]): readonly Due[] =>
  duties.toSorted(({ due: a = '9999' }, { due: b = '9999' }) => (a < b ? -1 : a > b ? 1 : 0));

/** What comes round by itself is shown so many days before its last day, and not all year. */
export const noticeDays = 30;
