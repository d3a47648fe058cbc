import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { textFilled } from '../forms/filled.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid, type Text } from '../said.tsx';
import { Disclosure, Tag } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { Decisions } from './agenda-decisions.tsx';
import { IndicatorState } from './agenda-indicator.tsx';
import { BallotLine, GoalLink, PhaseTag } from './agenda-parts.tsx';
import { stepsOf } from './goal-next.ts';
import { useMayChange } from './goal-mine.ts';
import type { GoalShown } from './goal.tsx';
import { usePartnerNames } from './partner-names.ts';

/** What a goal means and how it goes: words, what happens next, milestones, figures, work and decisions. */
export function GoalDefinition({
  goal,
  without,
  year,
  onDone,
}: {
  readonly goal: GoalShown;
  /** Places in which nothing is done for it this year. */
  readonly without: readonly { readonly code: string; readonly name: Text }[];
  readonly year: number;
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation(['agenda']);
  const said = useSaid();
  const { collaboration } = useSight();
  const { compare } = useFormats();
  return (
    <div className="beside">
      <div className="stack wide-gap">
        <dl className="meaning">
          <Meaning name={t('goal.scope')} text={goal.scope} />
          <Meaning name={t('goal.targetGroup')} text={goal.targetGroup} />
          {goal.scope == null && goal.targetGroup == null && (
            <div>
              <dt>{t('goal.scope')}</dt>
              <dd className="quiet">{t('goal.scopeNone')}</dd>
            </div>
          )}
        </dl>
        {(goal.gap != null || without.length > 0) && (
          <section className="lens stack" aria-labelledby="lens">
            <h2 id="lens">{t('goal.lens')}</h2>
            {goal.gap && (
              <p className="said">
                <Said text={goal.gap} />
              </p>
            )}
            {without.length > 0 && (
              <Disclosure title={t('goal.without', { count: without.length, year })}>
                <p>
                  {without
                    .map(({ name }) => said(name))
                    .toSorted(compare)
                    .join(', ')}
                </p>
                <p>
                  <Link to="/c/$collaboration/matrix" params={{ collaboration }} search={{ goal: goal.id }}>
                    {t('goal.matrix')}
                  </Link>
                </p>
              </Disclosure>
            )}
          </section>
        )}
        <Milestones goal={goal} onDone={onDone} />
        {goal.parts.nodes.length > 0 && (
          <Part id="parts" title={t('goal.parts')}>
            <ul className="plain lines">
              {goal.parts.nodes.map((part) => (
                <li key={part.id} className="line">
                  <span className="line-what">
                    <GoalLink goal={part} />
                  </span>
                  <PhaseTag phase={part.phase} />
                </li>
              ))}
            </ul>
          </Part>
        )}
        <Part id="indicators" title={t('goal.indicators')}>
          {goal.indicators.nodes.length === 0 ? (
            <p className="quiet">{t('goal.indicatorsNone')}</p>
          ) : (
            <ul className="plain indicator-states">
              {goal.indicators.nodes.map((indicator) => (
                <IndicatorState key={indicator.id} indicator={indicator} />
              ))}
            </ul>
          )}
        </Part>
        <Part id="activities" title={t('goal.activities')}>
          {goal.activities.nodes.length === 0 ? (
            <p className="quiet">{t('goal.activitiesNone')}</p>
          ) : (
            <ul className="plain lines">
              {goal.activities.nodes.map(({ id, title, lead, phase }) => (
                <li key={id} className="line">
                  <span className="line-what">
                    <Link to="/c/$collaboration/activities/$activity" params={{ collaboration, activity: id }}>
                      <Said text={title} />
                    </Link>
                  </span>
                  <span className="small quiet">
                    {lead && <Said text={lead.name} />}
                    {phase === 'ENDED' && ` · ${t('goal.activityEnded')}`}
                  </span>
                </li>
              ))}
            </ul>
          )}
          {goal.links.totalCount > 0 && (
            <p>
              <Link to="/c/$collaboration/theory" params={{ collaboration }} search={{ goal: goal.id }}>
                {t('goal.theory')}
              </Link>
            </p>
          )}
        </Part>
        <Part id="decisions" title={t('decisions.title')}>
          <Decisions about={goal.id} title={said(goal.title)} />
        </Part>
      </div>
      <GoalAside goal={goal} />
    </div>
  );
}

const Meaning = ({ name, text }: { readonly name: string; readonly text: Text | null }): ReactElement | null =>
  text && (
    <div>
      <dt>{name}</dt>
      <dd className="said">
        <Said text={text} />
      </dd>
    </div>
  );

const Part = ({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement => (
  <section className="stack" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
);

/** What happens next, who answers for it, and how many stand behind it. */
function GoalAside({ goal }: { readonly goal: GoalShown }): ReactElement {
  const { t } = useTranslation(['agenda']);
  const said = useSaid();
  const { day } = useFormats();
  const { collaboration } = useSight();
  const nameOf = usePartnerNames();
  const titleOf = (milestone: string) => {
    const found = goal.milestones.find(({ id }) => id === milestone);
    return found ? said(found.title) : milestone;
  };
  return (
    <aside className="aside stack" aria-label={t('goal.aside')}>
      <section className="stack tight" aria-labelledby="next">
        <h2 id="next">{t('goal.next')}</h2>
        <ul className="steps">
          {stepsOf(goal).map((step) => (
            <li key={'milestone' in step ? step.milestone : step.key}>
              {'milestone' in step
                ? t(`step.${step.key}`, { title: titleOf(step.milestone), day: day(step.due) })
                : 'left' in step
                  ? t(`step.${step.key}`, { count: step.left })
                  : t(`step.${step.key}`)}
            </li>
          ))}
        </ul>
        {goal.retiredBecause && (
          <p>
            {t('goal.because')} <Said text={goal.retiredBecause} />
          </p>
        )}
        {goal.withdrawnBecause && (
          <p>
            {t('goal.because')} <Said text={goal.withdrawnBecause} />
          </p>
        )}
      </section>
      <section className="stack tight" aria-labelledby="responsible">
        <h2 id="responsible">{t('goal.responsible')}</h2>
        <p>{t(goal.phase === 'DRAFT' ? 'goal.draftedBy' : 'goal.proposedBy', { partner: nameOf(goal.proposedBy) })}</p>
        {goal.programmes.nodes.length > 0 && (
          <>
            <p>{t('goal.programmes')}</p>
            <ul className="compact">
              {goal.programmes.nodes.map(({ id, title }) => (
                <li key={id}>
                  <Link to="/c/$collaboration/programmes/$programme" params={{ collaboration, programme: id }}>
                    <Said text={title} />
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      {goal.ballot && (
        <section className="stack tight" aria-labelledby="behind">
          <h2 id="behind">{t('goal.behind')}</h2>
          <BallotLine ballot={goal.ballot} />
          {goal.agreedAt != null && <p className="small quiet">{t('goal.agreedAt', { day: day(goal.agreedAt) })}</p>}
          <p>
            <Link from="/c/$collaboration/goals/$goal" to="." search={{ tab: 'endorsement' }}>
              {t('goal.whoEndorsed')}
            </Link>
          </p>
        </section>
      )}
    </aside>
  );
}

/** The stages on the way: reached, next, late, dropped; and the days they were due before. */
function Milestones({ goal, onDone }: { readonly goal: GoalShown; readonly onDone: () => void }): ReactElement | null {
  const { t } = useTranslation(['agenda']);
  const said = useSaid();
  const { day } = useFormats();
  const mayChange = useMayChange(goal);
  if (goal.milestones.length === 0) return null;
  return (
    <Part id="milestones" title={t('goal.milestones')}>
      <ol className="plain milestones">
        {goal.milestones.map(({ id, title, detail, due, late, reachedOn, droppedBecause, moved }) => {
          const given = { milestone: id };
          const set = {
            command: 'SetMilestone',
            given,
            filled: { title: textFilled(title), due, ...(detail && { detail: textFilled(detail) }) },
            label: t('goal.moveMilestone'),
          };
          const state = droppedBecause ? 'dropped' : reachedOn != null ? 'reached' : late ? 'late' : 'ahead';
          return (
            <li key={id} className={`milestone ${state}`}>
              <p className="row">
                <strong>
                  <Said text={title} />
                </strong>
                <Tag tone={({ dropped: 'plain', reached: 'good', late: 'bad', ahead: 'tentative' } as const)[state]}>
                  {t(`milestone.${state}`)}
                </Tag>
              </p>
              <p className="small">
                {reachedOn != null
                  ? t('milestone.reachedOn', { day: day(reachedOn), due: day(due) })
                  : t('milestone.due', { day: day(due) })}
              </p>
              {detail && (
                <p className="said small">
                  <Said text={detail} />
                </p>
              )}
              {moved.map((move) => (
                <p key={move.at} className="small quiet">
                  {t('milestone.moved', { day: day(move.due) })} <Said text={move.reason} />
                </p>
              ))}
              {droppedBecause && (
                <p className="small quiet">
                  {t('goal.because')} <Said text={droppedBecause} />
                </p>
              )}
              {state !== 'dropped' && mayChange && (
                <Acts
                  id={goal.id}
                  about={said(title)}
                  look={state === 'reached' ? 'quiet' : 'plain'}
                  acts={
                    state === 'reached'
                      ? [{ command: 'DropMilestone', given }]
                      : [{ command: 'ReachMilestone', given }, set, { command: 'DropMilestone', given }]
                  }
                  onDone={onDone}
                />
              )}
            </li>
          );
        })}
      </ol>
    </Part>
  );
}
