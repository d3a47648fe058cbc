import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language.ts';
import { Said } from '../said.tsx';
import { useSight } from '../view.ts';
import { IndicatorState } from './agenda-indicator.tsx';
import { BallotLine, GoalLink, PhaseTag } from './agenda-parts.tsx';
import { treeOf, type Branch } from './agenda-tree.ts';
import { usePartnerNames } from './partner-names.ts';
import type { ProgrammeOnPage } from './programme.tsx';

type Goal = ProgrammeOnPage['goals']['nodes'][number];

/** What the programme aims at, what measures it, what is done in it and by whom. */
export function ProgrammeWork({ programme }: { readonly programme: ProgrammeOnPage }): ReactElement {
  const { t } = useTranslation(['agenda']);
  const { compare } = useFormats();
  const { collaboration } = useSight();
  const nameOf = usePartnerNames();
  const { goals, indicators, activities } = programme;
  const members = [
    ...new Set(
      activities.nodes.flatMap(({ lead, contributors }) => [
        ...(lead ? [lead.id] : []),
        ...contributors.flatMap(({ partner }) => (partner ? [partner.id] : [])),
      ]),
    ),
  ]
    .map(nameOf)
    .toSorted(compare);
  return (
    <div className="stack wide-gap">
      <section className="stack" aria-labelledby="goals">
        <h2 id="goals">{t('tab.goals')}</h2>
        {goals.nodes.length === 0 ? (
          <p className="quiet">{t('programme.goalsNone')}</p>
        ) : (
          <Goals branches={treeOf(goals.nodes, () => true)} />
        )}
      </section>
      <section className="stack" aria-labelledby="indicators">
        <h2 id="indicators">{t('goal.indicators')}</h2>
        {indicators.nodes.length === 0 ? (
          <p className="quiet">{t('programme.indicatorsNone')}</p>
        ) : (
          <ul className="plain indicator-states">
            {indicators.nodes.map((indicator) => (
              <IndicatorState key={indicator.id} indicator={indicator} />
            ))}
          </ul>
        )}
      </section>
      <section className="stack" aria-labelledby="activities">
        <h2 id="activities">{t('goal.activities')}</h2>
        {activities.nodes.length === 0 ? (
          <p className="quiet">{t('programme.activitiesNone')}</p>
        ) : (
          <ul className="plain lines">
            {activities.nodes.map(({ id, title, lead }) => (
              <li key={id} className="line">
                <span className="line-what">
                  <Link to="/c/$collaboration/activities/$activity" params={{ collaboration, activity: id }}>
                    <Said text={title} />
                  </Link>
                </span>
                {lead && <span className="small quiet">{nameOf(lead.id)}</span>}
              </li>
            ))}
          </ul>
        )}
        <p>
          <Link to="/c/$collaboration/theory" params={{ collaboration }} search={{ programme: programme.id }}>
            {t('goal.theory')}
          </Link>
        </p>
      </section>
      <section className="stack" aria-labelledby="members">
        <h2 id="members">{t('programme.members')}</h2>
        {members.length === 0 ? (
          <p className="quiet">{t('programme.membersNone')}</p>
        ) : (
          <ul className="columns-list">
            {members.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

const Goals = ({ branches }: { readonly branches: readonly Branch<Goal>[] }): ReactElement => (
  <ul className="plain tree">
    {branches.map(({ goal, parts }) => (
      <li key={goal.id}>
        <div className="goal-line">
          <p className="goal-name">
            <GoalLink goal={goal} />
          </p>
          <p className="row small">
            <PhaseTag phase={goal.phase} />
            {goal.phase === 'PROPOSED' && goal.ballot && <BallotLine ballot={goal.ballot} />}
          </p>
        </div>
        {parts.length > 0 && <Goals branches={parts} />}
      </li>
    ))}
  </ul>
);
