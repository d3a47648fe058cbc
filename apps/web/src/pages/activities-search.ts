import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

export type ActivitiesSearch = ReturnType<typeof useActivitiesSearch>[0];

/** What the address says of the activities, and a way to change it. */
export function useActivitiesSearch() {
  const search = useSearch({ from: '/c/$collaboration/activities' });
  const navigate = useNavigate({ from: '/c/$collaboration/activities' });
  const set = useCallback(
    (next: Partial<typeof search>) =>
      void navigate({ to: '.', search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false }),
    [navigate],
  );
  return [search, set] as const;
}
