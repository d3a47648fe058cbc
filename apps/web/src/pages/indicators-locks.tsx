import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { periodName } from '../period.ts';
import { Said, useSaid } from '../said.tsx';
import { Empty, Notice, Skeleton, Tag } from '../ui/index.ts';
import { useView } from '../view.ts';

const LockedSpans = graphql(`
  query LockedSpans($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      locks(first: 100) {
        nodes {
          id
          from
          to
          open
          lockedAt
          revision
          reason {
            original
            fi
            sv
            en
          }
          indicators {
            id
            title {
              original
              fi
              sv
              en
            }
          }
          unlockings {
            at
            until
            reason {
              original
              fi
              sv
              en
            }
          }
        }
      }
      disclosures(first: 50) {
        nodes {
          id
          measurement
          changedAt
          basis {
            original
            fi
            sv
            en
          }
        }
      }
    }
  }
`);

type Lock = NonNullable<ResultOf<typeof LockedSpans>['collaboration']>['locks']['nodes'][number];

/** Spans whose values are settled (rule 23), and small figures that were shown because a law or a decision demands it. */
export function Locks(): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const { moment } = useFormats();
  const { data, error, again } = useView(LockedSpans, {});
  const [id, renew] = useNewId('lock');
  const found = data?.collaboration;
  if (!found) return error ? <Notice kind="fault" title={t('common:state.failed')} live /> : <Skeleton />;
  return (
    <div className="stack">
      <section className="stack" aria-labelledby="locks">
        <h2 id="locks">{t('locks.title')}</h2>
        <p>{t('locks.lead')}</p>
        <Acts
          id={id}
          about={t('locks.title')}
          acts={[{ command: 'LockValues' }]}
          onDone={() => {
            renew();
            again();
          }}
        />
        {found.locks.nodes.length === 0 ? (
          <Empty title={t('locks.none')}>
            <p>{t('locks.noneAdvice')}</p>
          </Empty>
        ) : (
          <ul className="plain cards">
            {found.locks.nodes.map((lock) => (
              <LockCard key={lock.id} lock={lock} again={again} />
            ))}
          </ul>
        )}
      </section>
      <section className="stack" aria-labelledby="disclosures">
        <h2 id="disclosures">{t('disclosures.title')}</h2>
        <p>{t('disclosures.lead')}</p>
        {found.disclosures.nodes.length === 0 ? (
          <p className="quiet">{t('disclosures.none')}</p>
        ) : (
          <ul className="plain cards">
            {found.disclosures.nodes.map((one) => (
              <li key={one.id} className="card stack tight">
                <p className="small quiet">
                  {moment(one.changedAt)} · {one.measurement}
                </p>
                <p>
                  <Said text={one.basis} />
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

function LockCard({ lock, again }: { readonly lock: Lock; readonly again: () => void }): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const { day, moment } = useFormats();
  const language = useLanguage();
  const title = useSaid();
  const name = periodName(lock, language);
  return (
    <li className="card stack tight">
      <div className="row">
        <h3>{name}</h3>
        <Tag tone={lock.open ? 'warn' : 'plain'}>{t(lock.open ? 'locks.open' : 'locks.closed')}</Tag>
      </div>
      <p>
        {lock.indicators.length === 0
          ? t('locks.all')
          : lock.indicators.map(({ title: text }) => title(text)).join('; ')}
      </p>
      {lock.reason && (
        <p>
          <Said text={lock.reason} />
        </p>
      )}
      {lock.unlockings.map((one) => (
        <p key={one.at} className="small">
          {t('locks.opened', { at: moment(one.at), until: day(one.until) })} <Said text={one.reason} />
        </p>
      ))}
      <p className="small quiet">{t('locks.since', { at: moment(lock.lockedAt) })}</p>
      <Acts
        id={lock.id}
        about={name}
        acts={[{ command: 'UnlockValues', expectedVersion: lock.revision }]}
        look="plain"
        onDone={again}
      />
    </li>
  );
}
