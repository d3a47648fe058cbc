import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { boundaries, type Boundaries } from '../charts/map.ts';
import { PlaceMap } from '../charts/place-map.tsx';
import { TileGrid, type PlaceValue } from '../charts/tile-grid.tsx';
import { graphql } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { periodName, type Period } from '../period.ts';
import { useSaid } from '../said.tsx';
import { Empty, Notice, RadioGroup, Select, Skeleton, Table } from '../ui/index.ts';
import { useView } from '../view.ts';
import { PeriodSelect, useIndicatorPeriod } from './indicator-period.tsx';
import type { IndicatorShown } from './indicator.tsx';

const IndicatorComparison = graphql(`
  query IndicatorComparison(
    $collaboration: ID!
    $asOf: String
    $actingFor: ID
    $indicator: ID!
    $from: String!
    $to: String!
    $by: ComparedBy!
    $per: ID
    $perHowMany: Int
  ) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      places {
        code
        kind
        name {
          original
          fi
          sv
          en
        }
      }
      indicators(first: 100) {
        nodes {
          id
          kind
          title {
            original
            fi
            sv
            en
          }
        }
      }
      indicator(id: $indicator) {
        comparison(by: $by, from: $from, to: $to, per: $per, perHowMany: $perHowMany) {
          perHowMany
          perPeriod {
            from
            to
          }
          rows {
            place
            value
            rate
            perValue
            withheld
            provisional
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

interface Compared {
  readonly id: string;
  readonly name: string;
  readonly value: number | null;
  readonly rate: number | null;
  readonly withheld: boolean;
  readonly provisional: boolean;
}

/** Places or organisations beside each other for a period, also per so many of something else, such as inhabitants. */
export function Comparison({ indicator }: { readonly indicator: IndicatorShown }): ReactElement {
  const chosen = useIndicatorPeriod(indicator);
  return chosen ? <OfPeriod indicator={indicator} {...chosen} /> : <Skeleton lines={8} />;
}

const none = 'none';
const perHowMany = 1000;

function OfPeriod({
  indicator,
  period,
  all,
}: {
  readonly indicator: IndicatorShown;
  readonly period: Period;
  readonly all: readonly Period[];
}): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const title = useSaid();
  const language = useLanguage();
  const { number, compare } = useFormats();
  const { by = 'place', per } = useSearch({ from: '/c/$collaboration/indicators/$indicator' });
  const navigate = useNavigate({ from: '/c/$collaboration/indicators/$indicator' });
  const { data, loading, error } = useView(IndicatorComparison, {
    indicator: indicator.id,
    ...period,
    by: by === 'partner' ? 'PARTNER' : 'PLACE',
    per: per ?? null,
    perHowMany: per === undefined ? null : perHowMany,
  });
  const found = data?.collaboration;
  const comparison = found?.indicator?.comparison;
  const unit = title(indicator.unit);
  const told = per === undefined ? unit : t('compare.rate', { unit, many: number(perHowMany) });
  const placeNames = new Map(found?.places.map(({ code, name }) => [code, title(name)]));
  const rows: readonly Compared[] = (comparison?.rows ?? []).map((row) => ({
    id: row.place ?? row.partner?.id ?? '',
    name: row.place === null ? (row.partner ? title(row.partner.name) : '') : (placeNames.get(row.place) ?? row.place),
    value: row.value,
    rate: row.rate,
    withheld: row.withheld,
    provisional: row.provisional,
  }));
  const [map, setMap] = useState<Boundaries>();
  useEffect(() => void boundaries().then(setMap), []);
  const mapped = map?.features.some(({ properties }) => placeNames.has(properties.code)) === true;
  const shown = (row: Compared) => (per === undefined ? row.value : row.rate);
  const known = rows.filter((row) => shown(row) !== null).sort((a, b) => (shown(b) ?? 0) - (shown(a) ?? 0));
  const hidden = rows.filter(({ withheld }) => withheld).length;
  const finding = [
    findingOf(known, rows.length),
    ...(hidden > 0 ? [t('tile.findingHidden', { count: hidden })] : []),
  ].join(' ');
  function findingOf(sorted: readonly Compared[], of: number): string {
    const [most, least] = [sorted[0], sorted.at(-1)];
    if (!most || !least) return t(by === 'partner' ? 'compare.none' : 'tile.findingNone');
    const said = { most: most.name, mostValue: number(shown(most) ?? 0), known: sorted.length, all: of };
    return sorted.length === 1
      ? t('tile.findingOne', said)
      : t(by === 'partner' ? 'compare.finding' : 'tile.finding', {
          ...said,
          least: least.name,
          leastValue: number(shown(least) ?? 0),
        });
  }
  const listed = (found?.places ?? []).flatMap(({ code }): PlaceValue[] => {
    const row = rows.find(({ id }) => id === code);
    return row
      ? [{ code, name: row.name, value: shown(row), withheld: row.withheld, provisional: row.provisional }]
      : [];
  });
  const key = JSON.stringify(listed);
  // The same places as long as nothing about them has changed: a drawing is laid out once.
  const places = useMemo(() => JSON.parse(key) as readonly PlaceValue[], [key]);
  const drawing = {
    title: t('compare.titlePlaces', { period: periodName(period, language) }),
    finding,
    unit: told,
    places,
  };
  const counts = (found?.indicators.nodes ?? [])
    .filter(({ id, kind }) => kind === 'COUNT' && id !== indicator.id)
    .map(({ id, title: name }) => ({ id, label: title(name) }))
    .sort((a, b) => compare(a.label, b.label));
  return (
    <div className="stack">
      <div className="period-row">
        <PeriodSelect period={period} all={all} />
        <Select
          label={t('compare.per')}
          options={[{ id: none, label: t('compare.perNothing') }, ...counts]}
          value={per ?? none}
          onChange={(id) =>
            void navigate({
              search: (before) => ({ ...before, per: id === null || id === none ? undefined : id }),
              replace: true,
            })
          }
        />
      </div>
      <RadioGroup
        label={t('compare.by')}
        options={[
          { id: 'place', label: t('compare.places') },
          ...(mapped ? [{ id: 'map', label: t('compare.map') }] : []),
          { id: 'partner', label: t('compare.partners') },
        ]}
        value={by === 'partner' || (by === 'map' && mapped) ? by : 'place'}
        onChange={(chosen) =>
          void navigate({
            search: (before) => ({ ...before, by: chosen === 'place' ? undefined : chosen }),
            replace: true,
          })
        }
      />
      {!comparison ? (
        loading && !error ? (
          <Skeleton lines={8} />
        ) : (
          <Notice kind="fault" title={t('common:state.failed')} live />
        )
      ) : rows.length === 0 ? (
        <Empty title={t('compare.none')}>
          <p>{t('figures.noneAdvice')}</p>
        </Empty>
      ) : (
        <>
          {comparison.perPeriod && (
            <p className="quiet">{t('compare.perPeriod', { period: periodName(comparison.perPeriod, language) })}</p>
          )}
          {by === 'partner' ? (
            <Bars caption={t('compare.partners')} finding={finding} told={told} rows={rows} shown={shown} />
          ) : by === 'map' && mapped ? (
            <PlaceMap {...drawing} boundaries={map} />
          ) : (
            <TileGrid {...drawing} tiles={map?.tiles} />
          )}
          <p className="quiet measure">{t('compare.careful')}</p>
        </>
      )}
    </div>
  );
}

/** Organisations in the order of their values, each with a bar as long as its value: a table, so that it is its own text. */
function Bars({
  caption,
  finding,
  told,
  rows,
  shown,
}: {
  readonly caption: string;
  readonly finding: string;
  readonly told: string;
  readonly rows: readonly Compared[];
  readonly shown: (row: Compared) => number | null;
}): ReactElement {
  const { t } = useTranslation('indicators');
  const { number, compare } = useFormats();
  const most = Math.max(0, ...rows.map((row) => shown(row) ?? 0));
  const sorted = rows.toSorted((a, b) => (shown(b) ?? -Infinity) - (shown(a) ?? -Infinity) || compare(a.name, b.name));
  return (
    <>
      <p>{finding}</p>
      <div className="bars">
        <Table
          caption={caption}
          captionHidden
          rows={sorted}
          keyOf={({ id }) => id}
          columns={[
            { id: 'partner', title: t('organisation'), isHead: true, cell: ({ name }) => name },
            {
              id: 'value',
              title: told,
              cell: (row) => {
                const value = shown(row);
                if (value === null) return <span className="quiet">{t(row.withheld ? 'notShown' : 'noValue')}</span>;
                const share = most > 0 ? Math.max(0, value) / most : 0;
                return (
                  <span className="bar-cell">
                    <span>
                      <strong className="figure-number">{number(value)}</strong>
                      {row.provisional && <span className="small block">{t('provisional')}</span>}
                    </span>
                    <span className="bar" aria-hidden>
                      <span style={{ width: `${String(Math.round(share * 1000) / 10)}%` }} />
                    </span>
                  </span>
                );
              },
            },
          ]}
        />
      </div>
    </>
  );
}
