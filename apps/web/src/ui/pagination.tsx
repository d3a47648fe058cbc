import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import './pagination.css';

/** Pages of a long list. Which one is open lives in the address, so it comes from outside. */
export function Pagination({
  label,
  page,
  pages,
  onChoose,
}: {
  /** Of what they are the pages. */
  readonly label: string;
  /** Counted from one. */
  readonly page: number;
  readonly pages: number;
  readonly onChoose: (page: number) => void;
}): ReactElement | null {
  const { t } = useTranslation();
  if (pages <= 1) return null;
  return (
    <nav aria-label={label} className="pagination">
      <Button small isDisabled={page <= 1} onPress={() => onChoose(page - 1)}>
        <span aria-hidden>‹</span> {t('form.previousPage')}
      </Button>
      <ol>
        {around(page, pages).map((number, at) => (
          <li key={number ?? `gap ${String(at)}`}>
            {number === undefined ? (
              <span aria-hidden>…</span>
            ) : (
              <button
                type="button"
                aria-label={t('form.pageNumber', { number })}
                aria-current={number === page ? 'page' : undefined}
                onClick={() => onChoose(number)}
              >
                {number}
              </button>
            )}
          </li>
        ))}
      </ol>
      <Button small isDisabled={page >= pages} onPress={() => onChoose(page + 1)}>
        {t('form.nextPage')} <span aria-hidden>›</span>
      </Button>
    </nav>
  );
}

/** The first, the last and those about the open one; a hole is `undefined`. */
function around(page: number, pages: number): readonly (number | undefined)[] {
  const shown = [...new Set([1, page - 1, page, page + 1, pages])].filter((number) => number >= 1 && number <= pages);
  return shown.flatMap((number, at) => {
    const before = shown[at - 1];
    return before !== undefined && number > before + 1 ? [undefined, number] : [number];
  });
}
