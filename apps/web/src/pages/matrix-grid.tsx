import { Link } from '@tanstack/react-router';
import {
  memo,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../language.ts';
import { Said, said, useSaid, type Text } from '../said.tsx';
import { useSight } from '../view.ts';
import type { Language } from '../words/index.ts';
import type { MayTell } from './matrix-rights.ts';
import { OverlapMark, StateShape } from './matrix-state.tsx';
import {
  gapsAt,
  placeStates,
  inSight,
  pairOf,
  step,
  type Cell,
  type PlaceState,
  type MatrixActivity,
  type MatrixRow,
  type MatrixTable,
  type Marks,
} from './matrix-table.ts';

/** Widths in rem, so that text at 200 % has room. */
const headWide = 9.5;
const wordsWide = 15.5;
const denseWide = 5.75;
/** Activities drawn outside of what is seen, on either side. */
const beyond = 2;

const cellId = (row: number, column: number) => `cell-${String(row)}-${String(column)}`;
/** One of the grid's columns is one activity in one year. */
const at = (columns: readonly MatrixActivity[], column: number) =>
  [columns[column >> 1], (column & 1) as 0 | 1] as const;

interface GridProps {
  readonly table: MatrixTable;
  readonly years: readonly [number, number];
  readonly marks: Marks;
  readonly goal: string | undefined;
  readonly dense: boolean;
  readonly opened: string | undefined;
  readonly mayTell: MayTell;
  /** Whether what one may change is marked: who may change everything needs no mark. */
  readonly corners: boolean;
  readonly onOpen: (cell: string) => void;
}

/**
 * The matrix as a grid: one stop of the tab key, arrows within it, Enter opens a cell. Only the activities in sight are
 * in the page, each at its fixed place, so that scrolling and filtering cost the same however many there are.
 */
export function MatrixGrid({
  table,
  years,
  marks,
  goal,
  dense,
  opened,
  mayTell,
  corners,
  onOpen,
}: GridProps): ReactElement {
  const { t } = useTranslation('activities');
  const { columns, rows } = table;
  const wide = dense ? denseWide : wordsWide;
  const frame = useRef<HTMLDivElement>(null);
  const [[first, last], setSeen] = useState<readonly [number, number]>([0, 12]);
  const [active, setActive] = useState<readonly [number, number]>([0, 0]);
  const row = Math.min(active[0], rows.length - 1);
  const column = Math.min(active[1], columns.length * 2 - 1);

  // Measured when the frame changes its size and not while it scrolls: asking would lay the page out each time.
  const room = useRef({ rem: 16, view: 0 });
  const look = useCallback(() => {
    const box = frame.current;
    if (!box) return;
    const { rem, view } = room.current;
    const seen = inSight(box.scrollLeft, view, wide * rem, columns.length, beyond);
    setSeen((before) => (before[0] === seen[0] && before[1] === seen[1] ? before : seen));
  }, [wide, columns.length]);
  const measure = useCallback(() => {
    const box = frame.current;
    if (!box) return;
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    room.current = { rem, view: box.clientWidth - headWide * rem };
    look();
  }, [look]);
  useLayoutEffect(measure, [measure]);
  useEffect(() => {
    const box = frame.current;
    if (!box) return undefined;
    const sized = new ResizeObserver(measure);
    sized.observe(box);
    return () => sized.disconnect();
  }, [measure]);

  const reveal = useCallback(
    (columnAt: number) => {
      const box = frame.current;
      if (!box) return;
      measure();
      const { rem, view } = room.current;
      const left = (columnAt >> 1) * wide * rem;
      if (left < box.scrollLeft) box.scrollLeft = left;
      else if (left + wide * rem > box.scrollLeft + view) box.scrollLeft = left + wide * rem - view;
    },
    [wide, measure],
  );
  const go = useCallback(
    (next: readonly [number, number]) => {
      reveal(next[1]);
      flushSync(() => {
        setActive(next);
        look();
      });
      document.getElementById(cellId(...next))?.focus();
    },
    [reveal, look],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const next = step(event.key, event.ctrlKey || event.metaKey, [row, column], [rows.length, columns.length * 2]);
    if (!next) return;
    // Links in the heads of rows keep their own keys.
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'gridcell') return;
    event.preventDefault();
    go(next);
  };

  // What is open is in sight, also when the address opened it or the panel took its room.
  useLayoutEffect(() => {
    const [place, activity, year] = opened?.split('/') ?? [];
    const rowAt = rows.findIndex((one) => one.place.code === place);
    const index = columns.findIndex(({ id }) => id === activity);
    if (rowAt < 0 || index < 0) return;
    const columnAt = index * 2 + (Number(year) === years[1] ? 1 : 0);
    reveal(columnAt);
    setActive((before) => (before[0] === rowAt && before[1] === columnAt ? before : [rowAt, columnAt]));
    document.getElementById(cellId(rowAt, columnAt))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [opened, rows, columns, years, reveal]);

  // Whoever closes the panel stands where they stood.
  const wasOpen = useRef(opened);
  useEffect(() => {
    if (wasOpen.current !== undefined && opened === undefined) document.getElementById(cellId(row, column))?.focus();
    wasOpen.current = opened;
  }, [opened, row, column]);

  const choose = useCallback(
    (rowAt: number, columnAt: number, cell: string) => {
      setActive([rowAt, columnAt]);
      onOpen(cell);
    },
    [onOpen],
  );

  const language = useLanguage();
  const words = useMemo(
    (): GridWords => ({
      language,
      state: Object.fromEntries(placeStates.map((state) => [state, t(`state.${state}`)])) as GridWords['state'],
      untold: t('state.UNTOLD'),
      open: t('matrix.open'),
      overlap: t('matrix.overlapMark'),
      mayTell: t('matrix.mayTell'),
    }),
    [language, t],
  );

  const seen: number[] = [];
  for (let index = first; index < last; index += 1) seen.push(index);
  // The one that has the focus stays, wherever is looked.
  const kept = column >> 1;
  if (kept >= 0 && (kept < first || kept >= last)) seen.push(kept);
  const total = { width: `${String(headWide + wide * columns.length)}rem` };

  return (
    <div
      className={['matrix-frame', dense ? 'dense' : '', corners ? 'corners' : ''].join(' ')}
      ref={frame}
      onScroll={look}
    >
      <div
        role="grid"
        tabIndex={-1}
        aria-label={t('matrix.titleYears', { before: years[0], after: years[1] })}
        aria-rowcount={rows.length + 2}
        aria-colcount={columns.length * 2 + 1}
        onKeyDown={onKeyDown}
      >
        <div className="matrix-heads" role="rowgroup" style={total}>
          <div role="row" aria-rowindex={1} className="matrix-titles">
            <div role="columnheader" aria-colindex={1} className="matrix-corner">
              {t('matrix.place')}
            </div>
            {seen.map((index) => {
              const one = columns[index];
              return (
                one && (
                  <div
                    key={one.id}
                    role="columnheader"
                    aria-colindex={index * 2 + 2}
                    aria-colspan={2}
                    className="matrix-title"
                    style={{ left: `${String(headWide + wide * index)}rem`, width: `${String(wide)}rem` }}
                  >
                    <ActivityLink activity={one} />
                  </div>
                )
              );
            })}
          </div>
          <div role="row" aria-rowindex={2} className="matrix-years">
            <div role="columnheader" aria-colindex={1} className="matrix-corner">
              <span className="hidden">{t('matrix.years')}</span>
            </div>
            {seen.flatMap((index) =>
              years.map((year, side) => (
                <div
                  key={`${String(index)} ${String(year)}`}
                  role="columnheader"
                  aria-colindex={index * 2 + 2 + side}
                  className={side === 0 ? 'matrix-year first' : 'matrix-year'}
                  style={{
                    left: `${String(headWide + wide * index + (wide / 2) * side)}rem`,
                    width: `${String(wide / 2)}rem`,
                  }}
                >
                  {year}
                </div>
              )),
            )}
          </div>
        </div>
        <div role="rowgroup" style={total}>
          {rows.map((one, rowAt) => (
            <div key={one.place.code} role="row" aria-rowindex={rowAt + 3} className="matrix-row">
              <PlaceHead row={one} marks={marks} goal={goal} />
              {seen.map((index) => {
                const [activity] = at(columns, index * 2);
                if (!activity) return null;
                const overlaps = marks.overlaps.has(`${one.place.code}/${activity.id}`);
                const may = mayTell(activity, one.place.code);
                return pairOf(one, activity.id).map((cell, side) => {
                  const columnAt = index * 2 + side;
                  const key = `${one.place.code}/${activity.id}/${String(years[side as 0 | 1])}`;
                  return (
                    <GridCell
                      key={key}
                      cell={cell}
                      address={key}
                      activity={activity}
                      placeName={one}
                      row={rowAt}
                      column={columnAt}
                      left={headWide + wide * index + (wide / 2) * side}
                      wide={wide / 2}
                      dense={dense}
                      words={words}
                      overlaps={overlaps && side === 1}
                      may={may}
                      isActive={rowAt === row && columnAt === column}
                      isOpen={opened === key}
                      onChoose={choose}
                    />
                  );
                });
              })}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** The name of a municipality, leading to it alone, and how many goals nothing is done for there. */
const PlaceHead = memo(function PlaceHead({
  row,
  marks,
  goal,
}: {
  readonly row: MatrixRow;
  readonly marks: Marks;
  readonly goal: string | undefined;
}): ReactElement {
  const { t } = useTranslation('activities');
  const gaps = gapsAt(marks, row.place.code, goal).length;
  return (
    <div role="rowheader" aria-colindex={1} className="matrix-place">
      <Link
        from="/c/$collaboration/matrix"
        to="/c/$collaboration/matrix"
        search={(before) => ({ ...before, place: row.place.code, cell: undefined })}
      >
        <Said text={row.place.name} plain />
      </Link>
      {gaps > 0 && <span className="matrix-gaps">{t('matrix.gapCount', { count: gaps })}</span>}
    </div>
  );
});

const ActivityLink = memo(function ActivityLink({ activity }: { readonly activity: MatrixActivity }): ReactElement {
  const { collaboration } = useSight();
  const title = useSaid();
  const name = title(activity.title);
  return (
    <Link
      to="/c/$collaboration/activities/$activity"
      params={{ collaboration, activity: activity.id }}
      title={name}
      tabIndex={-1}
    >
      <Said text={activity.title} plain />
    </Link>
  );
});

/** What cells say, looked up once for all of them. */
interface GridWords {
  readonly language: Language;
  readonly state: Readonly<Record<PlaceState, string>>;
  readonly untold: string;
  readonly open: string;
  readonly overlap: string;
  readonly mayTell: string;
}

interface CellProps {
  readonly cell: Cell | undefined;
  readonly address: string;
  readonly activity: MatrixActivity;
  readonly placeName: MatrixRow;
  readonly row: number;
  readonly column: number;
  readonly left: number;
  readonly wide: number;
  readonly dense: boolean;
  readonly words: GridWords;
  readonly overlaps: boolean;
  readonly may: boolean;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly onChoose: (row: number, column: number, address: string) => void;
}

const same = (a: CellProps, b: CellProps) =>
  // What is told of a cell is counted: with the same count it says the same.
  a.cell?.id === b.cell?.id &&
  a.cell?.told === b.cell?.told &&
  a.address === b.address &&
  a.activity.title === b.activity.title &&
  a.row === b.row &&
  a.column === b.column &&
  a.dense === b.dense &&
  a.words === b.words &&
  a.overlaps === b.overlaps &&
  a.may === b.may &&
  a.isActive === b.isActive &&
  a.isOpen === b.isOpen &&
  a.onChoose === b.onChoose;

const GridCell = memo(function GridCell(props: CellProps): ReactElement {
  const { cell, address, activity, placeName, row, column, left, wide, dense, words, overlaps, may } = props;
  const { isActive, isOpen } = props;
  const { language } = words;
  const choose = () => props.onChoose(row, column, address);
  const detail = cell?.uncertain ?? cell?.detail;
  // Where it stands is heard: the heads of rows and columns may be out of the page.
  const where = [
    said(placeName.place.name, language).text,
    said(activity.title, language).text,
    address.slice(address.lastIndexOf('/') + 1),
  ].join(', ');
  const heard = [cell ? '' : words.untold, overlaps ? words.overlap : '', where, may ? words.mayTell : ''];
  return (
    <div
      id={cellId(row, column)}
      role="gridcell"
      aria-colindex={column + 2}
      aria-selected={isOpen}
      tabIndex={isActive ? 0 : -1}
      className={[
        'matrix-cell',
        (cell?.state ?? 'untold').toLowerCase(),
        (column & 1) === 0 ? 'first' : '',
        may ? 'may' : '',
        isOpen ? 'open' : '',
      ].join(' ')}
      style={{ left: `${String(left)}rem`, width: `${String(wide)}rem` }}
      onClick={choose}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        choose();
      }}
    >
      {cell ? (
        <>
          <span className="matrix-word">
            <StateShape state={cell.state} word={words.state[cell.state]} wordless={dense} />
            {overlaps && <OverlapMark />}
            {cell.uncertain && dense && <span className="matrix-question">?</span>}
          </span>
          {detail && (
            <span className={dense ? 'hidden' : 'matrix-detail'}>
              {cell.uncertain && words.open} <Spoken text={detail} language={language} />
            </span>
          )}
        </>
      ) : (
        <span className="matrix-add" aria-hidden>
          {may ? '+' : ''}
        </span>
      )}
      <span className="hidden">{heard.filter((one) => one !== '').join('. ')}</span>
    </div>
  );
}, same);

/** A text in a cell: marked as of another language for who hears it. */
function Spoken({ text, language }: { readonly text: Text; readonly language: Language }): ReactElement {
  const is = said(text, language);
  return is.missing ? <span lang={is.language}>{is.text}</span> : <>{is.text}</>;
}
