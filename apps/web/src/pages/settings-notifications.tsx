import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { Button, Empty, Notice, Select, Skeleton, Tag } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { ThingLink } from './thing-link.tsx';

const Told = graphql(`
  query Told($collaboration: ID!, $actingFor: ID, $language: Language!, $first: Int!) {
    me(collaboration: $collaboration, actingFor: $actingFor) {
      person
      unseenCount
      notifications(first: $first) {
        totalCount
        nodes {
          id
          kind
          about
          at
          seenAt
          words(language: $language)
        }
      }
    }
  }
`);

const See = graphql(`
  mutation See($collaboration: ID!, $ids: [ID!]) {
    seeNotifications(collaboration: $collaboration, ids: $ids) {
      person
      unseenCount
    }
  }
`);

const api = { fi: 'FI', sv: 'SV', en: 'EN' } as const;
const pageLength = 20;
const most = 100;

/** What the person was told, the newest first, and what of it is new. */
export function Notifications(): ReactElement {
  const { t } = useTranslation(['settings', 'common']);
  const { moment } = useFormats();
  const language = useLanguage();
  const { collaboration, actingFor, pulse } = useSight();
  const [first, setFirst] = useState(pageLength);
  const [{ data, fetching, error }, ask] = useQuery({
    query: Told,
    variables: { collaboration, actingFor: actingFor ?? null, language: api[language], first },
  });
  const [{ fetching: seeing }, see] = useMutation(See);
  useEffect(() => {
    if (pulse > 0) ask({ requestPolicy: 'network-only' });
  }, [pulse, ask]);
  const me = data?.me;
  if (!me)
    return fetching ? (
      <Skeleton />
    ) : (
      <Notice kind="fault" title={t('common:state.failed')} live>
        <Button small onPress={() => ask({ requestPolicy: 'network-only' })}>
          {t('common:state.again')}
        </Button>
      </Notice>
    );
  const { nodes, totalCount } = me.notifications;
  const seen = async (ids: readonly string[] | null) => {
    await see({ collaboration, ids: ids === null ? null : [...ids] });
    ask({ requestPolicy: 'network-only' });
  };
  return (
    <div className="stack">
      <p role="status">
        {me.unseenCount === 0 ? t('notifications.allSeen') : t('notifications.unseen', { count: me.unseenCount })}
      </p>
      {error && <Notice kind="fault" title={t('common:state.failed')} live />}
      {me.unseenCount > 0 && (
        <div className="row">
          <Button isPending={seeing} onPress={() => void seen(null)}>
            {t('notifications.seeAll')}
          </Button>
        </div>
      )}
      {nodes.length === 0 ? (
        <Empty title={t('notifications.nothing')}>
          <p>{t('notifications.nothingAdvice')}</p>
        </Empty>
      ) : (
        <ul className="plain told">
          {nodes.map(({ id, kind, about, at, seenAt, words }) => (
            <li key={id} className={seenAt === null ? 'told-one new' : 'told-one'}>
              <div>
                <p className="small quiet row">
                  <span>{moment(at)}</span>
                  <span>{t(`kind.${kind}`)}</span>
                  {seenAt === null && <Tag tone="warn">{t('notifications.new')}</Tag>}
                </p>
                <p>
                  <ThingLink id={about}>{words}</ThingLink>
                </p>
              </div>
              {seenAt === null && (
                <Button
                  small
                  look="quiet"
                  aria-label={`${t('notifications.see')}: ${words}`}
                  onPress={() => void seen([id])}
                >
                  {t('notifications.see')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {totalCount > nodes.length && first < most && (
        <div className="row">
          <Button onPress={() => setFirst(most)}>
            {t('notifications.more', { count: Math.min(totalCount, most) - nodes.length })}
          </Button>
        </div>
      )}
    </div>
  );
}

const RulesOf = graphql(`
  query RulesOf($collaboration: ID!, $actingFor: ID) {
    me(collaboration: $collaboration, actingFor: $actingFor) {
      person
      rules {
        kind
        how
      }
    }
  }
`);

const SetRule = graphql(`
  mutation SetRule($collaboration: ID!, $kind: NotificationKind!, $how: NotificationWay!) {
    setNotificationRule(collaboration: $collaboration, kind: $kind, how: $how) {
      person
      rules {
        kind
        how
      }
    }
  }
`);

const ways = ['INBOX', 'DIGEST', 'OFF'] as const;

/** For each kind of thing whether the person is told at once, once a day or not at all; each choice holds at once. */
export function Rules(): ReactElement {
  const { t } = useTranslation(['settings', 'common']);
  const { collaboration, actingFor } = useSight();
  const [{ data, fetching }, ask] = useQuery({
    query: RulesOf,
    variables: { collaboration, actingFor: actingFor ?? null },
  });
  const [, set] = useMutation(SetRule);
  const [said, setSaid] = useState('');
  const rules = data?.me?.rules;
  if (!rules) return fetching ? <Skeleton /> : <Notice kind="fault" title={t('common:state.failed')} live />;
  return (
    <div className="stack">
      <p>{t('rules.lead')}</p>
      <p role="status" className={said === '' ? 'hidden' : 'done-line'}>
        {said}
      </p>
      <div className="rules">
        {rules.map(({ kind, how }) => (
          <Select
            key={kind}
            label={t(`kind.${kind}`)}
            options={ways.map((id) => ({ id, label: t(`rules.${id}`) }))}
            value={how}
            onChange={(chosen) => {
              const way = ways.find((id) => id === chosen);
              if (!way || way === how) return;
              void set({ collaboration, kind, how: way }).then(({ error }) => {
                setSaid(error ? t('common:state.failed') : t('rules.saved', { kind: t(`kind.${kind}`) }));
                ask({ requestPolicy: 'network-only' });
              });
            }}
          />
        ))}
      </div>
    </div>
  );
}
