import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { periodName, today } from '../period.ts';
import { Said, useSaid } from '../said.tsx';
import { Disclosure, Empty, Table, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';

const Promises = graphql(`
  query Promises($collaboration: ID!, $asOf: String, $actingFor: ID, $organisation: ID!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      partner(id: $organisation) {
        view {
          promised {
            id
            title {
              original
              fi
              sv
              en
            }
            phase
            lead {
              id
              name {
                original
                fi
                sv
                en
              }
            }
            tasks(phase: OPEN, partner: $organisation, first: 1) {
              nodes {
                due
                late
                title {
                  original
                  fi
                  sv
                  en
                }
              }
            }
          }
        }
      }
    }
  }
`);

/** What the organisation leads or has promised its part to, and its next step in each. */
export function Promised({ organisation }: { readonly organisation: string }): ReactElement {
  const { t } = useTranslation(['mine', 'common']);
  const { day } = useFormats();
  const { collaboration } = useSight();
  const { data } = useView(Promises, { organisation });
  const promised = data?.collaboration?.partner?.view.promised;
  return (
    <section className="stack" aria-labelledby="promised">
      <h2 id="promised">{t('promised')}</h2>
      {promised?.length === 0 && (
        <Empty title={t('promisedNothing')}>
          <p>
            {t('promisedNothingAdvice')}{' '}
            <Link to="/c/$collaboration/activities" params={{ collaboration }}>
              {t('common:page.activities')}
            </Link>
          </p>
        </Empty>
      )}
      {promised && promised.length > 0 && (
        <Folded things={promised} words={(count) => t('morePromised', { count })}>
          {({ id, title, lead, tasks }) => {
            const step = tasks.nodes[0];
            return (
              <li key={id} className="promise">
                <p className="promise-title">
                  <Link to="/c/$collaboration/activities/$activity" params={{ collaboration, activity: id }}>
                    <Said text={title} />
                  </Link>{' '}
                  {lead?.id === organisation ? <Tag tone="good">{t('weLead')}</Tag> : <Tag>{t('weTakePart')}</Tag>}
                </p>
                <p className="small">
                  {step ? (
                    <>
                      <span className="quiet">{t('nextStep')}</span> <Said text={step.title} />
                      {step.due !== null && `, ${t('due', { day: day(step.due) })}`}{' '}
                      {step.late && <Tag tone="bad">{t('late')}</Tag>}
                    </>
                  ) : lead && lead.id !== organisation ? (
                    <>
                      <span className="quiet">{t('ledBy')}</span> <Said text={lead.name} />
                    </>
                  ) : (
                    <span className="quiet">{t('noStep')}</span>
                  )}
                </p>
              </li>
            );
          }}
        </Folded>
      )}
    </section>
  );
}

/** So many are in sight. */
const inSight = 8;

/** A list of which the beginning is in sight. */
function Folded<T>({
  things,
  words,
  children,
}: {
  readonly things: readonly T[];
  readonly words: (count: number) => string;
  readonly children: (thing: T) => ReactElement;
}): ReactElement {
  const rest = things.slice(inSight);
  return (
    <>
      <ul className="plain promises">{things.slice(0, inSight).map(children)}</ul>
      {rest.length > 0 && (
        <Disclosure title={words(rest.length)}>
          <ul className="plain promises">{rest.map(children)}</ul>
        </Disclosure>
      )}
    </>
  );
}

const Figures = graphql(`
  query OurFigures($collaboration: ID!, $asOf: String, $actingFor: ID, $organisation: ID!, $since: String!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      partner(id: $organisation) {
        view {
          figures(first: 30) {
            nodes {
              id
              indicator {
                id
                periodType
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
              }
              own {
                measurements(first: 30, from: $since) {
                  nodes {
                    dimension
                    place
                    state
                    status
                    value
                    period {
                      from
                      to
                    }
                  }
                }
              }
              joint {
                value
                suppressed
                reported
                expected
                withheld
                period {
                  from
                  to
                }
              }
              mean
            }
          }
        }
      }
    }
  }
`);

type Compared = NonNullable<
  NonNullable<NonNullable<ResultOf<typeof Figures>['collaboration']>['partner']>['view']
>['figures']['nodes'][number];

/** The newest figure of its own: of the organisation as a whole where there is one, otherwise of one of its places. */
function newestOf({ own }: Compared) {
  const whole = own.measurements.nodes.filter(
    ({ dimension, state }) => dimension === null && state !== 'WITHDRAWN' && state !== 'DRAFT',
  );
  return whole.toSorted((a, b) => (a.period.to < b.period.to ? -1 : 1)).at(-1);
}

/** The organisation's own figures beside what all report together. */
export function OurFigures({ organisation }: { readonly organisation: string }): ReactElement | null {
  const { t } = useTranslation(['mine', 'common']);
  const { number } = useFormats();
  const language = useLanguage();
  const { collaboration } = useSight();
  const title = useSaid();
  const since = `${String(Number(today().slice(0, 4)) - 2)}-01-01`;
  const { data } = useView(Figures, { organisation, since });
  const figures = data?.collaboration?.partner?.view.figures.nodes;
  if (!figures) return null;
  const ours = (row: Compared) => {
    const newest = newestOf(row);
    if (!newest) return t('noFigure');
    return (
      <>
        {newest.value === null ? t('notAvailable') : number(newest.value)}
        <span className="under small quiet">{periodName(newest.period, language)}</span>
      </>
    );
  };
  const joint = ({ joint: all }: Compared) => {
    if (all?.suppressed === true) return t('hidden');
    if (all?.value == null) return '–';
    return (
      <>
        {all.withheld > 0 ? t('atLeast', { value: number(all.value) }) : number(all.value)}
        <span className="under small quiet">
          {t('reportedBy', { reported: all.reported, expected: all.expected })}, {periodName(all.period, language)}
        </span>
      </>
    );
  };
  const table = (rows: readonly Compared[]) => (
    <Table
      caption={t('figuresCaption')}
      captionHidden
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'indicator',
          title: t('indicator'),
          isHead: true,
          cell: ({ indicator }) =>
            indicator && (
              <>
                <Link to="/c/$collaboration/indicators/$indicator" params={{ collaboration, indicator: indicator.id }}>
                  <Said text={indicator.title} />
                </Link>
                <span className="under small quiet">{title(indicator.unit)}</span>
              </>
            ),
        },
        { id: 'own', title: t('ours'), numeric: true, cell: ours },
        { id: 'joint', title: t('joint'), numeric: true, cell: joint },
      ]}
    />
  );
  return (
    <section className="stack" aria-labelledby="figures">
      <h2 id="figures">{t('figures')}</h2>
      {figures.length === 0 ? (
        <Empty title={t('figuresNothing')}>
          <p>{t('figuresNothingAdvice')}</p>
        </Empty>
      ) : (
        <div className="our-figures stack">
          {table(figures.slice(0, inSight))}
          {figures.length > inSight && (
            <Disclosure title={t('moreFigures', { count: figures.length - inSight })}>
              {table(figures.slice(inSight))}
            </Disclosure>
          )}
        </div>
      )}
    </section>
  );
}

const Responsible = graphql(`
  query Responsible($collaboration: ID!, $actingFor: ID, $organisation: ID!) {
    people(collaboration: $collaboration, actingFor: $actingFor, partner: $organisation, first: 100) {
      nodes {
        id
        name
        label {
          original
          fi
          sv
          en
        }
      }
    }
    collaboration(id: $collaboration, actingFor: $actingFor) {
      partner(id: $organisation) {
        mandates(inForce: true, first: 100) {
          nodes {
            person
            role
          }
        }
      }
    }
  }
`);

/** Who answers for what in the organisation. */
export function WhoDoesWhat({ organisation }: { readonly organisation: string }): ReactElement | null {
  const { t } = useTranslation(['mine', 'common']);
  const { collaboration } = useSight();
  const { data } = useView(Responsible, { organisation });
  const people = data?.people?.nodes;
  const mandates = data?.collaboration?.partner?.mandates.nodes;
  if (!people || !mandates) return null;
  const rows = people.flatMap(({ id, name, label }) => {
    const roles = [...new Set(mandates.filter(({ person }) => person === id).map(({ role }) => role))];
    return roles.length > 0 ? [{ id, name, label, roles }] : [];
  });
  return (
    <section className="stack" aria-labelledby="people">
      <h2 id="people">{t('people')}</h2>
      <Disclosure title={t('peopleShow', { count: rows.length })}>
        <div className="stack">
          <ul className="plain people-list">
            {rows.map(({ id, name, label, roles }) => (
              <li key={id}>
                <p>
                  <strong>{name ?? <Said text={label} />}</strong>
                  {name !== null && (
                    <span className="quiet">
                      {' '}
                      · <Said text={label} />
                    </span>
                  )}
                </p>
                <p className="small">{roles.map((role) => t(`role.${role}`)).join(' · ')}</p>
              </li>
            ))}
          </ul>
          <p>
            <Link to="/c/$collaboration/people" params={{ collaboration }} search={{ partner: organisation }}>
              {t('peopleAll')}
            </Link>
          </p>
        </div>
      </Disclosure>
    </section>
  );
}
