import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { textFilled } from '../forms/filled.ts';
import type { Filled } from '../forms/form.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Notice, Skeleton, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import type { IndicatorShown } from './indicator.tsx';

const IndicatorDefinition = graphql(`
  query IndicatorDefinition($collaboration: ID!, $asOf: String, $actingFor: ID, $indicator: ID!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      partners(first: 100) {
        nodes {
          id
          name {
            original
            fi
            sv
            en
          }
        }
      }
      indicator(id: $indicator) {
        revision
        result
        min
        max
        indicatorVersion
        definedAt
        dataSource {
          original
          fi
          sv
          en
        }
        aggregation {
          time
          partners
        }
        baseline {
          value
          year
        }
        dimensions {
          id
          label {
            original
            fi
            sv
            en
          }
          categories {
            id
            label {
              original
              fi
              sv
              en
            }
          }
        }
        goals {
          id
          title {
            original
            fi
            sv
            en
          }
        }
        programmes {
          id
          title {
            original
            fi
            sv
            en
          }
        }
        activities(first: 10) {
          nodes {
            id
            title {
              original
              fi
              sv
              en
            }
          }
        }
        reporters {
          partners
          dueDays
          from
        }
        owners {
          owner
          until
          reason {
            original
            fi
            sv
            en
          }
        }
        revisions {
          at
          reason {
            original
            fi
            sv
            en
          }
        }
        versions {
          indicatorVersion
          at
          from
          title {
            original
            fi
            sv
            en
          }
          definition {
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
          reason {
            original
            fi
            sv
            en
          }
          comparable {
            original
            fi
            sv
            en
          }
        }
        links(first: 20) {
          nodes {
            id
            effect
            confidence
            strength
            sentence {
              original
              fi
              sv
              en
            }
            why {
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
`);

type Told = NonNullable<NonNullable<ResultOf<typeof IndicatorDefinition>['collaboration']>['indicator']>;

/** What exactly is measured, by whom and for what; every earlier definition; what it is thought to work on. */
export function Definition({ indicator }: { readonly indicator: IndicatorShown }): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const title = useSaid();
  const { data, error, again } = useView(IndicatorDefinition, { indicator: indicator.id });
  const { organisation, actingFor, roles } = useSight();
  const found = data?.collaboration;
  const told = found?.indicator;
  if (!found || !told)
    return error ? <Notice kind="fault" title={t('common:state.failed')} live /> : <Skeleton lines={8} />;
  const names = new Map(found.partners.nodes.map(({ id, name }) => [id, title(name)]));
  // Whoever answers for the definition changes it; others may add an indicator of their own (rule 10).
  const answers = indicator.owner?.id === (actingFor ?? organisation) || roles.has('COORDINATOR');
  const expectedVersion = told.revision;
  return (
    <div className="stack">
      {answers && indicator.phase !== 'RETIRED' && (
        <Acts
          id={indicator.id}
          about={title(indicator.title)}
          onDone={again}
          acts={[
            {
              command: 'NameReporters',
              expectedVersion,
              filled: { partners: told.reporters?.partners ?? [], dueDays: told.reporters?.dueDays ?? '' },
            },
            { command: 'ReviseIndicator', expectedVersion, filled: standing(indicator, told) },
            { command: 'BeginIndicatorVersion', expectedVersion, filled: standing(indicator, told) },
            { command: 'SetReview', expectedVersion, filled: { reviewed: indicator.reviewed } },
            { command: 'HandOverIndicator', expectedVersion },
            { command: 'RetireIndicator', expectedVersion },
          ]}
        />
      )}
      <Facts indicator={indicator} told={told} names={names} />
      <Belongs told={told} />
      <section className="stack" aria-labelledby="assumptions">
        <h2 id="assumptions">{t('definition.links')}</h2>
        {told.links.nodes.length === 0 ? (
          <p className="quiet">{t('definition.noLinks')}</p>
        ) : (
          <ul className="plain cards">
            {told.links.nodes.map((link) => (
              <li key={link.id} className="card stack tight">
                {link.sentence && (
                  <p>
                    <strong>
                      <Said text={link.sentence} />
                    </strong>
                  </p>
                )}
                <p>
                  <Said text={link.why} />
                </p>
                <p className="row">
                  <Tag>{t(`confidence.${link.confidence}`)}</Tag>
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Versions told={told} names={names} />
    </div>
  );
}

/** The definition as it stands, to be changed where it is to be another. */
const standing = (indicator: IndicatorShown, told: Told): Filled => ({
  title: textFilled(indicator.title),
  definition: textFilled(indicator.definition),
  kind: indicator.kind,
  unit: textFilled(indicator.unit),
  direction: indicator.direction,
  aggregation: { time: told.aggregation.time, partners: told.aggregation.partners },
  periodType: indicator.periodType,
  counts: indicator.counts ?? undefined,
  dataSource: textFilled(told.dataSource),
  ...(told.baseline && { baseline: { value: told.baseline.value, year: told.baseline.year } }),
  goals: told.goals.map(({ id }) => id),
  programmes: told.programmes.map(({ id }) => id),
  min: told.min ?? undefined,
  max: told.max ?? undefined,
  ...(told.dimensions && {
    dimensions: told.dimensions.map(({ id, label, categories }) => ({
      id,
      label: textFilled(label),
      categories: categories.map((category) => ({ id: category.id, label: textFilled(category.label) })),
    })),
  }),
  level: indicator.level ?? undefined,
  result: told.result ?? undefined,
});

function Facts({
  indicator,
  told,
  names,
}: {
  readonly indicator: IndicatorShown;
  readonly told: Told;
  readonly names: ReadonlyMap<string, string>;
}): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const { number, day } = useFormats();
  const title = useSaid();
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('definition.what'), indicator.definition ? <Said text={indicator.definition} /> : t('definition.noDefinition')],
    [t('definition.kind'), t(`kind.${indicator.kind}`)],
    [t('definition.unit'), <Said text={indicator.unit} />],
    ...(indicator.counts ? [[t('definition.counts'), t(`counts.${indicator.counts}`)] as const] : []),
    [t('definition.direction'), t(`direction.${indicator.direction}`)],
    [t('definition.period'), t(`periodType.${indicator.periodType}`)],
    [
      t('definition.aggregation'),
      t('definition.aggregated', {
        time: t(`time.${told.aggregation.time}`),
        partners: t(`partners.${told.aggregation.partners}`),
      }),
    ],
    ...(indicator.level ? [[t('definition.level'), t(`level.${indicator.level}`)] as const] : []),
    ...(told.result ? [[t('definition.result'), t(`result.${told.result}`)] as const] : []),
    [
      t('definition.baseline'),
      told.baseline
        ? `${number(told.baseline.value)} ${title(indicator.unit)} (${String(told.baseline.year)})`
        : t('definition.noBaseline'),
    ],
    ...(told.min !== null || told.max !== null
      ? [
          [
            t('definition.bounds'),
            `${told.min === null ? '' : number(told.min)}–${told.max === null ? '' : number(told.max)}`,
          ] as const,
        ]
      : []),
    ...(told.dimensions ?? []).map(
      ({ label, categories }) =>
        [
          `${t('definition.dimension')}: ${title(label)}`,
          categories.map((category) => title(category.label)).join(', '),
        ] as const,
    ),
    [t('definition.source'), told.dataSource ? <Said text={told.dataSource} /> : t('definition.noSource')],
    [t('definition.owner'), indicator.owner ? <Said text={indicator.owner.name} /> : '–'],
    [
      t('definition.reporters'),
      told.reporters
        ? t('definition.reportersTold', {
            names: told.reporters.partners.map((id) => names.get(id) ?? id).join(', '),
            count: told.reporters.dueDays,
            day: day(told.reporters.from),
          })
        : t('next.unnamed'),
    ],
    [t('definition.review'), t(indicator.reviewed ? 'definition.reviewed' : 'definition.notReviewed')],
  ];
  return (
    <section className="stack" aria-labelledby="definition">
      <h2 id="definition">{t('tab.definition')}</h2>
      <dl className="facts">
        {facts.map(([name, is]) => (
          <Fact key={name} name={name}>
            {is}
          </Fact>
        ))}
      </dl>
    </section>
  );
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);

/** The goals, programmes and activities it tells about. */
function Belongs({ told }: { readonly told: Told }): ReactElement {
  const { t } = useTranslation('indicators');
  const { collaboration } = useSight();
  return (
    <section className="stack" aria-labelledby="belongs">
      <h2 id="belongs">{t('definition.belongs')}</h2>
      {told.goals.length + told.programmes.length + told.activities.nodes.length === 0 && (
        <p className="quiet">{t('definition.alone')}</p>
      )}
      <ul>
        {told.programmes.map(({ id, title }) => (
          <li key={id}>
            {t('filter.programme')}:{' '}
            <Link to="/c/$collaboration/programmes/$programme" params={{ collaboration, programme: id }}>
              <Said text={title} />
            </Link>
          </li>
        ))}
        {told.goals.map(({ id, title }) => (
          <li key={id}>
            {t('filter.goal')}:{' '}
            <Link to="/c/$collaboration/goals/$goal" params={{ collaboration, goal: id }}>
              <Said text={title} />
            </Link>
          </li>
        ))}
        {told.activities.nodes.map(({ id, title }) => (
          <li key={id}>
            {t('definition.activity')}:{' '}
            <Link to="/c/$collaboration/activities/$activity" params={{ collaboration, activity: id }}>
              <Said text={title} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Every definition there has been, newest first, with what was reworded and who answered for it before (rule 9). */
function Versions({ told, names }: { readonly told: Told; readonly names: ReadonlyMap<string, string> }): ReactElement {
  const { t } = useTranslation('indicators');
  const { day, moment } = useFormats();
  return (
    <section className="stack" aria-labelledby="versions">
      <h2 id="versions">{t('definition.versions')}</h2>
      <ol className="plain story">
        {told.versions.toReversed().map((version) => (
          <li key={version.indicatorVersion} className="stack tight">
            <p>
              <strong>{t('trend.version', { version: version.indicatorVersion })}</strong>{' '}
              <span className="quiet">
                {version.from === null
                  ? t('definition.first', { at: moment(version.at) })
                  : t('definition.from', { day: day(version.from) })}
              </span>
            </p>
            <p>
              <Said text={version.title} /> (<Said text={version.unit} />)
            </p>
            {version.definition && (
              <p>
                <Said text={version.definition} />
              </p>
            )}
            {version.reason && (
              <p>
                <span className="quiet">{t('targets.why')}: </span>
                <Said text={version.reason} />
              </p>
            )}
            {version.comparable && (
              <p>
                <span className="quiet">{t('trend.comparable')} </span>
                <Said text={version.comparable} />
              </p>
            )}
          </li>
        ))}
      </ol>
      {told.revisions.length > 0 && (
        <>
          <h3>{t('definition.revisions')}</h3>
          <ul>
            {told.revisions.map(({ at, reason }) => (
              <li key={at}>
                {moment(at)}: <Said text={reason} />
              </li>
            ))}
          </ul>
        </>
      )}
      {told.owners.length > 0 && (
        <>
          <h3>{t('definition.owners')}</h3>
          <ul>
            {told.owners.map(({ owner, until, reason }) => (
              <li key={until}>
                {t('definition.ownedUntil', { name: names.get(owner) ?? owner, at: moment(until) })}{' '}
                <Said text={reason} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
