import { Link } from '@tanstack/react-router';
import { memo, useDeferredValue, useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Button, Empty, Notice, Skeleton, Tag, TextField } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { useActivitiesSearch } from './activities-search.ts';
import { useAllPages } from './all-pages.ts';
import { commitmentStates, CommitmentTag } from './commitment.tsx';
import { Filter } from './filter.tsx';

const ActivitiesListed = graphql(`
  query ActivitiesListed($collaboration: ID!, $asOf: String, $actingFor: ID, $after: String) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      activities(first: 100, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          title {
            ...Words
          }
          kind
          phase
          leadCommitment
          lead {
            id
            name {
              ...Words
            }
          }
          goals {
            id
            title {
              ...Words
            }
          }
          contributors {
            commitment
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
  }
  fragment Words on Text {
    original
    fi
    sv
    en
  }
`);

export type ActivityListed = NonNullable<
  ResultOf<typeof ActivitiesListed>['collaboration']
>['activities']['nodes'][number];

/** All activities, so that they can be searched here. */
export const useActivities = () => useAllPages(ActivitiesListed, {}, ({ collaboration }) => collaboration?.activities);

/** How many stand on one page of the list. */
const perPage = 40;
const phases = ['PLANNED', 'ENDED', 'MERGED', 'SUPERSEDED'] as const;

/** Activities, searched and narrowed; each with who leads it and who has said what. */
export function ActivityList(): ReactElement {
  const { t } = useTranslation(['activities', 'common']);
  const said = useSaid();
  const { compare } = useFormats();
  const [search, set] = useActivitiesSearch();
  const { nodes, complete, error, again } = useActivities();
  const wanted = useDeferredValue(search);

  const choices = useMemo(() => {
    const named = (pairs: readonly (readonly [string, string])[]) =>
      [...new Map(pairs)].map(([id, label]) => ({ id, label })).sort((a, b) => compare(a.label, b.label));
    const all = nodes ?? [];
    return {
      goals: named(all.flatMap(({ goals }) => goals.map(({ id, title }) => [id, said(title)] as const))),
      partners: named(
        all.flatMap(({ lead, contributors }) =>
          [lead, ...contributors.map(({ partner }) => partner)].flatMap((one) =>
            one ? [[one.id, said(one.name)] as const] : [],
          ),
        ),
      ),
      kinds: named(all.map(({ kind }) => [kind, t(`kind.${kind}`)] as const)),
    };
  }, [nodes, said, compare, t]);

  const shown = useMemo(() => {
    const words = wanted.search?.trim().toLocaleLowerCase();
    return (nodes ?? []).filter(
      (one) =>
        (wanted.goal === undefined || one.goals.some(({ id }) => id === wanted.goal)) &&
        (wanted.kind === undefined || one.kind === wanted.kind) &&
        (wanted.status === undefined || one.phase === wanted.status) &&
        (wanted.partner === undefined ||
          one.lead?.id === wanted.partner ||
          one.contributors.some(({ partner }) => partner?.id === wanted.partner)) &&
        (words === undefined ||
          words === '' ||
          [one.title, one.lead?.name].some((text) => text && said(text).toLocaleLowerCase().includes(words))),
    );
  }, [nodes, wanted, said]);

  if (!nodes)
    return error ? (
      <Notice kind="fault" title={t('common:state.failed')} live>
        <Button small onPress={again}>
          {t('common:state.again')}
        </Button>
      </Notice>
    ) : (
      <Skeleton lines={8} />
    );
  const pages = Math.max(1, Math.ceil(shown.length / perPage));
  const page = Math.min(search.page ?? 1, pages);
  return (
    <div className="stack">
      <div className="choices">
        <TextField
          label={t('list.search')}
          type="search"
          value={search.search ?? ''}
          onChange={(words) => set({ search: words === '' ? undefined : words, page: undefined })}
        />
        <Filter
          label={t('filter.goal')}
          options={choices.goals}
          value={search.goal}
          onChange={(goal) => set({ goal, page: undefined })}
        />
        <Filter
          label={t('filter.partner')}
          options={choices.partners}
          value={search.partner}
          onChange={(partner) => set({ partner, page: undefined })}
        />
        <Filter
          label={t('filter.kind')}
          options={choices.kinds}
          value={search.kind}
          onChange={(kind) => set({ kind, page: undefined })}
        />
        <Filter
          label={t('list.phase')}
          options={phases.map((id) => ({ id, label: t(`phase.${id}`) }))}
          value={search.status}
          onChange={(status) => set({ status, page: undefined })}
        />
      </div>
      <p role="status" className="list-count">
        {t('list.count', { count: shown.length })}
        {!complete && ` ${t('list.more')}`}
      </p>
      {shown.length === 0 ? (
        <Empty title={t(nodes.length === 0 ? 'list.none' : 'list.noneLeft')}>
          <p>{t(nodes.length === 0 ? 'list.noneAdvice' : 'list.noneLeftAdvice')}</p>
        </Empty>
      ) : (
        <ul className="plain activity-list">
          {shown.slice((page - 1) * perPage, page * perPage).map((one) => (
            <ActivityRow key={one.id} activity={one} />
          ))}
        </ul>
      )}
      {pages > 1 && (
        <nav className="row pages" aria-label={t('list.pages')}>
          <Button small isDisabled={page === 1} onPress={() => set({ page: page - 1 })}>
            {t('list.before')}
          </Button>
          <span>{t('list.page', { page, pages })}</span>
          <Button small isDisabled={page === pages} onPress={() => set({ page: page + 1 })}>
            {t('list.next')}
          </Button>
        </nav>
      )}
    </div>
  );
}

const ActivityRow = memo(function ActivityRow({ activity }: { readonly activity: ActivityListed }): ReactElement {
  const { t } = useTranslation('activities');
  const { collaboration } = useSight();
  const { id, title, kind, phase, lead, leadCommitment, contributors, goals } = activity;
  const states = commitmentStates
    .map((state) => [state, contributors.filter(({ commitment }) => commitment === state).length] as const)
    .filter(([, count]) => count > 0);
  return (
    <li className={phase === 'PLANNED' ? 'activity' : 'activity over'}>
      <div className="stack tight">
        <h2 className="activity-name">
          <Link to="/c/$collaboration/activities/$activity" params={{ collaboration, activity: id }}>
            <Said text={title} />
          </Link>
        </h2>
        <p className="row small">
          <Tag>{t(`kind.${kind}`)}</Tag>
          {phase !== 'PLANNED' && <Tag tone="warn">{t(`phase.${phase}`)}</Tag>}
          {phase === 'PLANNED' && goals.length === 0 && <Tag tone="warn">{t('list.noGoal')}</Tag>}
        </p>
      </div>
      <dl className="activity-who small">
        <div>
          <dt>{t('lead')}</dt>
          <dd>
            {lead && <Said text={lead.name} />}{' '}
            {leadCommitment !== 'COMMITTED' && <CommitmentTag state={leadCommitment} />}
          </dd>
        </div>
        <div>
          <dt>{t('partners')}</dt>
          <dd>
            {states.length === 0
              ? t('list.noPartners')
              : states.map(([state, count]) => t(`commitmentCount.${state}`, { count })).join(', ')}
          </dd>
        </div>
      </dl>
    </li>
  );
});
