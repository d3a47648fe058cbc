import type { TFunction } from 'i18next';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language.ts';
import { Drawing, Figure } from './figure.tsx';
import { bandsOf, shadeOf, tilesFor, type Tiles } from './tiles.ts';
import { useWidth } from './width.ts';
import './tile-grid.css';

/** A place and what is known of it. */
export interface PlaceValue {
  readonly code: string;
  readonly name: string;
  readonly value: number | null;
  /** There is a value, and it is not shown. */
  readonly withheld: boolean;
  readonly provisional: boolean;
}

const [widest, gap] = [148, 4];

/** Places beside each other about as they lie, each of the same size: the small ones are as well seen as the large. */
export function TileGrid({
  title,
  finding,
  unit,
  places,
  tiles: given,
}: {
  readonly title: string;
  readonly finding: string;
  readonly unit: string;
  readonly places: readonly PlaceValue[];
  readonly tiles?: Tiles | undefined;
}): ReactElement {
  const { t } = useTranslation('indicators');
  const { number, compare } = useFormats();
  const [room, width] = useWidth<HTMLDivElement>();
  const tiles = useMemo(
    () =>
      tilesFor(
        places.map(({ code }) => code),
        given,
      ),
    [places, given],
  );
  const bands = useMemo(() => bandsOf(places.flatMap(({ value }) => (value === null ? [] : [value]))), [places]);
  const columns = Math.max(1, ...Object.values(tiles).map(([column]) => column + 1));
  const rows = Math.max(1, ...Object.values(tiles).map(([, row]) => row + 1));
  const side = Math.min(widest, Math.floor(width / columns));
  const tall = Math.round(Math.min(side, 84));
  const told = ({ value, withheld }: PlaceValue) =>
    value !== null ? number(value) : withheld ? t('tile.hidden') : '–';
  return (
    <Figure title={title} finding={finding} table={placeTable({ places, unit, t, number, compare })}>
      <div ref={room} className="tile-grid">
        {width > 0 && (
          <Drawing width={columns * side} height={rows * tall}>
            {places.map((place) => {
              const [column, row] = tiles[place.code] ?? [0, 0];
              const shade =
                place.value === null
                  ? place.withheld
                    ? 'unshown'
                    : 'none'
                  : `shade-${String(shadeOf(bands, place.value))}`;
              return (
                <g
                  key={place.code}
                  className={`tile ${shade}`}
                  transform={`translate(${String(column * side)} ${String(row * tall)})`}
                >
                  <rect x={gap / 2} y={gap / 2} width={side - gap} height={tall - gap} rx="3" />
                  <text x={side / 2} y={tall * 0.4} textAnchor="middle" className={side < 96 ? 'name narrow' : 'name'}>
                    {place.name}
                  </text>
                  <text x={side / 2} y={tall * 0.74} textAnchor="middle" className="number">
                    {told(place)}
                  </text>
                </g>
              );
            })}
          </Drawing>
        )}
      </div>
      <Shades bands={bands} places={places} />
    </Figure>
  );
}

/** The same values as a table, by name. */
export const placeTable = ({
  places,
  unit,
  t,
  number,
  compare,
}: Pick<ReturnType<typeof useFormats>, 'number' | 'compare'> & {
  readonly places: readonly PlaceValue[];
  readonly unit: string;
  readonly t: TFunction<'indicators'>;
}) => ({
  columns: [
    { id: 'place', title: t('place'), isHead: true, cell: ({ name }: PlaceValue) => name },
    {
      id: 'value',
      title: unit,
      numeric: true,
      cell: ({ value, withheld, provisional }: PlaceValue) =>
        value === null
          ? t(withheld ? 'notShown' : 'noValue')
          : `${number(value)}${provisional ? `, ${t('provisional')}` : ''}`,
    },
  ],
  rows: places.toSorted((a, b) => compare(a.name, b.name)),
  keyOf: ({ code }: PlaceValue) => code,
});

/** What the shades mean. */
export function Shades({
  bands,
  places,
}: {
  readonly bands: readonly number[];
  readonly places: readonly PlaceValue[];
}): ReactElement {
  const { t } = useTranslation('indicators');
  const { number } = useFormats();
  return (
    <ul className="plain key" aria-label={t('trend.key')}>
      {bands.map((edge, at) => (
        <Swatch
          key={edge}
          shade={`shade-${String(shadeOf(bands, edge))}`}
          says={
            at === bands.length - 1
              ? t('tile.from', { from: number(edge) })
              : t('tile.band', { from: number(edge), to: number(bands[at + 1] ?? 0) })
          }
        />
      ))}
      {places.some(({ withheld }) => withheld) && <Swatch shade="unshown" says={t('notShown')} />}
      {places.some(({ value, withheld }) => value === null && !withheld) && <Swatch shade="none" says={t('noValue')} />}
    </ul>
  );
}

const Swatch = ({ shade, says }: { readonly shade: string; readonly says: string }): ReactElement => (
  <li>
    <svg width="22" height="14" viewBox="0 0 22 14" aria-hidden className="trend-key">
      <g className={`tile ${shade}`}>
        <rect x="0.5" y="0.5" width="21" height="13" rx="2" />
      </g>
    </svg>
    {says}
  </li>
);
