import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type Aspect } from '../charts/lights.ts';
import { Said, type Text } from '../said.tsx';
import { Tag, TrafficLight, type LightState } from '../ui/index.ts';
import { useSight } from '../view.ts';

export type GoalPhase = 'DRAFT' | 'PROPOSED' | 'ENDORSED' | 'RETIRED' | 'WITHDRAWN';

const tones = {
  DRAFT: 'tentative',
  PROPOSED: 'warn',
  ENDORSED: 'good',
  RETIRED: 'plain',
  WITHDRAWN: 'plain',
} as const;

/** Where a goal stands on its way into the common agenda. */
export function PhaseTag({ phase }: { readonly phase: GoalPhase }): ReactElement {
  const { t } = useTranslation(['agenda']);
  return <Tag tone={tones[phase]}>{t(`phase.${phase}`)}</Tag>;
}

/** A goal's number and title, leading to its page. */
export function GoalLink({
  goal,
}: {
  readonly goal: { readonly id: string; readonly number?: string | null; readonly title: Text };
}): ReactElement {
  const { collaboration } = useSight();
  return (
    <Link to="/c/$collaboration/goals/$goal" params={{ collaboration, goal: goal.id }} className="goal-link">
      {goal.number != null && <span className="goal-number">{goal.number}</span>}{' '}
      <span>
        <Said text={goal.title} />
      </span>
    </Link>
  );
}

/** How many organisations stand behind a version, and how many are needed. */
export function BallotLine({
  ballot: { given, needed },
}: {
  readonly ballot: { readonly given: number; readonly needed: number };
}): ReactElement {
  const { t } = useTranslation(['agenda']);
  const share = needed === 0 ? 1 : Math.min(given / needed, 1);
  return (
    <span className="ballot">
      <span className="meter" aria-hidden>
        <span className={share === 1 ? 'full' : undefined} style={{ width: `${String(share * 100)}%` }} />
      </span>
      <span>{t('ballot.line', { count: given, needed })}</span>
    </span>
  );
}

/** Lights in the order of their urgency. */
export const lightStates: readonly LightState[] = ['RED', 'YELLOW', 'GREEN', 'NOT_ASSESSED', 'NOT_REPORTED'];

/** A light with the aspect it is of beside it: its own word is heard, and seen in the key. */
export function AspectLight({
  aspect,
  state,
  word,
}: {
  readonly aspect: Aspect;
  readonly state: LightState;
  readonly word: string;
}): ReactElement {
  const { t } = useTranslation(['agenda']);
  return (
    <span className="aspect">
      <TrafficLight state={state} word={word} wordless /> <span>{t(`aspect.${aspect}`)}</span>
    </span>
  );
}

/** `2025-H1` as people write it: 1–6/2025. */
export function periodName(
  code: string,
  t: (key: 'period.h1' | 'period.h2', values: { year: string }) => string,
): string {
  const [year = code, half] = code.split('-');
  if (half === 'H1') return t('period.h1', { year });
  return half === 'H2' ? t('period.h2', { year }) : code;
}
