import type { ReactElement, RefObject } from 'react';
import { Menu as AriaMenu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { Option } from './choice.tsx';
import './popover.css';

/** The part of a menu that is only there while it is open. */
const Opened = ({
  button,
  name,
  items,
  onChoose,
  onClose,
}: {
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly name: string;
  readonly items: readonly Option[];
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
}): ReactElement => (
  <Popover
    className="popover"
    aria-label={name}
    triggerRef={button}
    isOpen
    onOpenChange={(open) => open || onClose()}
    placement="bottom start"
  >
    <AriaMenu
      className="list"
      aria-label={name}
      autoFocus="first"
      items={items}
      onClose={onClose}
      onAction={(key) => onChoose(String(key))}
    >
      {({ id, label, hint, isDanger = false }) => (
        <MenuItem id={id} className={isDanger ? 'item danger' : 'item'} textValue={label}>
          {label}
          {hint !== undefined && <span className="hint"> {hint}</span>}
        </MenuItem>
      )}
    </AriaMenu>
  </Popover>
);
export default Opened;
