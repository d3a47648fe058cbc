import { Link } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Empty, Notice, Skeleton, Tag } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { CommitmentActs } from './activity-commitments.tsx';
import { useActivitiesSearch } from './activities-search.ts';
import { useAllPages } from './all-pages.ts';
import { commitmentStates, CommitmentTag, Resources } from './commitment.tsx';
import { Filter } from './filter.tsx';

const Commitments = graphql(`
  query Commitments($collaboration: ID!, $asOf: String, $actingFor: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      commitments(first: 100, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          role
          state
          late
          answerBy
          brings {
            ...Words
          }
          resources {
            kind
            text {
              ...Words
            }
            amount {
              value
              unit
            }
          }
          partner {
            id
            name {
              ...Words
            }
          }
          activity {
            id
            phase
            title {
              ...Words
            }
            lead {
              id
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

type Commitment = NonNullable<ResultOf<typeof Commitments>['collaboration']>['commitments']['nodes'][number];

/** Who brings what to what: by partner, what is promised and what waits for an answer, answered where it stands. */
export function Contributions(): ReactElement {
  const { t } = useTranslation(['activities', 'common']);
  const said = useSaid();
  const { compare } = useFormats();
  const { organisation, actingFor } = useSight();
  const [search, set] = useActivitiesSearch();
  const { nodes, error, again } = useAllPages(Commitments, {}, ({ collaboration: found }) => found?.commitments);
  const own = actingFor ?? organisation;
  const partners = useMemo(() => {
    const groups = new Map<string, { id: string; name: string; all: Commitment[] }>();
    for (const one of nodes ?? []) {
      if (!one.partner || one.activity?.phase !== 'PLANNED') continue;
      if (search.status !== undefined && one.state !== search.status) continue;
      const group = groups.get(one.partner.id);
      if (group) group.all.push(one);
      else groups.set(one.partner.id, { id: one.partner.id, name: said(one.partner.name), all: [one] });
    }
    // One's own first.
    return [...groups.values()].sort((a, b) => (a.id === own ? -1 : b.id === own ? 1 : compare(a.name, b.name)));
  }, [nodes, search.status, said, compare, own]);
  if (!nodes) return error ? <Notice kind="fault" title={t('common:state.failed')} live /> : <Skeleton lines={8} />;
  const shown = search.partner === undefined ? partners : partners.filter(({ id }) => id === search.partner);
  return (
    <div className="stack">
      <div className="choices">
        <Filter
          label={t('filter.partner')}
          options={partners.map(({ id, name }) => ({ id, label: name }))}
          value={search.partner}
          onChange={(partner) => set({ partner })}
        />
        <Filter
          label={t('commitment.name')}
          options={commitmentStates.map((id) => ({ id, label: t(`commitment.${id}`) }))}
          value={search.status}
          onChange={(status) => set({ status })}
        />
      </div>
      {shown.length === 0 ? (
        <Empty title={t('contributions.none')}>
          <p>{t('contributions.noneAdvice')}</p>
        </Empty>
      ) : (
        shown.map(({ id, name, all }) => (
          <section key={id} className="brings" aria-labelledby={`brings-${id}`}>
            <h2 id={`brings-${id}`}>
              {name} {id === own && <Tag tone="good">{t('contributions.own')}</Tag>}
            </h2>
            <ul className="plain bring-list">
              {all.map((one) => (
                <Brought key={one.id} commitment={one} onDone={again} />
              ))}
            </ul>
          </section>
        ))
      )}
    </div>
  );
}

function Brought({
  commitment,
  onDone,
}: {
  readonly commitment: Commitment;
  readonly onDone: () => void;
}): ReactElement | null {
  const { t } = useTranslation('activities');
  const { day } = useFormats();
  const { collaboration } = useSight();
  const said = useSaid();
  const { activity, brings, role, state, late, answerBy, resources, partner } = commitment;
  if (!activity || !partner) return null;
  return (
    <li className="bring">
      <div className="stack tight">
        <p className="row">
          <Link
            to="/c/$collaboration/activities/$activity"
            params={{ collaboration, activity: activity.id }}
            className="strong"
          >
            <Said text={activity.title} />
          </Link>
          {role === 'LEAD' && <Tag>{t('lead')}</Tag>}
          <CommitmentTag state={state} />
          {late && <Tag tone="bad">{t('late')}</Tag>}
        </p>
        {brings && (
          <p>
            <Said text={brings} />
          </p>
        )}
        <Resources resources={resources} />
        {answerBy != null && <p className="small quiet">{t('answerBy', { day: day(answerBy) })}</p>}
      </div>
      <CommitmentActs
        activity={activity.id}
        about={`${said(activity.title)}, ${said(partner.name)}`}
        lead={activity.lead?.id}
        partner={partner.id}
        isLead={role === 'LEAD'}
        state={state}
        onDone={onDone}
      />
    </li>
  );
}
