import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { Said } from '../said.tsx';
import { Empty } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { Filter, useFilter } from './dialogue-parts.tsx';
import { Words } from './fragments.ts';
import { ThingLink } from './thing-link.tsx';

const LastLooked = graphql(`
  query LastLooked($collaboration: ID!, $actingFor: ID) {
    me(collaboration: $collaboration, actingFor: $actingFor) {
      sinceLastVisit
      lastVisit {
        at
      }
    }
  }
`);

const Digest = graphql(
  `
    query Digest($collaboration: ID!, $asOf: String, $actingFor: ID, $from: String, $language: Language!) {
      collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
        moment
        history(from: $from, first: 60, order: NEWEST) {
          pageInfo {
            hasNextPage
          }
          nodes {
            position
            at
            subject
            organisation
            words(language: $language)
            title {
              ...Words
            }
          }
        }
      }
    }
  `,
  [Words],
);

type Event = NonNullable<ResultOf<typeof Digest>['collaboration']>['history']['nodes'][number];
const spans = ['week', 'visit', 'month'] as const;
const days = { week: 7, month: 31 } as const;

/** What has changed lately, day by day: all that the asker may know of. */
export function Changes(): ReactElement {
  const { t } = useTranslation(['dialogue']);
  const { collaboration, actingFor, asOf } = useSight();
  const language = useLanguage();
  const { moment } = useFormats();
  const [span, choose] = useFilter(spans);
  const [{ data }] = useQuery({ query: LastLooked, variables: { collaboration, actingFor: actingFor ?? null } });
  const visit = data?.me?.lastVisit?.at;
  const until = asOf !== undefined && /^\d{4}-\d{2}-\d{2}/.test(asOf) ? new Date(asOf) : new Date();
  const from =
    span === 'visit'
      ? (visit ?? null)
      : new Date(until.getTime() - days[span] * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const view = useView(Digest, { from, language: language.toUpperCase() as 'FI' });
  return (
    <section className="stack" aria-labelledby="changes">
      <h2 id="changes">{t('tab.changes')}</h2>
      <Filter
        label={t('changes.span')}
        options={spans.map((id) => ({
          id,
          label:
            id === 'visit' && visit !== undefined
              ? t('changes.visitAt', { moment: moment(visit) })
              : t(`changes.${id}`),
        }))}
        chosen={span}
        choose={choose}
      />
      <Answer view={view} pick={(found) => found.collaboration?.history}>
        {({ nodes, pageInfo }) =>
          nodes.length === 0 ? (
            <Empty title={t('changes.none')}>
              <p>{t('changes.noneAdvice')}</p>
            </Empty>
          ) : (
            <>
              <Days events={nodes} />
              {pageInfo.hasNextPage && (
                <p>
                  <Link
                    to="/c/$collaboration/history"
                    params={{ collaboration }}
                    search={(before) => ({ asOf: before.asOf, actingFor: before.actingFor })}
                  >
                    {t('changes.all')}
                  </Link>
                </p>
              )}
            </>
          )
        }
      </Answer>
    </section>
  );
}

function Days({ events }: { readonly events: readonly Event[] }): ReactElement {
  const { day, moment } = useFormats();
  const byDay = Map.groupBy(events, ({ at }) => at.slice(0, 10));
  return (
    <>
      {[...byDay].map(([date, found]) => (
        <section key={date} className="stack tight">
          <h3>{day(date)}</h3>
          <ul className="plain report-rows">
            {found.map(({ position, subject, words, title, at }) => (
              <li key={position} className="report-item-row">
                <span>
                  {words}
                  {title && (
                    <>
                      {': '}
                      <ThingLink id={subject}>
                        <Said text={title} plain />
                      </ThingLink>
                    </>
                  )}
                </span>
                <time className="quiet small" dateTime={at}>
                  {moment(at)}
                </time>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
