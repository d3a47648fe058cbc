import { languages, type Language } from '#language';
import type { ReactElement, ReactNode } from 'react';

const skip = { fi: 'Siirry sisältöön', sv: 'Gå till innehållet', en: 'Skip to content' } satisfies Record<
  Language,
  string
>;
const names = { fi: 'Suomeksi', sv: 'På svenska', en: 'In English' } satisfies Record<Language, string>;

const styles = `
:root { font: 1.0625rem/1.5 "Source Sans 3", "Segoe UI", system-ui, sans-serif; color: #282828; background: #f7f7f8; }
body { margin: 0; }
main { max-width: 42rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { color: #002e66; font-size: clamp(1.5rem, 7vw, 2rem); line-height: 1.2; margin: 1rem 0; hyphens: auto; overflow-wrap: anywhere; }
nav { max-width: 42rem; margin: 0 auto; padding: 1rem 1rem 0; }
nav a { display: inline-block; margin-right: .5rem; padding: .5rem .25rem; }
a { color: #0f5aa8; }
a[aria-current] { color: #282828; font-weight: 600; text-decoration: none; }
ul { list-style: none; padding: 0; }
li { overflow-wrap: anywhere; background: #fff; border: 1px solid #c8cdd0; border-radius: 4px; margin: .75rem 0; padding: 1rem 1.25rem; }
li form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; }
dl, dd, blockquote { margin: .25rem 0; }
dt { color: #5f6368; }
dl.told div { display: flex; flex-wrap: wrap; gap: 0 .75rem; padding: .25rem 0; }
dl.told dt, dl.told dd { margin: 0; flex: 1 1 10rem; min-width: 0; overflow-wrap: anywhere; hyphens: auto; }
dl.told dd { flex: 2 1 14rem; }
h3 { color: #002e66; font-size: 1.0625rem; line-height: 1.3; margin: 1.5rem 0 .25rem; }
code { font-size: .9375em; overflow-wrap: anywhere; }
nav.contents { padding: 0; }
nav.contents ol { padding-left: 1.25rem; }
nav.contents li { background: none; border: 0; margin: 0; padding: 0; }
blockquote { border-left: 4px solid #c8cdd0; padding-left: .75rem; }
strong { color: #09683a; }
button { font: inherit; font-weight: 600; color: #fff; background: #2a6ebb; border: 0; border-radius: 2px; padding: .5rem 1.25rem; min-height: 2.75rem; cursor: pointer; }
button:hover { background: #00347a; }
button.quiet { color: #00347a; background: #fff; border: 1px solid #2a6ebb; }
button.quiet:hover { color: #fff; background: #00347a; }
a.way { display: block; font-weight: 600; padding: .5rem 0; }
h2 { color: #002e66; font-size: 1.25rem; line-height: 1.3; margin: 2rem 0 .5rem; }
form.fields { display: grid; gap: 1rem; max-width: 26rem; }
form.fields label { display: grid; gap: .25rem; font-weight: 600; }
form.fields input { font: inherit; padding: .5rem .75rem; min-height: 2.75rem; box-sizing: border-box; width: 100%; border: 1px solid #5f6368; border-radius: 2px; background: #fff; color: #282828; }
form.fields button { justify-self: start; }
.alert, .done { background: #fff; border-left: 4px solid #c3002f; padding: .75rem 1rem; margin: 1rem 0; }
.done { border-left-color: #09683a; }
:focus-visible { outline: 3px solid #002e66; outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
@media print { nav, .skip { display: none; } body { background: #fff; } main { max-width: none; padding: 0; } li { break-inside: avoid; } h2, h3 { break-after: avoid; } }
.skip:focus { left: 1rem; top: .5rem; background: #fff; padding: .5rem; }
`;

/** A small page of the server's own: a title, language links and one column of content. */
export const Document = ({
  language,
  title,
  onTo,
  children,
}: {
  language: Language;
  title: string;
  /** Where the browser goes on by itself, at once: unlike the answer to a form, to any site. */
  onTo?: string | undefined;
  children: ReactNode;
}): ReactElement => (
  <html lang={language}>
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      {onTo !== undefined && <meta httpEquiv="refresh" content={`0; url=${onTo}`} />}
      <title>{`${title} – Talkoot`}</title>
      <style dangerouslySetInnerHTML={{ __html: styles }} />
    </head>
    <body>
      <a className="skip" href="#content">
        {skip[language]}
      </a>
      <nav aria-label="Kieli – Språk – Language">
        {languages.map((one) => (
          <a
            key={one}
            href={`?lang=${one}`}
            lang={one}
            hrefLang={one}
            aria-current={one === language ? 'true' : undefined}
          >
            {names[one]}
          </a>
        ))}
      </nav>
      <main id="content" tabIndex={-1}>
        <h1>{title}</h1>
        {children}
      </main>
    </body>
  </html>
);
