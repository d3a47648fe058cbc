import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language.ts';
import { Drawing, Figure } from './figure.tsx';
import { drawMap, type Boundaries } from './map.ts';
import { placeTable, Shades, type PlaceValue } from './tile-grid.tsx';
import { bandsOf, shadeOf } from './tiles.ts';
import { useWidth } from './width.ts';
import './tile-grid.css';

/** No larger than this, in pixels: the whole of a county fits a screen. */
const [widest, tallest] = [560, 640];

/** Places as they lie, shaded by their values: for regions that have given their boundaries. */
export function PlaceMap({
  title,
  finding,
  unit,
  places,
  boundaries,
}: {
  readonly title: string;
  readonly finding: string;
  readonly unit: string;
  readonly places: readonly PlaceValue[];
  readonly boundaries: Boundaries;
}): ReactElement {
  const { t } = useTranslation('indicators');
  const { number, compare } = useFormats();
  const [room, width] = useWidth<HTMLDivElement>();
  const bands = useMemo(() => bandsOf(places.flatMap(({ value }) => (value === null ? [] : [value]))), [places]);
  const map = useMemo(
    () =>
      drawMap(boundaries, new Set(places.map(({ code }) => code)), {
        width: Math.min(width, widest),
        height: tallest,
      }),
    [boundaries, places, width],
  );
  return (
    <Figure title={title} finding={finding} table={placeTable({ places, unit, t, number, compare })}>
      <div ref={room} className="place-map">
        {map.shapes.length > 0 && width > 0 && (
          <Drawing width={map.width} height={map.height}>
            {map.shapes.map(({ code, path, x, y }) => {
              const place = places.find((one) => one.code === code);
              if (!place) return null;
              const { value, withheld } = place;
              const shade = value === null ? (withheld ? 'unshown' : 'none') : `shade-${String(shadeOf(bands, value))}`;
              return (
                <g key={code} className={`tile ${shade}`}>
                  <path d={path} fillRule="evenodd" />
                  <text x={x} y={y} textAnchor="middle" className="number">
                    {value === null ? (withheld ? t('tile.hidden') : '') : number(value)}
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
