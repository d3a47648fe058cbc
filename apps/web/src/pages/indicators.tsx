import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { stateOf, type Point } from '../charts/finding.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { Acts } from '../forms/acts.tsx';
import { useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { periodName, today } from '../period.ts';
import { Said, useSaid } from '../said.tsx';
import { Button, Checkbox, Disclosure, Empty, Notice, Select, Skeleton, Tabs, Tag, TextField } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Heading } from './heading.tsx';
import { Locks } from './indicators-locks.tsx';
import { StateTag } from './indicators-state.tsx';
import './indicators.css';

/** Reading tables takes a library that most visits need not load. */
const MeasurementSheet = lazy(() => import('./indicators-sheet.tsx'));
const Later = (): ReactElement => (
  <Suspense fallback={<Skeleton />}>
    <MeasurementSheet />
  </Suspense>
);

const Listed = graphql(`
  query Indicators($collaboration: ID!, $asOf: String, $actingFor: ID, $goal: ID, $programme: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      indicators(first: 100, goal: $goal, programme: $programme) {
        pageInfo {
          hasNextPage
        }
        nodes {
          id
          kind
          local
          phase
          direction
          due
          late
          title {
            original
            fi
            sv
            en
          }
          unit {
            original
            fi
            sv
            en
          }
          owner {
            id
          }
          reporters {
            partners
          }
          programmes {
            id
          }
          target {
            kind
            value
            max
            due
            met
            progress
            text {
              original
              fi
              sv
              en
            }
          }
          trend(last: 8) {
            value
            indicatorVersion
            complete
            suppressed
            provisional
            reported
            expected
            withheld
            missing
            period {
              from
              to
            }
          }
        }
      }
    }
  }
`);

const Choices = graphql(`
  query IndicatorChoices($collaboration: ID!, $asOf: String, $actingFor: ID, $organisation: ID!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      partner(id: $organisation) {
        series(first: 100) {
          nodes {
            indicator {
              id
            }
          }
        }
      }
      programmes(first: 100) {
        nodes {
          id
          title {
            original
            fi
            sv
            en
          }
        }
      }
      goals(first: 100) {
        nodes {
          id
          title {
            original
            fi
            sv
            en
          }
        }
      }
    }
  }
`);

/** What a filter says that is none. */
const all = 'all';

type Indicator = NonNullable<ResultOf<typeof Listed>['collaboration']>['indicators']['nodes'][number];

/** What is measured together: how each indicator stands, who has reported, and the ways figures come in. */
export function Indicators(): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const { tab = 'list' } = useSearch({ from: '/c/$collaboration/indicators' });
  const navigate = useNavigate({ from: '/c/$collaboration/indicators' });
  const [id, renew] = useNewId('indicator');
  return (
    <>
      <Heading title={t('common:page.indicators')}>
        <p>{t('lead')}</p>
        <Acts id={id} about={t('common:page.indicators')} acts={[{ command: 'DefineIndicator' }]} onDone={renew} />
      </Heading>
      <Tabs
        label={t('common:page.indicators')}
        chosen={tab}
        onChoose={(chosen) =>
          void navigate({ search: (before) => ({ ...before, tab: chosen === 'list' ? undefined : chosen }) })
        }
        tabs={[
          { id: 'list', label: t('tab.list'), content: () => <List /> },
          { id: 'sheet', label: t('tab.sheet'), content: () => <Later /> },
          { id: 'locks', label: t('tab.locks'), content: () => <Locks /> },
        ]}
      />
    </>
  );
}

function List(): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const {
    goal,
    programme,
    search = '',
    missing = false,
    ours = false,
  } = useSearch({
    from: '/c/$collaboration/indicators',
  });
  const navigate = useNavigate({ from: '/c/$collaboration/indicators' });
  const { organisation, actingFor } = useSight();
  const self = actingFor ?? organisation;
  const title = useSaid();
  const { compare } = useFormats();
  const { data, loading, error, again } = useView(Listed, { goal: goal ?? null, programme: programme ?? null });
  const choices = useView(Choices, { organisation: self ?? '' }).data?.collaboration;
  const found = data?.collaboration?.indicators;
  const change = (part: { goal?: string; programme?: string; search?: string; missing?: true; ours?: true }) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const measured = useMemo(
    () => new Set(choices?.partner?.series.nodes.map(({ indicator }) => indicator?.id)),
    [choices],
  );
  const shown = useMemo(() => {
    const words = search.toLocaleLowerCase();
    return (found?.nodes ?? [])
      .filter((one) => title(one.title).toLocaleLowerCase().includes(words))
      .filter((one) => !missing || waitsFor(one))
      .filter((one) => !ours || measured.has(one.id) || concerns(one, self));
  }, [found, search, missing, ours, measured, self, title]);
  const running = shown.filter(({ phase }) => phase !== 'RETIRED');
  const retired = shown.filter(({ phase }) => phase === 'RETIRED');
  const groups = groupsOf(running, programme, choices?.programmes.nodes ?? []);
  const options = (nodes: readonly { id: string; title: Indicator['title'] }[] = []) =>
    nodes.map((one) => ({ id: one.id, label: title(one.title) })).sort((a, b) => compare(a.label, b.label));
  return (
    <div className="stack">
      <search className="filters">
        <TextField
          label={t('filter.search')}
          isRequired={false}
          value={search}
          onChange={(words) => change({ search: words === '' ? undefined : words })}
        />
        <Select
          label={t('filter.programme')}
          options={[{ id: all, label: t('filter.all') }, ...options(choices?.programmes.nodes)]}
          value={programme ?? all}
          onChange={(id) => change({ programme: id === null || id === all ? undefined : id })}
        />
        <Select
          label={t('filter.goal')}
          options={[{ id: all, label: t('filter.all') }, ...options(choices?.goals.nodes)]}
          value={goal ?? all}
          onChange={(id) => change({ goal: id === null || id === all ? undefined : id })}
        />
        <div className="row">
          <Checkbox
            label={t('filter.missing')}
            value={missing}
            onChange={(on) => change({ missing: on ? true : undefined })}
          />
          <Checkbox label={t('filter.ours')} value={ours} onChange={(on) => change({ ours: on ? true : undefined })} />
        </div>
      </search>
      {error && !found ? (
        <Notice kind="fault" title={t('common:state.failed')} live>
          <Button small onPress={again}>
            {t('common:state.again')}
          </Button>
        </Notice>
      ) : !found ? (
        <Skeleton lines={10} />
      ) : (
        <>
          <p role="status" className="quiet">
            {t('found', { count: shown.length })}
            {loading && ` ${t('common:state.loading')}…`}
          </p>
          {found.pageInfo.hasNextPage && <Notice title={t('tooMany')} />}
          {shown.length === 0 ? (
            <Empty title={t('empty.title')}>
              <p>{t(search !== '' || missing || ours || goal || programme ? 'empty.filtered' : 'empty.none')}</p>
            </Empty>
          ) : (
            groups.map(({ id, title: name, indicators }) => (
              <section key={id} className="stack indicator-group" aria-labelledby={`group-${id}`}>
                <h2 id={`group-${id}`}>{name ? <Said text={name} /> : t('noProgramme')}</h2>
                <ul className="plain indicator-list">
                  {indicators.map((one) => (
                    <Row key={one.id} indicator={one} />
                  ))}
                </ul>
              </section>
            ))
          )}
          {retired.length > 0 && (
            <Disclosure title={t('retired', { count: retired.length })}>
              <ul className="plain indicator-list">
                {retired.map((one) => (
                  <Row key={one.id} indicator={one} />
                ))}
              </ul>
            </Disclosure>
          )}
        </>
      )}
    </div>
  );
}

/** An indicator in the list: what it is called, how it has gone, where it is, where it should be and who is missing. */
function Row({ indicator }: { readonly indicator: Indicator }): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const { collaboration } = useSight();
  const title = useSaid();
  const { day } = useFormats();
  const { trend, target, unit, late, due, phase } = indicator;
  const last = trend.at(-1);
  const state = stateOf(indicator.kind, { direction: indicator.direction, points: trend, target }, today());
  return (
    <li className="indicator-row">
      <div className="indicator-name">
        <Link
          to="/c/$collaboration/indicators/$indicator"
          params={{ collaboration, indicator: indicator.id }}
          className="indicator-link"
        >
          <Said text={indicator.title} />
        </Link>
        {indicator.local && <Tag>{t('local')}</Tag>}
        {phase === 'RETIRED' && <Tag>{t('retiredTag')}</Tag>}
      </div>
      <Sparkline points={trend} />
      <dl>
        <div>
          <dt>{t('latest')}</dt>
          <dd>
            <Latest kind={indicator.kind} point={last} unit={title(unit)} />
          </dd>
        </div>
        <div>
          <dt>{t('target')}</dt>
          <dd>
            <TargetLevel target={target} />
          </dd>
        </div>
        <div>
          <dt>{t('state.title')}</dt>
          <dd>
            <StateTag state={state} />
          </dd>
        </div>
        <div>
          <dt>{t('reported')}</dt>
          <dd>
            {last ? t('trend.of', { reported: last.reported, expected: last.expected }) : '–'}
            {late.length > 0 && (
              <span className="late block">
                {t('lateCount', { count: late.length })}
                {due !== null && ` (${day(due)})`}
              </span>
            )}
          </dd>
        </div>
      </dl>
    </li>
  );
}

/** The newest value, or why there is none to see: hidden, not there and nought are three things (rule 25). */
function Latest({
  kind,
  point,
  unit,
}: {
  readonly kind: string;
  readonly point: Point | undefined;
  readonly unit: string;
}): ReactElement {
  const { t } = useTranslation('indicators');
  const { number } = useFormats();
  const language = useLanguage();
  if (!point) return <span className="quiet">{t('noneYet')}</span>;
  const period = <span className="quiet block">{periodName(point.period, language)}</span>;
  if (kind === 'NARRATIVE')
    return (
      <>
        {t('inWords')}
        {period}
      </>
    );
  return (
    <>
      {point.value === null ? (
        t(point.suppressed ? 'notShown' : 'noJoint')
      ) : (
        <>
          <strong className="figure-number">{number(point.value)}</strong> {unit}
          {point.provisional && `, ${t('provisional')}`}
        </>
      )}
      {period}
    </>
  );
}

/** The target in force, in a few words. */
function TargetLevel({ target }: { readonly target: Indicator['target'] }): ReactElement {
  const { t } = useTranslation('indicators');
  const { number, day } = useFormats();
  if (!target) return <span className="quiet">{t('noTarget')}</span>;
  return (
    <>
      {target.kind === 'NARRATIVE' && target.text ? (
        <Said text={target.text} />
      ) : (
        t(`level.${target.kind}`, {
          value: target.value === null ? '' : number(target.value),
          max: target.max === null ? '' : number(target.max),
        })
      )}
      <span className="quiet block">{t('byDay', { day: day(target.due) })}</span>
    </>
  );
}

const waitsFor = ({ late, trend, phase }: Indicator): boolean =>
  phase !== 'RETIRED' && (late.length > 0 || (trend.at(-1)?.missing.length ?? 0) > 0 || trend.length === 0);

const concerns = ({ owner, reporters, trend }: Indicator, self: string | undefined): boolean =>
  self !== undefined &&
  (owner?.id === self ||
    reporters?.partners.includes(self) === true ||
    trend.some(({ missing }) => missing.includes(self)));

/** Under the programme each belongs to first, in the programmes' own order; those of none last. */
function groupsOf(
  indicators: readonly Indicator[],
  only: string | undefined,
  programmes: readonly { readonly id: string; readonly title: Indicator['title'] }[],
) {
  const home = (one: Indicator) =>
    (only !== undefined && one.programmes.some(({ id }) => id === only) ? only : one.programmes[0]?.id) ?? '';
  const groups = [...programmes, { id: '', title: undefined }].map(({ id, title }) => ({
    id,
    title,
    indicators: indicators.filter(
      (one) => home(one) === id || (id === '' && !programmes.some((p) => p.id === home(one))),
    ),
  }));
  return groups.filter((group) => group.indicators.length > 0);
}
