import { useState, type ReactElement } from 'react';
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete';
import { Button } from 'react-aria-components/Button';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { SearchField } from 'react-aria-components/SearchField';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import { useTranslation } from 'react-i18next';
import type { Option } from './choice.tsx';
import { LabelWords, type FieldProps } from './field.tsx';
import './popover.css';

export interface SelectProps extends FieldProps {
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly isDisabled?: boolean;
  /** Where the list is longer than what is held here: asks for the options that fit the words. */
  readonly onSearch?: (words: string) => void;
  /** Stands under the list: that there are more, or that none fit. */
  readonly note?: string | undefined;
  /** In a filter: what it is called when nothing is left out. Nothing is asked for then, so nothing is optional. */
  readonly all?: string;
}

/** From how many options on the list can be searched. */
const manyOptions = 8;

/** The select itself, once it has been fetched. */
export default function Loaded({
  label,
  hint,
  error,
  isRequired = true,
  name,
  options,
  value,
  onChange,
  isDisabled = false,
  onSearch,
  note,
  all: everything,
}: SelectProps): ReactElement {
  const { t } = useTranslation();
  const { contains } = useFilter({ sensitivity: 'base' });
  const [words, setWords] = useState('');
  const none = '';
  const mayBeNone = !isRequired || everything !== undefined;
  const all = mayBeNone ? [{ id: none, label: everything ?? t('form.none') }, ...options] : options;
  const list = (
    <ListBox items={all} className="list" renderEmptyState={() => <p className="hint">{t('form.noneFits')}</p>}>
      {({ id, label: text, hint: more }) => (
        <ListBoxItem id={id} textValue={text} className="item">
          <Text slot="label">{text}</Text>
          {more !== undefined && (
            <Text slot="description" className="hint">
              {more}
            </Text>
          )}
        </ListBoxItem>
      )}
    </ListBox>
  );
  return (
    <AriaSelect
      className="field"
      value={value ?? (mayBeNone ? none : null)}
      onChange={(key) => onChange(key === null || key === none ? null : String(key))}
      placeholder={t('form.choose')}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      isRequired={isRequired}
      validationBehavior="aria"
      {...(name !== undefined && { name })}
    >
      <Label className="label">
        <LabelWords label={label} isRequired={isRequired} />
      </Label>
      {hint !== undefined && hint !== '' && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="mistake">{error}</FieldError>
      <Button className="input chooser" data-field={name}>
        <SelectValue />
      </Button>
      <Popover className="popover">
        {all.length < manyOptions && onSearch === undefined ? (
          list
        ) : (
          <Autocomplete
            inputValue={words}
            onInputChange={(next) => {
              setWords(next);
              onSearch?.(next);
            }}
            {...(onSearch === undefined && { filter: contains })}
          >
            <SearchField aria-label={t('form.search')} autoFocus className="search">
              <Input className="input" />
            </SearchField>
            {list}
            {note !== undefined && (
              <p className="hint note" role="status">
                {note}
              </p>
            )}
          </Autocomplete>
        )}
      </Popover>
    </AriaSelect>
  );
}
