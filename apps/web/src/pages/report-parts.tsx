import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../language.ts';
import { useSaid, type Text } from '../said.tsx';
import { Tag, TrafficLight, type LightState } from '../ui/index.ts';
import { useSight } from '../view.ts';

/** Words of a collaboration's own for the lights; nothing where it has none. */
export interface LightWords {
  readonly green: Text;
  readonly yellow: Text;
  readonly red: Text;
  readonly not_assessed: Text;
}

/** A light in the collaboration's own words. */
export function Light({
  state,
  words,
  wordless = false,
}: {
  readonly state: LightState;
  readonly words: LightWords | null | undefined;
  readonly wordless?: boolean;
}): ReactElement {
  const title = useSaid();
  const own = state === 'NOT_REPORTED' ? undefined : words?.[state.toLowerCase() as keyof LightWords];
  return <TrafficLight state={state} word={own && title(own)} wordless={wordless} />;
}

/** The days of a period, and what people call it. */
export function usePeriodName(): (period: {
  readonly code: string;
  readonly from: string;
  readonly to: string;
}) => string {
  const { t } = useTranslation(['report']);
  return ({ code }) => {
    const [year = code, part] = code.split('-');
    return part === undefined ? t('name.year', { year }) : t(`name.${part as 'H1'}`, { year });
  };
}

export type AssessmentPhase = 'SUBMITTED' | 'ACCEPTED' | 'SENT_BACK';
const tones = { SUBMITTED: 'plain', ACCEPTED: 'good', SENT_BACK: 'bad' } as const;

/** How far an assessment is. */
export function PhaseTag({
  phase,
  late = false,
}: {
  readonly phase: AssessmentPhase | undefined;
  readonly late?: boolean;
}): ReactElement {
  const { t } = useTranslation(['report']);
  if (phase !== undefined) return <Tag tone={tones[phase]}>{t(`phase.${phase}`)}</Tag>;
  return <Tag tone={late ? 'bad' : 'warn'}>{t(late ? 'phase.late' : 'phase.none')}</Tag>;
}

/** Addresses of a report's own page and files, as everybody reads them. */
export function useReportAddress(code: string) {
  const { collaboration } = useSight();
  const language = useLanguage();
  const at = `/reports/${collaboration}/${encodeURIComponent(code)}`;
  return {
    page: (version?: number | 'draft') =>
      `${at}?lang=${language}${version === undefined ? '' : `&version=${String(version)}`}`,
    file: (kind: string, version: number) => `${at}.${kind}?lang=${language}&version=${String(version)}`,
  };
}

export const fileKinds = ['pptx', 'docx', 'xlsx', 'csv'] as const;

/** Who does what next, said at the top of a page. */
export const NextUp = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <p className="next-up">{children}</p>
);

/** A way to a programme's part of a report. */
export function PartLink({
  period,
  programme,
  tab,
  children,
}: {
  readonly period: string;
  readonly programme: string;
  readonly tab?: string;
  readonly children: ReactNode;
}): ReactElement {
  const { collaboration } = useSight();
  return (
    <Link
      to="/c/$collaboration/reports/$period"
      params={{ collaboration, period }}
      search={(before) => ({ asOf: before.asOf, actingFor: before.actingFor, programme, tab })}
    >
      {children}
    </Link>
  );
}

interface Standing {
  readonly phase: 'OPEN' | 'CLOSED';
  readonly report?: {
    readonly phase: 'DRAFT' | 'PUBLISHED' | 'REOPENED';
    readonly publications: readonly { readonly version: number }[];
  } | null;
}

/** Where a report stands, in one word. */
export function StateTag({ period }: { readonly period: Standing }): ReactElement {
  const { t } = useTranslation(['report']);
  const { report } = period;
  if (report?.phase === 'PUBLISHED')
    return <Tag tone="good">{t('state.published', { version: report.publications.at(-1)?.version ?? 1 })}</Tag>;
  if (report?.phase === 'REOPENED') return <Tag tone="warn">{t('state.reopened')}</Tag>;
  if (period.phase === 'CLOSED') return <Tag>{t('state.closed')}</Tag>;
  return <Tag tone="warn">{t('state.preparing')}</Tag>;
}
