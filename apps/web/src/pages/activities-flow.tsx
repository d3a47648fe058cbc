import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Drawing, Figure } from '../charts/figure.tsx';
import { flowOf, shorten, type Part } from '../charts/flow.ts';
import { useFormats } from '../language.ts';
import { useSaid } from '../said.tsx';
import { Empty, Notice, Skeleton } from '../ui/index.ts';
import { useActivities } from './activities-list.tsx';
import { useActivitiesSearch } from './activities-search.ts';
import { CommitmentTag, type CommitmentState } from './commitment.tsx';
import { Filter } from './filter.tsx';

const width = 1180;
const label = 275;
/** Characters of a label that fit beside its node. */
const fits = 42;
const inside = 30;

interface Row extends Part {
  readonly state: CommitmentState;
}

/** Who does what for which goal, as a flow from partners over activities to goals. */
export function Flow(): ReactElement {
  const { t } = useTranslation(['activities', 'common']);
  const said = useSaid();
  const { compare } = useFormats();
  const [search, set] = useActivitiesSearch();
  const { nodes, error } = useActivities();

  const { rows, names, goals, partners } = useMemo(() => {
    const known = new Map<string, string>();
    const goalIds = new Set<string>();
    const partnerIds = new Set<string>();
    const all = (nodes ?? []).flatMap((one): Row[] => {
      if (one.phase !== 'PLANNED') return [];
      known.set(one.id, said(one.title));
      for (const { id, title } of one.goals) {
        known.set(id, said(title));
        goalIds.add(id);
      }
      const named = [
        { partner: one.lead, commitment: one.leadCommitment },
        ...one.contributors.map(({ partner, commitment }) => ({ partner, commitment })),
      ];
      return named.flatMap(({ partner, commitment }) => {
        if (!partner || !['COMMITTED', 'PROPOSED', 'OFFERED'].includes(commitment)) return [];
        known.set(partner.id, said(partner.name));
        partnerIds.add(partner.id);
        return {
          partner: partner.id,
          activity: one.id,
          goals: one.goals.map(({ id }) => id),
          settled: commitment === 'COMMITTED',
          state: commitment,
        };
      });
    });
    const chosen = (ids: ReadonlySet<string>) =>
      [...ids].map((id) => ({ id, label: known.get(id) ?? id })).sort((a, b) => compare(a.label, b.label));
    return { rows: all, names: known, goals: chosen(goalIds), partners: chosen(partnerIds) };
  }, [nodes, said, compare]);

  const shown = useMemo(
    () =>
      rows
        .filter(
          ({ partner, goals: served }) =>
            (search.partner === undefined || partner === search.partner) &&
            (search.goal === undefined || served.includes(search.goal)),
        )
        .map((row) => (search.goal === undefined ? row : { ...row, goals: [search.goal] })),
    [rows, search.partner, search.goal],
  );
  const drawn = useMemo(() => flowOf(shown, width, label), [shown]);

  if (!nodes) return error ? <Notice kind="fault" title={t('common:state.failed')} live /> : <Skeleton lines={8} />;
  const name = (id: string) => names.get(id) ?? id;
  const count = (ids: readonly string[]) => new Set(ids).size;
  const serving = Map.groupBy(
    [...new Map(shown.map((row) => [row.activity, row])).values()].flatMap((row) => row.goals),
    (goal) => goal,
  );
  const [most] = [...serving].sort((a, b) => b[1].length - a[1].length);
  const finding = [
    t('flow.finding', {
      partners: count(shown.map(({ partner }) => partner)),
      activities: count(shown.map(({ activity }) => activity)),
      goals: serving.size,
    }),
    most && t('flow.most', { goal: name(most[0]), count: most[1].length }),
  ]
    .filter((one) => typeof one === 'string')
    .join(' ');
  return (
    <div className="stack">
      <div className="choices">
        <Filter
          label={t('filter.partner')}
          options={partners}
          value={search.partner}
          onChange={(partner) => set({ partner })}
        />
        <Filter label={t('filter.goal')} options={goals} value={search.goal} onChange={(goal) => set({ goal })} />
      </div>
      {shown.length === 0 ? (
        <Empty title={t('list.noneLeft')}>
          <p>{t('list.noneLeftAdvice')}</p>
        </Empty>
      ) : (
        <Figure
          title={t('flow.title')}
          finding={finding}
          table={{
            columns: [
              { id: 'partner', title: t('filter.partner'), cell: ({ partner }) => name(partner), isHead: true },
              { id: 'activity', title: t('flow.activity'), cell: ({ activity }) => name(activity) },
              { id: 'state', title: t('commitment.name'), cell: ({ state }) => <CommitmentTag state={state} /> },
              {
                id: 'goals',
                title: t('filter.goal'),
                cell: ({ goals: served }) => served.map(name).join(', ') || t('list.noGoal'),
              },
            ],
            rows: shown,
            keyOf: (row: Row) => `${row.partner} ${row.activity}`,
          }}
        >
          <ul className="plain row flow-key small">
            <li>
              <svg viewBox="0 0 28 10" width="28" height="10" aria-hidden>
                <path d="M0 5h28" className="band" strokeWidth="8" />
              </svg>{' '}
              {t('flow.settled')}
            </li>
            <li>
              <svg viewBox="0 0 28 10" width="28" height="10" aria-hidden>
                <path d="M0 5h28" className="band unsettled" strokeWidth="8" />
              </svg>{' '}
              {t('flow.unsettled')}
            </li>
          </ul>
          <Drawing width={drawn.width} height={drawn.height} readableWidth={900}>
            <g fill="none">
              {drawn.bands.map(({ id, from, to, path, width: wide, settled }) => (
                <path key={id} d={path} strokeWidth={wide} className={settled ? 'band' : 'band unsettled'}>
                  <title>{`${name(from)} → ${name(to)}`}</title>
                </path>
              ))}
            </g>
            {drawn.nodes.map((node) => (
              <g key={node.id}>
                <title>{name(node.id)}</title>
                <rect x={node.x} y={node.y} width={node.width} height={node.height} className={`flow-${node.side}`} />
                <text
                  x={node.side === 'partner' ? node.x - 6 : node.x + node.width + 6}
                  y={node.y + node.height / 2}
                  dy="0.35em"
                  textAnchor={node.side === 'partner' ? 'end' : 'start'}
                  className={node.side === 'activity' ? 'flow-inside' : undefined}
                >
                  {shorten(name(node.id), node.side === 'activity' ? inside : fits)}
                </text>
              </g>
            ))}
          </Drawing>
        </Figure>
      )}
    </div>
  );
}
