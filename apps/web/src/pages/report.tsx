import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language.ts';
import { Empty, Tabs } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { Heading } from './heading.tsx';
import { Compared } from './report-compare.tsx';
import { Desk } from './report-desk.tsx';
import { Front } from './report-front.tsx';
import { HalfYear, type PartProps, type Period } from './report-document.ts';
import { Progress } from './report-progress.tsx';
import { Publishing } from './report-publish.tsx';
import { Slips } from './report-slips.tsx';
import { NextUp, StateTag, usePeriodName } from './report-parts.tsx';
import './report.css';

/** One half-year: how far it is, its words, its lights beside the last, what slipped, and publishing it. */
export function Report(): ReactElement {
  const { t } = useTranslation(['report', 'common']);
  const { period: named } = useParams({ from: '/c/$collaboration/reports/$period' });
  const { programme } = useSearch({ from: '/c/$collaboration/reports/$period' });
  const isId = named.startsWith('period_');
  const view = useView(HalfYear, { id: isId ? named : null, code: isId ? null : named });
  return (
    <Answer
      view={view}
      pick={({ collaboration: found }) => found?.period && { period: found.period, lightWords: found.lightWords }}
      absent={
        <>
          <Heading title={t('unknown')} />
          <Empty title={t('unknownAdvice')}>
            <BackToReports />
          </Empty>
        </>
      }
    >
      {(found) =>
        programme === undefined ? (
          <Whole {...found} again={view.again} />
        ) : (
          <Desk key={programme} {...found} programme={programme} again={view.again} />
        )
      }
    </Answer>
  );
}

function BackToReports(): ReactElement {
  const { t } = useTranslation(['report', 'common']);
  const { collaboration } = useSight();
  return (
    <Link to="/c/$collaboration/reports" params={{ collaboration }}>
      {t('toReports')}
    </Link>
  );
}

const tabs = ['progress', 'front', 'compare', 'slipped', 'publish'] as const;
type TabName = (typeof tabs)[number];

function Whole(part: PartProps): ReactElement {
  const { period } = part;
  const { t } = useTranslation(['report', 'common']);
  const { tab } = useSearch({ from: '/c/$collaboration/reports/$period' });
  const navigate = useNavigate();
  const name = usePeriodName();
  const { day } = useFormats();
  const chosen = tabs.find((one) => one === tab) ?? 'progress';
  const content: Record<TabName, () => ReactElement> = {
    progress: () => <Progress {...part} />,
    front: () => <Front {...part} />,
    compare: () => <Compared {...part} />,
    slipped: () => <Slips period={period.id} />,
    publish: () => <Publishing {...part} />,
  };
  return (
    <>
      <nav aria-label={t('whereabouts')} className="small">
        <BackToReports />
      </nav>
      <Heading title={t('title', { period: name(period) })}>
        <p className="row">
          <span>
            {day(period.from)}–{day(period.to)}
          </span>
          <StateTag period={period} />
        </p>
        <WhatNext period={period} />
      </Heading>
      <Tabs
        label={t('parts')}
        chosen={chosen}
        onChoose={(id) =>
          void navigate({
            to: '.',
            search: (before: object) => ({ ...before, tab: id === 'progress' ? undefined : id }),
          })
        }
        tabs={tabs.map((id) => ({ id, label: t(`tab.${id}`), content: content[id] }))}
      />
    </>
  );
}

/** One sentence: what is to be done now, and by whom. */
function WhatNext({ period }: { readonly period: Period }): ReactElement {
  const { t } = useTranslation(['report']);
  const { day } = useFormats();
  const { assessmentsDue, missing, acceptance, assessments, report } = period;
  const unread = assessments.nodes.filter(({ phase }) => phase === 'SUBMITTED').length;
  const publications = report?.publications ?? [];
  if (report?.phase === 'PUBLISHED')
    return <NextUp>{t('next.published', { version: publications.at(-1)?.version ?? 1 })}</NextUp>;
  if (missing.length > 0)
    return (
      <NextUp>
        {t('next.missing', { count: missing.length })}{' '}
        {assessmentsDue == null ? '' : t('next.due', { day: day(assessmentsDue) })}
      </NextUp>
    );
  if (acceptance && unread > 0) return <NextUp>{t('next.unread', { count: unread })}</NextUp>;
  if (!report || report.summary.length === 0) return <NextUp>{t('next.front')}</NextUp>;
  return <NextUp>{t('next.publish')}</NextUp>;
}
