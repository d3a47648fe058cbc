import { useId, type ReactElement, type ReactNode } from 'react';
import { FieldNotes, LabelWords, useTies, type FieldProps } from './field.tsx';

export interface Option {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** In a menu: cannot be taken back. */
  readonly isDanger?: boolean | undefined;
}

/** Several controls with one name. */
function Group({
  role,
  children,
  ...props
}: FieldProps & { readonly role: 'radiogroup' | 'group'; readonly children: ReactNode }): ReactElement {
  const { ids, said } = useTies(props);
  const { 'aria-required': required, 'data-field': name, ...rest } = said;
  return (
    <fieldset
      {...rest}
      {...(role === 'radiogroup' && required && { 'aria-required': true })}
      role={role}
      className="field"
      aria-labelledby={ids.label}
      data-group={name}
    >
      <legend id={ids.label} className="label">
        <LabelWords {...props} />
      </legend>
      <FieldNotes {...props} ids={ids} />
      {children}
    </fieldset>
  );
}

/** One thing to tick: the whole line can be pressed. */
function Tick({
  type,
  option: { label, hint },
  group,
  isChosen,
  onChange,
  field,
  isDisabled = false,
}: {
  readonly type: 'radio' | 'checkbox';
  readonly option: Omit<Option, 'id'>;
  readonly group?: string;
  readonly isChosen: boolean;
  readonly onChange: (chosen: boolean) => void;
  readonly field?: string | undefined;
  readonly isDisabled?: boolean | undefined;
}): ReactElement {
  const more = useId();
  return (
    <div className="option">
      <label>
        <input
          type={type}
          name={group}
          checked={isChosen}
          disabled={isDisabled}
          onChange={(event) => onChange(event.currentTarget.checked)}
          {...(field !== undefined && { 'data-field': field })}
          {...(hint !== undefined && { 'aria-describedby': more })}
        />
        <span>{label}</span>
      </label>
      {hint !== undefined && (
        <p id={more} className="hint">
          {hint}
        </p>
      )}
    </div>
  );
}

interface ChoiceProps extends FieldProps {
  readonly options: readonly Option[];
  readonly isDisabled?: boolean;
}

/** One of few, all in sight. */
export function RadioGroup({
  options,
  value,
  onChange,
  isDisabled,
  ...props
}: ChoiceProps & {
  readonly value: string | null;
  readonly onChange: (value: string) => void;
}): ReactElement {
  const group = useId();
  return (
    <Group {...props} role="radiogroup">
      {options.map((option, at) => (
        <Tick
          key={option.id}
          type="radio"
          option={option}
          group={group}
          isChosen={option.id === value}
          isDisabled={isDisabled}
          onChange={() => onChange(option.id)}
          field={at === 0 ? props.name : undefined}
        />
      ))}
    </Group>
  );
}

/** Any number of few. */
export function CheckboxGroup({
  options,
  value,
  onChange,
  isDisabled,
  ...props
}: ChoiceProps & {
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}): ReactElement {
  return (
    <Group {...props} role="group">
      {options.map((option, at) => (
        <Tick
          key={option.id}
          type="checkbox"
          option={option}
          isChosen={value.includes(option.id)}
          isDisabled={isDisabled}
          // In the order in which they stand, however they were ticked.
          onChange={(chosen) =>
            onChange(options.flatMap(({ id }) => ((id === option.id ? chosen : value.includes(id)) ? [id] : [])))
          }
          field={at === 0 ? props.name : undefined}
        />
      ))}
    </Group>
  );
}

/** One thing that is so or not. */
export const Checkbox = ({
  label,
  hint,
  name,
  value,
  onChange,
  isDisabled,
}: Omit<FieldProps, 'error' | 'isRequired'> & {
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  readonly isDisabled?: boolean;
}): ReactElement => (
  <Tick
    type="checkbox"
    option={{ label, hint }}
    isChosen={value}
    onChange={onChange}
    field={name}
    isDisabled={isDisabled}
  />
);
