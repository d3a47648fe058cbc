import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** What the address says of the backbone, and a way to change it. */
export function useBackboneSearch() {
  const search = useSearch({ from: '/c/$collaboration/backbone' });
  const navigate = useNavigate({ from: '/c/$collaboration/backbone' });
  const set = useCallback(
    (next: Partial<typeof search>) =>
      void navigate({ to: '.', search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false }),
    [navigate],
  );
  return [search, set] as const;
}
