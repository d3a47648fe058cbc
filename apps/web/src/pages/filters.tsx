import { useId, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './filters.css';

/** What narrows a view: it acts at once, and lives in the address. */
export const Filters = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <div className="filters" role="search">
    {children}
  </div>
);

/** Words to look for. */
export function SearchBox({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}): ReactElement {
  const id = useId();
  return (
    <div className="filter wide-filter">
      <label htmlFor={id} className="label">
        {label}
      </label>
      <input
        id={id}
        type="search"
        className="input"
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      />
    </div>
  );
}

/** One of few, or all of them: the browser's own list, which every phone and screen reader knows. */
export function Choice<V extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: V | undefined;
  readonly options: readonly { readonly id: V; readonly label: string }[];
  readonly onChange: (value: V | undefined) => void;
}): ReactElement {
  const { t } = useTranslation(['agenda']);
  const id = useId();
  return (
    <div className="filter">
      <label htmlFor={id} className="label">
        {label}
      </label>
      <select
        id={id}
        className="input"
        value={value ?? ''}
        onChange={({ target }) => onChange(options.find((option) => option.id === target.value)?.id)}
      >
        <option value="">{t('filter.all')}</option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
