import { lazy, Suspense, useRef, useState, type ReactElement } from 'react';
import { Button } from './button.tsx';
import type { Option } from './choice.tsx';

const Opened = lazy(() => import('./menu-opened.tsx'));

/** More that can be done, behind one button. The list itself is fetched when the first one is opened. */
export function Menu({
  label,
  accessibleName,
  items,
  onChoose,
}: {
  readonly label: string;
  /** Where several have the same label: begins with it (WCAG 2.5.3). */
  readonly accessibleName?: string;
  readonly items: readonly Option[];
  readonly onChoose: (id: string) => void;
}): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button
        ref={button}
        small
        aria-label={accessibleName}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPress={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setOpen(true);
        }}
      >
        {label} <span aria-hidden>▾</span>
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <Opened
            button={button}
            name={accessibleName ?? label}
            items={items}
            onChoose={onChoose}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
