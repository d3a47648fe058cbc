import { useEffect, type ReactElement, type ReactNode } from 'react';

/** The page's name: its heading and the title of the browser's tab. */
export function Heading({ title, children }: { readonly title: string; readonly children?: ReactNode }): ReactElement {
  useEffect(() => {
    document.title = `${title} – Talkoot`;
  }, [title]);
  return (
    <header className="stack">
      <h1>{title}</h1>
      {children}
    </header>
  );
}
