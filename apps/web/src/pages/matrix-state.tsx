import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceState } from './matrix-table.ts';

/**
 * A shape for each state: the fuller the mark, the further it has come; what is not certain has a broken edge and a
 * question mark (rule 37). Who does not see the colour sees the form.
 */
const shapes: Record<PlaceState, ReactElement> = {
  NONE_YET: <path d="M3 9h14v2H3z" />,
  BEING_PLANNED: <circle cx="10" cy="10" r="7.5" className="edge broken" />,
  MEETING_AGREED: (
    <>
      <path d="M3 4.5h14v12.5H3z" className="edge" />
      <path d="M3 4h14v4H3zM6 2h2v3H6zM12 2h2v3h-2z" />
    </>
  ),
  TENTATIVE: (
    <>
      <path d="M10 1.5 18.5 10 10 18.5 1.5 10z" className="edge broken" />
      <path d="M7.6 8.1c0-1.6 1-2.6 2.5-2.6s2.5.9 2.5 2.2c0 1-.5 1.6-1.3 2.2-.6.4-.7.6-.7 1.3H9.2c0-1.2.3-1.7 1.1-2.3.6-.4.8-.7.8-1.2s-.4-.8-1-.8c-.7 0-1.1.5-1.1 1.2zm1.6 4.3H11V14H9.2z" />
    </>
  ),
  PLANNED: (
    <>
      <circle cx="10" cy="10" r="7.5" className="edge" />
      <path d="M10 2.5a7.5 7.5 0 0 1 0 15z" />
    </>
  ),
  RUNNING: <circle cx="10" cy="10" r="8.5" />,
  ENDED: <path d="M2.5 2.5h15v15h-15z" />,
};

/** How far something has come in a place: shape, colour and word. */
export function StateMark({ state }: { readonly state: PlaceState | undefined }): ReactElement {
  const { t } = useTranslation('activities');
  return <StateShape state={state} word={t(`state.${state ?? 'UNTOLD'}`)} />;
}

/** The same with its word at hand: hundreds of them stand in the matrix. */
export const StateShape = ({
  state,
  word,
  wordless = false,
}: {
  readonly state: PlaceState | undefined;
  readonly word: string;
  /** Where the key stands beside; the word is then only heard. */
  readonly wordless?: boolean;
}): ReactElement => (
  <span className={`place-state ${(state ?? 'untold').toLowerCase()}`}>
    {state && (
      <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden focusable="false">
        {shapes[state]}
      </svg>
    )}
    <span className={wordless ? 'hidden' : undefined}>{word}</span>
  </span>
);

/** Two that lie over each other: somebody else does the same for the same people there. */
export const OverlapMark = (): ReactElement => (
  <svg className="overlap-mark" viewBox="0 0 20 20" width="16" height="16" aria-hidden focusable="false">
    <path d="M2 2h11v11H2z" />
    <path d="M7 7h11v11H7z" />
  </svg>
);
