import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { aspects } from '../charts/lights.ts';
import { Acts } from '../forms/acts.tsx';
import { useNewId } from '../forms/filled.ts';
import { Said, useSaid } from '../said.tsx';
import { Disclosure, Empty, TrafficLight, type LightState } from '../ui/index.ts';
import { useSight } from '../view.ts';
import type { GoalShown, OverviewShown, ProgrammeShown } from './agenda-overview.tsx';
import { AspectLight, GoalLink, lightStates, PhaseTag } from './agenda-parts.tsx';
import { matches, spans, tallied } from './agenda-tree.ts';
import { Choice, Filters, SearchBox } from './filters.tsx';
import { useLightWord } from './light-words.ts';

/** Success factors with their programmes; what rests on none of them comes after, and what is reported apart last. */
export function Programmes({
  found,
  running,
  onDone,
}: {
  readonly found: OverviewShown;
  readonly running: readonly ProgrammeShown[];
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation(['agenda', 'common']);
  const said = useSaid();
  const { search, light } = useSearch({ from: '/c/$collaboration/agenda' });
  const navigate = useNavigate({ from: '/c/$collaboration/agenda' });
  const [id, renew] = useNewId('programme');
  const wordOf = useLightWord();
  const state = lightStates.find((one) => one.toLowerCase() === light);
  const factors = found.strategies.nodes.flatMap(({ successFactors }) => successFactors);
  const wanted = running.filter(
    (one) =>
      matches(`${said(one.title)} ${one.partner ? said(one.partner.name) : ''}`, search) &&
      (state === undefined ||
        aspects.some((aspect) => (one.lightHistory[0]?.[aspect].now ?? 'NOT_REPORTED') === state)),
  );
  const kept = new Set(wanted.map((one) => one.id));
  // A part of a programme stands under it, unless only the part is looked for.
  const heads = wanted.filter(({ parent }) => parent == null || !kept.has(parent.id));
  const groups = [
    ...factors.map((factor) => ({
      id: factor.id,
      title: said(factor.title),
      heads: heads.filter(({ successFactor }) => successFactor?.id === factor.id),
    })),
    {
      id: 'across',
      title: t('programmes.across'),
      heads: heads.filter(({ successFactor, reportedApart }) => successFactor == null && !reportedApart),
    },
    {
      id: 'apart',
      title: t('programmes.apart'),
      heads: heads.filter(({ successFactor, reportedApart }) => successFactor == null && reportedApart),
    },
  ].filter((group) => group.heads.length > 0);
  const goalsOf = useMemo(() => {
    const by = new Map<string, GoalShown[]>();
    for (const goal of found.goals.nodes)
      for (const programme of goal.programmes.nodes) by.set(programme.id, [...(by.get(programme.id) ?? []), goal]);
    return by;
  }, [found.goals.nodes]);
  const change = (more: { search?: string | undefined; light?: string | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...more }), replace: true });
  return (
    <section className="stack" aria-labelledby="programmes">
      <div className="row between">
        <h2 id="programmes">{t('programmes.title')}</h2>
        <Acts
          id={id}
          about={t('programmes.new')}
          look="plain"
          acts={[{ command: 'LaunchProgramme' }]}
          onDone={() => {
            renew();
            onDone();
          }}
        />
      </div>
      <p>{t('programmes.lead')}</p>
      <Filters>
        <SearchBox label={t('filter.programme')} value={search} onChange={(text) => change({ search: text })} />
        <Choice
          label={t('filter.light')}
          value={state}
          options={lightStates.map((one) => ({ id: one, label: wordOf(one) }))}
          onChange={(chosen) => change({ light: chosen?.toLowerCase() })}
        />
      </Filters>
      <p role="status" className="small quiet">
        {t('programmes.count', { count: wanted.length })}
      </p>
      {groups.map((group) => (
        <Disclosure
          key={group.id}
          isOpen
          title={
            <>
              <h3 className="factor">{group.title}</h3> <Summary programmes={group.heads} />
            </>
          }
        >
          <ul className="plain programmes">
            {group.heads.map((one) => (
              <ProgrammeLine
                key={one.id}
                programme={one}
                parts={wanted.filter(({ parent }) => parent?.id === one.id)}
                goalsOf={goalsOf}
              />
            ))}
          </ul>
        </Disclosure>
      ))}
      {groups.length === 0 && (
        <Empty title={t('programmes.none')}>
          <p>{t('programmes.noneAdvice')}</p>
        </Empty>
      )}
    </section>
  );
}

/** The lights of a group as shapes with their counts. */
function Summary({ programmes }: { readonly programmes: readonly ProgrammeShown[] }): ReactElement {
  const wordOf = useLightWord();
  const lights = tallied<LightState>(
    programmes.map((one) => one.lightHistory[0]?.overall.now ?? 'NOT_REPORTED'),
    lightStates,
  );
  return (
    <span className="factor-lights">
      {lights.map(([state, count]) => (
        <span key={state} className="counted-light">
          {count} <TrafficLight state={state} word={wordOf(state)} wordless />
        </span>
      ))}
    </span>
  );
}

/** One programme: whose it is, how it goes, and the goals it has beside the main ones. */
function ProgrammeLine({
  programme,
  parts,
  goalsOf,
}: {
  readonly programme: ProgrammeShown;
  readonly parts: readonly ProgrammeShown[];
  readonly goalsOf: ReadonlyMap<string, readonly GoalShown[]>;
}): ReactElement {
  const { t } = useTranslation(['agenda']);
  const { collaboration } = useSight();
  const wordOf = useLightWord();
  const all = goalsOf.get(programme.id) ?? [];
  const goals = all.filter(({ parent }) => parent != null);
  const main = all.flatMap(({ parent, number }) => (parent == null && number != null ? [number] : []));
  const lights = programme.lightHistory[0];
  const overall = lights?.overall.now ?? 'NOT_REPORTED';
  return (
    <li className="programme">
      <div className="programme-head">
        <div>
          <h4 className="programme-title">
            <Link to="/c/$collaboration/programmes/$programme" params={{ collaboration, programme: programme.id }}>
              <Said text={programme.title} />
            </Link>
          </h4>
          <p className="small quiet">
            {t(`kind.${programme.kind}`)}
            {programme.partner && (
              <>
                {' · '}
                <Said text={programme.partner.name} />
              </>
            )}
            {main.length > 0 && ` · ${t('programmes.serves', { count: main.length, numbers: spans(main) })}`}
          </p>
        </div>
        <div className="programme-lights">
          <TrafficLight state={overall} word={wordOf(overall)} />
          {lights && (
            <span className="aspects small">
              {aspects.slice(1).map((aspect) => (
                <AspectLight
                  key={aspect}
                  aspect={aspect}
                  state={lights[aspect].now}
                  word={wordOf(lights[aspect].now)}
                />
              ))}
            </span>
          )}
        </div>
      </div>
      {goals.length > 0 && (
        <Disclosure title={t('programmes.goals', { count: goals.length })}>
          <ul className="plain lines">
            {goals.map((goal) => (
              <li key={goal.id} className="line">
                <span className="line-what">
                  <GoalLink goal={goal} />
                </span>
                <span className="small quiet">
                  {t('indicators', { count: goal.indicators.totalCount })}
                  {' · '}
                  {t('activities', { count: goal.activities.totalCount })}
                </span>
                <PhaseTag phase={goal.phase} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {parts.length > 0 && (
        <ul className="plain programmes parts">
          {parts.map((part) => (
            <ProgrammeLine key={part.id} programme={part} parts={[]} goalsOf={goalsOf} />
          ))}
        </ul>
      )}
    </li>
  );
}
