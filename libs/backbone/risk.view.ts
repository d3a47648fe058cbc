import { stamp, type Stamp, type View } from '#decider';
import { renewed, type KeptText, type Text } from '#language';
import { riskEvents, riskSize, type RiskSize, type riskResponses } from './risk.ts';

/** How likely and how grave it looked at one time. */
export interface RiskAssessment {
  readonly likelihood: number;
  readonly effect: number;
  readonly reviewBy: string;
  readonly at: string;
  readonly by: string;
  readonly organisation: string;
  /** Why it was judged anew; nothing for the first one. */
  readonly reason?: Text | undefined;
}

/** A risk, closed ones included. */
export interface RiskRow extends Stamp {
  readonly id: string;
  readonly phase: 'open' | 'closed';
  readonly title: KeptText;
  readonly text?: KeptText | undefined;
  readonly about?: string | undefined;
  readonly owner: string;
  readonly response: (typeof riskResponses)[number];
  readonly likelihood: number;
  readonly effect: number;
  readonly size: RiskSize;
  readonly reviewBy: string;
  /** Every assessment, oldest first; the last one is in force. */
  readonly assessments: readonly RiskAssessment[];
  readonly demonstration: boolean;
  readonly raisedBy: string;
  readonly raisedAt: string;
  readonly closedAt?: string | undefined;
  readonly closedBecause?: Text | undefined;
}

export const risks: View<RiskRow, typeof riskEvents> = {
  name: 'risks',
  version: 1,
  events: riskEvents,
  indexes: {
    owner: (risk) => risk.owner,
    about: (risk) => risk.about,
    phase: (risk) => risk.phase,
    /** Open ones by how great they are. */
    size: (risk) => (risk.phase === 'open' ? risk.size : undefined),
  },

  evolve(risk, event) {
    const { recordedAt: at, actor: by, organisation } = event;
    if (event.type === 'RiskRaised') {
      const { likelihood, effect, reviewBy } = event.data;
      return {
        id: event.subject,
        ...stamp(event),
        ...event.data,
        phase: 'open',
        size: riskSize(likelihood, effect),
        assessments: [{ likelihood, effect, reviewBy, at, by, organisation }],
        raisedBy: organisation,
        raisedAt: at,
      };
    }
    if (!risk) throw new Error(`${event.type} before ${event.subject} was raised`);
    const next = { ...risk, ...stamp(event) };
    switch (event.type) {
      case 'RiskReassessed': {
        const { likelihood, effect, reviewBy, reason } = event.data;
        const assessment = { likelihood, effect, reviewBy, at, by, organisation, reason };
        return {
          ...next,
          likelihood,
          effect,
          reviewBy,
          size: riskSize(likelihood, effect),
          assessments: [...risk.assessments, assessment],
        };
      }
      case 'RiskRevised': {
        const { title, text, about, owner, response } = event.data;
        return {
          ...next,
          title: renewed(risk.title, title),
          text: text && renewed(risk.text, text),
          about,
          owner,
          response,
        };
      }
      case 'RiskClosed':
        return { ...next, phase: 'closed', closedAt: at, closedBecause: event.data.reason };
    }
  },
};

/** Whether an open risk's review is late on a day: its last day has passed. */
export const isReviewLate = ({ phase, reviewBy }: Pick<RiskRow, 'phase' | 'reviewBy'>, day: string): boolean =>
  phase === 'open' && reviewBy < day;
