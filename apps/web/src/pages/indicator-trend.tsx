import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFindingWords } from '../charts/finding-words.ts';
import { findingsOf, stateOf } from '../charts/finding.ts';
import { TrendChart } from '../charts/trend.tsx';
import { Acts } from '../forms/acts.tsx';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { today } from '../period.ts';
import { Said, useSaid } from '../said.tsx';
import { Notice, Skeleton, Tag } from '../ui/index.ts';
import { useView } from '../view.ts';
import type { IndicatorShown } from './indicator.tsx';
import { StateTag } from './indicators-state.tsx';

const IndicatorTrend = graphql(`
  query IndicatorTrend($collaboration: ID!, $asOf: String, $actingFor: ID, $indicator: ID!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      indicator(id: $indicator) {
        revision
        baseline {
          value
          year
        }
        target {
          kind
          due
          met
          progress
        }
        targets {
          kind
          value
          max
          due
          setAt
          replacedAt
          met
          progress
          indicatorVersion
          text {
            original
            fi
            sv
            en
          }
          reason {
            original
            fi
            sv
            en
          }
        }
        breaks {
          indicatorVersion
          from
          reason {
            original
            fi
            sv
            en
          }
          comparable {
            original
            fi
            sv
            en
          }
        }
        trend(last: 24) {
          value
          indicatorVersion
          complete
          suppressed
          provisional
          contactsNotPersons
          reported
          expected
          withheld
          period {
            from
            to
          }
        }
      }
    }
  }
`);

type Told = NonNullable<NonNullable<ResultOf<typeof IndicatorTrend>['collaboration']>['indicator']>;

/** How the joint value has gone, and every target there has been, with why it was set or changed (rule 15). */
export function TrendOf({ indicator }: { readonly indicator: IndicatorShown }): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const title = useSaid();
  const words = useFindingWords();
  const { day } = useFormats();
  const { data, error, again } = useView(IndicatorTrend, { indicator: indicator.id });
  const told = data?.collaboration?.indicator;
  const trend = useMemo(
    () => ({ direction: indicator.direction, points: told?.trend ?? [], target: told?.target ?? null }),
    [indicator.direction, told],
  );
  if (!told) return error ? <Notice kind="fault" title={t('common:state.failed')} live /> : <Skeleton lines={8} />;
  const unit = title(indicator.unit);
  return (
    <div className="stack">
      {indicator.kind === 'NARRATIVE' ? (
        <Notice title={t('trend.noNumbers')} />
      ) : (
        <>
          <p className="row">
            <StateTag state={stateOf(indicator.kind, trend, today())} />
          </p>
          <TrendChart
            title={t('trend.title')}
            finding={words(findingsOf(trend, today()), unit)}
            unit={unit}
            points={told.trend}
            targets={told.targets}
            baseline={told.baseline}
            fromZero={indicator.kind === 'COUNT' || indicator.kind === 'PERCENTAGE'}
          />
          {told.trend.at(-1)?.contactsNotPersons === true && <p className="quiet">{t('trend.contacts')}</p>}
        </>
      )}
      {told.breaks.map((version) => (
        <Notice
          key={version.indicatorVersion}
          title={t('trend.break', {
            version: version.indicatorVersion,
            day: version.from === null ? '' : day(version.from),
          })}
        >
          {version.reason && (
            <p>
              <Said text={version.reason} />
            </p>
          )}
          {version.comparable && (
            <p>
              {t('trend.comparable')} <Said text={version.comparable} />
            </p>
          )}
        </Notice>
      ))}
      <Targets indicator={indicator} told={told} again={again} />
    </div>
  );
}

function Targets({
  indicator,
  told,
  again,
}: {
  readonly indicator: IndicatorShown;
  readonly told: Told;
  readonly again: () => void;
}): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const title = useSaid();
  return (
    <section className="stack" aria-labelledby="targets">
      <h2 id="targets">{t('targets.title')}</h2>
      {told.targets.length === 0 ? (
        <p>{t('targets.none')}</p>
      ) : (
        <ol className="plain targets">
          {told.targets.toReversed().map((target) => (
            <TargetCard key={`${target.due} ${target.setAt}`} target={target} />
          ))}
        </ol>
      )}
      {indicator.phase !== 'RETIRED' && (
        <Acts id={indicator.id} about={title(indicator.title)} acts={[{ command: 'SetTarget' }]} onDone={again} />
      )}
    </section>
  );
}

/** A target with why it was set; one that was replaced stays readable. */
function TargetCard({ target }: { readonly target: Told['targets'][number] }): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const { day, moment, number, percent } = useFormats();
  const state =
    target.met === true
      ? t('targets.met')
      : target.met === null
        ? t('targets.untold')
        : t(target.due < today() ? 'targets.missed' : 'targets.notMet');
  return (
    <li className="card stack tight">
      <p className="row">
        <strong>
          {target.kind === 'NARRATIVE' && target.text ? (
            <Said text={target.text} />
          ) : (
            t(`level.${target.kind}`, {
              value: target.value === null ? '' : number(target.value),
              max: target.max === null ? '' : number(target.max),
            })
          )}
        </strong>
        <span>{t('byDay', { day: day(target.due) })}</span>
        {target.replacedAt !== null ? (
          <Tag>{t('targets.replaced', { at: day(target.replacedAt) })}</Tag>
        ) : (
          <Tag tone={target.met === true ? 'good' : target.met === false && target.due < today() ? 'bad' : 'plain'}>
            {state}
          </Tag>
        )}
        {target.replacedAt === null && target.progress !== null && (
          <span>{t('targets.progress', { share: percent(target.progress) })}</span>
        )}
      </p>
      {target.kind !== 'NARRATIVE' && target.text && (
        <p>
          <Said text={target.text} />
        </p>
      )}
      <p>
        <span className="quiet">{t('targets.why')}: </span>
        <Said text={target.reason} />
      </p>
      <p className="small quiet">{t('targets.setOn', { at: moment(target.setAt) })}</p>
    </li>
  );
}
