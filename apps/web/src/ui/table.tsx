import type { ReactElement, ReactNode } from 'react';
import './table.css';

export interface Column<R> {
  readonly id: string;
  readonly title: ReactNode;
  readonly cell: (row: R) => ReactNode;
  /** Numbers stand to the right, so that they can be compared. */
  readonly numeric?: boolean;
  /** Names the row: read out with each of its cells. */
  readonly isHead?: boolean;
}

/** A plain table to read. Where it is wider than the page it scrolls by itself, also by keyboard. */
export function Table<R>({
  caption,
  columns,
  rows,
  keyOf,
  captionHidden = false,
}: {
  readonly caption: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  readonly captionHidden?: boolean;
}): ReactElement {
  return (
    <div className="scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="table">
        <caption className={captionHidden ? 'hidden' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ id, title, numeric }) => (
              <th key={id} scope="col" className={numeric === true ? 'numeric' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ id, cell, numeric, isHead }) =>
                isHead === true ? (
                  <th key={id} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={id} className={numeric === true ? 'numeric' : undefined}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
