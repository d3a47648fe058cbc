import type { ReactElement, ReactNode } from 'react';
import './notice.css';

/** Something to know here. `warn` needs attention, `done` tells of success, `calm` explains. */
export const Notice = ({
  kind = 'calm',
  title,
  live = false,
  children,
}: {
  readonly kind?: 'calm' | 'warn' | 'fault' | 'done';
  readonly title?: string;
  /** Comes up while the page is open: it is read aloud. */
  readonly live?: boolean;
  readonly children?: ReactNode;
}): ReactElement => (
  <div className={`notice ${kind}`} {...(live && { role: kind === 'fault' ? 'alert' : 'status' })}>
    {title !== undefined && <p className="notice-title">{title}</p>}
    {children}
  </div>
);
