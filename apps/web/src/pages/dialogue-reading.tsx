import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Disclosure, Empty, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { Item, Long, Who } from './dialogue-parts.tsx';
import { Named, Words } from './fragments.ts';
import { ThingLink } from './thing-link.tsx';

const AllNotices = graphql(
  `
    query AllNotices($collaboration: ID!, $asOf: String, $actingFor: ID) {
      collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
        notices(first: 40) {
          nodes {
            id
            phase
            due
            overdue
            requestedAt
            text {
              ...Words
            }
            withdrawnBecause {
              ...Words
            }
            about {
              id
              revision
              title {
                ...Words
              }
            }
            requestedBy {
              ...Named
            }
            unread {
              ...Named
            }
            read {
              id
              at
              upToDate
              partner {
                ...Named
              }
            }
          }
        }
      }
    }
  `,
  [Words, Named],
);

type Row = NonNullable<ResultOf<typeof AllNotices>['collaboration']>['notices']['nodes'][number];

/** What partners have been asked to read, and who has said that they did. */
export function ToRead(): ReactElement {
  const { t } = useTranslation(['dialogue']);
  const view = useView(AllNotices, {});
  const [id, renew] = useNewId('notice');
  return (
    <section className="stack" aria-labelledby="reading">
      <div className="row talk-heads">
        <h2 id="reading">{t('tab.reading')}</h2>
        <Acts
          id={id}
          about={t('new.notice')}
          onDone={() => {
            renew();
            view.again();
          }}
          acts={[{ command: 'RequestAcknowledgement' }]}
        />
      </div>
      <Answer view={view} pick={(data) => data.collaboration?.notices.nodes}>
        {(notices) =>
          notices.length === 0 ? (
            <Empty title={t('notice.none')}>
              <p>{t('notice.noneAdvice')}</p>
            </Empty>
          ) : (
            <Long rows={notices}>{(row) => <Notice key={row.id} row={row} again={view.again} />}</Long>
          )
        }
      </Answer>
    </section>
  );
}

function Notice({ row, again }: { readonly row: Row; readonly again: () => void }): ReactElement {
  const { t } = useTranslation(['dialogue']);
  const { day } = useFormats();
  const said = useSaid();
  const { organisation, actingFor, roles } = useSight();
  const own = actingFor ?? organisation;
  const { id, phase, about, due, overdue, text, requestedBy, read, unread, withdrawnBecause } = row;
  const title = about?.title ? said(about.title) : (about?.id ?? t('notice.gone'));
  const waitsForUs = phase === 'STANDING' && about !== null && unread.some((partner) => partner.id === own);
  return (
    <Item
      id={id}
      late={overdue}
      meta={
        <>
          {phase === 'WITHDRAWN' ? (
            <Tag>{t('notice.withdrawn')}</Tag>
          ) : unread.length === 0 ? (
            <Tag tone="good">{t('notice.allRead')}</Tag>
          ) : (
            <Tag tone={overdue ? 'bad' : 'warn'}>
              {t('notice.read', { read: read.length, count: read.length + unread.length })}
            </Tag>
          )}
          <span>{t('notice.due', { day: day(due) })}</span>
        </>
      }
      title={about ? <ThingLink id={about.id}>{title}</ThingLink> : title}
    >
      {text && (
        <p>
          <Said text={text} />
        </p>
      )}
      {withdrawnBecause && (
        <p>
          <Said text={withdrawnBecause} />
        </p>
      )}
      <p className="quiet small">
        {t('notice.by')} <Who partner={requestedBy} />
      </p>
      <Disclosure title={t('notice.who', { title })}>
        <ul className="plain talk-invited">
          {unread.map((partner) => (
            <li key={partner.id} className="row">
              <Who partner={partner} /> <Tag tone="warn">{t('notice.unread')}</Tag>
            </li>
          ))}
          {read.map((one) => (
            <li key={one.id} className="row">
              <Who partner={one.partner} />
              <Tag tone={one.upToDate ? 'good' : 'warn'}>
                {t(one.upToDate ? 'notice.readOn' : 'notice.readEarlier', { day: day(one.at) })}
              </Tag>
            </li>
          ))}
        </ul>
      </Disclosure>
      <Acts
        id={id}
        about={title}
        onDone={again}
        acts={[
          ...(waitsForUs && own !== undefined
            ? [
                {
                  command: 'AcknowledgeChange',
                  id: `ack_${about.id}__${own.slice('partner_'.length)}`,
                  given: { about: about.id, revision: about.revision },
                },
              ]
            : []),
          ...(phase === 'STANDING' && (requestedBy?.id === own || roles.has('COORDINATOR'))
            ? [{ command: 'WithdrawRequest' }]
            : []),
        ]}
      />
    </Item>
  );
}
