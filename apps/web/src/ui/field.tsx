import { useId, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './field.css';

/** What every field says of itself. */
export interface FieldProps {
  readonly label: string;
  /** One sentence under the name, before the mistake is made. */
  readonly hint?: string | undefined;
  /** What is wrong and what to do; the field is then marked as wrong. */
  readonly error?: string | undefined;
  readonly isRequired?: boolean | undefined;
  /** Names the field in the summary of errors, which leads to it. */
  readonly name?: string | undefined;
}

/** That something may be left out is said; that it may not be is what people expect. */
export function LabelWords({ label, isRequired = true }: Pick<FieldProps, 'label' | 'isRequired'>): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {label}
      {!isRequired && <span className="optional"> {t('form.optional')}</span>}
    </>
  );
}

interface Ids {
  readonly control: string;
  readonly label: string;
  readonly hint: string;
  readonly mistake: string;
}

/** Ties a control to its name, its hint and its mistake, by ids that are its own. */
export function useTies({ hint, error, isRequired = true, name }: FieldProps) {
  const control = useId();
  const ids: Ids = { control, label: `${control}l`, hint: `${control}h`, mistake: `${control}m` };
  // Few screen readers know aria-errormessage: the mistake is part of the description too.
  const about = [hint !== undefined && hint !== '' && ids.hint, error !== undefined && ids.mistake].filter(Boolean);
  return {
    ids,
    said: {
      ...(about.length > 0 && { 'aria-describedby': about.join(' ') }),
      ...(error !== undefined && { 'aria-invalid': true as const, 'aria-errormessage': ids.mistake }),
      ...(isRequired && { 'aria-required': true as const }),
      ...(name !== undefined && { 'data-field': name }),
    },
  };
}

/** Hint and mistake, in the order in which they are read. */
export const FieldNotes = ({ hint, error, ids }: Pick<FieldProps, 'hint' | 'error'> & { readonly ids: Ids }) => (
  <>
    {hint !== undefined && hint !== '' && (
      <p id={ids.hint} className="hint">
        {hint}
      </p>
    )}
    {error !== undefined && (
      <p id={ids.mistake} className="mistake">
        {error}
      </p>
    )}
  </>
);

/** One control with its name above it. */
export const FieldFrame = ({
  children,
  ids,
  ...props
}: FieldProps & { readonly ids: Ids; readonly children: ReactNode }): ReactElement => (
  <div className="field">
    <label id={ids.label} htmlFor={ids.control} className="label">
      <LabelWords {...props} />
    </label>
    <FieldNotes {...props} ids={ids} />
    {children}
  </div>
);

interface WrittenProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly maxLength?: number | undefined;
  readonly autoComplete?: string;
  readonly type?: 'text' | 'email' | 'url' | 'search' | 'password' | 'tel';
  readonly inputMode?: 'decimal' | 'numeric' | 'text' | 'email' | 'url' | 'tel';
  /** Language the words are to be in, where it is another than the page's. */
  readonly lang?: string | undefined;
  /** About how many characters are expected: a short answer has a short field. */
  readonly size?: number | undefined;
  readonly isDisabled?: boolean | undefined;
  /** Stands after the field: the unit of a number. */
  readonly suffix?: string | undefined;
}

/** A line of words. */
export function TextField(props: WrittenProps): ReactElement {
  const { value, onChange, onBlur, maxLength, autoComplete, type = 'text', inputMode, lang, size, suffix } = props;
  const { ids, said } = useTies(props);
  const input = (
    <input
      {...{ type, value, onBlur, maxLength, autoComplete, inputMode, lang, size }}
      {...said}
      id={ids.control}
      className="input"
      disabled={props.isDisabled}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
  return (
    <FieldFrame {...props} label={suffix === undefined ? props.label : `${props.label} (${suffix})`} ids={ids}>
      {input}
    </FieldFrame>
  );
}

/** From how few characters left on it is said how many there are. */
const nearlyFull = 300;

/** Plain paragraphs; a line that begins with a dash is an item of a list. It grows with what is written. */
export function TextArea({ rows = 4, ...props }: WrittenProps & { readonly rows?: number }): ReactElement {
  const { t } = useTranslation();
  const { value, onChange, onBlur, maxLength, lang } = props;
  const { ids, said } = useTies(props);
  const left = maxLength === undefined ? undefined : maxLength - value.length;
  return (
    <FieldFrame {...props} ids={ids}>
      <textarea
        {...{ value, onBlur, maxLength, lang, rows }}
        {...said}
        id={ids.control}
        className="input"
        disabled={props.isDisabled}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {left !== undefined && left < nearlyFull && (
        <p className="hint" aria-live="polite">
          {t('form.charactersLeft', { count: left })}
        </p>
      )}
    </FieldFrame>
  );
}
