import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts, useMayGive } from '../forms/acts.tsx';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Empty, Notice, Tabs } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { Heading } from './heading.tsx';
import { SideBySide } from './report-beside.tsx';
import { DeskOf, type DeskProps, type PartProps } from './report-document.ts';
import { NextUp, PhaseTag, usePeriodName } from './report-parts.tsx';
import { Reading } from './report-reading.tsx';
import { WriteAssessment } from './report-write.tsx';

/** One programme's part of a half-year report: written by its owner, read by the coordinator, beside the last one. */
export function Desk({ programme, ...part }: PartProps & { readonly programme: string }): ReactElement {
  const { t } = useTranslation(['report']);
  const view = useView(DeskOf, { period: part.period.id, programme });
  return (
    <Answer
      view={view}
      pick={({ collaboration }) => {
        const desk = collaboration?.assessmentDesk;
        return desk?.programme && { desk, programme: desk.programme };
      }}
      absent={
        <>
          <Heading title={t('unknownProgramme')} />
          <Back period={part.period} />
        </>
      }
    >
      {(found) => <Opened {...part} {...found} look={view.again} />}
    </Answer>
  );
}

function Back({ period }: Pick<PartProps, 'period'>): ReactElement {
  const { t } = useTranslation(['report']);
  const { collaboration } = useSight();
  const name = usePeriodName();
  return (
    <Link
      to="/c/$collaboration/reports/$period"
      params={{ collaboration, period: period.code }}
      search={(before) => ({ asOf: before.asOf, actingFor: before.actingFor })}
    >
      {t('toWhole', { period: name(period) })}
    </Link>
  );
}

function Opened(props: DeskProps): ReactElement {
  const { period, programme, desk, look, again } = props;
  const { t } = useTranslation(['report']);
  const { day } = useFormats();
  const title = useSaid();
  const name = usePeriodName();
  const writable = useWritable(props);
  const { assessment } = desk;
  const sentBack =
    assessment?.phase === 'SENT_BACK' ? assessment.readings.findLast(({ found }) => found === 'SENT_BACK') : undefined;
  const done = () => {
    look();
    again();
  };
  const subject = { period: period.id, programme: programme.id };
  return (
    <>
      <nav aria-label={t('whereabouts')} className="small">
        <Back period={period} />
      </nav>
      <Heading title={title(programme.title)}>
        <p className="row">
          <span>{t('title', { period: name(period) })}</span>
          <PhaseTag phase={assessment?.phase} late={desk.late} />
        </p>
        <p className="quiet">
          {programme.partner ? (
            <>
              {t('responsible')} <Said text={programme.partner.name} plain />
              {programme.ownerRole && (
                <>
                  {', '}
                  <Said text={programme.ownerRole} />
                </>
              )}
            </>
          ) : (
            t('column.nobody')
          )}
          {period.assessmentsDue != null && ` · ${t('dueBy', { day: day(period.assessmentsDue) })}`}
        </p>
        <NextUp>{t(`desk.next.${assessment?.phase ?? (writable ? 'WRITE' : 'NONE')}`)}</NextUp>
      </Heading>
      {sentBack?.comment && (
        <Notice kind="warn" title={t('desk.sentBack', { day: day(sentBack.at) })}>
          <p>
            <Said text={sentBack.comment} />
          </p>
        </Notice>
      )}
      {assessment && (
        <Acts
          id={assessment.id}
          about={title(programme.title)}
          onDone={done}
          acts={[
            ...(assessment.phase === 'SUBMITTED' ? [{ command: 'AcceptAssessment', given: subject }] : []),
            ...(assessment.phase === 'SENT_BACK' || period.report?.phase === 'PUBLISHED'
              ? []
              : [{ command: 'SendBackAssessment', given: subject }]),
          ]}
        />
      )}
      {writable ? <WriteAssessment {...props} look={done} /> : <ReadOnly {...props} />}
    </>
  );
}

/** Whether the asker may write it: the coordinator any, others those of the organisation they act for, now and not then. */
function useWritable({ period, programme }: DeskProps): boolean {
  const { asOf, roles, organisation, actingFor } = useSight();
  const mayGive = useMayGive();
  const closed = period.phase === 'CLOSED' && (period.report?.publications.length ?? 0) === 0;
  const own = programme.partner?.id === (actingFor ?? organisation);
  return asOf === undefined && !closed && mayGive('SubmitAssessment') && (roles.has('COORDINATOR') || own);
}

function ReadOnly(props: DeskProps): ReactElement {
  const { t } = useTranslation(['report']);
  const { tab } = useSearch({ from: '/c/$collaboration/reports/$period' });
  const navigate = useNavigate();
  const { desk, lightWords, period } = props;
  const chosen = tab === 'compare' ? 'compare' : 'read';
  if (!desk.assessment)
    return (
      <Empty title={t('desk.none')}>
        <p>{t('desk.noneAdvice')}</p>
      </Empty>
    );
  const { assessment } = desk;
  return (
    <Tabs
      label={t('parts')}
      chosen={chosen}
      onChoose={(id) => void navigate({ to: '.', search: (before: object) => ({ ...before, tab: id }) })}
      tabs={[
        {
          id: 'read',
          label: t('step.read'),
          content: () => <Reading {...assessment} desk={desk} lightWords={lightWords} />,
        },
        {
          id: 'compare',
          label: t('step.compare'),
          content: () => <SideBySide now={assessment} before={desk.previous} period={period} lightWords={lightWords} />,
        },
      ]}
    />
  );
}
