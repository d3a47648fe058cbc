import type { ReactElement, ReactNode } from 'react';
import './tag.css';

/** A word about a thing: its kind, its phase. `tentative` has a dashed edge: nothing is settled. */
export const Tag = ({
  children,
  tone = 'plain',
}: {
  readonly children: ReactNode;
  readonly tone?: 'plain' | 'good' | 'warn' | 'bad' | 'tentative';
}): ReactElement => <span className={`tag ${tone}`}>{children}</span>;
