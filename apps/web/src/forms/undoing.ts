import type { Sight } from '../view.ts';
import type { Filled } from './form.ts';

/** What can be taken back, and whoever shows it. */
export interface Undoing {
  /** With whose eyes and where it was done: the page may be another by now. */
  readonly sight: Sight;
  readonly id: string;
  readonly command: string;
  readonly given: Filled;
}

let undoing: Undoing | undefined;
const listeners = new Set<() => void>();

/** Offers it, or takes the offer away. */
export function tell(next: Undoing | undefined): void {
  undoing = next;
  for (const listener of listeners) listener();
}

/** What a message of success offers: the command that takes it back, as an event of its own. */
export const offerUndo = ({ label, ...what }: Undoing & { readonly label: string }) => ({
  label,
  onPress: () => tell(what),
});

export const offered = (): Undoing | undefined => undoing;

export const onOffer = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
