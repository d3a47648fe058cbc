import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts, useMayGive } from '../forms/acts.tsx';
import { useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said } from '../said.tsx';
import { Disclosure, Empty } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Words } from './fragments.ts';
import { Answer } from './answer.tsx';
import { Heading } from './heading.tsx';
import { fileKinds, PartLink, StateTag, usePeriodName, useReportAddress } from './report-parts.tsx';
import './report.css';

const HalfYears = graphql(
  `
    query HalfYears($collaboration: ID!, $asOf: String, $actingFor: ID) {
      collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
        periods(first: 20) {
          nodes {
            id
            code
            from
            to
            phase
            assessmentsDue
            assessments(first: 1) {
              totalCount
            }
            missing {
              id
              title {
                ...Words
              }
            }
            overdue {
              id
            }
            reopenings {
              at
              reason {
                ...Words
              }
            }
            report {
              id
              phase
              publications {
                version
                at
              }
            }
          }
        }
      }
    }
  `,
  [Words],
);

type Period = NonNullable<ResultOf<typeof HalfYears>['collaboration']>['periods']['nodes'][number];

/** The half-years: what is open, how far it is, what has been published. */
export function Reports(): ReactElement {
  const { t } = useTranslation(['report', 'common']);
  const view = useView(HalfYears, {});
  const mayGive = useMayGive();
  const [id, renew] = useNewId('period');
  return (
    <>
      <Heading title={t('common:page.report')}>
        <p>{t('list.lead')}</p>
      </Heading>
      <Acts
        id={id}
        about={t('list.new')}
        onDone={() => {
          renew();
          view.again();
        }}
        acts={[{ command: 'OpenPeriod' }]}
      />
      <Answer view={view} pick={({ collaboration }) => collaboration?.periods.nodes}>
        {(periods) =>
          periods.length === 0 ? (
            <Empty title={t('list.none')}>
              <p>{t(mayGive('OpenPeriod') ? 'list.noneOpen' : 'list.noneAdvice')}</p>
            </Empty>
          ) : (
            <ul className="plain report-periods">
              {periods.map((period) => (
                <HalfYear key={period.id} period={period} again={view.again} />
              ))}
            </ul>
          )
        }
      </Answer>
    </>
  );
}

function HalfYear({ period, again }: { readonly period: Period; readonly again: () => void }): ReactElement {
  const { t } = useTranslation(['report', 'common']);
  const { collaboration } = useSight();
  const { day, moment } = useFormats();
  const name = usePeriodName();
  const address = useReportAddress(period.code);
  const { missing, overdue, report, assessments, assessmentsDue } = period;
  const newest = report?.publications.at(-1);
  const given = assessments.totalCount;
  const heading = name(period);
  return (
    <li className="report-period stack tight">
      <header className="row">
        <h2>
          <Link
            to="/c/$collaboration/reports/$period"
            params={{ collaboration, period: period.code }}
            search={(before) => ({ asOf: before.asOf, actingFor: before.actingFor })}
          >
            {heading}
          </Link>
        </h2>
        <StateTag period={period} />
      </header>
      <p className="quiet">
        {day(period.from)}–{day(period.to)}
        {assessmentsDue != null && ` · ${t('list.due', { day: day(assessmentsDue) })}`}
      </p>
      <p>
        {t('list.given', { count: given })}{' '}
        {missing.length === 0 ? t('list.whole') : t('list.missing', { count: missing.length })}{' '}
        {overdue.length > 0 && t('list.late', { count: overdue.length })}
      </p>
      {missing.length > 0 && (
        <Disclosure title={t('list.whatMissing', { count: missing.length, period: heading })}>
          <ul>
            {missing.map(({ id, title }) => (
              <li key={id}>
                <PartLink period={period.code} programme={id}>
                  <Said text={title} />
                </PartLink>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {newest && (
        <p className="row">
          <a className="button plain small-button" href={address.page(newest.version)} target="_blank" rel="noreferrer">
            {t('list.read', { period: heading, version: newest.version })}
          </a>
          <span className="quiet small">{t('version.at', { moment: moment(newest.at) })}</span>
          {fileKinds.map((kind) => (
            <a
              key={kind}
              href={address.file(kind, newest.version)}
              download
              aria-label={t('list.fileOf', { kind: t(`file.${kind}`), period: heading })}
            >
              {t(`file.${kind}`)}
            </a>
          ))}
        </p>
      )}
      {period.reopenings.map(({ at, reason }) => (
        <p key={at} className="small">
          {t('list.reopened', { moment: moment(at) })} <Said text={reason} />
        </p>
      ))}
      <Acts
        id={period.id}
        about={heading}
        onDone={again}
        acts={
          period.phase === 'OPEN'
            ? [...(newest ? [] : [{ command: 'SetPeriodDue' }]), { command: 'ClosePeriod' }]
            : [{ command: 'ReopenPeriod' }]
        }
      />
    </li>
  );
}
