import { useDeferredValue, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Select, type FieldProps } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { kindsOf, useThings, type Named } from './things.ts';

/** So many are shown at a time: more are found by their names. */
const shownAtOnce = 60;

const fits = ({ label, hint = '' }: Named, words: string): boolean =>
  `${label} ${hint}`.toLocaleLowerCase().includes(words.trim().toLocaleLowerCase());

/** A select over a list of any length: what fits the words first, and how many more there are. */
export function LongSelect({
  options,
  value,
  ...props
}: FieldProps & {
  readonly options: readonly Named[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}): ReactElement {
  const { t } = useTranslation(['forms']);
  const [words, setWords] = useState('');
  const late = useDeferredValue(words);
  const found = options.filter((option) => fits(option, late));
  const shown = found.slice(0, shownAtOnce);
  const chosen = options.find(({ id }) => id === value);
  const more = found.length - shown.length;
  // What is chosen must be in the list, or it has no name.
  const all = chosen && !shown.includes(chosen) ? [chosen, ...shown] : shown;
  if (options.length <= shownAtOnce) return <Select {...props} options={options} value={value} />;
  return (
    <Select
      {...props}
      options={all}
      value={value}
      onSearch={setWords}
      note={more > 0 ? t('moreFit', { count: more }) : undefined}
    />
  );
}

const kindOfId = (id: unknown): string | undefined => (typeof id === 'string' ? id.split('_')[0] : undefined);

interface ThingProps extends FieldProps {
  /** Kinds as the shape tells them: `goal`, `goal|activity`, `*`. */
  readonly of: string;
  /** The thing the command is given to: parts of it can be named. */
  readonly to: string;
}

/** Which kind of thing, where there are several, and then which one. */
function OfKind({
  of,
  to,
  value,
  onChange,
  without,
  ...props
}: ThingProps & {
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly without: ReadonlySet<string>;
}): ReactElement {
  const { t } = useTranslation(['forms']);
  const { organisation } = useSight();
  const kinds = kindsOf(of);
  const [only] = kinds;
  const [chosen, setChosen] = useState<string | undefined>(kindOfId(value) ?? (kinds.length === 1 ? only : undefined));
  const things = useThings(chosen, to);
  const options = (things ?? [])
    .filter(({ id }) => !without.has(id))
    .map((thing) => (thing.id === organisation ? { ...thing, hint: t('ownOrganisation') } : thing));
  const which = (
    <LongSelect
      {...props}
      {...(kinds.length > 1 && { label: t('which', { label: props.label }), hint: undefined })}
      options={options}
      value={value}
      onChange={onChange}
    />
  );
  if (kinds.length === 1) return which;
  return (
    <div className="stack tight">
      <Select
        {...props}
        error={chosen === undefined ? props.error : undefined}
        name={chosen === undefined ? props.name : undefined}
        options={kinds.map((kind) => ({ id: kind, label: t(`kind.${kind}`, { defaultValue: kind }) }))}
        value={chosen ?? null}
        onChange={(kind) => {
          setChosen(kind ?? undefined);
          onChange(null);
        }}
      />
      {chosen !== undefined && which}
    </div>
  );
}

const none: ReadonlySet<string> = new Set();

/** One thing of the collaboration, by its name. */
export const ThingInput = (
  props: ThingProps & { readonly value: string | null; readonly onChange: (id: string | null) => void },
): ReactElement => <OfKind {...props} without={none} />;

/** Any number of things: those that are chosen stand above, and the next one is chosen below. */
export function ThingsInput({
  value,
  onChange,
  most,
  ...props
}: ThingProps & {
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly most?: number | undefined;
}): ReactElement {
  const { t } = useTranslation(['forms']);
  const full = most !== undefined && value.length >= most;
  return (
    <Several label={props.label} hint={props.hint} error={props.error} isRequired={props.isRequired}>
      {value.length > 0 && (
        <ul className="chosen">
          {value.map((id) => (
            <Chosen key={id} id={id} to={props.to} onRemove={() => onChange(value.filter((one) => one !== id))} />
          ))}
        </ul>
      )}
      {!full && (
        <OfKind
          {...props}
          key={value.length}
          hint={undefined}
          error={undefined}
          isRequired
          label={t('addItem', { label: props.label })}
          value={null}
          without={new Set(value)}
          onChange={(id) => id !== null && onChange([...value, id])}
        />
      )}
    </Several>
  );
}

/** The same with a list that is here already: places of the collaboration. */
export function NamesInput({
  value,
  onChange,
  options,
  ...props
}: FieldProps & {
  readonly options: readonly Named[];
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}): ReactElement {
  const { t } = useTranslation(['forms']);
  const names = new Map(options.map(({ id, label }) => [id, label]));
  return (
    <Several label={props.label} hint={props.hint} error={props.error} isRequired={props.isRequired}>
      {value.length > 0 && (
        <ul className="chosen">
          {value.map((id) => (
            <One key={id} label={names.get(id) ?? id} onRemove={() => onChange(value.filter((one) => one !== id))} />
          ))}
        </ul>
      )}
      <LongSelect
        key={value.length}
        name={props.name}
        label={t('addItem', { label: props.label })}
        options={options.filter(({ id }) => !value.includes(id))}
        value={null}
        onChange={(id) => id !== null && onChange([...value, id])}
      />
    </Several>
  );
}

function Chosen({ id, to, onRemove }: { readonly id: string; readonly to: string; readonly onRemove: () => void }) {
  const label = useThings(kindOfId(id), to)?.find((thing) => thing.id === id)?.label ?? id;
  return <One label={label} onRemove={onRemove} />;
}

function One({ label, onRemove }: { readonly label: string; readonly onRemove: () => void }): ReactElement {
  const { t } = useTranslation(['forms']);
  return (
    <li>
      <span>{label}</span>
      <Button look="quiet" small aria-label={t('removeItem', { label })} onPress={onRemove}>
        {t('remove')}
      </Button>
    </li>
  );
}

/** Several controls that fill in one field. */
export const Several = ({
  label,
  hint,
  error,
  isRequired = true,
  children,
}: Omit<FieldProps, 'name'> & { readonly children: ReactNode }): ReactElement => {
  const { t } = useTranslation();
  return (
    <fieldset className="items">
      <legend className="label">
        {label}
        {!isRequired && <span className="optional"> {t('form.optional')}</span>}
      </legend>
      {hint !== undefined && <p className="hint">{hint}</p>}
      {error !== undefined && <p className="mistake">{error}</p>}
      {children}
    </fieldset>
  );
};
