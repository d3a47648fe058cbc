import { Link, useParams, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './ui/index.ts';

type Role = 'partner' | 'coordinator' | 'auditor' | 'reader';

/** For each way of using the app, what to look at first: three or four pages, in the order of use. */
const tours = {
  partner: [
    { to: '/c/$collaboration', page: 'page.mine', words: 'partner.waits' },
    { to: '/c/$collaboration/matrix', page: 'page.matrix', words: 'partner.matrix' },
    { to: '/c/$collaboration/indicators', page: 'page.indicators', words: 'partner.indicators' },
    { to: '/c/$collaboration/dialogue', page: 'page.dialogue', words: 'partner.dialogue' },
  ],
  coordinator: [
    { to: '/c/$collaboration', page: 'page.mine', words: 'coordinator.waits' },
    { to: '/c/$collaboration/reports', page: 'page.report', words: 'coordinator.report' },
    { to: '/c/$collaboration/backbone', page: 'page.backbone', words: 'coordinator.backbone' },
    { to: '/c/$collaboration/history', page: 'page.history', words: 'coordinator.history' },
  ],
  auditor: [
    { to: '/c/$collaboration', page: 'page.mine', words: 'auditor.waits' },
    { to: '/c/$collaboration/history', page: 'page.history', words: 'auditor.history' },
    { to: '/c/$collaboration/agenda', page: 'page.agenda', words: 'auditor.moment' },
  ],
  reader: [
    { to: '/c/$collaboration/reports', page: 'page.report', words: 'reader.report' },
    { to: '/c/$collaboration/agenda', page: 'page.agenda', words: 'reader.agenda' },
    { to: '/c/$collaboration/history', page: 'page.history', words: 'reader.history' },
  ],
} as const;

/** Whose tour it is: what somebody does here most. */
export function tourFor(roles: ReadonlySet<string>): Role {
  if (roles.has('COORDINATOR')) return 'coordinator';
  if (roles.has('AUDITOR')) return 'auditor';
  return ['REPORTER', 'ENDORSER', 'MEMBER'].some((role) => roles.has(role)) ? 'partner' : 'reader';
}

export interface TourState {
  readonly role: Role;
  /** Not begun and not declined, at a step, or over. */
  readonly at: 'offered' | number | 'over';
  readonly go: (at: number | 'over') => void;
  readonly restart: () => void;
}

const kept = (role: Role) => `talkoot.tour.${role}`;

/** How far somebody is on the tour of their role; that it is over is remembered on this device. */
export function useTour(roles: ReadonlySet<string>): TourState {
  const role = tourFor(roles);
  const isKnown = roles.size > 0;
  const [at, setAt] = useState<TourState['at']>('over');
  useEffect(() => {
    if (isKnown) setAt(wasOver(role) ? 'over' : 'offered');
  }, [role, isKnown]);
  const go = (next: number | 'over') => {
    setAt(next);
    if (next !== 'over') return;
    try {
      localStorage.setItem(kept(role), 'over');
    } catch {
      // Then it is offered again the next time.
    }
  };
  return { role, at, go, restart: () => setAt(0) };
}

/** A browser may forbid us to keep anything. */
function wasOver(role: Role): boolean {
  try {
    return localStorage.getItem(kept(role)) !== null;
  } catch {
    return false;
  }
}

/** The tour: stands beside the page and never over it, so that everything can be used meanwhile. */
export function Tour({ tour: { role, at, go } }: { readonly tour: TourState }): ReactElement | null {
  const { t } = useTranslation(['tour', 'common']);
  const { collaboration } = useParams({ from: '/c/$collaboration' });
  const path = useRouterState({ select: ({ location: { pathname } }) => pathname.replace(/\/$/, '') });
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (typeof at === 'number') words.current?.focus();
  }, [at]);
  if (at === 'over') return null;
  if (at === 'offered')
    return (
      <aside className="tour offer" aria-label={t('title')}>
        <p>{t('offer')}</p>
        <div className="row">
          <Button small onPress={() => go(0)}>
            {t('start')}
          </Button>
          <Button small look="quiet" onPress={() => go('over')}>
            {t('notNow')}
          </Button>
        </div>
      </aside>
    );
  const steps = tours[role];
  const step = steps[at];
  if (!step) return null;
  const isLast = at === steps.length - 1;
  return (
    <aside className="tour" aria-label={t('title')}>
      <p className="small quiet">{t('step', { number: at + 1, all: steps.length })}</p>
      <p ref={words} tabIndex={-1}>
        <strong>{t(`common:${step.page}`)}.</strong> {t(step.words)}
        {isLast && ` ${t('again')}`}
      </p>
      <div className="row">
        {path !== step.to.replace('$collaboration', collaboration) && (
          <Link className="button small-button" to={step.to} params={{ collaboration }}>
            {t('goTo', { page: t(`common:${step.page}`) })}
          </Link>
        )}
        {at > 0 && (
          <Button small onPress={() => go(at - 1)}>
            {t('before')}
          </Button>
        )}
        {!isLast && (
          <Button small look="main" onPress={() => go(at + 1)}>
            {t('next')}
          </Button>
        )}
        <Button small look="quiet" onPress={() => go('over')}>
          {t('close')}
        </Button>
      </div>
    </aside>
  );
}
