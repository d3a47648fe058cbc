import { createContext, use, useId, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Disclosure, Table, type Column } from '../ui/index.ts';
import './figure.css';

/** Ids of the elements that name a drawing and tell its finding. */
const Told = createContext<{ readonly title: string; readonly finding: string } | undefined>(undefined);

/**
 * A chart as everybody gets it: its name, its finding in words, the drawing, and the same data as a table. Who sees the
 * drawing, hears it or reads the table comes to the same conclusion. The drawing itself is a {@link Drawing} among the
 * children; a key to its marks may stand beside it.
 */
export function Figure<R>({
  title,
  finding,
  table,
  children,
}: {
  readonly title: string;
  /** What the chart shows, as a sentence: computed from the data, not a description of the axes. */
  readonly finding: string;
  readonly table: {
    readonly columns: readonly Column<R>[];
    readonly rows: readonly R[];
    readonly keyOf: (row: R) => string;
  };
  readonly children: ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const told = { title: `${id}title`, finding: `${id}finding` };
  return (
    <figure className="figure">
      <figcaption>
        <p id={told.title} className="figure-title">
          {title}
        </p>
        <p id={told.finding} className="figure-finding">
          {finding}
        </p>
      </figcaption>
      <Told value={told}>{children}</Told>
      <Disclosure title={t('figure.table')}>
        {/* Another name than the drawing's: both are regions that scroll. */}
        <Table caption={t('figure.tableOf', { title })} captionHidden {...table} />
      </Disclosure>
    </figure>
  );
}

/**
 * The drawing of a figure. One unit of the view box is one CSS pixel at full width; on a narrower page it shrinks until
 * its smallest readable width, and from there on scrolls by itself, also by keyboard.
 */
export function Drawing({
  width,
  height,
  readableWidth = 0,
  children,
}: {
  readonly width: number;
  readonly height: number;
  readonly readableWidth?: number;
  readonly children: ReactNode;
}): ReactElement {
  const told = use(Told);
  if (!told) throw new Error('A drawing stands inside a figure');
  const svg = (
    <svg
      role="img"
      aria-labelledby={told.title}
      aria-describedby={told.finding}
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      className="drawing"
      style={{ maxWidth: width, minWidth: readableWidth }}
    >
      {children}
    </svg>
  );
  return readableWidth > 0 ? (
    <div className="scroll drawing-scroll" role="region" aria-labelledby={told.title} tabIndex={0}>
      {svg}
    </div>
  ) : (
    svg
  );
}
