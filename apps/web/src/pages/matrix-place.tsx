import { Link } from '@tanstack/react-router';
import { memo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Said, useSaid } from '../said.tsx';
import { Button, Disclosure } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { CellWords } from './matrix-panel.tsx';
import type { MayTell } from './matrix-rights.ts';
import { gapsAt, pairOf, type MatrixActivity, type MatrixRow, type Marks } from './matrix-table.ts';

interface PlacesProps {
  readonly rows: readonly MatrixRow[];
  readonly columns: readonly MatrixActivity[];
  readonly years: readonly [number, number];
  readonly marks: Marks;
  readonly goal: string | undefined;
}

/** On a phone the municipalities come first, each with how much there is and what is missing. */
export function PlaceList({ rows, columns, years, marks, goal }: PlacesProps): ReactElement {
  const { t } = useTranslation('activities');
  return (
    <section aria-labelledby="places-heading" className="stack">
      <h2 id="places-heading">{t('matrix.places')}</h2>
      <ul className="plain place-list">
        {rows.map((row) => {
          const gaps = gapsAt(marks, row.place.code, goal).length;
          const told = columns.filter(({ id }) => pairOf(row, id)[1] !== undefined).length;
          return (
            <li key={row.place.code}>
              <Link
                from="/c/$collaboration/matrix"
                to="/c/$collaboration/matrix"
                search={(before) => ({ ...before, place: row.place.code, cell: undefined })}
                className="place-link"
              >
                <span>
                  <Said text={row.place.name} plain />
                </span>
                <span className="quiet small">
                  {t('matrix.toldOf', { count: told, year: years[1] })}
                  {gaps > 0 && ` · ${t('matrix.gapCount', { count: gaps })}`}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** One municipality at a time: for a phone, and for a meeting that goes through them one by one. */
export function MunicipalityView({
  row,
  rows,
  columns,
  years,
  marks,
  goal,
  mayTell,
  onOpen,
}: PlacesProps & {
  readonly row: MatrixRow;
  readonly mayTell: MayTell;
  readonly onOpen: (cell: string) => void;
}): ReactElement {
  const { t } = useTranslation('activities');
  const at = rows.findIndex(({ place }) => place.code === row.place.code);
  const gaps = gapsAt(marks, row.place.code, goal);
  const isTold = ({ id }: MatrixActivity) => pairOf(row, id).some((cell) => cell !== undefined);
  const told = columns.filter(isTold);
  const others = columns.filter((one) => !isTold(one));
  const item = (one: MatrixActivity) => (
    <PlaceItem key={one.id} row={row} activity={one} years={years} mayTell={mayTell} onOpen={onOpen} />
  );
  return (
    <section aria-labelledby="place-heading" className="stack place-view">
      <nav aria-label={t('matrix.places')} className="row place-nav">
        <PlaceLink row={rows[at - 1]} before="← " />
        <Link
          from="/c/$collaboration/matrix"
          to="/c/$collaboration/matrix"
          search={(before) => ({ ...before, place: undefined, cell: undefined })}
        >
          {t('matrix.allPlaces')}
        </Link>
        <PlaceLink row={rows[at + 1]} after=" →" />
      </nav>
      <h2 id="place-heading">
        <Said text={row.place.name} />
      </h2>
      {gaps.length > 0 && (
        <Disclosure title={t('matrix.gapsHere', { count: gaps.length, year: years[1] })}>
          <ul>
            {gaps.map(({ id, title }) => (
              <li key={id}>
                <Said text={title} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {told.length === 0 ? (
        <p>{t('matrix.nothingHere', { before: years[0], after: years[1] })}</p>
      ) : (
        <ul className="plain place-items">{told.map(item)}</ul>
      )}
      {others.length > 0 && (
        <Disclosure title={t('matrix.untoldHere', { count: others.length })}>
          <ul className="plain place-items">{others.map(item)}</ul>
        </Disclosure>
      )}
    </section>
  );
}

function PlaceLink({
  row,
  before = '',
  after = '',
}: {
  readonly row: MatrixRow | undefined;
  readonly before?: string;
  readonly after?: string;
}): ReactElement | null {
  const title = useSaid();
  if (!row) return null;
  return (
    <Link
      from="/c/$collaboration/matrix"
      to="/c/$collaboration/matrix"
      search={(search) => ({ ...search, place: row.place.code, cell: undefined })}
    >
      {before}
      {title(row.place.name)}
      {after}
    </Link>
  );
}

const PlaceItem = memo(function PlaceItem({
  row,
  activity,
  years,
  mayTell,
  onOpen,
}: {
  readonly row: MatrixRow;
  readonly activity: MatrixActivity;
  readonly years: readonly [number, number];
  readonly mayTell: MayTell;
  readonly onOpen: (cell: string) => void;
}): ReactElement {
  const { t } = useTranslation('activities');
  const { collaboration } = useSight();
  const title = useSaid();
  const pair = pairOf(row, activity.id);
  const may = mayTell(activity, row.place.code);
  return (
    <li className="place-item">
      <div className="stack tight">
        <h3>
          <Link to="/c/$collaboration/activities/$activity" params={{ collaboration, activity: activity.id }}>
            <Said text={activity.title} />
          </Link>
        </h3>
        {activity.lead && (
          <p className="quiet small">
            {t('lead')}: <Said text={activity.lead.name} plain />
          </p>
        )}
      </div>
      <dl className="matrix-two">
        {years.map((year, side) => (
          <div key={year}>
            <dt>{year}</dt>
            <dd className="stack tight">
              <CellWords cell={pair[side as 0 | 1]} />
              {may && (
                <Button
                  small
                  aria-label={`${t(pair[side as 0 | 1] ? 'matrix.change' : 'matrix.tell')}: ${title(activity.title)}, ${String(year)}`}
                  onPress={() => onOpen(`${row.place.code}/${activity.id}/${String(year)}`)}
                >
                  {t(pair[side as 0 | 1] ? 'matrix.change' : 'matrix.tell')}
                </Button>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
});
