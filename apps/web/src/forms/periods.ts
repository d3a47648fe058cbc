/** A stretch of time that figures are given for. */
export interface Period {
  /** `2026-H2`, `2026`, `2026-Q3`, `2026-06`: as the platform writes them. */
  readonly code: string;
  readonly from: string;
  readonly to: string;
}

const pad = (number: number): string => String(number).padStart(2, '0');

/** The last day of a month: the day before the first of the next. */
const lastDay = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

const stretch = (code: string, year: number, first: number, last: number): Period => ({
  code,
  from: `${String(year)}-${pad(first)}-01`,
  to: lastDay(year, last),
});

/** Half-years from the one a day is in backwards, newest first. */
export function halfYears(today: string, count: number): readonly Period[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const latest = year * 2 + (month > 6 ? 1 : 0);
  return Array.from({ length: count }, (_, back) => {
    const [of, half] = [Math.floor((latest - back) / 2), (latest - back) % 2];
    return stretch(`${String(of)}-H${String(half + 1)}`, of, half * 6 + 1, half * 6 + 6);
  });
}

export function years(today: string, count: number): readonly Period[] {
  const year = Number(today.slice(0, 4));
  return Array.from({ length: count }, (_, back) => stretch(String(year - back), year - back, 1, 12));
}

export function quarters(today: string, count: number): readonly Period[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const latest = year * 4 + Math.floor((month - 1) / 3);
  return Array.from({ length: count }, (_, back) => {
    const [of, quarter] = [Math.floor((latest - back) / 4), (latest - back) % 4];
    return stretch(`${String(of)}-Q${String(quarter + 1)}`, of, quarter * 3 + 1, quarter * 3 + 3);
  });
}

export function months(today: string, count: number): readonly Period[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const latest = year * 12 + month - 1;
  return Array.from({ length: count }, (_, back) => {
    const [of, at] = [Math.floor((latest - back) / 12), ((latest - back) % 12) + 1];
    return stretch(`${String(of)}-${pad(at)}`, of, at, at);
  });
}
