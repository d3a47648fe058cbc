import { Link } from '@tanstack/react-router';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { textFilled, useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Empty, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import './threads.css';

/** How many talks a thing shows: older ones are on the page of the dialogue. */
const shown = 8;

const ThreadsAboutThing = graphql(`
  query ThreadsAboutThing($collaboration: ID!, $asOf: String, $actingFor: ID, $about: ID!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      threads(about: $about, first: 8) {
        totalCount
        nodes {
          id
          phase
          startedAt
          title {
            original
            fi
            sv
            en
          }
          closedBecause {
            original
            fi
            sv
            en
          }
          startedBy {
            id
            name {
              original
              fi
              sv
              en
            }
          }
          comments(first: 60) {
            totalCount
            nodes {
              id
              number
              writtenAt
              text {
                original
                fi
                sv
                en
              }
              hidden {
                at
                reason {
                  original
                  fi
                  sv
                  en
                }
              }
              earlier {
                until
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
          }
        }
      }
    }
  }
`);

type Found = NonNullable<ResultOf<typeof ThreadsAboutThing>['collaboration']>['threads'];
export type ThreadShown = Found['nodes'][number];
type Comment = ThreadShown['comments']['nodes'][number];

/**
 * What is talked about a thing, and a way to begin: organisations speak, not people. It stands on the page of whatever
 * can be talked about, under a heading of the given level.
 */
export function ThreadsAbout({
  about,
  title,
  level = 2,
}: {
  readonly about: string;
  /** What it is called, for the names of the buttons. */
  readonly title: string;
  readonly level?: 2 | 3;
}): ReactElement {
  const { t } = useTranslation(['threads', 'common']);
  const { collaboration } = useSight();
  const view = useView(ThreadsAboutThing, { about });
  const [id, renew] = useNewId('thread');
  const heading = useId();
  const Title = level === 2 ? 'h2' : 'h3';
  const done = () => {
    renew();
    view.again();
  };
  return (
    <section className="stack" aria-labelledby={heading}>
      <div className="row threads-head">
        <Title id={heading}>{t('talk')}</Title>
        <Acts id={id} about={title} look="plain" acts={[{ command: 'StartThread', given: { about } }]} onDone={done} />
      </div>
      <Answer view={view} pick={({ collaboration: found }) => found?.threads} lines={3}>
        {({ nodes, totalCount }) =>
          nodes.length === 0 ? (
            <Empty title={t('none')}>
              <p>{t('noneAdvice')}</p>
            </Empty>
          ) : (
            <>
              {nodes.map((thread) => (
                <ThreadPart key={thread.id} thread={thread} level={level === 2 ? 3 : 4} onDone={view.again} />
              ))}
              {totalCount > shown && (
                <p>
                  <Link to="/c/$collaboration/dialogue" params={{ collaboration }} search={{ about }}>
                    {t('all', { count: totalCount })}
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

/** One talk with all that was said in it. */
export function ThreadPart({
  thread,
  level = 3,
  onDone,
}: {
  readonly thread: ThreadShown;
  readonly level?: 3 | 4;
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation(['threads', 'common']);
  const said = useSaid();
  const { day } = useFormats();
  const heading = useId();
  const { id, phase, title, startedBy, startedAt, comments, closedBecause } = thread;
  const by = startedBy ? said(startedBy.name) : t('somebody');
  const name = title ? said(title) : t('untitled', { by, day: day(startedAt) });
  const Title = level === 3 ? 'h3' : 'h4';
  return (
    <article className="thread stack tight" aria-labelledby={heading}>
      <div className="row threads-head">
        <Title id={heading}>{title ? <Said text={title} /> : name}</Title>
        {phase === 'CLOSED' && <Tag>{t('closed')}</Tag>}
      </div>
      <ol className="plain comments">
        {comments.nodes.map((comment) => (
          <CommentPart key={comment.id} comment={comment} thread={id} name={name} onDone={onDone} />
        ))}
      </ol>
      {closedBecause && (
        <p className="quiet">
          {t('closedBecause')} <Said text={closedBecause} />
        </p>
      )}
      <Acts
        id={id}
        about={name}
        look="plain"
        acts={
          phase === 'OPEN' ? [{ command: 'WriteComment' }, { command: 'CloseThread' }] : [{ command: 'ReopenThread' }]
        }
        onDone={onDone}
      />
    </article>
  );
}

function CommentPart({
  comment,
  thread,
  name,
  onDone,
}: {
  readonly comment: Comment;
  readonly thread: string;
  readonly name: string;
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation(['threads']);
  const said = useSaid();
  const { moment } = useFormats();
  const { organisation, actingFor, roles } = useSight();
  const { number, partner, text, hidden, earlier, writtenAt } = comment;
  const who = partner ? said(partner.name) : t('somebody');
  const isOwn = partner?.id === (actingFor ?? organisation);
  const given = { comment: number };
  return (
    <li className={isOwn ? 'comment own' : 'comment'}>
      <p className="small">
        <strong>{who}</strong> <time dateTime={writtenAt}>{moment(writtenAt)}</time>
        {earlier.length > 0 && <span className="quiet"> {t('edited')}</span>}
      </p>
      {text ? (
        <p className="said">
          <Said text={text} />
        </p>
      ) : (
        <p className="quiet">
          {t('hidden')} {hidden && <Said text={hidden.reason} />}
        </p>
      )}
      {text && (isOwn || roles.has('COORDINATOR')) && (
        <Acts
          id={thread}
          look="quiet"
          about={t('comment', { number, name })}
          acts={[
            ...(isOwn ? [{ command: 'EditComment', given, filled: { text: textFilled(text) } }] : []),
            { command: 'HideComment', given },
          ]}
          onDone={onDone}
        />
      )}
    </li>
  );
}
