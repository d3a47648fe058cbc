import { useEffect, useState, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Said } from '../said.tsx';
import { StateMark } from './matrix-state.tsx';
import { pairOf, type MatrixTable } from './matrix-table.ts';

/** Activities on one sheet of A3 on its side. */
const perSheet = 8;

/** The whole matrix on paper, as plain tables: made only while it is printed. */
export function MatrixPrint({
  table: { columns, rows },
  years,
}: {
  readonly table: MatrixTable;
  readonly years: readonly [number, number];
}): ReactElement | null {
  const { t } = useTranslation('activities');
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // The paper does not wait for the next frame.
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  if (!printing) return null;
  const sheets = Math.ceil(columns.length / perSheet);
  return (
    <div className="matrix-print">
      {Array.from({ length: sheets }, (_, sheet) => {
        const here = columns.slice(sheet * perSheet, (sheet + 1) * perSheet);
        return (
          <table key={sheet}>
            <caption>{t('matrix.sheet', { before: years[0], after: years[1], sheet: sheet + 1, sheets })}</caption>
            <thead>
              <tr>
                <th rowSpan={2} scope="col">
                  {t('matrix.place')}
                </th>
                {here.map(({ id, title }) => (
                  <th key={id} colSpan={2} scope="colgroup">
                    <Said text={title} plain />
                  </th>
                ))}
              </tr>
              <tr>
                {here.flatMap(({ id }) =>
                  years.map((year) => (
                    <th key={`${id} ${String(year)}`} scope="col">
                      {year}
                    </th>
                  )),
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.place.code}>
                  <th scope="row">
                    <Said text={row.place.name} plain />
                  </th>
                  {here.flatMap(({ id }) =>
                    pairOf(row, id).map((cell, side) => (
                      <td key={`${id} ${String(side)}`}>
                        {cell && <StateMark state={cell.state} />}
                        {cell?.detail && (
                          <p>
                            <Said text={cell.detail} plain />
                          </p>
                        )}
                        {cell?.uncertain && (
                          <p>
                            ? <Said text={cell.uncertain} plain />
                          </p>
                        )}
                      </td>
                    )),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </div>
  );
}
