import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { textFilled } from '../forms/filled.ts';
import { Said } from '../said.tsx';
import { useSight } from '../view.ts';
import type { OverviewShown } from './agenda-overview.tsx';

const conditions = [
  { name: 'agenda', to: '/c/$collaboration/agenda' },
  { name: 'measurement', to: '/c/$collaboration/indicators' },
  { name: 'activities', to: '/c/$collaboration/activities' },
  { name: 'communication', to: '/c/$collaboration/dialogue' },
  { name: 'backbone', to: '/c/$collaboration/backbone' },
] as const;

/** The five conditions of collective impact in the collaboration's own words, each leading to where it is lived. */
export function Conditions({
  labels,
  id,
  onDone,
}: {
  readonly labels: OverviewShown['labels'];
  readonly id: string;
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation(['agenda']);
  const { collaboration } = useSight();
  const filled = Object.fromEntries(conditions.map(({ name }) => [name, textFilled(labels[name])]));
  return (
    <section className="stack" aria-labelledby="conditions">
      <div className="row between">
        <h2 id="conditions">{t('conditions.title')}</h2>
        <Acts
          id={id}
          about={t('conditions.title')}
          look="quiet"
          acts={[{ command: 'LabelConditions', filled: { labels: filled } }]}
          onDone={onDone}
        />
      </div>
      <p>{t('conditions.lead')}</p>
      <ol className="plain conditions">
        {conditions.map(({ name, to }, at) => (
          <li key={name}>
            <Link to={to} params={{ collaboration }} activeOptions={{ exact: true, includeSearch: false }}>
              <span className="condition-number" aria-hidden>
                {at + 1}
              </span>
              <Said text={labels[name]} />
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
