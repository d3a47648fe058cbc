import { useId, type ReactElement } from 'react';
import './slider.css';

/**
 * One thumb, or two that hold a span between them and never pass each other. What a place on it means is said in words:
 * a day, a share. The browser's own range inputs, so that every key, finger and screen reader knows them.
 */
export function Slider({
  label,
  thumbs,
  least,
  most,
  step = 1,
  value,
  onChange,
  wordsOf,
  isDisabled = false,
}: {
  readonly label: string;
  /** What each thumb is called; one or two. */
  readonly thumbs: readonly [string] | readonly [string, string];
  readonly least: number;
  readonly most: number;
  readonly step?: number;
  /** As many as there are thumbs, in order. */
  readonly value: readonly number[];
  readonly onChange: (value: readonly number[]) => void;
  readonly wordsOf: (value: number) => string;
  readonly isDisabled?: boolean;
}): ReactElement {
  const id = useId();
  const share = (at: number) => (most === least ? 0 : (at - least) / (most - least));
  const [from = least, to = from] = value;
  const filled = thumbs.length === 1 ? { begin: 0, end: share(from) } : { begin: share(from), end: share(to) };
  return (
    <div className="slider" role="group" aria-labelledby={id}>
      <p className="slider-head">
        <span id={id} className="label">
          {label}
        </span>
        <output>{value.map(wordsOf).join(' – ')}</output>
      </p>
      <div className="slider-track">
        <svg viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden focusable="false">
          <rect width="100" height="2" className="rail" />
          <rect
            x={filled.begin * 100}
            width={Math.max(0, filled.end - filled.begin) * 100}
            height="2"
            className="fill"
          />
        </svg>
        {thumbs.map((name, thumb) => {
          const at = value[thumb] ?? least;
          return (
            <input
              key={name}
              type="range"
              min={least}
              max={most}
              step={step}
              value={at}
              disabled={isDisabled}
              aria-label={name}
              aria-valuetext={wordsOf(at)}
              onChange={(event) => {
                const moved = Number(event.currentTarget.value);
                const bound = thumbs.length === 1 ? moved : thumb === 0 ? Math.min(moved, to) : Math.max(moved, from);
                onChange(value.with(thumb, bound));
              }}
            />
          );
        })}
      </div>
    </div>
  );
}
