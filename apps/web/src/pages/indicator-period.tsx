import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../graphql.ts';
import { useLanguage } from '../language.ts';
import { asWord, daysAfter, fromWord, periodName, periodsUntil, today, type Period } from '../period.ts';
import { Select } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import type { IndicatorShown } from './indicator.tsx';

const IndicatorPeriods = graphql(`
  query IndicatorPeriods($collaboration: ID!, $asOf: String, $actingFor: ID, $indicator: ID!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      indicator(id: $indicator) {
        trend(last: 40) {
          period {
            from
            to
          }
        }
      }
    }
  }
`);

/**
 * The period that a part of the page is about, which stands in the address, and those that can be chosen: the ones there
 * are values of, and the newest that are over. Nothing until that is known.
 */
export function useIndicatorPeriod(
  indicator: IndicatorShown,
): { readonly period: Period; readonly all: readonly Period[] } | undefined {
  const { asOf } = useSight();
  const { period: word } = useSearch({ from: '/c/$collaboration/indicators/$indicator' });
  const { data, error } = useView(IndicatorPeriods, { indicator: indicator.id });
  const measured = data?.collaboration?.indicator?.trend.map(({ period }) => period);
  if (!measured && !error) return undefined;
  const day = asOf !== undefined && /^\d{4}-/.test(asOf) ? asOf.slice(0, 10) : today();
  const over = periodsUntil(indicator.periodType, daysAfter(day, 0), 5);
  const chosen = fromWord(word);
  const usual = measured?.at(-1) ?? over.find(({ to }) => to < day) ?? over[0];
  const period = chosen ?? usual ?? { from: day, to: day };
  const all = [...new Map([...over, ...(measured ?? []), period].map((one) => [asWord(one), one])).values()];
  return { period, all: all.toSorted((a, b) => (a.to < b.to ? 1 : -1)) };
}

/** Chooses the period: it goes into the address. */
export function PeriodSelect({
  period,
  all,
}: {
  readonly period: Period;
  readonly all: readonly Period[];
}): ReactElement {
  const { t } = useTranslation('indicators');
  const language = useLanguage();
  const navigate = useNavigate({ from: '/c/$collaboration/indicators/$indicator' });
  return (
    <Select
      label={t('period')}
      options={all.map((one) => ({ id: asWord(one), label: periodName(one, language) }))}
      value={asWord(period)}
      onChange={(word) =>
        void navigate({ search: (before) => ({ ...before, period: word ?? undefined }), replace: true })
      }
    />
  );
}
