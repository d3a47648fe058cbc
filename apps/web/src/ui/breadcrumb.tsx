import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import './breadcrumb.css';

/** What the page is a part of, outermost first; the page itself stands last and leads nowhere. */
export function Breadcrumb({
  trail,
  here,
}: {
  readonly trail: readonly { readonly id: string; readonly link: ReactElement }[];
  readonly here: string;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('form.breadcrumb')} className="breadcrumb">
      <ol>
        {trail.map(({ id, link }) => (
          <li key={id}>{link}</li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}
