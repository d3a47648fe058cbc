import { Link, Navigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { Announcer, Foot, Masthead } from '../frame.tsx';
import { graphql } from '../graphql.ts';
import { useLanguage } from '../language.ts';
import { Said } from '../said.tsx';
import { Button, Notice, Skeleton } from '../ui/index.ts';
import { Heading } from './heading.tsx';
import './public.css';

const Session = graphql(`
  query Session {
    session {
      person
      collaborations {
        id
        name {
          original
          fi
          sv
          en
        }
      }
    }
    publicCollaborations {
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

/** Where to begin: one's own collaboration at once, or a choice of them; for everybody what is public. */
export function Home(): ReactElement {
  const { t } = useTranslation(['public', 'common']);
  const language = useLanguage();
  const [{ data, fetching, error }, ask] = useQuery({ query: Session });
  const session = data?.session;
  const own = session?.collaborations ?? [];
  const [only] = own;
  // With one place to go nobody is asked where to. Back leads further back, and not here again.
  if (only && own.length === 1) return <Navigate to="/c/$collaboration" params={{ collaboration: only.id }} replace />;
  const open = data?.publicCollaborations ?? [];
  return (
    <>
      <Masthead
        tools={
          session ? (
            <form method="post" action={`/sign-out?lang=${language}`}>
              <Button type="submit" look="quiet" small>
                {t('common:frame.signOut')}
              </Button>
            </form>
          ) : undefined
        }
      />
      <main id="content" tabIndex={-1} className="wide open-page">
        {fetching && !data ? (
          <>
            <Heading title={t('home.title')} />
            <Skeleton />
          </>
        ) : (
          <>
            <Heading title={session ? t('home.yours') : t('home.title')}>
              {!session && <p className="lead">{t('home.lead')}</p>}
            </Heading>
            {error && (
              <Notice kind="fault" title={t('common:state.failed')} live>
                <p>
                  <Button small onPress={() => ask({ requestPolicy: 'network-only' })}>
                    {t('common:state.again')}
                  </Button>
                </p>
              </Notice>
            )}
            {session && own.length > 0 && (
              <ul className="plain cards">
                {own.map(({ id, name }) => (
                  <li key={id} className="card">
                    <Link to="/c/$collaboration" params={{ collaboration: id }}>
                      <Said text={name} />
                    </Link>
                  </li>
                ))}
              </ul>
            )}
            {session && own.length === 0 && (
              <Notice kind="warn" title={t('home.noMandate')}>
                <p>{t('home.noMandateAdvice')}</p>
              </Notice>
            )}
            {!session && data && (
              <p>
                <a className="button main" href={`/sign-in?lang=${language}`}>
                  {t('common:frame.signIn')}
                </a>
              </p>
            )}
            {open.length > 0 && (
              <section className="stack" aria-labelledby="open">
                <h2 id="open">{t('home.open')}</h2>
                <p>{t('home.openLead')}</p>
                <ul className="plain cards">
                  {open.map(({ id, name }) => (
                    <li key={id} className="card">
                      <Link to="/public/$collaboration" params={{ collaboration: id }}>
                        <Said text={name} />
                      </Link>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </main>
      <Foot />
      <Announcer />
    </>
  );
}
