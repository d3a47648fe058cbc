import type { ReactElement, ReactNode } from 'react';
import './disclosure.css';

/** More, for who wants it: the browser's own, found by its search also when closed. */
export const Disclosure = ({
  title,
  isOpen = false,
  children,
}: {
  readonly title: ReactNode;
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}): ReactElement => (
  <details className="disclosure" open={isOpen}>
    <summary>{title}</summary>
    <div className="disclosed">{children}</div>
  </details>
);
