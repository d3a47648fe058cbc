import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  retainSearchParams,
} from '@tanstack/react-router';
import { Frame } from './frame.tsx';
import { Fault, NotFound } from './pages/fault.tsx';
import { code, flag, moment, oneOf, params, whole, word } from './search.ts';

/**
 * Every page of the app with its address: the menu, the tests and the accessibility statement go through this list.
 * A page is fetched when it is first gone to, and what it shows of itself stands in its search parameters.
 */
const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Fault });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/home.tsx'), 'Home'),
});

const kit = createRoute({
  getParentRoute: () => root,
  path: '/kit',
  validateSearch: params({ to: word }),
  component: lazyRouteComponent(() => import('./pages/kit.tsx'), 'Kit'),
});

const accessibility = createRoute({
  getParentRoute: () => root,
  path: '/accessibility',
  validateSearch: params({ collaboration: word, feedback: word }),
  component: lazyRouteComponent(() => import('./pages/accessibility.tsx'), 'Accessibility'),
});

const published = createRoute({
  getParentRoute: () => root,
  path: '/public/$collaboration',
  validateSearch: params({ place: code }),
  component: lazyRouteComponent(() => import('./pages/public.tsx'), 'Public'),
});

export const collaboration = createRoute({
  getParentRoute: () => root,
  path: '/c/$collaboration',
  component: Frame,
  validateSearch: moment,
  // A past moment goes along wherever one looks next.
  search: { middlewares: [retainSearchParams(['asOf', 'actingFor'])] },
});
const inside = () => collaboration;

const mine = createRoute({
  getParentRoute: inside,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/mine.tsx'), 'Mine'),
});

const agenda = createRoute({
  getParentRoute: inside,
  path: '/agenda',
  validateSearch: params({ view: word, programme: word, search: word, status: word, light: word, about: word }),
  component: lazyRouteComponent(() => import('./pages/agenda.tsx'), 'Agenda'),
});

const goal = createRoute({
  getParentRoute: inside,
  path: '/goals/$goal',
  validateSearch: params({ tab: word }),
  component: lazyRouteComponent(() => import('./pages/goal.tsx'), 'Goal'),
});

const programme = createRoute({
  getParentRoute: inside,
  path: '/programmes/$programme',
  validateSearch: params({ tab: word }),
  component: lazyRouteComponent(() => import('./pages/programme.tsx'), 'Programme'),
});

const theory = createRoute({
  getParentRoute: inside,
  path: '/theory',
  validateSearch: params({ goal: word, programme: word }),
  component: lazyRouteComponent(() => import('./pages/theory.tsx'), 'Theory'),
});

const indicators = createRoute({
  getParentRoute: inside,
  path: '/indicators',
  validateSearch: params({ tab: word, goal: word, programme: word, search: word, missing: flag, ours: flag }),
  component: lazyRouteComponent(() => import('./pages/indicators.tsx'), 'Indicators'),
});

const indicator = createRoute({
  getParentRoute: inside,
  path: '/indicators/$indicator',
  validateSearch: params({ tab: word, period: word, by: word, per: word, report: flag }),
  component: lazyRouteComponent(() => import('./pages/indicator.tsx'), 'Indicator'),
});

const activities = createRoute({
  getParentRoute: inside,
  path: '/activities',
  validateSearch: params({
    view: word,
    goal: word,
    partner: word,
    kind: word,
    search: word,
    status: word,
    page: whole(1, 10_000),
    month: word,
  }),
  component: lazyRouteComponent(() => import('./pages/activities.tsx'), 'Activities'),
});

const matrix = createRoute({
  getParentRoute: inside,
  path: '/matrix',
  validateSearch: params({
    /** The later of the two years that stand side by side. */
    year: whole(2000, 2100),
    goal: word,
    partner: word,
    kind: word,
    marked: oneOf('gaps', 'overlaps'),
    /** Place, activity and year, parted by slashes: the cell whose panel is open. */
    cell: word,
    place: code,
    /** Shapes without words, so that more fits. */
    dense: flag,
    /** For a screen that many look at: nothing but the matrix. */
    wide: flag,
    /** With the activities of which nothing has been told. */
    all: flag,
  }),
  component: lazyRouteComponent(() => import('./pages/matrix.tsx'), 'Matrix'),
});

const activity = createRoute({
  getParentRoute: inside,
  path: '/activities/$activity',
  validateSearch: params({ tab: word }),
  component: lazyRouteComponent(() => import('./pages/activity.tsx'), 'Activity'),
});

const dialogue = createRoute({
  getParentRoute: inside,
  path: '/dialogue',
  validateSearch: params({ tab: word, thread: word, about: word, search: word, filter: word }),
  component: lazyRouteComponent(() => import('./pages/dialogue.tsx'), 'Dialogue'),
});

const backbone = createRoute({
  getParentRoute: inside,
  path: '/backbone',
  validateSearch: params({ tab: word, item: word, year: whole(2000, 2100) }),
  component: lazyRouteComponent(() => import('./pages/backbone.tsx'), 'Backbone'),
});

const people = createRoute({
  getParentRoute: inside,
  path: '/people',
  validateSearch: params({ partner: word, person: word }),
  component: lazyRouteComponent(() => import('./pages/people.tsx'), 'People'),
});

const reports = createRoute({
  getParentRoute: inside,
  path: '/reports',
  component: lazyRouteComponent(() => import('./pages/reports.tsx'), 'Reports'),
});

const report = createRoute({
  getParentRoute: inside,
  path: '/reports/$period',
  validateSearch: params({ programme: word, tab: word, compare: word }),
  component: lazyRouteComponent(() => import('./pages/report.tsx'), 'Report'),
});

const history = createRoute({
  getParentRoute: inside,
  path: '/history',
  validateSearch: params({
    tab: word,
    about: word,
    partner: word,
    actor: word,
    kind: word,
    from: word,
    to: word,
    text: word,
    at: code,
    place: code,
    mandate: word,
    correlation: word,
    order: word,
    programme: word,
    outcome: word,
  }),
  component: lazyRouteComponent(() => import('./pages/history.tsx'), 'History'),
});

const settings = createRoute({
  getParentRoute: inside,
  path: '/settings',
  validateSearch: params({ tab: word }),
  component: lazyRouteComponent(() => import('./pages/settings.tsx'), 'Settings'),
});

const rules = createRoute({
  getParentRoute: inside,
  path: '/rules',
  component: lazyRouteComponent(() => import('./pages/rules.tsx'), 'RulesInForce'),
});

const tree = root.addChildren([
  home,
  kit,
  accessibility,
  published,
  collaboration.addChildren([
    mine,
    agenda,
    goal,
    programme,
    theory,
    indicators,
    indicator,
    activities,
    matrix,
    activity,
    dialogue,
    backbone,
    people,
    reports,
    report,
    history,
    settings,
    rules,
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: Fault,
  defaultNotFoundComponent: NotFound,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
