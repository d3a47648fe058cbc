import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, type Text } from '../said.tsx';
import { Disclosure, Empty, Table, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { ThingLink } from './thing-link.tsx';

const Chase = graphql(`
  query Chase($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      coordinatorView {
        lateCount
        late {
          kind
          due
          about
          title {
            original
            fi
            sv
            en
          }
          partner {
            id
            name {
              original
              fi
              sv
              en
            }
          }
        }
        staleCount
        stale {
          id
          changedAt
          title {
            original
            fi
            sv
            en
          }
          partner {
            name {
              original
              fi
              sv
              en
            }
          }
        }
        unanswered {
          id
          late
          answerBy
          partner {
            name {
              original
              fi
              sv
              en
            }
          }
          activity {
            id
            title {
              original
              fi
              sv
              en
            }
          }
        }
        unendorsed {
          id
          title {
            original
            fi
            sv
            en
          }
        }
        goalsWithoutIndicators {
          id
          title {
            original
            fi
            sv
            en
          }
        }
        goalsWithoutActivities {
          id
          title {
            original
            fi
            sv
            en
          }
        }
        activitiesUnlinked {
          id
          title {
            original
            fi
            sv
            en
          }
        }
        completeness {
          period {
            id
            code
          }
          assessmentsGiven {
            given
            expected
          }
          figuresGiven {
            given
            expected
          }
        }
      }
    }
  }
`);

interface Named {
  readonly id: string;
  readonly title: Text;
}

/** For who holds the whole together: what is late with whom, what nobody has answered, and where the plan has holes. */
export function Coordinating(): ReactElement | null {
  const { t } = useTranslation(['mine', 'common']);
  const { day } = useFormats();
  const { collaboration } = useSight();
  const { data } = useView(Chase, {});
  const view = data?.collaboration?.coordinatorView;
  if (!view) return null;
  const { completeness } = view;
  const byPartner = [...Map.groupBy(view.late, ({ partner }) => partner?.id ?? '').values()].toSorted(
    (a, b) => b.length - a.length,
  );
  const part = (title: string, count: number, content: () => ReactNode) =>
    count === 0 ? null : (
      <Disclosure title={`${title} (${String(count)})`}>
        <div className="stack">{content()}</div>
      </Disclosure>
    );
  return (
    <section className="stack" aria-labelledby="chase">
      <h2 id="chase">{t('chase')}</h2>
      {completeness && (
        <p>
          {t('completeness', {
            period: completeness.period.code,
            assessments: completeness.assessmentsGiven.given,
            assessmentsAll: completeness.assessmentsGiven.expected,
            figures: completeness.figuresGiven.given,
            figuresAll: completeness.figuresGiven.expected,
          })}{' '}
          <Link to="/c/$collaboration/reports/$period" params={{ collaboration, period: completeness.period.id }}>
            {t('toReport', { period: completeness.period.code })}
          </Link>
        </p>
      )}
      {view.lateCount === 0 ? (
        <Empty title={t('nothingLate')} />
      ) : (
        <>
          <h3>{t('lateWith', { count: view.lateCount })}</h3>
          <div className="late-partners">
            {byPartner.map((late) => {
              const partner = late[0]?.partner;
              return (
                <details key={partner?.id ?? ''} className="late-partner">
                  <summary>
                    {partner ? <Said text={partner.name} /> : t('nobody')}{' '}
                    <Tag tone="bad">{t('lateCountShort', { count: late.length })}</Tag>
                  </summary>
                  <ul>
                    {late.map(({ kind, about, due, title }) => (
                      <li key={`${kind} ${about} ${due ?? ''}`}>
                        <span className="quiet">{t(`duty.${kind}`)}: </span>
                        <ThingLink id={about}>
                          <Said text={title} />
                        </ThingLink>
                        {due !== null && `, ${t('due', { day: day(due) })}`}
                      </li>
                    ))}
                  </ul>
                </details>
              );
            })}
          </div>
        </>
      )}
      {part(t('unanswered'), view.unanswered.length, () => (
        <Table
          caption={t('unanswered')}
          captionHidden
          rows={view.unanswered}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'activity',
              title: t('activity'),
              isHead: true,
              cell: ({ activity }) =>
                activity && (
                  <ThingLink id={activity.id}>
                    <Said text={activity.title} />
                  </ThingLink>
                ),
            },
            { id: 'partner', title: t('askedFrom'), cell: ({ partner }) => partner && <Said text={partner.name} /> },
            {
              id: 'answerBy',
              title: t('answerBy'),
              cell: ({ answerBy, late }) =>
                answerBy === null ? '–' : late ? <Tag tone="bad">{day(answerBy)}</Tag> : day(answerBy),
            },
          ]}
        />
      ))}
      {part(t('unendorsed'), view.unendorsed.length, () => (
        <Things things={view.unendorsed} />
      ))}
      {part(t('goalsWithoutIndicators'), view.goalsWithoutIndicators.length, () => (
        <Things things={view.goalsWithoutIndicators} />
      ))}
      {part(t('goalsWithoutActivities'), view.goalsWithoutActivities.length, () => (
        <Things things={view.goalsWithoutActivities} />
      ))}
      {part(t('activitiesUnlinked'), view.activitiesUnlinked.length, () => (
        <Things things={view.activitiesUnlinked} />
      ))}
      {part(t('stale'), view.staleCount, () => (
        <>
          <p>{t('staleMeans')}</p>
          <ul>
            {view.stale.slice(0, 100).map(({ id, title, changedAt, partner }) => (
              <li key={id}>
                <ThingLink id={id}>
                  <Said text={title} />
                </ThingLink>
                {partner && (
                  <>
                    , <Said text={partner.name} />
                  </>
                )}{' '}
                <span className="small quiet">{t('changedOn', { day: day(changedAt) })}</span>
              </li>
            ))}
          </ul>
        </>
      ))}
    </section>
  );
}

const Things = ({ things }: { readonly things: readonly Named[] }): ReactElement => (
  <ul>
    {things.map(({ id, title }) => (
      <li key={id}>
        <ThingLink id={id}>
          <Said text={title} />
        </ThingLink>
      </li>
    ))}
  </ul>
);
