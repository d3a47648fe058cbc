import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './tree.css';

export interface TreeNode {
  readonly id: string;
  /** What the button that opens it is called after. */
  readonly name: string;
  /** What is shown: links and lights as they are elsewhere. */
  readonly content: ReactNode;
  readonly under?: readonly TreeNode[];
}

/**
 * Things under things: lists within lists, each of which can be opened and closed. No tree of keys to be learnt: links
 * are links, and a screen reader tells the level and how many there are.
 */
export function Tree({
  label,
  nodes,
  open,
  onToggle,
}: {
  readonly label: string;
  readonly nodes: readonly TreeNode[];
  /** Ids of what is open, where that lives in the address; otherwise all that is first is. */
  readonly open?: ReadonlySet<string>;
  readonly onToggle?: (id: string, open: boolean) => void;
}): ReactElement {
  const [own, setOwn] = useState<ReadonlySet<string>>(() => new Set(nodes.map(({ id }) => id)));
  const toggle = (id: string, opened: boolean) => {
    setOwn((before) => new Set(opened ? [...before, id] : [...before].filter((one) => one !== id)));
    onToggle?.(id, opened);
  };
  return (
    <div role="group" aria-label={label} className="tree">
      <Nodes nodes={nodes} open={open ?? own} onToggle={toggle} />
    </div>
  );
}

interface NodesProps {
  readonly nodes: readonly TreeNode[];
  readonly open: ReadonlySet<string>;
  readonly onToggle: (id: string, open: boolean) => void;
}

const Nodes = ({ nodes, open, onToggle }: NodesProps): ReactElement => (
  <ul>
    {nodes.map((node) => (
      <Node key={node.id} node={node} open={open} onToggle={onToggle} />
    ))}
  </ul>
);

function Node({ node, open, onToggle }: Omit<NodesProps, 'nodes'> & { readonly node: TreeNode }): ReactElement {
  const { t } = useTranslation();
  const { id, name, content, under = [] } = node;
  const isOpen = open.has(id);
  return (
    <li>
      <div className="tree-node">
        {under.length === 0 ? (
          <span className="tree-leaf" aria-hidden />
        ) : (
          <button
            type="button"
            className="tree-toggle"
            aria-expanded={isOpen}
            aria-label={t('form.under', { name, count: under.length })}
            onClick={() => onToggle(id, !isOpen)}
          >
            <span aria-hidden>›</span>
          </button>
        )}
        <div className="tree-content">{content}</div>
      </div>
      {isOpen && under.length > 0 && <Nodes nodes={under} open={open} onToggle={onToggle} />}
    </li>
  );
}
