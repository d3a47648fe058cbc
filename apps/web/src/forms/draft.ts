import { del, get, set } from 'idb-keyval';
import { useEffect, useRef, useState } from 'react';
import { hasPersonal, impersonal, isEmpty, same, type Fields, type Filled } from './form.ts';

/** How long after the last key a draft is kept, in milliseconds. */
const keptAfter = 600;

interface Draft {
  readonly filled: Filled;
  /** Whether the person asked to keep what is stored sealed, too. */
  readonly whole: boolean;
}

/**
 * Keeps what is filled in on this machine, so that a closed tab loses nothing. Words that are stored sealed are kept
 * only when the person says so: the machine may be shared. A browser may forbid us to keep anything: then nothing is.
 */
export function useDraft(key: string, fields: Fields, begin: Filled) {
  const [filled, setFilled] = useState(begin);
  const [whole, setWhole] = useState(false);
  const [restored, setRestored] = useState(false);
  const touched = useRef(false);
  const canKeepMore = hasPersonal(fields);

  useEffect(() => {
    let gone = false;
    void get<Draft>(key).then(
      (draft) => {
        if (gone || touched.current || draft === undefined || isEmpty(draft.filled)) return;
        setFilled((now) => (same({ ...now, ...draft.filled }, now) ? now : { ...now, ...draft.filled }));
        setWhole(draft.whole);
        setRestored(true);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [key]);

  const keep = async (what: Filled, all: boolean) => {
    const kept = all ? what : impersonal(fields, what);
    await (isEmpty(kept) ? del(key) : set(key, { filled: kept, whole: all } satisfies Draft)).catch(() => undefined);
  };

  useEffect(() => {
    if (!touched.current) return undefined;
    const timer = setTimeout(() => void keep(filled, whole), keptAfter);
    return () => clearTimeout(timer);
  });

  return {
    filled,
    restored,
    /** What a checkbox asks, where there is something that is not kept unasked. */
    keepsAll: canKeepMore ? whole : undefined,
    change: (next: Filled) => {
      touched.current = true;
      setFilled(next);
    },
    keepAll: (all: boolean) => {
      touched.current = true;
      setWhole(all);
    },
    /** At once: the page is about to be left. */
    keepNow: () => keep(filled, whole),
    forget: async () => {
      touched.current = false;
      await del(key).catch(() => undefined);
    },
    startAgain: () => {
      touched.current = false;
      setFilled(begin);
      setRestored(false);
      void del(key).catch(() => undefined);
    },
  };
}
