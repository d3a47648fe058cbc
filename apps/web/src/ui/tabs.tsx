import { useId, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import './tabs.css';

interface Tab {
  readonly id: string;
  readonly label: string;
  readonly content: () => ReactNode;
}

/**
 * Parts of one view, one at a time. Which of them lives in the address, so `chosen` comes from outside. Arrows, Home and
 * End go from one to another (https://www.w3.org/WAI/ARIA/apg/patterns/tabs/); by hand, since the library's costs a
 * tenth of the first load.
 */
export function Tabs({
  label,
  tabs,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}): ReactElement {
  const group = useId();
  const list = useRef<HTMLDivElement>(null);
  const at = Math.max(
    0,
    tabs.findIndex(({ id }) => id === chosen),
  );
  const open = tabs[at];
  const go = (event: KeyboardEvent) => {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + tabs.length) % tabs.length;
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
    onChoose(tabs[next]?.id ?? chosen);
  };
  return (
    <div>
      <div className="scroll">
        <div ref={list} role="tablist" aria-label={label} className="tabs" onKeyDown={go}>
          {tabs.map(({ id, label: name }) => (
            <button
              key={id}
              type="button"
              role="tab"
              id={`${group}-${id}`}
              aria-selected={id === open?.id}
              aria-controls={`${group}-panel`}
              tabIndex={id === open?.id ? 0 : -1}
              className="tab"
              onClick={() => onChoose(id)}
            >
              {name}
            </button>
          ))}
        </div>
      </div>
      {open && (
        <div
          key={open.id}
          role="tabpanel"
          id={`${group}-panel`}
          aria-labelledby={`${group}-${open.id}`}
          tabIndex={0}
          className="tab-panel"
        >
          {open.content()}
        </div>
      )}
    </div>
  );
}
