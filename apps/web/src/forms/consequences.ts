import type { Filled } from './form.ts';

/**
 * What cannot be taken back by anybody: it is said before it is done (`follows.<command>` in forms.json), and the
 * button does not look like the others.
 */
export const irreversible: ReadonlySet<string> = new Set([
  'CancelDecision',
  'CancelMeeting',
  'CancelSession',
  'CloseFacility',
  'CloseFeedback',
  'ConfirmRemoval',
  'DecideDisposal',
  'DisbandTeam',
  'DiscloseMeasurement',
  'EndActivity',
  'EndAgreement',
  'EndProgramme',
  'EraseTexts',
  'HideComment',
  'HideObservation',
  'MergeActivity',
  'PublishReport',
  'RetireGoal',
  'RetireIndicator',
  'RevokeMandate',
  'SupersedeActivity',
  'WithdrawGoal',
  'WithdrawMeasurement',
]);

/** What takes a command back, as an event of its own; everything else stays in the history. */
export interface Inverse {
  readonly command: string;
  /** What of the first command the other one takes over: the same figure, the same partner. */
  readonly takes?: readonly string[];
}

const inverses: Readonly<Record<string, Inverse>> = {
  BlockTask: { command: 'UnblockTask' },
  CallMeeting: { command: 'CancelMeeting' },
  ClassifyItem: { command: 'DeclassifyItem' },
  ClosePeriod: { command: 'ReopenPeriod' },
  CloseThread: { command: 'ReopenThread' },
  CompleteTask: { command: 'ReopenTask' },
  DrawLink: { command: 'RemoveLink' },
  EndorseGoal: { command: 'WithdrawEndorsement' },
  FormTeam: { command: 'DisbandTeam' },
  GrantMandate: { command: 'RevokeMandate' },
  JoinActivity: { command: 'LeaveActivity' },
  LeavePartner: { command: 'ReadmitPartner' },
  LockValues: { command: 'UnlockValues' },
  NoteObservation: { command: 'HideObservation' },
  OpenTask: { command: 'CancelTask' },
  PlanClockItem: { command: 'EndClockItem' },
  PlanSession: { command: 'CancelSession' },
  ProposeGoal: { command: 'WithdrawGoal' },
  ProposeRemoval: { command: 'DropRemoval' },
  RaiseRisk: { command: 'CloseRisk' },
  ReadmitPartner: { command: 'LeavePartner' },
  ReopenPeriod: { command: 'ClosePeriod' },
  ReopenTask: { command: 'CompleteTask' },
  ReopenThread: { command: 'CloseThread' },
  RequestAcknowledgement: { command: 'WithdrawRequest' },
  RestrictTexts: { command: 'LiftRestriction' },
  SetMilestone: { command: 'DropMilestone', takes: ['milestone'] },
  UnblockTask: { command: 'BlockTask' },
};

/** How a command that was just carried out can be undone, where the domain allows it. */
export function inverseOf(command: string, filled: Filled): { command: string; given: Filled } | undefined {
  const inverse = inverses[command];
  if (!inverse) return undefined;
  const given = Object.fromEntries((inverse.takes ?? []).map((name) => [name, filled[name]]));
  return { command: inverse.command, given };
}

export const inverseCommands = (): readonly string[] => [
  ...new Set(Object.entries(inverses).flatMap(([command, inverse]) => [command, inverse.command])),
];
