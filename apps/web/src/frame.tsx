import { Link, Outlet, useParams, useRouterState } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { LineBar } from './frame-line.tsx';
import { signInAddress } from './sign-in-address.ts';
import { MomentBar } from './frame-moment.tsx';
import { Side } from './frame-side.tsx';
import { Tour, useTour } from './frame-tour.tsx';
import { graphql } from './graphql.ts';
import { useLanguage } from './language.ts';
import { useLine } from './line.ts';
import { useLive } from './live.ts';
import { Said } from './said.tsx';
import { Button, Menu, Notice, Skeleton } from './ui/index.ts';
import { SightContext, useMoment } from './view.ts';
import { languages, speak, type Language } from './words/index.ts';
import './frame.css';

const Standing = graphql(`
  query Standing($collaboration: ID!, $actingFor: ID) {
    me(collaboration: $collaboration, actingFor: $actingFor) {
      person
      organisation
      unseenCount
      mandates {
        role
      }
      organisations {
        id
        name {
          original
          fi
          sv
          en
        }
      }
    }
    collaboration(id: $collaboration, actingFor: $actingFor) {
      id
      name {
        original
        fi
        sv
        en
      }
    }
  }
`);

/** What stands around every page of a collaboration: who one is, where one is, and which moment one looks at. */
export function Frame(): ReactElement {
  const { collaboration } = useParams({ from: '/c/$collaboration' });
  const { asOf, actingFor } = useMoment();
  const { t } = useTranslation();
  const language = useLanguage();
  const [{ data, error, fetching }, ask] = useQuery({
    query: Standing,
    variables: { collaboration, actingFor: actingFor ?? null },
  });
  const { isSessionOver } = useLine();
  // What was there stays to be read when the session ends or the line breaks.
  const known = useRef(data);
  if (data?.collaboration) known.current = data;
  const before = known.current?.collaboration?.id === collaboration ? known.current : undefined;
  const shown = data?.collaboration ? data : error || fetching ? before : data;
  const me = shown?.me;
  const found = shown?.collaboration;
  const pulse = useLive(collaboration, !found);
  useEffect(() => {
    if (pulse > 0) ask({ requestPolicy: 'network-only' });
  }, [pulse, ask]);
  const tour = useTour(new Set(me?.mandates.map(({ role }) => role)));
  const sight = useMemo(
    () => ({
      collaboration,
      asOf,
      actingFor,
      pulse,
      person: me?.person,
      organisation: me?.organisation,
      roles: new Set(me?.mandates.map(({ role }) => role)),
    }),
    [collaboration, asOf, actingFor, pulse, me],
  );
  // Offered where one comes in, and not on every page.
  const isFirst = useRouterState({
    select: ({ location: { pathname } }) => pathname.replace(/\/$/, '').endsWith(collaboration),
  });
  const mustSignIn = isSessionOver && !found;
  useEffect(() => {
    if (mustSignIn) location.assign(signInAddress(language));
  }, [mustSignIn, language]);

  return (
    <>
      <Masthead
        place={found && <Said text={found.name} />}
        tools={
          me && (
            <form method="post" action={`/sign-out?lang=${language}`} className="wide-only">
              <Button type="submit" look="quiet" small>
                {t('frame.signOut')}
              </Button>
            </form>
          )
        }
      />
      {found && <MomentBar />}
      {found && <LineBar />}
      <div className="wide columns">
        {me && <Side me={me} onTour={tour.restart} />}
        <main id="content" tabIndex={-1}>
          {found ? (
            <SightContext value={sight}>
              {typeof tour.at === 'number' && <Tour tour={tour} />}
              <Outlet />
              {tour.at === 'offered' && isFirst && <Tour tour={tour} />}
            </SightContext>
          ) : fetching || mustSignIn ? (
            <Skeleton />
          ) : error ? (
            <Notice kind="fault" title={t('state.failed')} live>
              <p>
                <Button small onPress={() => ask({ requestPolicy: 'network-only' })}>
                  {t('state.again')}
                </Button>
              </p>
            </Notice>
          ) : (
            <NotYours />
          )}
        </main>
      </div>
      <Foot collaboration={found?.id} />
      <Announcer />
    </>
  );
}

/** The same words for a collaboration there is not and for one in which one holds nothing, and where to go instead. */
function NotYours(): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('state.notFound')}</h1>
      <Notice kind="warn">
        <p>{t('state.notYours')}</p>
        <p>
          <Link to="/">{t('state.home')}</Link>
        </p>
      </Notice>
    </>
  );
}

/** The top of every page, with or without sign-in: where one is, and in which language. */
export function Masthead({ place, tools }: { readonly place?: ReactNode; readonly tools?: ReactNode }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <a className="skip" href="#content">
        {t('frame.skip')}
      </a>
      <header className="masthead">
        <div className="wide row">
          <Link to="/" className="brand" aria-label={t('frame.home')}>
            Talkoot
          </Link>
          {place !== undefined && <span className="place">{place}</span>}
          <div className="row tools">
            <LanguageMenu />
            {tools}
          </div>
        </div>
      </header>
    </>
  );
}

/** The foot of every page: what everybody may read. */
export function Foot({ collaboration }: { readonly collaboration?: string | undefined }): ReactElement {
  const { t } = useTranslation();
  return (
    <footer className="foot">
      <div className="wide row">
        <p className="small">{t('frame.reference')}</p>
        <nav aria-label={t('frame.about')}>
          <ul className="plain row small">
            {collaboration !== undefined && (
              <li>
                <Link to="/public/$collaboration" params={{ collaboration }}>
                  {t('frame.publicPage')}
                </Link>
              </li>
            )}
            <li>
              <Link to="/accessibility">{t('page.accessibility')}</Link>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}

/** How long a page is waited for that shows its heading, or another heading, late; in milliseconds. */
const headingWithin = 8_000;

/**
 * After going elsewhere the heading has the focus and its words are said (WCAG 2.4.3): the new page's, and not that of
 * the one before, which stays until the new one is there.
 */
export function Announcer(): ReactElement {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const before = useRef<string>(undefined);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const from = before.current;
    before.current = path;
    if (path === undefined || from === undefined || from === path) return undefined;
    const begun = Date.now();
    let given: HTMLElement | undefined;
    const timer = setInterval(() => {
      const heading = document.querySelector<HTMLElement>('main h1');
      // Who has gone on from the heading meanwhile is left alone.
      const isFree = given === undefined || document.activeElement === document.body;
      if (heading && heading !== given && isFree) {
        given = heading;
        heading.tabIndex = -1;
        heading.focus();
        setSaid(heading.textContent);
      }
      if (Date.now() - begun > headingWithin) clearInterval(timer);
    }, 50);
    return () => clearInterval(timer);
  }, [path]);
  return (
    <p role="status" className="hidden">
      {said}
    </p>
  );
}

const names: Record<Language, string> = { fi: 'Suomi', sv: 'Svenska', en: 'English' };

/** Speaks another language at once: the page, its place and what is being written stay. */
function LanguageMenu(): ReactElement {
  const language = useLanguage();
  const { t } = useTranslation();
  return (
    <Menu
      label={names[language]}
      accessibleName={`${names[language]}: ${t('frame.language')}`}
      items={languages.map((id) => ({ id, label: names[id] }))}
      onChoose={(chosen) => void speak(chosen as Language)}
    />
  );
}
