import { RouterProvider } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import { Provider } from 'urql';
import { openApi } from './api.ts';
import { Undo } from './forms/undo.tsx';
import { useLanguage } from './language.ts';
import { router } from './routes.tsx';
import { Toasts, Tongue } from './ui/index.ts';

export function App(): ReactElement {
  const api = useMemo(openApi, []);
  return (
    <Provider value={api}>
      <Tongue language={useLanguage()}>
        <RouterProvider router={router} />
        <Toasts />
        <Undo />
      </Tongue>
    </Provider>
  );
}
