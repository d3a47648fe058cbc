import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { useNewId } from '../forms/filled.ts';
import { graphql } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said } from '../said.tsx';
import { Empty, Notice, Tag } from '../ui/index.ts';
import { useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { useName } from './names.ts';

const Handled = graphql(`
  query Handled($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      erasures(first: 100) {
        nodes {
          id
          author
          outcome
          basis
          decision
          kinds
          changedAt
          changedBy
          revision
          reason {
            original
            fi
            sv
            en
          }
        }
      }
      removals(first: 100) {
        nodes {
          id
          of
          phase
          basis
          decision
          fields
          changedAt
          proposedBy
          settledBy
          revision
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
`);

const tones = { ERASED: 'bad', REFUSED: 'plain', RESTRICTED: 'warn', LIFTED: 'good' } as const;
const phases = { PROPOSED: 'warn', CONFIRMED: 'bad', DROPPED: 'plain' } as const;

/** What people have asked about their own words, what was decided, and what was taken out of an event by two people. */
export function Erasures(): ReactElement {
  const { t } = useTranslation(['history']);
  const { moment } = useFormats();
  const name = useName();
  const view = useView(Handled, {});
  const [erasure, renewErasure] = useNewId('erasure');
  const [removal, renewRemoval] = useNewId('removal');
  const again = () => {
    renewErasure();
    renewRemoval();
    view.again();
  };
  return (
    <div className="stack">
      <Notice title={t('erasureLead')}>
        <p>{t('erasureExplained')}</p>
      </Notice>
      <Answer view={view} pick={({ collaboration }) => collaboration}>
        {({ erasures, removals }) => (
          <>
            <section className="stack" aria-labelledby="erasures">
              <h2 id="erasures">{t('erasures')}</h2>
              <Acts
                id={erasure}
                about={t('erasures')}
                acts={[{ command: 'EraseTexts' }, { command: 'RefuseErasure' }, { command: 'RestrictTexts' }]}
                onDone={again}
              />
              {(erasures?.nodes ?? []).length === 0 ? (
                <Empty title={t('noErasures')} />
              ) : (
                <ol className="plain events">
                  {erasures?.nodes.map((one) => (
                    <li key={one.id}>
                      <article className="event stack tight" aria-label={name(one.author)}>
                        <p className="row small">
                          <Tag tone={tones[one.outcome]}>{t(`erasure.${one.outcome}`)}</Tag>
                          <time dateTime={one.changedAt}>{moment(one.changedAt)}</time>
                        </p>
                        <h3>{name(one.author)}</h3>
                        <p className="small">
                          {t('decidedBy', { who: name(one.changedBy) })}
                          {one.basis && ` · ${t(`basis.${one.basis}`)}`}
                          {one.decision != null && ` · ${one.decision}`}
                        </p>
                        {one.reason && (
                          <p>
                            <Said text={one.reason} />
                          </p>
                        )}
                        {one.outcome === 'RESTRICTED' && (
                          <Acts
                            id={one.id}
                            about={name(one.author)}
                            acts={[{ command: 'LiftRestriction' }]}
                            onDone={again}
                          />
                        )}
                      </article>
                    </li>
                  ))}
                </ol>
              )}
            </section>
            <section className="stack" aria-labelledby="removals">
              <h2 id="removals">{t('removals')}</h2>
              <p>{t('removalsLead')}</p>
              <Acts id={removal} about={t('removals')} acts={[{ command: 'ProposeRemoval' }]} onDone={again} />
              {(removals?.nodes ?? []).length === 0 ? (
                <Empty title={t('noRemovals')} />
              ) : (
                <ol className="plain events">
                  {removals?.nodes.map((one) => (
                    <li key={one.id}>
                      <article className="event stack tight" aria-label={`#${one.of}`}>
                        <p className="row small">
                          <Tag tone={phases[one.phase]}>{t(`removal.${one.phase}`)}</Tag>
                          <time dateTime={one.changedAt}>{moment(one.changedAt)}</time>
                        </p>
                        <h3>{t('removalOf', { position: one.of })}</h3>
                        <p className="small">
                          {t('proposedBy', { who: name(one.proposedBy) })}
                          {one.settledBy != null && ` · ${t('settledBy', { who: name(one.settledBy) })}`}
                          {` · ${t(`basis.${one.basis}`)}`}
                          {one.decision != null && ` · ${one.decision}`}
                        </p>
                        <p>
                          <Said text={one.reason} />
                        </p>
                        <p className="small quiet">{one.fields.join(', ')}</p>
                        {one.phase === 'PROPOSED' && (
                          <Acts
                            id={one.id}
                            about={t('removalOf', { position: one.of })}
                            acts={[{ command: 'ConfirmRemoval' }, { command: 'DropRemoval' }]}
                            onDone={again}
                          />
                        )}
                      </article>
                    </li>
                  ))}
                </ol>
              )}
            </section>
          </>
        )}
      </Answer>
    </div>
  );
}
