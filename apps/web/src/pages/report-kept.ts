import { del, get, set } from 'idb-keyval';
import { useCallback, useEffect, useState } from 'react';

/** How long after the last key what is written is kept on this machine, in milliseconds. */
const keptAfter = 600;

export interface Kept<T> {
  readonly value: T;
  readonly change: (value: T) => void;
  /** What stands in the fields was found on this machine, and nobody else has it. */
  readonly restored: boolean;
  /** Whether anything was written since it was saved. */
  readonly dirty: boolean;
  /** It has been saved elsewhere: this machine need not keep it. */
  readonly saved: () => void;
  /** Begins again from this. */
  readonly reset: (value: T) => void;
}

/** Keeps what is being written on this machine until it has been saved: a closed tab or a lost line loses nothing. */
export function useKept<T>(key: string, initial: T): Kept<T> {
  const [value, setValue] = useState(initial);
  const [restored, setRestored] = useState(false);
  const [dirty, setDirty] = useState(false);
  useEffect(() => {
    let gone = false;
    void get<T>(key).then(
      (draft) => {
        if (gone || draft === undefined) return;
        setValue(draft);
        setRestored(true);
        setDirty(true);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [key]);
  useEffect(() => {
    if (!dirty) return undefined;
    const timer = setTimeout(() => void set(key, value).catch(() => undefined), keptAfter);
    return () => clearTimeout(timer);
  }, [key, value, dirty]);
  const change = useCallback((next: T) => {
    setValue(next);
    setDirty(true);
  }, []);
  const saved = useCallback(() => {
    setDirty(false);
    setRestored(false);
    void del(key).catch(() => undefined);
  }, [key]);
  const reset = useCallback(
    (next: T) => {
      setValue(next);
      saved();
    },
    [saved],
  );
  return { value, change, restored, dirty, saved, reset };
}
