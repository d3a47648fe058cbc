import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language.ts';
import { Said, type Text } from '../said.tsx';
import { useSight } from '../view.ts';
import type { GoalShown } from './goal.tsx';

const wordings = ['scope', 'targetGroup', 'gap'] as const;

/** How the goal has read, why it was changed and how many stood behind it then; slips and moves beside. */
export function GoalVersions({ goal }: { readonly goal: GoalShown }): ReactElement {
  const { t } = useTranslation(['agenda']);
  const { day } = useFormats();
  const { collaboration } = useSight();
  const small = [
    ...goal.rewordings.map(({ at, reason }) => ({ at, reason, what: 'reworded' as const })),
    ...goal.moves.map(({ at, reason }) => ({ at, reason, what: 'moved' as const })),
  ].toSorted((a, b) => b.at.localeCompare(a.at));
  return (
    <div className="stack wide-gap">
      <section className="stack" aria-labelledby="versions">
        <h2 id="versions">{t('versions.title')}</h2>
        <p className="measure">{t('versions.lead')}</p>
        <ol className="plain stack" reversed>
          <li className="version now">
            <h3>{t('versions.now', { version: Math.max(goal.goalVersion, 1) })}</h3>
            {goal.versionAt != null && (
              <p className="small quiet">
                {t('versions.since', { day: day(goal.versionAt) })}
                {goal.agreedAt != null && ` ${t('versions.agreed', { day: day(goal.agreedAt) })}`}
              </p>
            )}
            <Wording of={goal} />
          </li>
          {goal.earlier.toReversed().map((version) => (
            <li key={version.goalVersion} className="version">
              <h3>{t('versions.earlier', { version: version.goalVersion })}</h3>
              <p className="small quiet">
                {t('versions.until', { day: day(version.endedAt) })}{' '}
                {t('versions.stood', { count: version.endorsements.length })}
              </p>
              <p>
                <strong>{t('versions.why')}</strong> <Said text={version.reason} />
              </p>
              <Wording of={version} />
            </li>
          ))}
        </ol>
      </section>
      {small.length > 0 && (
        <section className="stack" aria-labelledby="small-changes">
          <h2 id="small-changes">{t('versions.small')}</h2>
          <ul>
            {small.map(({ at, reason, what }) => (
              <li key={`${what} ${at}`}>
                {day(at)}, {t(`versions.${what}`)}: <Said text={reason} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <Link to="/c/$collaboration/history" params={{ collaboration }} search={{ about: goal.id }}>
          {t('versions.history')}
        </Link>
      </p>
    </div>
  );
}

function Wording({
  of,
}: {
  readonly of: { readonly title: Text } & Partial<Record<(typeof wordings)[number], Text | null>>;
}): ReactElement {
  const { t } = useTranslation(['agenda']);
  return (
    <dl className="meaning">
      <div>
        <dt>{t('goal.title')}</dt>
        <dd>
          <Said text={of.title} />
        </dd>
      </div>
      {wordings.map((name) => {
        const text = of[name];
        return (
          text && (
            <div key={name}>
              <dt>{t(`goal.${name}`)}</dt>
              <dd className="said">
                <Said text={text} />
              </dd>
            </div>
          )
        );
      })}
    </dl>
  );
}
