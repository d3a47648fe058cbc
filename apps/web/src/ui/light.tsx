import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import './light.css';

export type LightState = 'GREEN' | 'YELLOW' | 'RED' | 'NOT_ASSESSED' | 'NOT_REPORTED';

/** A shape for each: who does not see the colour sees the form (rule 38). */
const shapes: Record<LightState, ReactElement> = {
  GREEN: <circle cx="10" cy="10" r="8.5" />,
  YELLOW: <path d="M10 1 19.5 18.5H.5z" />,
  RED: <path d="M6 1h8l5 5v8l-5 5H6l-5-5V6z" />,
  NOT_ASSESSED: <circle cx="10" cy="10" r="7.5" className="open" />,
  NOT_REPORTED: <path d="M2 8h16v4H2z" />,
};

/** A light: shape, colour and word. */
export function TrafficLight({
  state,
  word,
  wordless = false,
}: {
  readonly state: LightState;
  /** The collaboration's own word for it. */
  readonly word?: string | undefined;
  /** In a table whose key stands beside it; the word is then only heard. */
  readonly wordless?: boolean;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <span className={`light ${state.toLowerCase()}`}>
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden focusable="false">
        {shapes[state]}
      </svg>
      <span className={wordless ? 'hidden' : undefined}>{word ?? t(`light.${state}`)}</span>
    </span>
  );
}

/** The shape alone, in a drawing that names it in words beside. */
export const LightShape = ({
  state,
  x,
  y,
  size = 20,
}: {
  readonly state: LightState;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
}): ReactElement => (
  <svg
    x={x}
    y={y}
    width={size}
    height={size}
    viewBox="0 0 20 20"
    className={`light-shape light ${state.toLowerCase()}`}
  >
    {shapes[state]}
  </svg>
);
