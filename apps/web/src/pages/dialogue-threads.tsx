import { Link, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { useNewId } from '../forms/filled.ts';
import { graphql } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said } from '../said.tsx';
import { Empty, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { About, Filter, Item, Long, useFilter, Who } from './dialogue-parts.tsx';
import { Named, Titled, Words } from './fragments.ts';
import { ThreadPart } from './threads.tsx';

const AllThreads = graphql(
  `
    query AllThreads($collaboration: ID!, $asOf: String, $actingFor: ID, $about: ID, $phase: ThreadPhase) {
      collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
        threads(about: $about, phase: $phase, first: 100) {
          nodes {
            id
            phase
            startedAt
            title {
              ...Words
            }
            startedBy {
              ...Named
            }
            about {
              ...Titled
            }
            comments(first: 1) {
              totalCount
              nodes {
                text {
                  ...Words
                }
              }
            }
          }
        }
      }
    }
  `,
  [Words, Named, Titled],
);

const OneThread = graphql(
  `
    query OneThread($collaboration: ID!, $asOf: String, $actingFor: ID, $thread: ID!) {
      collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
        thread(id: $thread) {
          id
          phase
          startedAt
          title {
            ...Words
          }
          closedBecause {
            ...Words
          }
          about {
            ...Titled
          }
          startedBy {
            ...Named
          }
          comments(first: 100) {
            totalCount
            nodes {
              id
              number
              writtenAt
              text {
                ...Words
              }
              hidden {
                at
                reason {
                  ...Words
                }
              }
              earlier {
                until
              }
              partner {
                ...Named
              }
            }
          }
        }
      }
    }
  `,
  [Words, Named, Titled],
);

const filters = ['open', 'closed'] as const;

/** All talks of the collaboration, or those about one thing; one of them opened. */
export function Threads(): ReactElement {
  const { thread } = useSearch({ from: '/c/$collaboration/dialogue' });
  return thread === undefined ? <All /> : <One thread={thread} />;
}

function All(): ReactElement {
  const { t } = useTranslation(['dialogue', 'threads', 'common']);
  const { about } = useSearch({ from: '/c/$collaboration/dialogue' });
  const { collaboration } = useSight();
  const [filter, choose] = useFilter(filters);
  const view = useView(AllThreads, { about: about ?? null, phase: filter === 'open' ? 'OPEN' : 'CLOSED' });
  const [id, renew] = useNewId('thread');
  const { day } = useFormats();
  return (
    <section className="stack" aria-labelledby="threads">
      <div className="row talk-heads">
        <h2 id="threads">{t('tab.threads')}</h2>
        <Acts
          id={id}
          about={t('new.thread')}
          onDone={() => {
            renew();
            view.again();
          }}
          acts={[{ command: 'StartThread' }]}
        />
      </div>
      {about !== undefined && (
        <p className="row">
          {t('thread.onlyAbout')}
          <Link to="/c/$collaboration/dialogue" params={{ collaboration }}>
            {t('thread.showAll')}
          </Link>
        </p>
      )}
      <Filter
        label={t('show')}
        options={filters.map((one) => ({ id: one, label: t(`thread.${one}`) }))}
        chosen={filter}
        choose={choose}
      />
      <Answer view={view} pick={(data) => data.collaboration?.threads.nodes}>
        {(threads) =>
          threads.length === 0 ? (
            <Empty title={t(filter === 'open' ? 'thread.none' : 'thread.noneClosed')}>
              <p>{t('thread.noneAdvice')}</p>
            </Empty>
          ) : (
            <Long rows={threads}>
              {({ id: one, title, startedBy, startedAt, about: thing, comments, phase }) => (
                <Item
                  key={one}
                  id={one}
                  meta={
                    <>
                      {phase === 'CLOSED' && <Tag>{t('threads:closed')}</Tag>}
                      <About thing={thing} />
                    </>
                  }
                  title={
                    <Link
                      to="/c/$collaboration/dialogue"
                      params={{ collaboration }}
                      search={(before) => ({ asOf: before.asOf, actingFor: before.actingFor, thread: one })}
                    >
                      {title ? <Said text={title} plain /> : t('thread.untitled', { day: day(startedAt) })}
                    </Link>
                  }
                >
                  {comments.nodes[0]?.text && (
                    <p className="talk-glance">
                      <Said text={comments.nodes[0].text} />
                    </p>
                  )}
                  <p className="quiet small">
                    <Who partner={startedBy} /> · {day(startedAt)} ·{' '}
                    {t('thread.comments', { count: comments.totalCount })}
                  </p>
                </Item>
              )}
            </Long>
          )
        }
      </Answer>
    </section>
  );
}

function One({ thread }: { readonly thread: string }): ReactElement {
  const { t } = useTranslation(['dialogue']);
  const { collaboration } = useSight();
  const view = useView(OneThread, { thread });
  return (
    <section className="stack" aria-labelledby="thread">
      <p>
        <Link
          to="/c/$collaboration/dialogue"
          params={{ collaboration }}
          search={(before) => ({ asOf: before.asOf, actingFor: before.actingFor })}
        >
          {t('thread.back')}
        </Link>
      </p>
      <h2 id="thread" className="hidden">
        {t('thread.one')}
      </h2>
      <Answer view={view} pick={(data) => data.collaboration?.thread} absent={<Empty title={t('thread.gone')} />}>
        {(found) => (
          <>
            <p>
              <About thing={found.about} />
            </p>
            <ThreadPart thread={found} onDone={view.again} />
          </>
        )}
      </Answer>
    </section>
  );
}
