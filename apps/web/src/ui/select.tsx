import { lazy, Suspense, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LabelWords } from './field.tsx';
import type { SelectProps } from './select-loaded.tsx';
import './popover.css';

const Loaded = lazy(() => import('./select-loaded.tsx'));

/**
 * One of many. From eight on they can be searched: a list with a search in it, since an open combo box fails axe. What
 * it is made of is a fifth of the first load, and is fetched when the first one is shown; until then it holds its place.
 */
export const Select = (props: SelectProps): ReactElement => (
  <Suspense fallback={<Place {...props} />}>
    <Loaded {...props} />
  </Suspense>
);

function Place({ label, isRequired, options, value }: SelectProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="field">
      <span className="label">
        <LabelWords label={label} isRequired={isRequired} />
      </span>
      <span className="input chooser">{options.find(({ id }) => id === value)?.label ?? t('form.choose')}</span>
    </div>
  );
}
