import { useMemo, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../ui/index.ts';
import { Drawing, Figure } from './figure.tsx';
import { box, layOut, type Kind } from './theory-layout.ts';
import { wrap } from './wrap.ts';
import './theory-chart.css';

export type Effect = 'INCREASES' | 'DECREASES' | 'CONTRIBUTES' | 'PART_OF' | 'REINFORCES' | 'DEPENDS_ON' | 'OVERLAPS';
export type Strength = 'WEAK' | 'MODERATE' | 'STRONG';
export type Confidence = 'LOW' | 'MEDIUM' | 'HIGH';

export interface TheoryThing {
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
}
export interface TheoryLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly effect: Effect;
  readonly strength: Strength;
  readonly confidence: Confidence;
}

/**
 * What is thought to work on what: activities, the indicators that show it and the goals, with a line for each claim.
 * The word on a line is its effect, its width the strength, its dashes how sure one is.
 */
export function TheoryChart({
  title,
  finding,
  things,
  links,
  columns,
}: {
  readonly title: string;
  readonly finding: string;
  readonly things: readonly TheoryThing[];
  readonly links: readonly TheoryLink[];
  readonly columns: readonly Column<TheoryLink>[];
}): ReactElement {
  const { t } = useTranslation(['agenda']);
  const layout = useMemo(() => layOut(things, links), [things, links]);
  const titles = new Map(things.map((thing) => [thing.id, thing.title]));
  const claims = new Map(links.map((link) => [link.id, link]));
  return (
    <Figure title={title} finding={finding} table={{ columns, rows: links, keyOf: ({ id }) => id }}>
      <Drawing width={layout.width} height={layout.height} readableWidth={Math.min(layout.width, 860)}>
        <defs>
          <marker
            id="arrow"
            viewBox="0 0 10 10"
            refX="9"
            refY="5"
            markerWidth="10"
            markerHeight="10"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0 0 10 5 0 10z" className="theory-arrow" />
          </marker>
        </defs>
        {layout.columns.map(({ kind, x }) => (
          <text key={kind} x={x + box.width / 2} y={18} textAnchor="middle" className="theory-column">
            {t(`theory.kind.${kind}`)}
          </text>
        ))}
        {layout.edges.map(({ id, path }) => {
          const link = claims.get(id);
          return (
            <path
              key={id}
              d={path}
              markerEnd="url(#arrow)"
              className={`theory-line ${link?.strength.toLowerCase() ?? ''} sure-${link?.confidence.toLowerCase() ?? ''}`}
            />
          );
        })}
        {layout.boxes.map(({ id, kind, x, y }) => {
          const lines = wrap(titles.get(id) ?? '', 31, 3);
          return (
            <g key={id} transform={`translate(${String(x)} ${String(y)})`}>
              <rect
                width={box.width}
                height={box.height}
                rx={kind === 'GOAL' ? 14 : 3}
                className={`theory-box ${kind.toLowerCase()}`}
              />
              {lines.map((line, at) => (
                <text
                  key={line}
                  x={box.width / 2}
                  y={box.height / 2 + 4.5 + (at - (lines.length - 1) / 2) * 16}
                  textAnchor="middle"
                  fontSize="13"
                >
                  {line}
                </text>
              ))}
            </g>
          );
        })}
        {layout.edges.map(({ id, label }) => {
          const link = claims.get(id);
          return (
            <text key={id} x={label.x} y={label.y + 4} textAnchor="middle" className="theory-word">
              {link && t(`theory.short.${link.effect}`)}
            </text>
          );
        })}
      </Drawing>
      <Key />
    </Figure>
  );
}

/** What the lines mean. */
function Key(): ReactElement {
  const { t } = useTranslation(['agenda']);
  const sample = (name: string, words: ReactNode) => (
    <li key={name}>
      <svg width="44" height="12" viewBox="0 0 44 12" aria-hidden>
        <path d="M1 6H43" className={`theory-line ${name}`} />
      </svg>{' '}
      {words}
    </li>
  );
  return (
    <ul className="plain theory-key small" aria-label={t('theory.key')}>
      {(['weak', 'moderate', 'strong'] as const).map((name) =>
        sample(
          `${name} sure-high`,
          t(`theory.strength.${name === 'weak' ? 'WEAK' : name === 'moderate' ? 'MODERATE' : 'STRONG'}`),
        ),
      )}
      {(['low', 'medium', 'high'] as const).map((name) =>
        sample(
          `moderate sure-${name}`,
          t(`theory.confidence.${name === 'low' ? 'LOW' : name === 'medium' ? 'MEDIUM' : 'HIGH'}`),
        ),
      )}
    </ul>
  );
}
