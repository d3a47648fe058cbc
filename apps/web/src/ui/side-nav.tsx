import type { ReactElement } from 'react';
import './side-nav.css';

export interface NavItem {
  readonly id: string;
  /** A link of the router's: it marks by itself which page is open (`aria-current`). */
  readonly link: ReactElement;
  readonly under?: readonly NavItem[];
}

/** The pages beside the one that is open, or its parts. */
export const SideNav = ({
  label,
  items,
}: {
  readonly label: string;
  readonly items: readonly NavItem[];
}): ReactElement => (
  <nav aria-label={label} className="side-nav">
    <Items items={items} />
  </nav>
);

const Items = ({ items }: { readonly items: readonly NavItem[] }): ReactElement => (
  <ul>
    {items.map(({ id, link, under }) => (
      <li key={id}>
        {link}
        {under && under.length > 0 && <Items items={under} />}
      </li>
    ))}
  </ul>
);
