import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import {
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useSyncExternalStore,
  type ReactElement,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { newId } from '../forms/form.ts';
import { graphql } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { useSaid } from '../said.tsx';
import { Button, Dialog, Disclosure, Empty, Notice, Select, Skeleton } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Heading } from './heading.tsx';
import { MatrixFindings } from './matrix-findings.tsx';
import { MatrixGrid } from './matrix-grid.tsx';
import { CellPanel } from './matrix-panel.tsx';
import { MunicipalityView, PlaceList } from './matrix-place.tsx';
import { MatrixPrint } from './matrix-print.tsx';
import { useMayTell } from './matrix-rights.ts';
import { Filter } from './filter.tsx';
import { OverlapMark, StateMark } from './matrix-state.tsx';
import { filtered, marksOf, placeStates, tableOf, type MatrixActivity } from './matrix-table.ts';
import './matrix.css';

const TwoYears = graphql(`
  query TwoYears($collaboration: ID!, $asOf: String, $actingFor: ID, $before: Int!, $after: Int!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      before: matrix(year: $before) {
        year
        activities {
          ...MatrixColumn
        }
        rows {
          place {
            code
            name {
              ...Words
            }
          }
          cells {
            ...MatrixCell
          }
        }
      }
      after: matrix(year: $after) {
        year
        activities {
          ...MatrixColumn
        }
        rows {
          place {
            code
            name {
              ...Words
            }
          }
          cells {
            ...MatrixCell
          }
        }
      }
      gaps(year: $after) {
        places {
          goal {
            id
            title {
              ...Words
            }
          }
          places {
            code
          }
        }
        goalsWithoutActivities {
          id
          title {
            ...Words
          }
        }
      }
      overlaps(year: $after, first: 100) {
        totalCount
        nodes {
          id
          linked
          goal {
            id
            title {
              ...Words
            }
          }
          place {
            code
            name {
              ...Words
            }
          }
          activities {
            id
            title {
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
  fragment MatrixColumn on Activity {
    id
    title {
      ...Words
    }
    kind
    phase
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
      partner {
        id
        name {
          ...Words
        }
      }
    }
  }
  fragment MatrixCell on PlaceState {
    id
    state
    told
    detail {
      ...Words
    }
    uncertain {
      ...Words
    }
    venue {
      ...Words
    }
  }
`);

const Untold = graphql(`
  query UntoldActivities($collaboration: ID!, $asOf: String, $actingFor: ID, $wanted: Int!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      activities(phase: PLANNED, first: $wanted) {
        nodes {
          id
          title {
            original
            fi
            sv
            en
          }
          kind
          phase
          lead {
            id
            name {
              original
              fi
              sv
              en
            }
          }
          goals {
            id
            title {
              original
              fi
              sv
              en
            }
          }
          contributors {
            partner {
              id
              name {
                original
                fi
                sv
                en
              }
            }
          }
        }
      }
    }
  }
`);

/** Below this the table gives way to one municipality at a time. */
const narrow = '(width < 48rem)';
const watch = (told: () => void) => {
  const query = matchMedia(narrow);
  query.addEventListener('change', told);
  return () => query.removeEventListener('change', told);
};
const useNarrow = () => useSyncExternalStore(watch, () => matchMedia(narrow).matches);

/** What the address says of the matrix, and a way to change it. */
function useMatrixSearch() {
  const search = useSearch({ from: '/c/$collaboration/matrix' });
  const navigate = useNavigate({ from: '/c/$collaboration/matrix' });
  const set = useCallback(
    (next: Partial<typeof search>, replace = true) =>
      void navigate({ to: '.', search: (before) => ({ ...before, ...next }), replace, resetScroll: false }),
    [navigate],
  );
  return [search, set] as const;
}

/** Municipalities and activities of two years side by side: what a steering group works on together. */
export function Matrix(): ReactElement {
  const { t } = useTranslation(['activities', 'common']);
  const title = useSaid();
  const { compare } = useFormats();
  const { asOf, collaboration, roles } = useSight();
  const [search, set] = useMatrixSearch();
  const isNarrow = useNarrow();
  const thisYear = Number((asOf ?? new Date().toISOString()).slice(0, 4)) || new Date().getFullYear();
  const after = search.year ?? thisYear;
  const { data, error, again } = useView(TwoYears, { before: after - 1, after });
  const untold = useView(Untold, { wanted: search.all === true ? 100 : 0 });
  const found = data?.collaboration;
  const more = untold.data?.collaboration?.activities.nodes;
  const table = useMemo(
    () => (found ? tableOf([found.before, found.after], search.all === true ? (more ?? []) : []) : undefined),
    [found, more, search.all],
  );
  const marks = useMemo(() => marksOf(found?.gaps.places ?? [], found?.overlaps.nodes ?? []), [found]);
  // Choosing a filter is answered at once; the table follows.
  const { goal, partner, kind, marked } = useDeferredValue(search);
  const shown = useMemo(
    () => table && filtered(table, { goal, partner, kind, marked }, marks),
    [table, goal, partner, kind, marked, marks],
  );
  const mayTell = useMayTell();
  const years = useMemo((): readonly [number, number] => [after - 1, after], [after]);

  const wide = search.wide === true;
  useEffect(() => {
    document.documentElement.classList.toggle('only-matrix', wide);
    return () => document.documentElement.classList.remove('only-matrix');
  }, [wide]);

  const open = useMemo(() => {
    const [place, activity, year] = search.cell?.split('/') ?? [];
    const row = table?.rows.find((one) => one.place.code === place);
    const column = table?.columns.find((one) => one.id === activity);
    return row && column && (Number(year) === after || Number(year) === after - 1)
      ? { row, column, side: Number(year) === after ? (1 as const) : (0 as const) }
      : undefined;
  }, [search.cell, table, after]);
  const close = useCallback(() => set({ cell: undefined }), [set]);
  const openCell = useCallback((cell: string) => set({ cell }), [set]);

  const choices = useMemo(() => {
    const named = (pairs: readonly (readonly [string, string])[]) =>
      [...new Map(pairs)].map(([id, label]) => ({ id, label })).sort((a, b) => compare(a.label, b.label));
    const columns = table?.columns ?? [];
    return {
      goals: named(columns.flatMap(({ goals }) => goals.map((one) => [one.id, title(one.title)] as const))),
      partners: named(columns.flatMap((one) => namesOf(one).map(([id, name]) => [id, title(name)] as const))),
      kinds: named(columns.map((one) => [one.kind, t(`kind.${one.kind}`)] as const)),
    };
  }, [table, title, compare, t]);

  if (!found || !table || !shown)
    return (
      <>
        <Heading title={t('matrix.title')} />
        {error ? <Notice kind="fault" title={t('common:state.failed')} live /> : <Skeleton lines={12} />}
      </>
    );

  const isFiltered = [search.goal, search.partner, search.kind, search.marked].some((one) => one !== undefined);
  const place = search.place === undefined ? undefined : shown.rows.find((row) => row.place.code === search.place);
  const panel = open && (
    <CellPanel
      key={search.cell}
      {...open}
      years={years}
      marks={marks}
      mayTell={mayTell(open.column, open.row.place.code)}
      onDone={again}
      onClose={close}
      next={nextIn(shown.rows, open.row, open.column, years[open.side])}
      onNext={openCell}
    />
  );
  const grid = !isNarrow && place === undefined;
  return (
    <div className="matrix-page">
      <Heading title={t('matrix.titleYears', { before: years[0], after: years[1] })}>
        {!wide && (
          <p className="lead">
            {t('matrix.lead')}{' '}
            {asOf === undefined && t(roles.has('COORDINATOR') ? 'matrix.leadAll' : 'matrix.leadSome')}
          </p>
        )}
      </Heading>

      <Tools folded={isNarrow}>
        <Select
          label={t('matrix.years')}
          options={[1, 0, -1, -2, -3].map((away) => ({
            id: String(thisYear + away),
            label: t('matrix.twoYears', { before: thisYear + away - 1, after: thisYear + away }),
          }))}
          value={String(after)}
          onChange={(chosen) => set({ year: chosen === null ? undefined : Number(chosen), cell: undefined })}
        />
        <Filter
          label={t('filter.goal')}
          options={choices.goals}
          value={search.goal}
          onChange={(chosen) => set({ goal: chosen })}
        />
        <Filter
          label={t('filter.partner')}
          options={choices.partners}
          value={search.partner}
          onChange={(chosen) => set({ partner: chosen })}
        />
        <Filter
          label={t('filter.kind')}
          options={choices.kinds}
          value={search.kind}
          onChange={(chosen) => set({ kind: chosen })}
        />
        <Filter
          label={t('matrix.marked')}
          options={[
            { id: 'gaps', label: t('matrix.onlyGaps') },
            { id: 'overlaps', label: t('matrix.onlyOverlaps') },
          ]}
          value={search.marked}
          onChange={(chosen) => set({ marked: chosen === 'gaps' || chosen === 'overlaps' ? chosen : undefined })}
        />
      </Tools>
      <div className="row matrix-buttons">
        <p role="status" className="matrix-count">
          {t('matrix.count', { places: shown.rows.length, activities: shown.columns.length })}
        </p>
        {isFiltered && (
          <Button
            small
            look="quiet"
            onPress={() => set({ goal: undefined, partner: undefined, kind: undefined, marked: undefined })}
          >
            {t('filter.clear')}
          </Button>
        )}
        {grid && (
          <>
            <Button
              small
              look="quiet"
              aria-pressed={search.dense === true}
              onPress={() => set({ dense: search.dense === true ? undefined : true })}
            >
              {t(search.dense === true ? 'matrix.withWords' : 'matrix.dense')}
            </Button>
            <Button
              small
              look="quiet"
              aria-pressed={wide}
              onPress={() => set({ wide: wide ? undefined : true }, false)}
            >
              {t(wide ? 'matrix.leaveWide' : 'matrix.wide')}
            </Button>
          </>
        )}
        <Button small look="quiet" onPress={() => set({ all: search.all === true ? undefined : true })}>
          {t(search.all === true ? 'matrix.toldOnly' : 'matrix.all')}
        </Button>
        {!isNarrow && (
          <Button small look="quiet" onPress={() => print()}>
            {t('matrix.print')}
          </Button>
        )}
        <Acts
          id={newId('activity')}
          acts={[{ command: 'PlanActivity', id: newId('activity') }]}
          about={t('matrix.newColumn')}
          onDone={again}
        />
      </div>

      {found.after.activities.length === 0 && found.before.activities.length === 0 ? (
        <Empty title={t('matrix.nothing', { before: years[0], after: years[1] })}>
          <p>{t('matrix.nothingAdvice')}</p>
          <p>
            <Link
              from="/c/$collaboration/matrix"
              to="/c/$collaboration/matrix"
              params={{ collaboration }}
              search={(before) => ({ ...before, year: after - 1 })}
            >
              {t('matrix.twoYears', { before: after - 2, after: after - 1 })}
            </Link>
          </p>
        </Empty>
      ) : (
        <>
          {found.after.activities.length === 0 && (
            <Notice title={t('matrix.yearOpen', { year: after })}>
              <p>{t('matrix.yearOpenAdvice', { year: after })}</p>
            </Notice>
          )}
          {grid && search.dense === true && <Key />}
          {place ? (
            <MunicipalityView
              row={place}
              rows={shown.rows}
              columns={shown.columns}
              years={years}
              marks={marks}
              goal={search.goal}
              mayTell={mayTell}
              onOpen={openCell}
            />
          ) : isNarrow ? (
            <PlaceList rows={shown.rows} columns={shown.columns} years={years} marks={marks} goal={search.goal} />
          ) : shown.columns.length === 0 || shown.rows.length === 0 ? (
            <Empty title={t('matrix.noneLeft')}>
              <p>{t('matrix.noneLeftAdvice')}</p>
            </Empty>
          ) : (
            <div className={open ? 'matrix-beside open' : 'matrix-beside'}>
              <MatrixGrid
                table={shown}
                years={years}
                marks={marks}
                goal={goal}
                dense={search.dense === true}
                opened={search.cell}
                mayTell={mayTell}
                corners={!roles.has('COORDINATOR')}
                onOpen={openCell}
              />
              {panel}
            </div>
          )}
          {!grid && open && (
            <Dialog title={title(open.column.title)} isOpen onClose={close}>
              {panel}
            </Dialog>
          )}
          <MatrixFindings
            year={after}
            gaps={found.gaps.places}
            idle={found.gaps.goalsWithoutActivities}
            overlaps={found.overlaps.nodes}
            places={table.rows.map(({ place: one }) => one)}
          />
          <MatrixPrint table={shown} years={years} />
        </>
      )}
    </div>
  );
}

const namesOf = (one: MatrixActivity) =>
  [one.lead, ...one.contributors.map(({ partner }) => partner)].flatMap((partner) =>
    partner ? [[partner.id, partner.name] as const] : [],
  );

/** The cell below: who fills in a column goes down it. */
function nextIn(
  rows: readonly { readonly place: { readonly code: string } }[],
  row: { readonly place: { readonly code: string } },
  column: MatrixActivity,
  year: number,
): string | undefined {
  const at = rows.findIndex(({ place }) => place.code === row.place.code);
  const below = at < 0 ? undefined : rows[at + 1];
  return below && `${below.place.code}/${column.id}/${String(year)}`;
}

/** On a phone what is chosen from folds away: the municipalities come first. */
function Tools({ folded, children }: { readonly folded: boolean; readonly children: ReactNode }): ReactElement {
  const { t } = useTranslation('activities');
  const tools = <div className="matrix-tools">{children}</div>;
  return folded ? <Disclosure title={t('filter.title')}>{tools}</Disclosure> : tools;
}

/** What the shapes mean. */
function Key(): ReactElement {
  const { t } = useTranslation('activities');
  return (
    <div className="matrix-key">
      <p className="hidden" id="matrix-key">
        {t('matrix.key')}
      </p>
      <ul className="plain row" aria-labelledby="matrix-key">
        {placeStates.map((state) => (
          <li key={state}>
            <StateMark state={state} />
          </li>
        ))}
        <li className="place-state overlap">
          <OverlapMark /> {t('matrix.overlapMark')}
        </li>
      </ul>
    </div>
  );
}
