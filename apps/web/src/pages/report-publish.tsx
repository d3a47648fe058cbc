import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts, useMayGive } from '../forms/acts.tsx';
import { CommandForm } from '../forms/command-form.tsx';
import { textFilled, useNewId } from '../forms/filled.ts';
import { graphql } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Button, Dialog, Disclosure, Empty, Notice } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Words } from './fragments.ts';
import { fileKinds, PartLink, usePeriodName, useReportAddress } from './report-parts.tsx';
import type { PartProps, Period } from './report-document.ts';

const AboutReport = graphql(
  `
    query AboutReport($collaboration: ID!, $asOf: String, $actingFor: ID, $report: ID!) {
      collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
        report(id: $report) {
          publications {
            version
            correctedSince {
              id
              programme {
                id
                title {
                  ...Words
                }
              }
            }
            unlockedSince {
              at
              until
              reason {
                ...Words
              }
            }
            figures {
              indicator
            }
          }
          decisions(first: 20) {
            nodes {
              id
              phase
              date
              planned
              section
              registerNumber
              outcome
              bodyKind
              subjects
              body {
                ...Words
              }
              title {
                ...Words
              }
            }
          }
        }
      }
    }
  `,
  [Words],
);

const reportIdOf = ({ id }: Pick<Period, 'id'>) => `report_${id.slice('period_'.length)}`;

/** Looks at the report as it will be published, publishes it, and keeps its versions, files and decisions. */
export function Publishing({ period, again }: PartProps): ReactElement {
  const { t } = useTranslation(['report', 'forms', 'common']);
  const { asOf } = useSight();
  const mayGive = useMayGive();
  const name = usePeriodName();
  const address = useReportAddress(period.code);
  const [asking, setAsking] = useState(false);
  const { report } = period;
  const about = useView(AboutReport, { report: reportIdOf(period) }).data?.collaboration?.report;
  const [decision, renew] = useNewId('decision');
  const unread = period.assessments.nodes.filter(({ phase }) => phase === 'SUBMITTED');
  const barred = [
    ...(!report || report.summary.length === 0 ? [t('publish.noSummary')] : []),
    ...(period.acceptance && unread.length > 0 ? [t('publish.unread', { count: unread.length })] : []),
  ];
  const publishable = asOf === undefined && mayGive('PublishReport') && report?.phase !== 'PUBLISHED';
  return (
    <div className="stack report-sections">
      {report?.phase !== 'PUBLISHED' && (
        <section className="stack" aria-labelledby="preview">
          <h2 id="preview">{t('publish.previewTitle')}</h2>
          <p>{t('publish.previewLead')}</p>
          {report ? (
            <p>
              <a className="button plain small-button" href={address.page('draft')} target="_blank" rel="noreferrer">
                {t('publish.preview')}
              </a>
            </p>
          ) : (
            <p className="quiet">{t('publish.noPreview')}</p>
          )}
        </section>
      )}
      {publishable && (
        <section className="stack" aria-labelledby="publish">
          <h2 id="publish">{t('publish.title')}</h2>
          {barred.length > 0 && (
            <Notice kind="warn" title={t('publish.notYet')}>
              <ul>
                {barred.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </Notice>
          )}
          {period.missing.length > 0 && <MissingParts period={period} />}
          <div className="row">
            <Button look="main" isDisabled={barred.length > 0} onPress={() => setAsking(true)}>
              {t('publish.act')}
            </Button>
          </div>
          <Dialog title={t('publish.ask', { period: name(period) })} isOpen={asking} onClose={() => setAsking(false)}>
            <p>{t('publish.freezes')}</p>
            <ul>
              <li>
                {t('publish.freezesTexts', {
                  count: period.assessments.nodes.filter(({ phase }) => phase !== 'SENT_BACK').length,
                })}
              </li>
              <li>{t('publish.freezesFigures')}</li>
              {period.missing.length > 0 && <li>{t('publish.freezesMissing', { count: period.missing.length })}</li>}
              <li>{t('publish.freezesPublic')}</li>
            </ul>
            <CommandForm
              command="PublishReport"
              id={reportIdOf(period)}
              given={period.missing.length > 0 ? {} : { acceptMissing: false }}
              onDone={() => {
                setAsking(false);
                again();
              }}
            />
          </Dialog>
        </section>
      )}
      <Versions period={period} about={about?.publications} />
      {report && report.publications.length > 0 && (
        <section className="stack" aria-labelledby="decided">
          <h2 id="decided">{t('decided.title')}</h2>
          {about && about.decisions.nodes.length > 0 ? (
            <ul className="plain report-rows">
              {about.decisions.nodes.map((decision) => (
                <Decided key={decision.id} decision={decision} again={again} />
              ))}
            </ul>
          ) : (
            <p className="quiet">{t('decided.none')}</p>
          )}
          <Acts
            id={decision}
            about={t('title', { period: name(period) })}
            onDone={() => {
              renew();
              again();
            }}
            acts={[{ command: 'RecordDecision', label: t('decided.record'), given: { subjects: [report.id] } }]}
          />
        </section>
      )}
      {report?.phase === 'PUBLISHED' && (
        <section className="stack" aria-labelledby="anew">
          <h2 id="anew">{t('anew.title')}</h2>
          <p>{t('anew.lead')}</p>
          <Acts id={report.id} about={name(period)} onDone={again} acts={[{ command: 'ReopenReport' }]} />
        </section>
      )}
    </div>
  );
}

function MissingParts({ period }: { readonly period: Period }): ReactElement {
  const { t } = useTranslation(['report']);
  const byId = new Map(period.comparison.map(({ programme }) => [programme?.id, programme]));
  return (
    <Notice kind="warn" title={t('publish.missing', { count: period.missing.length })}>
      <ul>
        {period.missing.map(({ id }) => {
          const programme = byId.get(id);
          return (
            <li key={id}>
              <PartLink period={period.code} programme={id}>
                {programme ? <Said text={programme.title} /> : id}
              </PartLink>
              {programme?.partner && (
                <>
                  {' – '}
                  <Said text={programme.partner.name} plain />
                </>
              )}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

interface Since {
  readonly version: number;
  readonly correctedSince: readonly { readonly id: string }[];
  readonly unlockedSince: readonly { readonly at: string }[];
}

/** Every version that was published, to be read and taken along; what was corrected since is said, never changed. */
function Versions({
  period,
  about,
}: {
  readonly period: Period;
  readonly about: readonly Since[] | undefined;
}): ReactElement {
  const { t } = useTranslation(['report']);
  const { moment } = useFormats();
  const address = useReportAddress(period.code);
  const publications = (period.report?.publications ?? []).toReversed();
  return (
    <section className="stack" aria-labelledby="versions">
      <h2 id="versions">{t('version.title')}</h2>
      {publications.length === 0 ? (
        <Empty title={t('version.none')}>
          <p>{t('version.noneAdvice')}</p>
        </Empty>
      ) : (
        <ul className="plain report-rows">
          {publications.map(({ version, at, contentHash, position, reopenedAt, reopenedBecause }) => {
            const since = about?.find((one) => one.version === version);
            return (
              <li key={version} className="report-version stack tight">
                <h3>{t('version.of', { version })}</h3>
                <p className="quiet small">{t('version.at', { moment: moment(at) })}</p>
                <p className="row">
                  <a
                    className="button plain small-button"
                    href={address.page(version)}
                    target="_blank"
                    rel="noreferrer"
                  >
                    {t('version.read', { version })}
                  </a>
                  {fileKinds.map((kind) => (
                    <a
                      key={kind}
                      href={address.file(kind, version)}
                      download
                      aria-label={t('version.fileOf', { kind: t(`file.${kind}`), version })}
                    >
                      {t(`file.${kind}`)}
                    </a>
                  ))}
                </p>
                <p className="small">{t('version.print')}</p>
                {since && since.correctedSince.length > 0 && (
                  <p>{t('version.corrected', { count: since.correctedSince.length })}</p>
                )}
                {since && since.unlockedSince.length > 0 && (
                  <p>{t('version.unlocked', { count: since.unlockedSince.length })}</p>
                )}
                {reopenedBecause && reopenedAt != null && (
                  <p>
                    {t('version.reopened', { moment: moment(reopenedAt) })} <Said text={reopenedBecause} />
                  </p>
                )}
                <Disclosure title={t('version.proof', { version })}>
                  <dl className="report-facts small">
                    <div>
                      <dt>{t('version.position')}</dt>
                      <dd>{position}</dd>
                    </div>
                    <div>
                      <dt>{t('version.hash')}</dt>
                      <dd className="report-hash">{contentHash}</dd>
                    </div>
                  </dl>
                </Disclosure>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

interface DecisionRow {
  readonly id: string;
  readonly phase: 'PLANNED' | 'TAKEN' | 'CANCELLED';
  readonly bodyKind: string;
  readonly subjects: readonly string[];
  readonly date: string | null;
  readonly planned: string | null;
  readonly section: string | null;
  readonly registerNumber: string | null;
  readonly outcome: 'APPROVED' | 'NOTED' | 'RETURNED' | 'REJECTED' | null;
  readonly body: Parameters<typeof Said>[0]['text'];
  readonly title: Parameters<typeof Said>[0]['text'];
}

/** What a governing body decided about the report: body, day, section, register number and outcome (rule 45). */
function Decided({ decision, again }: { readonly decision: DecisionRow; readonly again: () => void }): ReactElement {
  const { t } = useTranslation(['report']);
  const { day, month } = useFormats();
  const title = useSaid();
  const { id, phase, date, planned, section, registerNumber, outcome, body } = decision;
  const when = date ?? planned;
  const amend = {
    command: 'AmendDecision',
    filled: {
      title: textFilled(decision.title),
      body: textFilled(body),
      bodyKind: decision.bodyKind,
      subjects: decision.subjects,
      ...(date !== null && { date }),
      ...(planned !== null && { planned }),
      ...(section !== null && { section }),
      ...(registerNumber !== null && { registerNumber }),
      ...(outcome !== null && { outcome }),
    },
  };
  return (
    <li className="report-item-row">
      <span>
        <strong>
          <Said text={body} />
          {when !== null && ` ${when.length > 7 ? day(when) : month(when)}`}
          {section !== null && ` § ${section.replace(/^§\s*/u, '')}`}
        </strong>
        <span className="report-aside">
          <Said text={decision.title} />
        </span>
        <span className="quiet small report-aside">
          {outcome === null ? t(`decided.phase.${phase}`) : t(`decided.outcome.${outcome}`)}
          {registerNumber !== null && ` · ${t('decided.register', { number: registerNumber })}`}
        </span>
      </span>
      <Acts
        id={id}
        about={title(decision.title)}
        onDone={again}
        acts={phase === 'PLANNED' ? [{ command: 'TakeDecision' }, amend, { command: 'CancelDecision' }] : [amend]}
      />
    </li>
  );
}
