import { Link, useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from './language.ts';
import { useSaid, type Text } from './said.tsx';
import { Button, Select } from './ui/index.ts';

/** The pages in the order in which people need them. */
const pages = [
  { to: '/c/$collaboration', word: 'page.mine' },
  { to: '/c/$collaboration/agenda', word: 'page.agenda' },
  { to: '/c/$collaboration/indicators', word: 'page.indicators' },
  { to: '/c/$collaboration/activities', word: 'page.activities' },
  { to: '/c/$collaboration/matrix', word: 'page.matrix' },
  { to: '/c/$collaboration/dialogue', word: 'page.dialogue' },
  { to: '/c/$collaboration/backbone', word: 'page.backbone' },
  { to: '/c/$collaboration/reports', word: 'page.report' },
  { to: '/c/$collaboration/history', word: 'page.history' },
] as const;

interface Me {
  readonly organisation: string;
  readonly unseenCount: number;
  readonly organisations: readonly { readonly id: string; readonly name: Text }[];
}

/**
 * The ways to all pages, and what is one's own: beside the page where there is room, otherwise behind one button. It
 * closes when one goes somewhere or presses Escape.
 */
export function Side({ me, onTour }: { readonly me: Me; readonly onTour: () => void }): ReactElement {
  const { t } = useTranslation();
  const { collaboration } = useParams({ from: '/c/$collaboration' });
  const path = useRouterState({ select: ({ location: { pathname } }) => pathname });
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => setOpen(false), [path]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const here = pages.find(({ to }) => to.replace('$collaboration', collaboration) === path.replace(/\/$/, ''));
  return (
    <div
      className={open ? 'side open' : 'side'}
      onKeyDown={({ key }) => {
        if (key === 'Escape' && open) close();
      }}
    >
      <button
        ref={button}
        type="button"
        className="side-button"
        aria-expanded={open}
        aria-controls="pages"
        onClick={() => setOpen(!open)}
      >
        <span className="bars" aria-hidden />
        {t('frame.menu')}
        {here && <span className="side-here">{t(here.word)}</span>}
        {me.unseenCount > 0 && <span className="count">{t('frame.unseen', { count: me.unseenCount })}</span>}
      </button>
      <div id="pages" className="side-panel">
        <nav aria-label={t('frame.pages')}>
          <ul className="plain">
            {pages.map(({ to, word }) => (
              <li key={to}>
                <Link
                  to={to}
                  params={{ collaboration }}
                  activeOptions={{ exact: to === '/c/$collaboration', includeSearch: false }}
                >
                  {t(word)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <Own me={me} collaboration={collaboration} onTour={onTour} />
      </div>
    </div>
  );
}

/** What is one's own here: what one was told, for whom one acts, one's settings, the way out. */
function Own({
  me,
  collaboration,
  onTour,
}: {
  readonly me: Me;
  readonly collaboration: string;
  readonly onTour: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const name = useSaid();
  const language = useLanguage();
  return (
    <nav aria-label={t('frame.mine')} className="own">
      {me.organisations.length > 1 && (
        <Select
          label={t('frame.actingFor')}
          options={me.organisations.map(({ id, name: text }) => ({ id, label: name(text) }))}
          value={me.organisation}
          onChange={(id) => {
            if (id !== null) void navigate({ to: '.', search: (before: object) => ({ ...before, actingFor: id }) });
          }}
        />
      )}
      <ul className="plain">
        <li>
          <Link to="/c/$collaboration/settings" params={{ collaboration }} search={{ tab: 'notifications' }}>
            {t('frame.notifications')}
            {me.unseenCount > 0 && <span className="count">{t('frame.unseen', { count: me.unseenCount })}</span>}
          </Link>
        </li>
        <li>
          <Link to="/c/$collaboration/settings" params={{ collaboration }} search={{ tab: 'details' }}>
            {t('page.settings')}
          </Link>
        </li>
        <li>
          <Button look="quiet" small onPress={onTour}>
            {t('frame.tour')}
          </Button>
        </li>
        <li className="narrow-only">
          <form method="post" action={`/sign-out?lang=${language}`}>
            <Button type="submit" look="quiet" small>
              {t('frame.signOut')}
            </Button>
          </form>
        </li>
      </ul>
    </nav>
  );
}
