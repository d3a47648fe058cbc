import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import './skeleton.css';

/** Stands where something is on its way. Said aloud only when it takes long enough to wonder. */
export function Skeleton({ lines = 4 }: { readonly lines?: number }): ReactElement {
  const { t } = useTranslation();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 700);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="skeleton" aria-busy>
      <p role="status" className="hidden">
        {long ? t('state.loading') : ''}
      </p>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} aria-hidden />
      ))}
    </div>
  );
}
