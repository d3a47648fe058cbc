import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language.ts';
import { DateField, Select, type FieldProps } from '../ui/index.ts';
import type { Filled } from './form.ts';
import { halfYears, months, quarters, years, type Period } from './periods.ts';
import { Several } from './thing-input.tsx';

const today = (): string => new Date().toISOString().slice(0, 10);

/** What a period is called: `heinä–joulukuu 2026` for `2026-H2`. */
export function usePeriodName(): (period: Period) => string {
  const { t } = useTranslation(['forms']);
  const { month } = useFormats();
  return ({ code, from }) => {
    const [year = '', part = ''] = code.split('-');
    if (part.startsWith('H'))
      return t('period.half', { year, half: Number(part.slice(1)), months: t(`period.${part}`, { defaultValue: '' }) });
    if (part.startsWith('Q')) return t('period.quarter', { year, quarter: Number(part.slice(1)) });
    return part === '' ? t('period.year', { year }) : month(from);
  };
}

/** The half-years and years lately, by the codes the platform knows them by. */
export function useHalfYears() {
  const name = usePeriodName();
  return [...halfYears(today(), 6), ...years(today(), 3)].map((period) => ({ id: period.code, label: name(period) }));
}

const other = 'other';

/** A stretch of time: one of those people report by, or any other by its days. */
export function PeriodInput({
  label,
  hint,
  error,
  isRequired,
  name = '',
  mistakes,
  value,
  onChange,
}: FieldProps & {
  readonly mistakes: ReadonlyMap<string, string>;
  readonly value: Filled;
  readonly onChange: (value: Filled) => void;
}): ReactElement {
  const { t } = useTranslation(['forms']);
  const called = usePeriodName();
  const all = [...halfYears(today(), 6), ...years(today(), 5), ...quarters(today(), 8), ...months(today(), 12)];
  const found = all.find(({ from, to }) => from === value['from'] && to === value['to']);
  const [free, setFree] = useState(!found && Object.keys(value).length > 0);
  const day = (part: 'from' | 'to') => (
    <DateField
      label={t(`field.${part}`)}
      name={`${name}.${part}`}
      error={mistakes.get(`${name}.${part}`)}
      asWritten
      value={typeof value[part] === 'string' ? value[part] : null}
      onChange={(written) => onChange({ ...value, [part]: written ?? undefined })}
    />
  );
  return (
    <div className="stack tight">
      <Select
        {...{ label, hint, isRequired, name }}
        error={error ?? (free ? undefined : (mistakes.get(`${name}.from`) ?? mistakes.get(`${name}.to`)))}
        options={[
          ...all.map((period) => ({ id: period.code, label: called(period) })),
          { id: other, label: t('period.other') },
        ]}
        value={free ? other : (found?.code ?? null)}
        onChange={(code) => {
          setFree(code === other);
          const period = all.find((one) => one.code === code);
          onChange(period ? { from: period.from, to: period.to } : {});
        }}
      />
      {free && (
        <Several label={t('period.other')}>
          {day('from')}
          {day('to')}
        </Several>
      )}
    </div>
  );
}
