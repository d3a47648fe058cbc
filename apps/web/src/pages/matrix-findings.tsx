import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { newId } from '../forms/form.ts';
import { Said, useSaid, type Text } from '../said.tsx';
import { Disclosure, Tag } from '../ui/index.ts';
import { useSight } from '../view.ts';
import type { GapTold, MatrixPlace, OverlapTold } from './matrix-table.ts';

/** What the matrix leaves out and where it does the same twice, each with its reason and a way on. */
export function MatrixFindings({
  year,
  gaps,
  idle,
  overlaps,
  places,
}: {
  readonly year: number;
  readonly gaps: readonly GapTold[];
  readonly idle: readonly { readonly id: string; readonly title: Text }[];
  readonly overlaps: readonly OverlapTold[];
  readonly places: readonly MatrixPlace[];
}): ReactElement {
  const { t } = useTranslation('activities');
  const { collaboration } = useSight();
  const title = useSaid();
  const names = new Map(places.map(({ code, name }) => [code, title(name)]));
  return (
    <section className="stack matrix-findings" aria-labelledby="findings">
      <h2 id="findings">{t('findings.title', { year })}</h2>
      <p>
        {t('findings.summary', {
          gaps: t('findings.gaps', { count: gaps.length }),
          idle: t('findings.idle', { count: idle.length }),
          overlaps: t('findings.overlaps', { count: overlaps.length }),
        })}
      </p>
      {gaps.length > 0 && (
        <Disclosure title={t('findings.gaps', { count: gaps.length })}>
          <p className="quiet small">{t('findings.gapsWhy', { year })}</p>
          <ul className="plain findings">
            {gaps.map(({ goal, places: open }) => (
              <li key={goal.id}>
                <Link
                  from="/c/$collaboration/matrix"
                  to="/c/$collaboration/matrix"
                  search={(before) => ({ ...before, goal: goal.id, marked: 'gaps' as const })}
                >
                  <Said text={goal.title} />
                </Link>
                <span className="small">{open.map(({ code }) => names.get(code) ?? code).join(', ')}</span>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {idle.length > 0 && (
        <Disclosure title={t('findings.idle', { count: idle.length })}>
          <p className="quiet small">{t('findings.idleWhy')}</p>
          <ul className="plain findings">
            {idle.map(({ id, title: text }) => {
              const activity = newId('activity');
              return (
                <li key={id}>
                  <Link to="/c/$collaboration/goals/$goal" params={{ collaboration, goal: id }}>
                    <Said text={text} />
                  </Link>
                  <Acts
                    id={activity}
                    acts={[{ command: 'PlanActivity', id: activity, given: { goals: [id] } }]}
                    about={title(text)}
                  />
                </li>
              );
            })}
          </ul>
        </Disclosure>
      )}
      {overlaps.length > 0 && (
        <Disclosure title={t('findings.overlaps', { count: overlaps.length })}>
          <p className="quiet small">{t('findings.overlapsWhy')}</p>
          <ul className="plain findings">
            {overlaps.map((overlap) => (
              <li key={overlap.id}>
                <span>
                  {overlap.place && <strong>{title(overlap.place.name)}</strong>}
                  {overlap.goal && (
                    <>
                      {': '}
                      <Said text={overlap.goal.title} />
                    </>
                  )}{' '}
                  <Tag tone={overlap.linked ? 'good' : 'warn'}>
                    {t(overlap.linked ? 'findings.linked' : 'findings.unlinked')}
                  </Tag>
                </span>
                <span className="small">{overlap.activities.map((one) => title(one.title)).join(' · ')}</span>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  );
}
