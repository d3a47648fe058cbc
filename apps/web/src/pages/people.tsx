import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts, type Act } from '../forms/acts.tsx';
import { useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Empty, Notice, Skeleton, Tag, TextField } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { useAllPages } from './all-pages.ts';
import { usePartners } from './backbone-partners.tsx';
import { Filter } from './filter.tsx';
import { Heading } from './heading.tsx';
import { InvitePerson, PersonActs } from './people-forms.tsx';
import './activities.css';
import './backbone.css';

const Directory = graphql(`
  query Directory($collaboration: ID!, $actingFor: ID, $after: String, $partner: ID) {
    people(collaboration: $collaboration, actingFor: $actingFor, after: $after, first: 100, partner: $partner) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        name
        email
        former
        signsIn
        label {
          ...Words
        }
        partners {
          id
          name {
            ...Words
          }
        }
      }
    }
  }
  fragment Words on Text {
    original
    fi
    sv
    en
  }
`);

const MandatesHeld = graphql(`
  query MandatesHeld($collaboration: ID!, $asOf: String, $actingFor: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      mandates(first: 100, after: $after, inForce: true) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          person
          role
          from
          to
          indicator
          programme
          confirmedUntil
          partner {
            id
            name {
              ...Words
            }
          }
        }
      }
    }
  }
  fragment Words on Text {
    original
    fi
    sv
    en
  }
`);

export type PersonListed = NonNullable<ResultOf<typeof Directory>['people']>['nodes'][number];
type Mandate = NonNullable<ResultOf<typeof MandatesHeld>['collaboration']>['mandates']['nodes'][number];

/** How long before its end a mandate's confirmation is asked for, in days. */
const soon = 60;
const none: readonly Mandate[] = [];

/** Who acts for whom: people and their mandates, invited, confirmed every year, and given on when somebody leaves. */
export function People(): ReactElement {
  const { t } = useTranslation(['backbone', 'common']);
  const said = useSaid();
  const { compare } = useFormats();
  const { asOf, roles, organisation, actingFor } = useSight();
  const search = useSearch({ from: '/c/$collaboration/people' });
  const navigate = useNavigate({ from: '/c/$collaboration/people' });
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words);
  const people = useAllPages(Directory, { partner: search.partner ?? null }, (data) => data.people);
  const mandates = useAllPages(MandatesHeld, {}, ({ collaboration: found }) => found?.mandates);
  const partners = usePartners();
  const again = () => {
    people.again();
    mandates.again();
  };
  const byPerson = useMemo(() => Map.groupBy(mandates.nodes ?? [], ({ person }) => person), [mandates.nodes]);
  const options = useMemo(
    () =>
      (partners.nodes ?? [])
        .filter(({ leftAt }) => leftAt == null)
        .map(({ id, name }) => ({ id, label: said(name) }))
        .sort((a, b) => compare(a.label, b.label)),
    [partners.nodes, said, compare],
  );
  const sought = wanted.trim().toLocaleLowerCase();
  const shown = (people.nodes ?? [])
    .filter((one) =>
      [one.name, one.email, said(one.label), ...one.partners.map(({ name }) => said(name))].some(
        (text) => text != null && text.toLocaleLowerCase().includes(sought),
      ),
    )
    .toSorted((a, b) => compare(a.name ?? said(a.label), b.name ?? said(b.label)));
  const looksAfter = roles.has('ADMINISTRATOR')
    ? options
    : options.filter(({ id }) => id === (actingFor ?? organisation));
  return (
    <>
      <Heading title={t('common:page.people')}>
        <p className="lead">{t('people.lead')}</p>
      </Heading>
      {asOf !== undefined && <Notice title={t('people.onlyNow')} />}
      <div className="choices">
        <TextField label={t('people.search')} type="search" value={words} onChange={setWords} />
        <Filter
          label={t('people.partner')}
          options={options}
          value={search.partner}
          onChange={(partner) =>
            void navigate({ to: '.', search: (before) => ({ ...before, partner }), replace: true, resetScroll: false })
          }
        />
      </div>
      <div className="row">
        <p role="status" className="list-count">
          {t('people.count', { count: shown.length })}
        </p>
        {asOf === undefined && (roles.has('ADMINISTRATOR') || roles.has('CONTACT')) && (
          <InvitePerson partners={looksAfter} onDone={again} />
        )}
      </div>
      {!people.nodes ? (
        people.error ? (
          <Notice kind="fault" title={t('common:state.failed')} live />
        ) : (
          <Skeleton lines={8} />
        )
      ) : shown.length === 0 ? (
        <Empty title={t('people.none')}>
          <p>{t('people.noneAdvice')}</p>
        </Empty>
      ) : (
        <ul className="plain cards two">
          {shown.map((person) => (
            <PersonShown
              key={person.id}
              person={person}
              mandates={byPerson.get(person.id) ?? none}
              all={people.nodes ?? []}
              onDone={again}
            />
          ))}
        </ul>
      )}
    </>
  );
}

function PersonShown({
  person,
  mandates,
  all,
  onDone,
}: {
  readonly person: PersonListed;
  readonly mandates: readonly Mandate[];
  readonly all: readonly PersonListed[];
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation('backbone');
  const said = useSaid();
  const [id, renew] = useNewId('mandate');
  const { name, label, email, former, signsIn } = person;
  const title = name ?? said(label);
  const done = () => {
    renew();
    onDone();
  };
  return (
    <li className="card">
      <h2>{title}</h2>
      <p className="row small">
        {name != null && (
          <span className="quiet">
            <Said text={label} />
          </span>
        )}
        {email != null && <span>{email}</span>}
        {former && <Tag>{t('people.former')}</Tag>}
        {signsIn === false && !former && <Tag tone="tentative">{t('people.invited')}</Tag>}
      </p>
      <ul className="plain mandates">
        {mandates.map((mandate) => (
          <MandateShown key={mandate.id} mandate={mandate} about={title} onDone={onDone} />
        ))}
      </ul>
      {mandates.length === 0 && <p className="quiet small">{t('people.noMandates')}</p>}
      <div className="row">
        <Acts
          id={id}
          look="plain"
          about={title}
          acts={[{ command: 'GrantMandate', given: { person: person.id } }]}
          onDone={done}
        />
        <PersonActs person={person} holds={mandates.length > 0} all={all} onDone={onDone} />
      </div>
    </li>
  );
}

function MandateShown({
  mandate,
  about,
  onDone,
}: {
  readonly mandate: Mandate;
  readonly about: string;
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation('backbone');
  const said = useSaid();
  const { day } = useFormats();
  const [now] = useState(() => Date.now());
  const { id, role, partner, to, confirmedUntil } = mandate;
  const ends = Date.parse(confirmedUntil) - now < soon * 86_400_000;
  const late = Date.parse(confirmedUntil) < now;
  const acts: readonly Act[] = [
    { command: 'ConfirmMandate' },
    { command: 'SetMandateEnd', filled: to == null ? {} : { to } },
    { command: 'RevokeMandate' },
  ];
  return (
    <li className="mandate">
      <p className="small">
        <strong>{t(`role.${role}`)}</strong> {partner && <Said text={partner.name} />}
        {to != null && ` · ${t('people.until', { day: day(to) })}`}
        {ends && (
          <>
            {' '}
            <Tag tone={late ? 'bad' : 'warn'}>
              {t(late ? 'people.confirmLate' : 'people.confirmBy', { day: day(confirmedUntil) })}
            </Tag>
          </>
        )}
      </p>
      <Acts
        id={id}
        look="quiet"
        about={`${about}, ${t(`role.${role}`)}, ${partner ? said(partner.name) : ''}`}
        acts={ends ? acts : acts.toSpliced(0, 1).concat({ command: 'ConfirmMandate' })}
        onDone={onDone}
      />
    </li>
  );
}
