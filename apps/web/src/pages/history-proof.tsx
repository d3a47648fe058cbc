import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { Notice, Select } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { useCalled } from './names.ts';

const Proven = graphql(`
  query Proven($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      position
      auditorView {
        logProof {
          verdict
          reason
          refused
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
      }
      goals(first: 100) {
        nodes {
          id
          title {
            original
            fi
            sv
            en
          }
        }
      }
      periods(first: 100) {
        nodes {
          id
        }
      }
    }
  }
`);

/** Whether the record is what was written, who else has signed that it is, and how anybody can check it for themselves. */
export function Proof(): ReactElement {
  const { t } = useTranslation(['history']);
  const { number, moment } = useFormats();
  const { roles, collaboration } = useSight();
  const view = useView(Proven, {});
  return (
    <div className="stack">
      <p>{t('proofLead')}</p>
      <Answer view={view} pick={(data) => data.collaboration}>
        {({ auditorView, position }) => (
          <>
            {auditorView && (
              <section className="stack" aria-labelledby="verdict">
                <h2 id="verdict">{t('verdict')}</h2>
                {auditorView.logProof ? (
                  <Notice
                    kind={
                      auditorView.logProof.verdict == null
                        ? 'calm'
                        : auditorView.logProof.verdict.startsWith('OK')
                          ? 'done'
                          : 'fault'
                    }
                    title={
                      auditorView.logProof.verdict == null
                        ? t('checking')
                        : auditorView.logProof.verdict.startsWith('OK')
                          ? t('unaltered', { count: auditorView.logProof.checkedEvents ?? 0 })
                          : t('altered')
                    }
                  >
                    {auditorView.logProof.reason != null && <p lang="en">{auditorView.logProof.reason}</p>}
                    {auditorView.logProof.refused != null && <p lang="en">{auditorView.logProof.refused}</p>}
                    <dl className="facts">
                      <dt>{t('checkedAt')}</dt>
                      <dd>
                        {auditorView.logProof.checkedAt == null ? t('notYet') : moment(auditorView.logProof.checkedAt)}
                      </dd>
                      <dt>{t('signed')}</dt>
                      <dd>
                        {auditorView.logProof.signedAt == null
                          ? t('notYet')
                          : t('signedEvents', {
                              events: number(auditorView.logProof.signedEvents ?? 0),
                              moment: moment(auditorView.logProof.signedAt),
                            })}
                      </dd>
                      <dt>{t('witnesses')}</dt>
                      <dd>{auditorView.logProof.witnessed ? t('witnessed') : t('notWitnessed')}</dd>
                    </dl>
                  </Notice>
                ) : (
                  <Notice title={t('notSealed')} />
                )}
                {auditorView.selfCheck && (
                  <Notice
                    kind={auditorView.selfCheck.equal ? 'done' : 'fault'}
                    title={auditorView.selfCheck.equal ? t('replayEqual') : t('replayDiffers')}
                  >
                    <p>
                      {auditorView.selfCheck.equal
                        ? t('replayTo', { position: auditorView.selfCheck.position })
                        : auditorView.selfCheck.difference}
                    </p>
                  </Notice>
                )}
                {!auditorView.selfCheck && <Notice title={t('replayFromLog')} />}
              </section>
            )}
            <section className="stack" aria-labelledby="yourself">
              <h2 id="yourself">{t('verifyYourself')}</h2>
              <p>{t('verifyYourselfLead', { position })}</p>
              <ul>
                <li>
                  <a href="/tlog/checkpoint">{t('checkpointLink')}</a> {t('checkpointHint')}
                </li>
                <li>
                  <a href={`/events/${collaboration}`}>{t('eventsLink')}</a> {t('eventsHint')}
                </li>
              </ul>
              <p>{t('commandsHint')}</p>
              <pre className="scroll" tabIndex={0} aria-label={t('commandsHint')}>
                <code>
                  node infra/verify/verify.mjs keskisuomi.ndjson{'\n'}
                  python3 infra/verify/verify.py keskisuomi.ndjson
                </code>
              </pre>
            </section>
            {roles.has('AUDITOR') && <Bundles />}
          </>
        )}
      </Answer>
    </div>
  );
}

/** The events with their exact bytes and proofs as a file: all of it or one part. */
function Bundles(): ReactElement {
  const { t } = useTranslation(['history']);
  const language = useLanguage();
  const { collaboration } = useSight();
  const { partners } = useCalled();
  const { data } = useView(Proven, {});
  const [part, setPart] = useState<'all' | 'goal' | 'partner' | 'period'>('all');
  const [chosen, setChosen] = useState<string | null>(null);
  const goals = (data?.collaboration?.goals.nodes ?? []).map(({ id, title }) => ({
    id,
    label: title[language] ?? title.fi ?? title.sv ?? title.en ?? id,
  }));
  const periods = (data?.collaboration?.periods.nodes ?? []).map(({ id }) => ({
    id: id.replace(/^period_/, ''),
    label: id.replace(/^period_/, ''),
  }));
  const options = { goal: goals, partner: partners, period: periods };
  const query = part === 'all' || chosen === null ? '' : `&${part}=${encodeURIComponent(chosen)}`;
  const isReady = part === 'all' || chosen !== null;
  return (
    <section className="stack" aria-labelledby="bundles">
      <h2 id="bundles">{t('bundles')}</h2>
      <p>{t('bundlesLead')}</p>
      <div className="fields wanted">
        <Select
          label={t('bundlePart')}
          options={(['all', 'goal', 'partner', 'period'] as const).map((id) => ({ id, label: t(`bundle.${id}`) }))}
          value={part}
          onChange={(value) => {
            setPart(value as 'all');
            setChosen(null);
          }}
        />
        {part !== 'all' && (
          <Select label={t(`bundle.${part}`)} options={options[part]} value={chosen} onChange={setChosen} />
        )}
      </div>
      {isReady && (
        <p>
          <a className="button main" href={`/bundles/${collaboration}?lang=${language}${query}`} download>
            {t('download')}
          </a>
        </p>
      )}
    </section>
  );
}
