import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said } from '../said.tsx';
import { Button, Disclosure } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { ThingLink } from './thing-link.tsx';

const LastVisit = graphql(`
  query LastVisit($collaboration: ID!, $actingFor: ID) {
    me(collaboration: $collaboration, actingFor: $actingFor) {
      sinceLastVisit
      lastVisit {
        at
      }
    }
  }
`);

const SeeAll = graphql(`
  mutation SeeAll($collaboration: ID!, $upTo: ID) {
    seeNotifications(collaboration: $collaboration, upTo: $upTo) {
      sinceLastVisit
      unseenCount
      lastVisit {
        at
      }
    }
  }
`);

const ChangedSince = graphql(`
  query ChangedSince($collaboration: ID!, $asOf: String, $actingFor: ID, $organisation: ID!, $since: ID!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      partner(id: $organisation) {
        view {
          changedSince(position: $since) {
            id
            position
            changedAt
            changedBy
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
`);

/** What is the organisation's own and has changed since the person last said that they had seen everything. */
export function Changed({
  organisation,
  upTo,
}: {
  readonly organisation: string;
  /** Position of what the page shows: nobody has seen more. */
  readonly upTo: string;
}): ReactElement {
  const { t } = useTranslation(['mine', 'common']);
  const { moment } = useFormats();
  const { collaboration, actingFor } = useSight();
  const [{ data }, ask] = useQuery({ query: LastVisit, variables: { collaboration, actingFor: actingFor ?? null } });
  const [{ fetching }, see] = useMutation(SeeAll);
  const [said, setSaid] = useState('');
  const me = data?.me;
  const seen = async () => {
    const { error } = await see({ collaboration, upTo });
    setSaid(error ? t('common:state.failed') : t('seenSaid'));
    ask({ requestPolicy: 'network-only' });
  };
  return (
    <section className="stack" aria-labelledby="changed">
      <h2 id="changed">{t('changed')}</h2>
      {me && (
        <p className="small quiet">
          {me.lastVisit ? t('lastVisit', { moment: moment(me.lastVisit.at) }) : t('firstVisit')}
        </p>
      )}
      {me && <List organisation={organisation} since={me.sinceLastVisit} isFirst={me.lastVisit === null} />}
      <div className="row">
        <Button small isPending={fetching} onPress={() => void seen()}>
          {t('markSeen')}
        </Button>
        <span role="status">{said}</span>
      </div>
    </section>
  );
}

/** So many are in sight. */
const inSight = 5;

function List({
  organisation,
  since,
  isFirst,
}: {
  readonly organisation: string;
  readonly since: string;
  readonly isFirst: boolean;
}): ReactElement | null {
  const { t } = useTranslation(['mine']);
  const { moment } = useFormats();
  const { person } = useSight();
  const { data } = useView(ChangedSince, { organisation, since });
  const changes = data?.collaboration?.partner?.view.changedSince;
  if (!changes) return null;
  // What one has done oneself is no news.
  const news = changes.filter(({ changedBy }) => changedBy !== person);
  if (news.length === 0) return <p>{t('changedNothing')}</p>;
  const list = (things: typeof news) => (
    <ul className="changes">
      {things.map(({ id, title, changedAt }) => (
        <li key={id}>
          <ThingLink id={id}>
            <Said text={title} />
          </ThingLink>{' '}
          <span className="small quiet">{moment(changedAt)}</span>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {list(news.slice(0, inSight))}
      {news.length > inSight && (
        <Disclosure title={t(isFirst ? 'moreKnown' : 'moreChanged', { count: news.length - inSight })}>
          {list(news.slice(inSight, 100))}
        </Disclosure>
      )}
    </>
  );
}
