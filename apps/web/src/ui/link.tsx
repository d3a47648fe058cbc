import type { AnchorHTMLAttributes, ReactElement, ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import './link.css';

/**
 * Leads out of the app or to a file, and says so. Between the pages of the app the router's own link does it; where it
 * is to look like a button give it `className="button main"`.
 */
export function Link({
  kind = 'plain',
  children,
  ...props
}: Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'className' | 'target'> & {
  readonly children: ReactNode;
  /** `away` opens another site in another tab; `file` is saved. */
  readonly kind?: 'plain' | 'away' | 'file';
  readonly ref?: Ref<HTMLAnchorElement>;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <a
      {...props}
      className={`link ${kind}`}
      {...(kind === 'away' && { target: '_blank', rel: 'noreferrer' })}
      {...(kind === 'file' && { download: props.download ?? true })}
    >
      {children}
      {kind === 'away' && <span className="hidden"> {t('form.newTab')}</span>}
    </a>
  );
}
