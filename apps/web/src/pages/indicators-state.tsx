import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { State } from '../charts/finding.ts';
import { Tag } from '../ui/index.ts';

const tones: Partial<Record<State, 'good' | 'warn' | 'bad'>> = {
  met: 'good',
  better: 'good',
  worse: 'warn',
  furtherAway: 'bad',
  missed: 'bad',
};

/** How an indicator stands, in a word or two and a shape: not by the colour alone. */
export const StateTag = ({ state }: { readonly state: State }): ReactElement => {
  const { t } = useTranslation('indicators');
  const tone = tones[state];
  const mark = tone === 'good' ? '✓ ' : tone === 'bad' ? '✕ ' : tone === 'warn' ? '! ' : '';
  return (
    <Tag tone={tone ?? 'plain'}>
      <span aria-hidden>{mark}</span>
      {t(`state.${state}`)}
    </Tag>
  );
};
