import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from './notice.tsx';

export interface Mistake {
  /** Name of the field; nothing when it is about the whole form. */
  readonly name?: string | undefined;
  readonly message: string;
}

/** All that is wrong with a form, above it, in focus; each line leads to its field. */
export function ErrorSummary({ mistakes }: { readonly mistakes: readonly Mistake[] }): ReactElement | null {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (mistakes.length > 0) box.current?.focus();
  }, [mistakes]);
  if (mistakes.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} role="group" aria-label={t('form.mistakes', { count: mistakes.length })}>
      <Notice kind="fault" title={t('form.mistakes', { count: mistakes.length })}>
        <ul>
          {mistakes.map(({ name, message }) => (
            <li key={`${name ?? ''} ${message}`}>
              {name === undefined ? (
                message
              ) : (
                <a
                  href={`#${name}`}
                  onClick={(event) => {
                    event.preventDefault();
                    goTo(name);
                  }}
                >
                  {message}
                </a>
              )}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

function goTo(name: string): void {
  const marked = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
  const field =
    marked?.matches('input, textarea, button') === true
      ? marked
      : marked?.querySelector<HTMLElement>('[tabindex], input');
  field?.focus();
}
