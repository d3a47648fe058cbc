import type { ReactElement, ReactNode } from 'react';
import './empty.css';

/** Nothing here yet: why, and what to do next. */
export const Empty = ({ title, children }: { readonly title: string; readonly children?: ReactNode }): ReactElement => (
  <div className="empty">
    <p className="empty-title">{title}</p>
    {children}
  </div>
);
