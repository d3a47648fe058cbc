import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { Announcer, Foot, Masthead } from '../frame.tsx';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { periodName } from '../period.ts';
import { Said, useSaid } from '../said.tsx';
import { Button, Disclosure, Empty, Notice, Select, Skeleton, Table, TrafficLight } from '../ui/index.ts';
import { Heading } from './heading.tsx';
import { ResidentFeedback } from './resident-feedback.tsx';
import './public.css';

const PublicView = graphql(`
  query PublicView($collaboration: ID!) {
    publicView(collaboration: $collaboration) {
      id
      name {
        original
        fi
        sv
        en
      }
      answeredBy {
        original
        fi
        sv
        en
      }
      programmes {
        id
        number
        title {
          original
          fi
          sv
          en
        }
        factor {
          original
          fi
          sv
          en
        }
        overall
        schedule
        risks
        resources
      }
      goals {
        id
        number
        parent
        title {
          original
          fi
          sv
          en
        }
      }
      figures {
        indicator
        from
        to
        value
        withheld
        without
        provisional
        contactsNotPersons
        title {
          original
          fi
          sv
          en
        }
        unit {
          original
          fi
          sv
          en
        }
        target {
          kind
          due
          value
          max
        }
      }
      year
      activities {
        id
        places
        title {
          original
          fi
          sv
          en
        }
        targetGroup {
          original
          fi
          sv
          en
        }
        lead {
          original
          fi
          sv
          en
        }
      }
      places {
        code
        name {
          original
          fi
          sv
          en
        }
      }
      reports {
        code
        from
        to
        version
        publishedAt
      }
    }
  }
`);

type View = NonNullable<ResultOf<typeof PublicView>['publicView']>;

/** What a collaboration tells everybody, without sign-in: its goals, lights, figures, what is offered, its reports. */
export function Public(): ReactElement {
  const { t } = useTranslation(['public', 'common']);
  const language = useLanguage();
  const { collaboration } = useParams({ from: '/public/$collaboration' });
  const [{ data, fetching, error }, ask] = useQuery({ query: PublicView, variables: { collaboration } });
  const title = useSaid();
  const view = data?.publicView;
  return (
    <>
      <Masthead
        tools={
          <a className="button small-button" href={`/sign-in?lang=${language}&returnTo=/c/${collaboration}`}>
            {t('common:frame.signIn')}
          </a>
        }
      />
      <main id="content" tabIndex={-1} className="wide open-page">
        <Heading title={view ? title(view.name) : t('common:page.public')}>
          {view && <p className="lead">{t('lead')}</p>}
        </Heading>
        {view ? (
          <Told view={view} />
        ) : fetching ? (
          <Skeleton />
        ) : error ? (
          <Notice kind="fault" title={t('common:state.failed')} live>
            <p>
              <Button small onPress={() => ask({ requestPolicy: 'network-only' })}>
                {t('common:state.again')}
              </Button>
            </p>
          </Notice>
        ) : (
          <Empty title={t('nothing')}>
            <p>{t('nothingAdvice')}</p>
          </Empty>
        )}
      </main>
      <Foot />
      <Announcer />
    </>
  );
}

const parts = ['reports', 'goals', 'lights', 'figures', 'activities', 'feedback'] as const;

function Told({ view }: { readonly view: View }): ReactElement {
  const { t } = useTranslation(['public', 'common']);
  return (
    <>
      <nav aria-label={t('onThisPage')}>
        <ul className="plain row jumps">
          {parts.map((part) => (
            <li key={part}>
              <a href={`#${part}`}>{t(`${part}.title`)}</a>
            </li>
          ))}
        </ul>
      </nav>
      <Reports view={view} />
      <Goals view={view} />
      <Lights view={view} />
      <Figures view={view} />
      <Offered view={view} />
      <section className="stack" aria-labelledby="feedback">
        <h2 id="feedback">{t('feedback.title')}</h2>
        {view.answeredBy && (
          <p>
            {t('feedback.answeredBy')} <Said text={view.answeredBy} />.
          </p>
        )}
        <ResidentFeedback collaboration={view.id} topic="OTHER" />
      </section>
    </>
  );
}

const files = ['docx', 'pptx', 'xlsx', 'csv'] as const;

/** What was published for elected bodies and everybody: to be read here, and as files. */
function Reports({ view: { id, reports } }: { readonly view: View }): ReactElement {
  const { t } = useTranslation(['public']);
  const { day } = useFormats();
  const language = useLanguage();
  return (
    <section className="stack" aria-labelledby="reports">
      <h2 id="reports">{t('reports.title')}</h2>
      <ul className="plain cards">
        {reports.map(({ code, from, to, version, publishedAt }) => {
          const name = t('reports.name', { period: periodName({ from, to }, language) });
          const path = `/reports/${id}/${encodeURIComponent(code)}`;
          return (
            <li key={code} className="card">
              <a className="card-title" href={`${path}?lang=${language}`}>
                {name}
              </a>
              <p className="small quiet">{t('reports.published', { day: day(publishedAt), version })}</p>
              <ul className="plain row small">
                {files.map((kind) => (
                  <li key={kind}>
                    <a href={`${path}.${kind}?lang=${language}`} aria-label={`${t(`reports.${kind}`)}: ${name}`}>
                      {t(`reports.${kind}`)}
                    </a>
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The common agenda: goals in force, parts under what they are a part of. */
function Goals({ view: { goals } }: { readonly view: View }): ReactElement {
  const { t } = useTranslation(['public']);
  const { compare } = useFormats();
  const inOrder = goals.toSorted((a, b) => compare(a.number ?? '~', b.number ?? '~'));
  const under = (parent: string | null): ReactElement | null => {
    const found = inOrder.filter((goal) => goal.parent === parent);
    return found.length === 0 ? null : (
      <ul className={parent === null ? 'plain goals' : 'plain goals part'}>
        {found.map(({ id, number, title }) => (
          <li key={id}>
            <p className={parent === null ? 'goal-main' : undefined}>
              {number !== null && <span className="goal-number">{number}</span>} <Said text={title} />
            </p>
            {under(id)}
          </li>
        ))}
      </ul>
    );
  };
  return (
    <section className="stack" aria-labelledby="goals">
      <h2 id="goals">{t('goals.title')}</h2>
      <p>{t('goals.lead')}</p>
      {goals.length === 0 ? <Empty title={t('goals.nothing')} /> : under(null)}
    </section>
  );
}

/** The four lights of each programme, as the newest report told them. */
function Lights({ view: { programmes, reports } }: { readonly view: View }): ReactElement {
  const { t } = useTranslation(['public']);
  const language = useLanguage();
  const states = [...Map.groupBy(programmes, ({ overall }) => overall)];
  const [newest] = reports;
  return (
    <section className="stack" aria-labelledby="lights">
      <h2 id="lights">{t('lights.title')}</h2>
      {newest && <p>{t('lights.lead', { period: periodName(newest, language) })}</p>}
      <ul className="plain row tally" aria-label={t('lights.tally')}>
        {states.map(([state, found]) => (
          <li key={state}>
            <TrafficLight state={state} /> <strong>{found.length}</strong>
          </li>
        ))}
      </ul>
      <Disclosure title={t('lights.all', { count: programmes.length })}>
        <Table
          caption={t('lights.caption')}
          captionHidden
          rows={programmes}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'programme',
              title: t('lights.programme'),
              isHead: true,
              cell: ({ number, title }) => (
                <>
                  {number} <Said text={title} />
                </>
              ),
            },
            { id: 'overall', title: t('lights.overall'), cell: ({ overall }) => <TrafficLight state={overall} /> },
            { id: 'schedule', title: t('lights.schedule'), cell: ({ schedule }) => <TrafficLight state={schedule} /> },
            { id: 'risks', title: t('lights.risks'), cell: ({ risks }) => <TrafficLight state={risks} /> },
            {
              id: 'resources',
              title: t('lights.resources'),
              cell: ({ resources }) => <TrafficLight state={resources} />,
            },
          ]}
        />
      </Disclosure>
    </section>
  );
}

/** So many figures are in sight. */
const inSight = 9;

/** Figures as they were published: what may not be told says why it is not there. */
function Figures({ view: { figures } }: { readonly view: View }): ReactElement {
  const { t } = useTranslation(['public']);
  const cards = (shown: typeof figures) => (
    <ul className="plain figure-cards">
      {shown.map((figure) => (
        <FigureCard key={figure.indicator} figure={figure} />
      ))}
    </ul>
  );
  return (
    <section className="stack" aria-labelledby="figures">
      <h2 id="figures">{t('figures.title')}</h2>
      <p>{t('figures.lead')}</p>
      {figures.length === 0 ? <Empty title={t('figures.nothing')} /> : cards(figures.slice(0, inSight))}
      {figures.length > inSight && (
        <Disclosure title={t('figures.more', { count: figures.length - inSight })}>
          {cards(figures.slice(inSight))}
        </Disclosure>
      )}
    </section>
  );
}

function FigureCard({ figure }: { readonly figure: View['figures'][number] }): ReactElement {
  const { t } = useTranslation(['public']);
  const { number, day } = useFormats();
  const language = useLanguage();
  const title = useSaid();
  const { title: name, unit, from, to, value, withheld, without, provisional, target, contactsNotPersons } = figure;
  const shown = value === null || without === null ? value : t('figures.atLeast', { value: number(value) });
  return (
    <li className="card">
      <p className="small">
        <Said text={name} />
      </p>
      <p className="figure-value">
        {shown === null ? (
          <span className="figure-none">{t(`figures.withheld.${withheld ?? 'NOT_AVAILABLE'}`)}</span>
        ) : (
          <>
            {typeof shown === 'number' ? number(shown) : shown} <span className="figure-unit">{title(unit)}</span>
          </>
        )}
      </p>
      <p className="small quiet">
        {periodName({ from, to }, language)}
        {provisional && ` · ${t('figures.provisional')}`}
        {contactsNotPersons && ` · ${t('figures.contacts')}`}
      </p>
      {target?.value != null && target.kind !== 'NARRATIVE' && (
        <p className="small">
          {t(`figures.target.${target.kind}`, {
            value: number(target.value),
            max: number(target.max ?? target.value),
            day: day(target.due),
          })}
        </p>
      )}
    </li>
  );
}

const everywhere = 'all';

/** What is offered to people in a year, by municipality. The one chosen stands in the address. */
function Offered({ view: { activities, places, year } }: { readonly view: View }): ReactElement {
  const { t } = useTranslation(['public']);
  const { place } = useSearch({ from: '/public/$collaboration' });
  const navigate = useNavigate();
  const title = useSaid();
  const { compare } = useFormats();
  const options = places
    .map(({ code, name }) => ({ id: code, label: title(name) }))
    .sort((a, b) => compare(a.label, b.label));
  const chosen = options.find(({ id }) => id === place);
  const shown = activities
    .filter(({ places: where }) => chosen === undefined || where.includes(chosen.id))
    .toSorted((a, b) => compare(title(a.title), title(b.title)));
  const nameOf = new Map(options.map(({ id, label }) => [id, label]));
  return (
    <section className="stack" aria-labelledby="activities">
      <h2 id="activities">{t('activities.title')}</h2>
      <p>{t('activities.lead', { year })}</p>
      <Select
        label={t('activities.place')}
        options={[{ id: everywhere, label: t('activities.allPlaces') }, ...options]}
        value={chosen?.id ?? everywhere}
        onChange={(code) =>
          void navigate({
            to: '.',
            search: code === null || code === everywhere ? {} : { place: code },
            replace: true,
            resetScroll: false,
          })
        }
      />
      <p role="status">{t('activities.found', { count: shown.length })}</p>
      {shown.length === 0 ? (
        <Empty title={t('activities.nothing')}>
          <p>{t('activities.nothingAdvice')}</p>
        </Empty>
      ) : (
        <ul className="plain offered">
          {shown.map(({ id, title: name, targetGroup, lead, places: where }) => (
            <li key={id}>
              <p className="offered-title">
                <Said text={name} />
              </p>
              <p className="small">
                {targetGroup && (
                  <>
                    <Said text={targetGroup} /> ·{' '}
                  </>
                )}
                {lead && <Said text={lead} />}
              </p>
              {chosen === undefined && (
                <p className="small quiet">
                  {where.length === places.length
                    ? t('activities.everywhere')
                    : where
                        .map((code) => nameOf.get(code) ?? code)
                        .toSorted(compare)
                        .join(', ')}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
