import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Select, type Option } from '../ui/index.ts';

const all = '';

/** Narrows what is shown to one choice, or to none: then everything is shown. */
export function Filter({
  label,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}): ReactElement {
  const { t } = useTranslation('activities');
  return (
    <Select
      label={label}
      options={[{ id: all, label: t('filter.all') }, ...options]}
      value={value ?? all}
      onChange={(chosen) => onChange(chosen === null || chosen === all ? undefined : chosen)}
    />
  );
}
