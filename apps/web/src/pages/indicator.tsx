import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayGive } from '../forms/acts.tsx';
import { ReportFigure } from '../forms/report-figure.tsx';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { daysAfter, calendarPeriod, periodName, today } from '../period.ts';
import { Said, useSaid } from '../said.tsx';
import { Button, Dialog, Notice, Skeleton, Tabs, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Heading } from './heading.tsx';
import { Comparison } from './indicator-comparison.tsx';
import { Definition } from './indicator-definition.tsx';
import { Figures } from './indicator-figures.tsx';
import { TrendOf } from './indicator-trend.tsx';
import './indicators.css';
import './indicator.css';

const IndicatorHead = graphql(`
  query IndicatorHead($collaboration: ID!, $asOf: String, $actingFor: ID, $indicator: ID!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      indicator(id: $indicator) {
        id
        kind
        counts
        local
        phase
        level
        direction
        periodType
        reviewed
        due
        late
        title {
          original
          fi
          sv
          en
        }
        unit {
          original
          fi
          sv
          en
        }
        definition {
          original
          fi
          sv
          en
        }
        retiredBecause {
          original
          fi
          sv
          en
        }
        owner {
          id
          name {
            original
            fi
            sv
            en
          }
        }
        reporters {
          partners
          dueDays
        }
      }
    }
  }
`);

/** What the parts of the page know of the indicator they are about. */
export type IndicatorShown = NonNullable<NonNullable<ResultOf<typeof IndicatorHead>['collaboration']>['indicator']>;

/** One indicator: how it goes, whose figures it is made of, how places compare, and what exactly is measured. */
export function Indicator(): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const { indicator: id } = useParams({ from: '/c/$collaboration/indicators/$indicator' });
  const { data, loading, error, again } = useView(IndicatorHead, { indicator: id });
  const indicator = data?.collaboration?.indicator;
  if (indicator) return <Shown indicator={indicator} />;
  if (loading) return <Skeleton lines={8} />;
  return (
    <>
      <Heading title={t('common:page.indicators')} />
      <Notice kind={error ? 'fault' : 'warn'} title={error ? t('common:state.failed') : t('form.noIndicator')} live>
        <Button small onPress={again}>
          {t('common:state.again')}
        </Button>
      </Notice>
    </>
  );
}

function Shown({ indicator }: { readonly indicator: IndicatorShown }): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const title = useSaid();
  const { tab = 'trend', report } = useSearch({ from: '/c/$collaboration/indicators/$indicator' });
  const navigate = useNavigate({ from: '/c/$collaboration/indicators/$indicator' });
  const { asOf, organisation, actingFor } = useSight();
  const self = actingFor ?? organisation;
  const mayGive = useMayGive();
  const mayReport =
    asOf === undefined &&
    mayGive('ReportMeasurement') &&
    indicator.phase !== 'RETIRED' &&
    (!indicator.local || indicator.owner?.id === self);
  const close = () => void navigate({ search: (before) => ({ ...before, report: undefined }), replace: true });
  // A new form for each figure: what was typed for the last one is gone.
  const [form, setForm] = useState(0);
  return (
    <>
      <Heading title={title(indicator.title)}>
        <p className="row">
          <Tag>{t(`kind.${indicator.kind}`)}</Tag>
          <Tag>{t(`periodType.${indicator.periodType}`)}</Tag>
          <Tag>{t(`direction.${indicator.direction}`)}</Tag>
          {indicator.level && <Tag>{t(`level.${indicator.level}`)}</Tag>}
          {indicator.local && <Tag>{t('local')}</Tag>}
          {indicator.phase === 'RETIRED' && <Tag tone="warn">{t('retiredTag')}</Tag>}
        </p>
        {indicator.definition && (
          <p className="measure">
            <Said text={indicator.definition} />
          </p>
        )}
        {indicator.retiredBecause && (
          <Notice kind="warn" title={t('retiredTag')}>
            <p>
              <Said text={indicator.retiredBecause} />
            </p>
          </Notice>
        )}
        <Next indicator={indicator} self={self} />
        {mayReport && (
          <div className="row">
            <Button
              look="main"
              onPress={() => void navigate({ search: (before) => ({ ...before, report: true }), replace: true })}
            >
              {t('form.report')}
            </Button>
          </div>
        )}
      </Heading>
      {mayReport && (
        <Dialog title={`${t('form.report')}: ${title(indicator.title)}`} isOpen={report === true} onClose={close}>
          <ReportFigure
            key={form}
            about={indicator.id}
            onDone={() => {
              setForm(form + 1);
              close();
            }}
          />
        </Dialog>
      )}
      <Tabs
        label={title(indicator.title)}
        chosen={tab}
        onChoose={(chosen) =>
          void navigate({ search: (before) => ({ ...before, tab: chosen === 'trend' ? undefined : chosen }) })
        }
        tabs={[
          { id: 'trend', label: t('tab.trend'), content: () => <TrendOf indicator={indicator} /> },
          { id: 'figures', label: t('tab.figures'), content: () => <Figures indicator={indicator} /> },
          ...(indicator.kind === 'NARRATIVE'
            ? []
            : [{ id: 'compare', label: t('tab.compare'), content: () => <Comparison indicator={indicator} /> }]),
          { id: 'definition', label: t('tab.definition'), content: () => <Definition indicator={indicator} /> },
        ]}
      />
    </>
  );
}

/** Who answers for it, and what is asked for next of whom. */
function Next({
  indicator,
  self,
}: {
  readonly indicator: IndicatorShown;
  readonly self: string | undefined;
}): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const { day } = useFormats();
  const language = useLanguage();
  const title = useSaid();
  const { asOf } = useSight();
  const now = asOf !== undefined && /^\d{4}-/.test(asOf) ? asOf.slice(0, 10) : today();
  const asked = calendarPeriod(indicator.periodType, daysAfter(calendarPeriod(indicator.periodType, now).from, -1));
  const said = { period: periodName(asked, language), day: indicator.due === null ? '' : day(indicator.due) };
  const mine = self !== undefined && indicator.reporters?.partners.includes(self) === true;
  const next =
    indicator.due === null
      ? t('next.unnamed')
      : mine && indicator.late.includes(self)
        ? t('next.youLate', said)
        : indicator.late.length > 0
          ? t('next.late', { ...said, count: indicator.late.length })
          : mine
            ? t('next.you', said)
            : t('next.due', said);
  return (
    <p className="measure">
      {indicator.owner && t('next.owner', { owner: title(indicator.owner.name) })}{' '}
      {indicator.reviewed && t('next.reviewed')} {indicator.phase !== 'RETIRED' && next}
    </p>
  );
}
