import { Link } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts, type Act } from '../forms/acts.tsx';
import { textFilled, useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Button, Dialog, Empty, Notice, Skeleton, Table, Tag, TextField, type Column } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { useAllPages } from './all-pages.ts';
import { Answer } from './answer.tsx';
import { useBackboneSearch } from './backbone-search.ts';
import { Filter } from './filter.tsx';

const Register = graphql(`
  query Register($collaboration: ID!, $asOf: String, $actingFor: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      partnerKinds {
        id
        label {
          ...Words
        }
      }
      partners(first: 100, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          kind
          observer
          isBackbone
          demonstration
          admittedAt
          leftAt
          name {
            ...Words
          }
          leftBecause {
            ...Words
          }
          place {
            code
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

const OnePartner = graphql(`
  query OnePartner($collaboration: ID!, $asOf: String, $actingFor: ID, $partner: ID!, $from: String!, $to: String!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      partner(id: $partner) {
        id
        name {
          ...Words
        }
        stays {
          from
          to
          because {
            ...Words
          }
        }
        contribution(from: $from, to: $to) {
          statement {
            ...Words
          }
        }
        memberOf(first: 20) {
          nodes {
            id
            name {
              ...Words
            }
          }
        }
        agreements(first: 20) {
          nodes {
            id
            phase
            standing {
              title {
                ...Words
              }
            }
            proposed {
              title {
                ...Words
              }
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

type Partner = NonNullable<ResultOf<typeof Register>['collaboration']>['partners']['nodes'][number];
type Kind = NonNullable<ResultOf<typeof Register>['collaboration']>['partnerKinds'][number];

/** All partners with their names, so that they can be searched and named. */
export const usePartners = () => useAllPages(Register, {}, ({ collaboration }) => collaboration?.partners);

/** The register of partners: who is in, since when, and who has left. */
export function Partners(): ReactElement {
  const { t } = useTranslation(['backbone', 'common']);
  const said = useSaid();
  const { compare, day } = useFormats();
  const [search, set] = useBackboneSearch();
  const [id, renew] = useNewId('partner');
  const [words, setWords] = useState('');
  const [kind, setKind] = useState<string>();
  const wanted = useDeferredValue(words);
  const { nodes, error, again } = usePartners();
  const kinds = useView(Register, { after: null }).data?.collaboration?.partnerKinds ?? noKinds;
  const kindName = useMemo(() => new Map(kinds.map((one) => [one.id, said(one.label)])), [kinds, said]);
  const shown = useMemo(() => {
    const sought = wanted.trim().toLocaleLowerCase();
    return (nodes ?? [])
      .filter(
        (one) =>
          (kind === undefined || one.kind === kind) &&
          (sought === '' || said(one.name).toLocaleLowerCase().includes(sought)),
      )
      .toSorted((a, b) => compare(said(a.name), said(b.name)));
  }, [nodes, wanted, kind, said, compare]);
  if (!nodes) return error ? <Notice kind="fault" title={t('common:state.failed')} live /> : <Skeleton lines={8} />;
  const done = () => {
    renew();
    again();
  };
  const columns: readonly Column<Partner>[] = [
    {
      id: 'name',
      title: t('partners.name'),
      isHead: true,
      cell: (one) => (
        <>
          <Button look="quiet" small onPress={() => set({ item: one.id })}>
            {said(one.name)}
          </Button>{' '}
          {one.isBackbone && <Tag tone="good">{t('partners.backbone')}</Tag>}{' '}
          {one.observer && <Tag>{t('partners.observer')}</Tag>}
        </>
      ),
    },
    { id: 'kind', title: t('partners.kind'), cell: (one) => kindName.get(one.kind) ?? one.kind },
    { id: 'place', title: t('partners.place'), cell: ({ place }) => place && <Said text={place.name} /> },
    {
      id: 'since',
      title: t('partners.since'),
      cell: ({ admittedAt, leftAt }) =>
        leftAt == null ? (
          day(admittedAt)
        ) : (
          <>
            {day(admittedAt)} – {day(leftAt)} <Tag tone="warn">{t('partners.left')}</Tag>
          </>
        ),
    },
    {
      id: 'acts',
      title: t('acts'),
      cell: (one) => <Acts id={one.id} look="plain" about={said(one.name)} acts={partnerActs(one)} onDone={again} />,
    },
  ];
  return (
    <div className="stack">
      <div className="choices">
        <TextField label={t('partners.search')} type="search" isRequired value={words} onChange={setWords} />
        <Filter
          label={t('partners.kind')}
          options={kinds.map((one: Kind) => ({ id: one.id, label: said(one.label) }))}
          value={kind}
          onChange={setKind}
        />
      </div>
      <div className="row">
        <p role="status" className="list-count">
          {t('partners.count', { count: shown.length })}
        </p>
        <Acts id={id} about={t('partners.new')} acts={[{ command: 'AdmitPartner' }]} onDone={done} />
      </div>
      {shown.length === 0 ? (
        <Empty title={t('partners.none')}>
          <p>{t('partners.noneAdvice')}</p>
        </Empty>
      ) : (
        <Table caption={t('tab.partners')} captionHidden columns={columns} rows={shown} keyOf={(one) => one.id} />
      )}
      {search.item?.startsWith('partner_') === true && (
        <PartnerDialog id={search.item} onClose={() => set({ item: undefined })} />
      )}
    </div>
  );
}

const noKinds: readonly Kind[] = [];

function partnerActs(one: Partner): readonly Act[] {
  if (one.leftAt != null) return [{ command: 'ReadmitPartner' }];
  const { name, kind, place, demonstration, observer } = one;
  return [
    { command: 'RenamePartner', filled: { name: textFilled(name) } },
    { command: 'RevisePartner', filled: { kind, place: place?.code, demonstration, observer } },
    { command: 'LeavePartner' },
  ];
}

/** One partner: what it has done this year, what it belongs to and what it has agreed. */
function PartnerDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation(['backbone', 'common']);
  const said = useSaid();
  const { day } = useFormats();
  const { collaboration, asOf } = useSight();
  const year = (asOf !== undefined && /^\d{4}/.test(asOf) ? asOf : new Date().toISOString()).slice(0, 4);
  const view = useView(OnePartner, { partner: id, from: `${year}-01-01`, to: `${year}-12-31` });
  const found = view.data?.collaboration?.partner;
  return (
    <Dialog title={found ? said(found.name) : t('tab.partners')} isOpen onClose={onClose}>
      <Answer view={view} pick={({ collaboration: one }) => one?.partner}>
        {({ contribution, memberOf, agreements, stays }) => (
          <>
            <section className="stack tight">
              <h3>{t('partners.contribution', { year })}</h3>
              <p className="prose">
                <Said text={contribution.statement} />
              </p>
            </section>
            {memberOf.nodes.length > 0 && (
              <section className="stack tight">
                <h3>{t('partners.teams')}</h3>
                <ul>
                  {memberOf.nodes.map((team) => (
                    <li key={team.id}>
                      <Said text={team.name} />
                    </li>
                  ))}
                </ul>
              </section>
            )}
            {agreements.nodes.length > 0 && (
              <section className="stack tight">
                <h3>{t('tab.agreements')}</h3>
                <ul>
                  {agreements.nodes.map(({ id: one, phase, standing, proposed }) => {
                    const version = standing ?? proposed;
                    return (
                      <li key={one}>
                        {version && <Said text={version.title} />} <Tag>{t(`agreement.phase.${phase}`)}</Tag>
                      </li>
                    );
                  })}
                </ul>
              </section>
            )}
            {stays.length > 0 && (
              <section className="stack tight">
                <h3>{t('partners.stays')}</h3>
                <ul>
                  {stays.map(({ from, to, because }) => (
                    <li key={from}>
                      {day(from)} – {day(to)} <Said text={because} />
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <p className="row">
              <Link to="/c/$collaboration/people" params={{ collaboration }} search={{ partner: id }}>
                {t('partners.people')}
              </Link>
              <Link to="/c/$collaboration/activities" params={{ collaboration }} search={{ partner: id }}>
                {t('partners.activities')}
              </Link>
            </p>
          </>
        )}
      </Answer>
    </Dialog>
  );
}
