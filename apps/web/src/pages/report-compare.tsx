import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Said } from '../said.tsx';
import { Checkbox, Empty, Table, Tag } from '../ui/index.ts';
import { Light, PartLink, usePeriodName } from './report-parts.tsx';
import { Key } from './report-progress.tsx';
import { aspects, type Aspect } from './report-work.ts';
import type { PartProps, Period } from './report-document.ts';

type Row = Period['comparison'][number];
const tones = { IMPROVED: 'good', WORSENED: 'bad', NEWLY_ASSESSED: 'plain', NO_LONGER_ASSESSED: 'warn' } as const;
const isTold = (change: string): change is keyof typeof tones => change in tones;

/** The lights of a half-year beside those of the last, and what has changed. */
export function Compared({ period, lightWords }: PartProps): ReactElement {
  const { t } = useTranslation(['report']);
  const { compare } = useSearch({ from: '/c/$collaboration/reports/$period' });
  const navigate = useNavigate();
  const name = usePeriodName();
  const { previous } = period;
  if (!previous) return <Empty title={t('compare.noPrevious')} />;
  const changed = compare === 'changed';
  const rows = period.comparison.filter((row) => !changed || aspects.some((aspect) => isTold(row[aspect].change)));
  const count = (change: string) =>
    period.comparison.reduce((sum, row) => sum + aspects.filter((aspect) => row[aspect].change === change).length, 0);
  return (
    <section className="stack" aria-labelledby="compared">
      <h2 id="compared">{t('compare.title', { now: name(period), before: name(previous) })}</h2>
      <p>
        {t('compare.improved', { count: count('IMPROVED') })} {t('compare.worsened', { count: count('WORSENED') })}{' '}
        {t('compare.unchanged', { count: count('UNCHANGED') })}
      </p>
      <Checkbox
        label={t('compare.onlyChanged')}
        value={changed}
        onChange={(on) =>
          void navigate({ to: '.', search: (before: object) => ({ ...before, compare: on ? 'changed' : undefined }) })
        }
      />
      {rows.length === 0 ? (
        <Empty title={t('compare.nothing')} />
      ) : (
        <Table<Row>
          caption={t('compare.table', { now: name(period), before: name(previous) })}
          captionHidden
          rows={rows}
          keyOf={({ number }) => number}
          columns={[
            {
              id: 'programme',
              title: t('column.programme'),
              isHead: true,
              cell: ({ number, programme }) => (
                <>
                  {number}{' '}
                  {programme && (
                    <PartLink period={period.code} programme={programme.id} tab="compare">
                      <Said text={programme.title} />
                    </PartLink>
                  )}
                </>
              ),
            },
            ...aspects.map((aspect) => ({
              id: aspect,
              title: t(`aspect.${aspect}`),
              cell: (row: Row) => <Change light={row[aspect]} lightWords={lightWords} />,
            })),
          ]}
        />
      )}
      <Key lightWords={lightWords} />
    </section>
  );
}

/** One light then and now, and in which direction it went. */
export function Change({
  light: { before, now, change },
  lightWords,
}: { readonly light: Row[Aspect] } & Pick<PartProps, 'lightWords'>): ReactElement {
  const { t } = useTranslation(['report']);
  return (
    <span className="report-change">
      <span className="row">
        {before != null && (
          <>
            <span className="hidden">{t('compare.before')}</span>
            <Light state={before} words={lightWords} wordless />
            <span aria-hidden>→</span>
            <span className="hidden">{t('compare.now')}</span>
          </>
        )}
        <Light state={now} words={lightWords} wordless />
      </span>
      {isTold(change) && <Tag tone={tones[change]}>{t(`change.${change}`)}</Tag>}
    </span>
  );
}
