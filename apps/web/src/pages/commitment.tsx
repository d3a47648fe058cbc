import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language.ts';
import { Said, type Text } from '../said.tsx';
import { Tag } from '../ui/index.ts';

export const commitmentStates = ['COMMITTED', 'PROPOSED', 'OFFERED', 'DECLINED', 'WITHDRAWN', 'RELEASED'] as const;
export type CommitmentState = (typeof commitmentStates)[number];

const tones = {
  COMMITTED: 'good',
  PROPOSED: 'tentative',
  OFFERED: 'tentative',
  DECLINED: 'plain',
  WITHDRAWN: 'plain',
  RELEASED: 'plain',
} as const;

/** Whether a partner is in: nobody is shown as in before it has said so itself (rule 34). */
export function CommitmentTag({ state }: { readonly state: CommitmentState }): ReactElement {
  const { t } = useTranslation('activities');
  return <Tag tone={tones[state]}>{t(`commitment.${state}`)}</Tag>;
}

export interface ResourceShown {
  readonly kind: 'STAFF' | 'PREMISES' | 'EXPERTISE' | 'MONEY' | 'TRANSPORT' | 'VOLUNTEERS' | 'OTHER';
  readonly text?: Text | null;
  readonly amount?: { readonly value: number; readonly unit: 'EUROS' | 'HOURS' | 'DAYS' | 'PEOPLE' | 'PIECES' } | null;
}

/** What is brought, sorted, with amounts where they are known: a plan and no account. */
export function Resources({ resources }: { readonly resources: readonly ResourceShown[] | null }): ReactElement | null {
  const { t } = useTranslation('activities');
  const { number } = useFormats();
  if (!resources || resources.length === 0) return null;
  return (
    <ul className="plain row resources">
      {resources.map(({ kind, text, amount }, at) => (
        <li key={at}>
          <Tag>
            {t(`resource.${kind}`)}
            {amount && ` ${number(amount.value)} ${t(`unit.${amount.unit}`)}`}
            {text && (
              <>
                {': '}
                <Said text={text} />
              </>
            )}
          </Tag>
        </li>
      ))}
    </ul>
  );
}
