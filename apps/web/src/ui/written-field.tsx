import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField, type FieldProps } from './field.tsx';
import { dayOf, monthOf, timeOf, writtenDay, writtenMonth, writtenTime } from './written.ts';

interface ReadProps extends FieldProps {
  /** As the platform keeps it: an ISO 8601 day or month, a time `09:30`; nothing when it is empty. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** Also tells what cannot be read, as it was written: for forms that judge when they are sent, and for drafts. */
  readonly asWritten?: boolean;
  readonly isDisabled?: boolean;
}

interface Kind {
  readonly read: (written: string) => string | undefined;
  readonly write: (kept: string) => string;
  readonly advice: 'form.dayAdvice' | 'form.monthAdvice' | 'form.timeAdvice';
  readonly size: number;
}

const kinds = {
  day: { read: dayOf, write: writtenDay, advice: 'form.dayAdvice', size: 12 },
  month: { read: monthOf, write: writtenMonth, advice: 'form.monthAdvice', size: 9 },
  time: { read: timeOf, write: writtenTime, advice: 'form.timeAdvice', size: 7 },
} satisfies Record<string, Kind>;

/** A line that is read as something else. What cannot be read is told when the field is left, not while one writes. */
function ReadField({ kind, value, onChange, asWritten = false, ...props }: ReadProps & { readonly kind: Kind }) {
  const { t } = useTranslation();
  const { read, write, advice, size } = kind;
  const shown = value === null ? '' : read(value) === value ? write(value) : value;
  const [text, setText] = useState(shown);
  const [left, setLeft] = useState(value !== null && read(value) === undefined);
  // Filled in from elsewhere: what stands here is of something else.
  const stands = read(text) ?? (asWritten && text !== '' ? text : null);
  const [before, setBefore] = useState(value);
  if (value !== before) {
    setBefore(value);
    if (value !== stands) setText(shown);
  }
  const unread = text.trim() !== '' && read(text) === undefined;
  return (
    <TextField
      {...props}
      hint={props.hint ?? t(advice)}
      error={props.error ?? (left && unread ? t('form.unread', { advice: t(advice) }) : undefined)}
      inputMode={kind === kinds.time || kind === kinds.day || kind === kinds.month ? 'decimal' : 'text'}
      size={size}
      autoComplete="off"
      value={text}
      onBlur={() => {
        setLeft(true);
        const found = read(text);
        if (found !== undefined) setText(write(found));
      }}
      onChange={(written) => {
        setText(written);
        const next = read(written) ?? (asWritten && written !== '' ? written : null);
        setBefore(next);
        onChange(next);
      }}
    />
  );
}

/** A day as people write it, 12.6.2026: typed or pasted, with no calendar to walk through. */
export const DateField = (props: ReadProps): ReactElement => <ReadField {...props} kind={kinds.day} />;

/** A month, 6.2026. */
export const MonthField = (props: ReadProps): ReactElement => <ReadField {...props} kind={kinds.month} />;

/** A time of the day, 9.30. */
export const TimeField = (props: ReadProps): ReactElement => <ReadField {...props} kind={kinds.time} />;

/** A number as it was written, `1 234,5`; `numberOf` reads it. Its unit stands in its name. */
export const NumberField = ({
  unit,
  value,
  onChange,
  isWhole = false,
  ...props
}: FieldProps & {
  readonly value: string;
  readonly onChange: (written: string) => void;
  readonly unit?: string | undefined;
  readonly isWhole?: boolean;
}): ReactElement => (
  <TextField
    {...props}
    value={value}
    onChange={onChange}
    suffix={unit}
    size={14}
    autoComplete="off"
    inputMode={isWhole ? 'numeric' : 'decimal'}
  />
);
