import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useGiving } from '../forms/giving.ts';
import { graphql } from '../graphql.ts';
import { useLanguage } from '../language.ts';
import { useSaid } from '../said.tsx';
import {
  Button,
  DateField,
  Dialog,
  ErrorSummary,
  Notice,
  RadioGroup,
  Select,
  TextArea,
  TextField,
  type Mistake,
  type Option,
} from '../ui/index.ts';
import { useSight } from '../view.ts';
import { languages, type Language } from '../words/index.ts';
import type { PersonListed } from './people.tsx';

const Invite = graphql(`
  mutation InvitePerson(
    $collaboration: ID!
    $commandId: ID!
    $actingFor: ID
    $language: Language!
    $input: InvitePersonInput!
  ) {
    answer: invitePerson(collaboration: $collaboration, commandId: $commandId, actingFor: $actingFor, input: $input) {
      __typename
      ... on PersonInvitation {
        path
      }
      ... on Refused {
        field
        words(language: $language)
      }
    }
  }
`);

const Again = graphql(`
  mutation InviteAgain($collaboration: ID!, $commandId: ID!, $actingFor: ID, $language: Language!, $person: ID!) {
    answer: inviteAgain(collaboration: $collaboration, commandId: $commandId, actingFor: $actingFor, person: $person) {
      __typename
      ... on PersonInvitation {
        path
      }
      ... on Refused {
        field
        words(language: $language)
      }
    }
  }
`);

const Leave = graphql(`
  mutation LeaveOrganisation(
    $collaboration: ID!
    $commandId: ID!
    $actingFor: ID
    $language: Language!
    $input: LeaveOrganisationInput!
  ) {
    answer: leaveOrganisation(
      collaboration: $collaboration
      commandId: $commandId
      actingFor: $actingFor
      input: $input
    ) {
      __typename
      ... on Refused {
        field
        words(language: $language)
      }
    }
  }
`);

const Replace = graphql(`
  mutation ReplacePerson(
    $collaboration: ID!
    $commandId: ID!
    $actingFor: ID
    $language: Language!
    $input: ReplacePersonInput!
  ) {
    answer: replacePerson(collaboration: $collaboration, commandId: $commandId, actingFor: $actingFor, input: $input) {
      __typename
      ... on PersonInvitation {
        path
      }
      ... on Refused {
        field
        words(language: $language)
      }
    }
  }
`);

const Forget = graphql(`
  mutation ForgetPerson($collaboration: ID!, $commandId: ID!, $actingFor: ID, $language: Language!, $person: ID!) {
    answer: forgetPerson(collaboration: $collaboration, commandId: $commandId, actingFor: $actingFor, person: $person) {
      __typename
      ... on Refused {
        field
        words(language: $language)
      }
    }
  }
`);

type Spoken = 'FI' | 'SV' | 'EN';
const spoken = (language: Language) => language.toUpperCase() as Spoken;
const roles = [
  'MEMBER',
  'REPORTER',
  'ENDORSER',
  'CONTACT',
  'COORDINATOR',
  'REVIEWER',
  'AUDITOR',
  'ADMINISTRATOR',
] as const;
type Role = (typeof roles)[number];

/** What every one of these mutations is given. */
function useHand() {
  const { collaboration, actingFor, organisation } = useSight();
  const language = useLanguage();
  return { collaboration, actingFor: actingFor ?? organisation ?? null, language: spoken(language) };
}

/** Mistakes of a form: what was left empty, and then what the server said. */
function useHoles(required: Readonly<Record<string, string | null | undefined>>, mistakes: readonly Mistake[]) {
  const { t } = useTranslation('backbone');
  const [asked, setAsked] = useState(false);
  const empty = Object.entries(required).flatMap(([name, value]) =>
    value == null || value.trim() === '' ? [name] : [],
  );
  const holes = asked
    ? empty.map((name) => ({
        name,
        message: t('people.fillIn', { label: t(`people.field.${name}` as 'people.field.name') }),
      }))
    : [];
  const wrong = holes.length > 0 ? holes : mistakes;
  return {
    wrong,
    errorOf: (name: string) => wrong.find((one) => one.name === name)?.message,
    /** Whether it may be sent; from now on what is empty is told. */
    full: () => {
      setAsked(true);
      return empty.length === 0;
    },
  };
}

function Form({
  mistakes,
  unsent,
  sending,
  label,
  danger = false,
  onSend,
  children,
}: {
  readonly mistakes: readonly Mistake[];
  readonly unsent: boolean;
  readonly sending: boolean;
  readonly label: string;
  readonly danger?: boolean;
  readonly onSend: () => void;
  readonly children: ReactNode;
}): ReactElement {
  const { t } = useTranslation('backbone');
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <ErrorSummary mistakes={mistakes} />
      {children}
      {unsent && <Notice kind="warn" title={t('people.unsent')} live />}
      <div className="row">
        <Button type="submit" look={danger ? 'danger' : 'main'} isPending={sending}>
          {label}
        </Button>
      </div>
    </form>
  );
}

/** The link by which somebody comes in: shown once, to be sent to nobody but them. */
function InvitationLink({ path }: { readonly path: string | null }): ReactElement {
  const { t } = useTranslation('backbone');
  const [copied, setCopied] = useState(false);
  if (path === null) return <Notice kind="done" title={t('people.signsInAlready')} live />;
  const link = `${location.origin}${path}`;
  return (
    <Notice kind="done" title={t('people.linkReady')} live>
      <p>{t('people.linkAdvice')}</p>
      <TextField label={t('people.link')} value={link} onChange={() => undefined} />
      <div className="row">
        <Button
          onPress={() =>
            void navigator.clipboard.writeText(link).then(
              () => setCopied(true),
              () => undefined,
            )
          }
        >
          {t('people.copy')}
        </Button>
        <span role="status">{copied ? t('people.copied') : ''}</span>
      </div>
    </Notice>
  );
}

interface Details {
  readonly name: string;
  readonly email: string;
  readonly language: Language;
}

function DetailsFields({
  details,
  onChange,
  errorOf,
}: {
  readonly details: Details;
  readonly onChange: (details: Details) => void;
  readonly errorOf: (name: string) => string | undefined;
}): ReactElement {
  const { t } = useTranslation(['backbone', 'common']);
  return (
    <>
      <TextField
        label={t('people.field.name')}
        name="name"
        autoComplete="off"
        error={errorOf('name')}
        value={details.name}
        onChange={(name) => onChange({ ...details, name })}
      />
      <TextField
        label={t('people.field.email')}
        name="email"
        type="email"
        autoComplete="off"
        error={errorOf('email')}
        value={details.email}
        onChange={(email) => onChange({ ...details, email })}
      />
      <RadioGroup
        label={t('people.field.language')}
        name="language"
        options={languages.map((id) => ({ id, label: t(`common:language.${id}`) }))}
        value={details.language}
        onChange={(language) => onChange({ ...details, language: language as Language })}
      />
    </>
  );
}

/** Enters a person, grants them a mandate, and gives the link by which they come in. */
export function InvitePerson({
  partners,
  onDone,
}: {
  readonly partners: readonly Option[];
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation('backbone');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="main" small onPress={() => setOpen(true)}>
        {t('people.invite')}
      </Button>
      <Dialog title={t('people.invite')} isOpen={open} onClose={() => setOpen(false)}>
        <InviteForm partners={partners} onDone={onDone} />
      </Dialog>
    </>
  );
}

function InviteForm({
  partners,
  onDone,
}: {
  readonly partners: readonly Option[];
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation('backbone');
  const hand = useHand();
  const language = useLanguage();
  const { give, sending, unsent, mistakes } = useGiving(Invite);
  const [details, setDetails] = useState<Details>({ name: '', email: '', language });
  const [partner, setPartner] = useState<string | null>(partners.length === 1 ? (partners[0]?.id ?? null) : null);
  const [role, setRole] = useState<Role | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [path, setPath] = useState<string | null>();
  const { wrong, errorOf, full } = useHoles({ name: details.name, email: details.email, partner, role }, mistakes);
  if (path !== undefined) return <InvitationLink path={path} />;
  const send = async () => {
    if (!full() || partner === null || role === null) return;
    const done = await give({
      ...hand,
      input: { ...details, language: spoken(details.language), partner, role, ...(to !== null && { to }) },
    });
    if (done?.answer.__typename !== 'PersonInvitation') return;
    setPath(done.answer.path ?? null);
    onDone();
  };
  return (
    <Form mistakes={wrong} unsent={unsent} sending={sending} label={t('people.invite')} onSend={() => void send()}>
      <p className="quiet">{t('people.inviteExplained')}</p>
      <DetailsFields details={details} onChange={setDetails} errorOf={errorOf} />
      <Select
        label={t('people.field.partner')}
        name="partner"
        options={partners}
        error={errorOf('partner')}
        value={partner}
        onChange={setPartner}
      />
      <Select
        label={t('people.field.role')}
        name="role"
        options={roles.map((id) => ({ id, label: t(`role.${id}`), hint: t(`roleHint.${id}`) }))}
        error={errorOf('role')}
        value={role}
        onChange={(chosen) => setRole(roles.find((one) => one === chosen) ?? null)}
      />
      <DateField
        label={t('people.field.to')}
        name="to"
        isRequired={false}
        error={errorOf('to')}
        value={to}
        onChange={setTo}
      />
    </Form>
  );
}

type Doing = 'again' | 'replace' | 'leave' | 'forget';

/** What may be done about a person: a new link, somebody in their place, an end to all they hold, being forgotten. */
export function PersonActs({
  person,
  holds,
  all,
  onDone,
}: {
  readonly person: PersonListed;
  readonly holds: boolean;
  readonly all: readonly PersonListed[];
  readonly onDone: () => void;
}): ReactElement | null {
  const { t } = useTranslation('backbone');
  const said = useSaid();
  const { asOf, roles: held, person: own } = useSight();
  const [doing, setDoing] = useState<Doing>();
  if (asOf !== undefined) return null;
  const looksAfter = held.has('ADMINISTRATOR') || held.has('CONTACT');
  const isOwn = person.id === own;
  const offered: readonly Doing[] = [
    ...(looksAfter && person.signsIn === false && !person.former ? (['again'] as const) : []),
    ...(looksAfter && holds ? (['replace'] as const) : []),
    ...((looksAfter || isOwn) && holds ? (['leave'] as const) : []),
    ...((looksAfter || isOwn) && !holds && !person.former ? (['forget'] as const) : []),
  ];
  const title = person.name ?? said(person.label);
  return (
    <>
      {offered.map((one) => (
        <Button
          key={one}
          small
          look="quiet"
          aria-label={`${t(`people.${one}`)}: ${title}`}
          onPress={() => setDoing(one)}
        >
          {t(`people.${one}`)}
        </Button>
      ))}
      {doing && (
        <Dialog title={`${t(`people.${doing}`)}: ${title}`} isOpen onClose={() => setDoing(undefined)}>
          {doing === 'again' && <AgainForm person={person.id} onDone={onDone} />}
          {doing === 'replace' && <ReplaceForm person={person} all={all} onDone={onDone} />}
          {doing === 'leave' && (
            <LeaveForm
              person={person}
              onDone={() => {
                setDoing(undefined);
                onDone();
              }}
            />
          )}
          {doing === 'forget' && (
            <ForgetForm
              person={person.id}
              onDone={() => {
                setDoing(undefined);
                onDone();
              }}
            />
          )}
        </Dialog>
      )}
    </>
  );
}

function AgainForm({ person, onDone }: { readonly person: string; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation('backbone');
  const hand = useHand();
  const { give, sending, unsent, mistakes } = useGiving(Again);
  const [path, setPath] = useState<string | null>();
  if (path !== undefined) return <InvitationLink path={path} />;
  const send = async () => {
    const done = await give({ ...hand, person });
    if (done?.answer.__typename !== 'PersonInvitation') return;
    setPath(done.answer.path ?? null);
    onDone();
  };
  return (
    <Form mistakes={mistakes} unsent={unsent} sending={sending} label={t('people.again')} onSend={() => void send()}>
      <p>{t('people.againExplained')}</p>
    </Form>
  );
}

/** For which organisation, where the person acts for several. */
function useOrganisation(person: PersonListed) {
  const said = useSaid();
  const options = person.partners.map(({ id, name }) => ({ id, label: said(name) }));
  const [organisation, setOrganisation] = useState<string | null>(options[0]?.id ?? null);
  return { options, organisation, setOrganisation };
}

function LeaveForm({ person, onDone }: { readonly person: PersonListed; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation('backbone');
  const hand = useHand();
  const language = useLanguage();
  const { give, sending, unsent, mistakes } = useGiving(Leave);
  const { options, organisation, setOrganisation } = useOrganisation(person);
  const [reason, setReason] = useState('');
  const { wrong, errorOf, full } = useHoles({ organisation, reason }, mistakes);
  const send = async () => {
    if (!full() || organisation === null) return;
    const done = await give({
      ...hand,
      input: { person: person.id, organisation, reason: { original: spoken(language), [language]: reason } },
    });
    if (done) onDone();
  };
  return (
    <Form mistakes={wrong} unsent={unsent} sending={sending} label={t('people.leave')} onSend={() => void send()}>
      <p>{t('people.leaveExplained')}</p>
      <Select
        label={t('people.field.organisation')}
        name="organisation"
        options={options}
        error={errorOf('organisation')}
        value={organisation}
        onChange={setOrganisation}
      />
      <TextArea
        label={t('people.field.reason')}
        name="reason"
        hint={t('people.reasonHint')}
        error={errorOf('reason')}
        value={reason}
        onChange={setReason}
        maxLength={1000}
        rows={3}
      />
    </Form>
  );
}

function ReplaceForm({
  person,
  all,
  onDone,
}: {
  readonly person: PersonListed;
  readonly all: readonly PersonListed[];
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation('backbone');
  const said = useSaid();
  const hand = useHand();
  const language = useLanguage();
  const { give, sending, unsent, mistakes } = useGiving(Replace);
  const { options, organisation, setOrganisation } = useOrganisation(person);
  const [kind, setKind] = useState<'known' | 'new'>('known');
  const [successor, setSuccessor] = useState<string | null>(null);
  const [details, setDetails] = useState<Details>({ name: '', email: '', language });
  const [reason, setReason] = useState('');
  const [path, setPath] = useState<string | null>();
  const who = kind === 'known' ? { successor } : { name: details.name, email: details.email };
  const { wrong, errorOf, full } = useHoles({ organisation, ...who, reason }, mistakes);
  if (path !== undefined) return <InvitationLink path={path} />;
  const send = async () => {
    if (!full() || organisation === null) return;
    const done = await give({
      ...hand,
      input: {
        person: person.id,
        organisation,
        reason: { original: spoken(language), [language]: reason },
        ...(kind === 'known' ? { successor } : { invite: { ...details, language: spoken(details.language) } }),
      },
    });
    if (done?.answer.__typename !== 'PersonInvitation') return;
    setPath(done.answer.path ?? null);
    onDone();
  };
  return (
    <Form mistakes={wrong} unsent={unsent} sending={sending} label={t('people.replace')} onSend={() => void send()}>
      <p>{t('people.replaceExplained')}</p>
      <Select
        label={t('people.field.organisation')}
        name="organisation"
        options={options}
        error={errorOf('organisation')}
        value={organisation}
        onChange={setOrganisation}
      />
      <RadioGroup
        label={t('people.who')}
        options={[
          { id: 'known', label: t('people.known') },
          { id: 'new', label: t('people.newcomer') },
        ]}
        value={kind}
        onChange={(chosen) => setKind(chosen === 'new' ? 'new' : 'known')}
      />
      {kind === 'known' ? (
        <Select
          label={t('people.field.successor')}
          name="successor"
          options={all
            .filter(({ id, former }) => id !== person.id && !former)
            .map(({ id, name, label }) => ({ id, label: name ?? said(label) }))}
          error={errorOf('successor')}
          value={successor}
          onChange={setSuccessor}
        />
      ) : (
        <DetailsFields details={details} onChange={setDetails} errorOf={errorOf} />
      )}
      <TextArea
        label={t('people.field.reason')}
        name="reason"
        hint={t('people.reasonHint')}
        error={errorOf('reason')}
        value={reason}
        onChange={setReason}
        maxLength={1000}
        rows={3}
      />
    </Form>
  );
}

function ForgetForm({ person, onDone }: { readonly person: string; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation('backbone');
  const hand = useHand();
  const { give, sending, unsent, mistakes } = useGiving(Forget);
  return (
    <Form
      danger
      mistakes={mistakes}
      unsent={unsent}
      sending={sending}
      label={t('people.forget')}
      onSend={() => void give({ ...hand, person }).then((done) => done && onDone())}
    >
      <p>{t('people.forgetExplained')}</p>
    </Form>
  );
}
