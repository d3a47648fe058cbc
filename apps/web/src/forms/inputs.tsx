import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats, useLanguage } from '../language.ts';
import { useSaid } from '../said.tsx';
import { graphql } from '../graphql.ts';
import {
  Button,
  Checkbox,
  CheckboxGroup,
  DateField,
  MonthField,
  NumberField,
  RadioGroup,
  Select,
  TextArea,
  TextField,
  TimeField,
} from '../ui/index.ts';
import { useView } from '../view.ts';
import { languages, type Language } from '../words/index.ts';
import { ownListOf, type OwnList } from './fields.ts';
import type { Field, Fields, Filled } from './form.ts';
import { PeriodInput, useHalfYears } from './period-input.tsx';
import { LongSelect, NamesInput, Several, ThingInput, ThingsInput } from './thing-input.tsx';
import './inputs.css';

interface About {
  readonly command: string;
  /** The thing the command is given to. */
  readonly id: string;
  readonly mistakes: ReadonlyMap<string, string>;
}

interface InputProps<F extends Field = Field> extends About {
  readonly name: string;
  readonly field: F;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** Last part of the name: which words it is called by. */
  readonly called: string;
}

type Of<K extends Field['kind']> = InputProps<Extract<Field, { kind: K }>>;

/** All fields of a command, or of a part of one. Lists and parts hold further fields. */
export function FieldsInput({
  fields,
  filled,
  onChange,
  at = '',
  ...about
}: About & {
  readonly fields: Fields;
  readonly filled: Filled;
  readonly onChange: (filled: Filled) => void;
  readonly at?: string;
}): ReactElement {
  return (
    <>
      {Object.entries(fields).map(([name, field]) => (
        <Input
          {...about}
          key={name}
          name={at === '' ? name : `${at}.${name}`}
          called={name}
          field={field}
          value={filled[name]}
          onChange={(value) => onChange({ ...filled, [name]: value })}
        />
      ))}
    </>
  );
}

function Input(props: InputProps): ReactElement {
  const { field, command, called } = props;
  switch (field.kind) {
    case 'text':
      return <TextInput {...props} field={field} />;
    case 'words':
    case 'url': {
      const list = ownListOf(command, called);
      return list ? <OwnListInput {...props} field={field} list={list} /> : <WordsInput {...props} field={field} />;
    }
    case 'number':
      return <NumberInput {...props} field={field} />;
    case 'flag':
      return <FlagInput {...props} field={field} />;
    case 'day':
    case 'month':
    case 'time':
    case 'moment':
      return <WhenInput {...props} field={field} />;
    case 'id':
      return <IdInput {...props} field={field} />;
    case 'choice':
      return <ChoiceInput {...props} field={field} />;
    case 'list':
      return <ListInput {...props} field={field} />;
    case 'group':
      return <GroupInput {...props} field={field} />;
  }
}

/** What a field is called and what is said of it beforehand, in the words of forms.json: of the command's own first. */
function useCalled({ command, called, name, field, mistakes }: InputProps) {
  const { t, i18n } = useTranslation(['forms', 'common']);
  const hint = [`hint.${command}.${called}`, `hint.${called}`].find((key) => i18n.exists(`forms:${key}`));
  return {
    name,
    label: t(`field.${command}.${called}`, { defaultValue: t(`field.${called}`, { defaultValue: called }) }),
    hint: hint === undefined ? undefined : t(hint, { defaultValue: '' }),
    error: mistakes.get(name),
    isRequired: field.optional !== true,
  };
}

const short = new Set(['title', 'name', 'label', 'unit', 'ownerRole', 'venue', 'body', 'members', 'opens']);

/** A text in several languages: one's own first, the others behind a button each. */
function TextInput(props: Of<'text'>): ReactElement {
  const { t } = useTranslation(['forms', 'common']);
  const { label, ...called } = useCalled(props);
  const language = useLanguage();
  const value = (props.value ?? {}) as Partial<Record<Language | 'original', string>>;
  const original = (value.original?.toLowerCase() ?? language) as Language;
  const [opened, setOpened] = useState<readonly Language[]>([]);
  const shown = [
    original,
    ...languages.filter((one) => one !== original && (value[one] !== undefined || opened.includes(one))),
  ];
  const set = (one: Language, words: string) =>
    props.onChange({ ...value, original: original.toUpperCase(), [one]: words });
  return (
    <div className="stack tight">
      {shown.map((one) => (
        <TextArea
          key={one}
          {...called}
          name={one === original ? called.name : `${called.name}.${one}`}
          hint={one === original ? called.hint : undefined}
          error={one === original ? called.error : undefined}
          isRequired={one === original && called.isRequired}
          label={shown.length > 1 ? t('inLanguage', { label, language: t(`common:language.${one}`) }) : label}
          value={value[one] ?? ''}
          onChange={(words) => set(one, words)}
          lang={one}
          maxLength={5000}
          rows={short.has(props.called) ? 1 : 4}
        />
      ))}
      {shown.length < languages.length && (
        <div className="row">
          {languages
            .filter((one) => !shown.includes(one))
            .map((one) => (
              <Button
                key={one}
                look="quiet"
                small
                aria-label={t('alsoInOf', { label, language: t(`common:language.${one}`) })}
                onPress={() => setOpened([...opened, one])}
              >
                {t('alsoIn', { language: t(`common:language.${one}`) })}
              </Button>
            ))}
        </div>
      )}
    </div>
  );
}

const WordsInput = (props: Of<'words' | 'url'>): ReactElement => (
  <TextField
    {...useCalled(props)}
    value={typeof props.value === 'string' ? props.value : ''}
    onChange={props.onChange}
    {...(props.field.kind === 'url' && { inputMode: 'url' as const, autoComplete: 'off' })}
    {...(props.field.most !== undefined && { maxLength: props.field.most })}
  />
);

const NumberInput = (props: Of<'number'>): ReactElement => (
  <NumberField
    {...useCalled(props)}
    value={
      typeof props.value === 'number'
        ? String(props.value).replace('.', ',')
        : typeof props.value === 'string'
          ? props.value
          : ''
    }
    onChange={props.onChange}
    isWhole={props.field.whole === true}
  />
);

const FlagInput = (props: Of<'flag'>): ReactElement => {
  const { label, hint, name } = useCalled(props);
  return <Checkbox label={label} hint={hint} name={name} value={props.value === true} onChange={props.onChange} />;
};

const whens = { day: DateField, month: MonthField, time: TimeField, moment: DateField };

function WhenInput(props: Of<'day' | 'month' | 'time' | 'moment'>): ReactElement {
  const When = whens[props.field.kind];
  return (
    <When
      {...useCalled(props)}
      asWritten
      value={typeof props.value === 'string' ? props.value : null}
      onChange={(value) => props.onChange(value ?? undefined)}
    />
  );
}

/** Few choices are all in sight. */
function ChoiceInput(props: Of<'choice'>): ReactElement {
  const called = useCalled(props);
  const options = useChoices(props.called, props.field.of);
  const value = typeof props.value === 'string' ? props.value : null;
  return options.length <= 5 && called.isRequired ? (
    <RadioGroup {...called} options={options} value={value} onChange={props.onChange} />
  ) : (
    <Select {...called} options={options} value={value} onChange={(chosen) => props.onChange(chosen ?? undefined)} />
  );
}

/** What the choices of a field are called: some words mean something else in another field. */
function useChoices(called: string, of: readonly string[]) {
  const { t, i18n } = useTranslation(['forms']);
  return of.map((id) => {
    const hint = `choiceHint.${called}.${id}`;
    return {
      id,
      label: t(`choice.${called}.${id}`, { defaultValue: t(`choice.${id}`, { defaultValue: id }) }),
      hint: i18n.exists(`forms:${hint}`) ? t(hint, { defaultValue: '' }) : undefined,
    };
  });
}

const IdInput = (props: Of<'id'>): ReactElement => (
  <ThingInput
    {...useCalled(props)}
    of={props.field.of}
    to={props.id}
    value={typeof props.value === 'string' ? props.value : null}
    onChange={(id) => props.onChange(id ?? undefined)}
  />
);

const OwnLists = graphql(`
  query OwnLists($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      places {
        code
        name {
          original
          fi
          sv
          en
        }
      }
      partnerKinds {
        id
        label {
          original
          fi
          sv
          en
        }
      }
    }
  }
`);

function useOwnList(list: OwnList) {
  const title = useSaid();
  const { compare } = useFormats();
  const halfYears = useHalfYears();
  const { data } = useView(OwnLists, {});
  const { places = [], partnerKinds = [] } = data?.collaboration ?? {};
  switch (list) {
    case 'place':
      return places
        .map(({ code, name }) => ({ id: code, label: title(name) }))
        .sort((a, b) => compare(a.label, b.label));
    case 'partnerKind':
      return partnerKinds.map(({ id, label }) => ({ id, label: title(label) }));
    case 'halfYear':
      return halfYears;
  }
}

function OwnListInput(props: Of<'words' | 'url'> & { readonly list: OwnList }): ReactElement {
  const options = useOwnList(props.list);
  const value = typeof props.value === 'string' ? props.value : null;
  return (
    <LongSelect
      {...useCalled(props)}
      options={options}
      value={value}
      onChange={(id) => props.onChange(id ?? undefined)}
    />
  );
}

/** Choices are ticked, things are chosen by their names, and what has fields of its own is added one by one. */
function ListInput(props: Of<'list'>): ReactElement {
  const { field, called, command, onChange } = props;
  const calls = useCalled(props);
  const value = Array.isArray(props.value) ? (props.value as readonly unknown[]) : [];
  const words = value.filter((one) => typeof one === 'string');
  if (field.of.kind === 'choice') return <TicksInput {...props} of={field.of.of} value={words} />;
  if (field.of.kind === 'id')
    return (
      <ThingsInput {...calls} of={field.of.of} to={props.id} value={words} most={field.most} onChange={onChange} />
    );
  if (field.of.kind === 'words' && ownListOf(command, called) !== undefined)
    return <PlacesInput {...props} value={words} />;
  return <ItemsInput {...props} value={value} />;
}

const TicksInput = ({
  of,
  value,
  ...props
}: Of<'list'> & { readonly of: readonly string[]; readonly value: readonly string[] }) => (
  <CheckboxGroup
    {...useCalled(props as InputProps)}
    options={useChoices(props.called, of)}
    value={value}
    onChange={props.onChange}
  />
);

const PlacesInput = ({ value, ...props }: Of<'list'> & { readonly value: readonly string[] }) => (
  <NamesInput
    {...useCalled(props as InputProps)}
    options={useOwnList('place')}
    value={value}
    onChange={props.onChange}
  />
);

function ItemsInput(props: Of<'list'> & { readonly value: readonly unknown[] }): ReactElement {
  const { t } = useTranslation(['forms']);
  const { field, value, onChange, name } = props;
  const { name: _, ...calls } = useCalled(props);
  const full = field.most !== undefined && value.length >= field.most;
  return (
    <Several {...calls}>
      {value.map((item, index) => (
        <div
          key={index}
          className="listed"
          role="group"
          aria-label={t('item', { label: calls.label, number: index + 1 })}
        >
          <Input
            {...props}
            name={`${name}.${String(index)}`}
            field={field.of}
            value={item}
            onChange={(changed) => onChange(value.with(index, changed))}
          />
          <Button look="quiet" small onPress={() => onChange(value.toSpliced(index, 1))}>
            {t('removeItem', { label: t('item', { label: calls.label, number: index + 1 }) })}
          </Button>
        </div>
      ))}
      <Button
        small
        isDisabled={full}
        data-field={name}
        onPress={() => onChange([...value, field.of.kind === 'group' ? {} : undefined])}
      >
        {t('addItem', { label: calls.label })}
      </Button>
    </Several>
  );
}

function GroupInput(props: Of<'group'>): ReactElement {
  const { name, label, hint, error, isRequired } = useCalled(props);
  const filled = (props.value ?? {}) as Filled;
  const { from, to, ...others } = props.field.fields;
  if (from?.kind === 'day' && to?.kind === 'day' && Object.keys(others).length === 0)
    return (
      <PeriodInput
        {...{ name, label, hint, error, isRequired }}
        mistakes={props.mistakes}
        value={filled}
        onChange={props.onChange}
      />
    );
  return (
    <Several {...{ label, hint, error, isRequired }}>
      <FieldsInput
        command={props.command}
        id={props.id}
        mistakes={props.mistakes}
        fields={props.field.fields}
        filled={filled}
        onChange={props.onChange}
        at={name}
      />
    </Several>
  );
}
