import { lazy, Suspense, type ReactElement } from 'react';
import type { DialogProps } from './dialog-opened.tsx';

const Opened = lazy(() => import('./dialog-opened.tsx'));

/**
 * A task of its own above the page. Escape and the button leave it; the focus goes back to where it came from. What it
 * is made of is fetched when the first one is opened.
 */
export const Dialog = (props: DialogProps): ReactElement | null =>
  props.isOpen ? (
    <Suspense fallback={null}>
      <Opened {...props} />
    </Suspense>
  ) : null;
