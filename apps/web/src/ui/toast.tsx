import { useSyncExternalStore, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import './toast.css';

interface Told {
  readonly id: number;
  readonly title: string;
  readonly more?: string | undefined;
  /** One thing that can be done about it; it can always be done elsewhere too. */
  readonly act?: { readonly label: string; readonly onPress: () => void } | undefined;
}

/** More at a time is noise: the oldest goes. */
const most = 3;

let told: readonly Told[] = [];
let last = 0;
const listeners = new Set<() => void>();

function tell(next: readonly Told[]): void {
  told = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Tells that something succeeded, whatever page one is on by then. Nothing that matters is told only here. */
export function toast(title: string, { more, act }: Pick<Told, 'more' | 'act'> = {}): void {
  tell([...told, { id: ++last, title, more, act }].slice(-most));
}

const close = (id: number) => tell(told.filter((one) => one.id !== id));

/** Where toasts come up; once in the app. They stay until they are closed: nobody has to hurry (WCAG 2.2.1). */
export function Toasts(): ReactElement {
  const { t } = useTranslation();
  const all = useSyncExternalStore(subscribe, () => told);
  return (
    <div role="region" aria-label={t('form.toasts')} className="toasts">
      <div role="status">
        {all.map(({ id, title, more, act }) => (
          <div key={id} className="toast">
            <div>
              <p className="toast-title">{title}</p>
              {more !== undefined && <p>{more}</p>}
            </div>
            <div className="row">
              {act && (
                <Button
                  look="quiet"
                  small
                  onPress={() => {
                    close(id);
                    act.onPress();
                  }}
                >
                  {act.label}
                </Button>
              )}
              <Button look="quiet" small aria-label={`${t('form.close')}: ${title}`} onPress={() => close(id)}>
                {t('form.close')}
              </Button>
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
