import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said } from '../said.tsx';
import { Disclosure, Notice, Table } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';

const Audit = graphql(`
  query Audit($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      auditorView {
        logProof {
          verdict
          reason
          checkedAt
          checkedEvents
          signedAt
          signedEvents
          witnessed
        }
        selfCheck {
          equal
          position
          difference
        }
        mandates(first: 100, inForce: true) {
          totalCount
          nodes {
            id
            person
            role
            from
            to
            partner {
              name {
                original
                fi
                sv
                en
              }
            }
          }
        }
        settings(first: 20) {
          totalCount
          nodes {
            id
            type
            changedAt
            reason {
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

/** For who audits: first whether the record is what was written, then who may do what, and what was set otherwise. */
export function Auditing(): ReactElement | null {
  const { t } = useTranslation(['mine', 'common', 'forms']);
  const { day, moment, number } = useFormats();
  const { collaboration } = useSight();
  const { data } = useView(Audit, {});
  const view = data?.collaboration?.auditorView;
  if (!view) return null;
  const { logProof: proof, selfCheck, mandates, settings } = view;
  const sound = proof?.verdict?.startsWith('OK') === true;
  return (
    <section className="stack" aria-labelledby="audit">
      <h2 id="audit">{t('audit')}</h2>
      {proof?.verdict != null ? (
        <Notice kind={sound ? 'done' : 'fault'} title={sound ? t('logSound') : t('logUnsound')}>
          {!sound && <p>{proof.reason ?? proof.verdict}</p>}
          {proof.checkedAt !== null && (
            <p>{t('logChecked', { moment: moment(proof.checkedAt), events: number(proof.checkedEvents ?? 0) })}</p>
          )}
          {proof.signedAt !== null && (
            <p>
              {t('logSigned', { moment: moment(proof.signedAt), events: number(proof.signedEvents ?? 0) })}{' '}
              {proof.witnessed ? t('logWitnessed') : t('logNotWitnessed')}
            </p>
          )}
        </Notice>
      ) : (
        <Notice title={t('logPending')} />
      )}
      {selfCheck && (
        <p>{selfCheck.equal ? t('replaySame') : t('replayDiffers', { difference: selfCheck.difference ?? '' })}</p>
      )}
      <p>
        <Link to="/c/$collaboration/history" params={{ collaboration }}>
          {t('toHistory')}
        </Link>
      </p>
      <Disclosure title={t('mandatesInForce', { count: mandates.totalCount })}>
        <Table
          caption={t('mandatesInForce', { count: mandates.totalCount })}
          captionHidden
          rows={mandates.nodes}
          keyOf={({ id }) => id}
          columns={[
            { id: 'person', title: t('person'), isHead: true, cell: ({ person }) => person },
            { id: 'partner', title: t('organisation'), cell: ({ partner }) => partner && <Said text={partner.name} /> },
            { id: 'role', title: t('roleTitle'), cell: ({ role }) => t(`role.${role}`) },
            {
              id: 'time',
              title: t('time'),
              cell: ({ from, to }) => (to === null ? `${day(from)} –` : `${day(from)} – ${day(to)}`),
            },
          ]}
        />
      </Disclosure>
      <Disclosure title={t('settingsSet', { count: settings.totalCount })}>
        <Table
          caption={t('settingsSet', { count: settings.totalCount })}
          captionHidden
          rows={settings.nodes}
          keyOf={({ id }) => id}
          columns={[
            { id: 'at', title: t('when'), isHead: true, cell: ({ changedAt }) => moment(changedAt) },
            { id: 'type', title: t('what'), cell: ({ type }) => type },
            { id: 'reason', title: t('why'), cell: ({ reason }) => (reason ? <Said text={reason} /> : '–') },
          ]}
        />
      </Disclosure>
    </section>
  );
}
