import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { useNewId } from '../forms/filled.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Empty, Table, type LightState } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { Missing } from './report-missing.tsx';
import { Light, PartLink, PhaseTag, type AssessmentPhase } from './report-parts.tsx';
import { aspects } from './report-work.ts';
import type { PartProps, Period } from './report-document.ts';

type Row = Period['comparison'][number] & {
  readonly phase: AssessmentPhase | undefined;
  readonly late: boolean;
};

/** All programmes of a half-year: who has said what, which lights, and what is still missing from whom. */
export function Progress({ period, lightWords, again }: PartProps): ReactElement {
  const { t } = useTranslation(['report', 'common', 'forms']);
  const { day } = useFormats();
  const { roles } = useSight();
  const named = period.code;
  const rows = useMemo(() => {
    const phases = new Map(period.assessments.nodes.map(({ programme, phase }) => [programme?.id, phase]));
    const late = new Set(period.overdue.map(({ id }) => id));
    return period.comparison.map((row) => ({
      ...row,
      phase: phases.get(row.programme?.id),
      late: late.has(row.programme?.id ?? ''),
    }));
  }, [period]);
  if (rows.length === 0)
    return (
      <Empty title={t('progress.none')}>
        <p>{t('progress.noneAdvice')}</p>
      </Empty>
    );
  const given = rows.filter(({ phase }) => phase === 'SUBMITTED' || phase === 'ACCEPTED').length;
  const accepted = rows.filter(({ phase }) => phase === 'ACCEPTED').length;
  return (
    <div className="stack report-sections">
      <section className="stack" aria-labelledby="progress">
        <h2 id="progress">{t('progress.title')}</h2>
        <div className="report-progress">
          <meter min={0} max={rows.length} value={given} aria-labelledby="given" />
          <p id="given">
            {t('progress.given', { given, count: rows.length })}
            {period.acceptance && ` ${t('progress.accepted', { count: accepted })}`}
          </p>
        </div>
        <p className="quiet small">
          {period.assessmentsDue == null ? t('progress.noDue') : t('progress.due', { day: day(period.assessmentsDue) })}{' '}
          {t(period.acceptance ? 'progress.mustAccept' : 'progress.needNotAccept')}{' '}
          {period.carryOver && t('progress.mustCarry')}
        </p>
        <Tally rows={rows} lightWords={lightWords} />
        <Table<Row>
          caption={t('progress.table')}
          keyOf={({ number }) => number}
          rows={rows}
          columns={[
            {
              id: 'programme',
              title: t('column.programme'),
              isHead: true,
              cell: ({ number, programme }) => (
                <>
                  {number}{' '}
                  {programme && (
                    <PartLink period={named} programme={programme.id}>
                      <Said text={programme.title} />
                    </PartLink>
                  )}
                  <span className="quiet small report-aside">
                    {programme?.partner ? <Said text={programme.partner.name} plain /> : t('column.nobody')}
                  </span>
                </>
              ),
            },
            {
              id: 'state',
              title: t('column.state'),
              cell: ({ phase, late }) => <PhaseTag phase={phase} late={late} />,
            },
            ...aspects.map((aspect) => ({
              id: aspect,
              title: t(`aspect.${aspect}`),
              cell: (row: Row) => <Light state={row[aspect].now} words={lightWords} wordless />,
            })),
          ]}
        />
        <Key lightWords={lightWords} />
      </section>
      <Missing period={period} />
      {roles.has('COORDINATOR') && (
        <section className="stack" aria-labelledby="remind">
          <h2 id="remind">{t('remind.title')}</h2>
          {period.missing.length === 0 ? (
            <p>{t('remind.none')}</p>
          ) : (
            <>
              <p>{t('remind.lead')}</p>
              <ul className="plain report-rows">
                {rows
                  .filter(({ programme }) => period.missing.some(({ id }) => id === programme?.id))
                  .map(({ programme }) =>
                    programme ? (
                      <Reminder key={programme.id} period={named} programme={programme} again={again} />
                    ) : null,
                  )}
              </ul>
            </>
          )}
        </section>
      )}
    </div>
  );
}

function Reminder({
  period,
  programme,
  again,
}: {
  readonly period: string;
  readonly programme: NonNullable<Row['programme']>;
  readonly again: () => void;
}): ReactElement {
  const { t } = useTranslation(['report']);
  const title = useSaid();
  const [id, renew] = useNewId('notice');
  return (
    <li className="report-item-row">
      <span>
        <PartLink period={period} programme={programme.id}>
          <Said text={programme.title} />
        </PartLink>
        <span className="quiet small report-aside">
          {programme.partner ? <Said text={programme.partner.name} plain /> : t('column.nobody')}
        </span>
      </span>
      {programme.partner && (
        <Acts
          id={id}
          about={title(programme.title)}
          onDone={() => {
            renew();
            again();
          }}
          acts={[
            {
              command: 'RequestAcknowledgement',
              label: t('remind.act'),
              given: { about: programme.id, partners: [programme.partner.id] },
            },
          ]}
        />
      )}
    </li>
  );
}

const order: readonly LightState[] = ['RED', 'YELLOW', 'GREEN', 'NOT_ASSESSED', 'NOT_REPORTED'];

/** How many programmes have which light on the whole: what to look at first. */
function Tally({ rows, lightWords }: { readonly rows: readonly Row[] } & Pick<PartProps, 'lightWords'>): ReactElement {
  const { t } = useTranslation(['report']);
  return (
    <dl className="report-tally" aria-label={t('progress.tally')}>
      {order.map((state) => (
        <div key={state}>
          <dt>
            <Light state={state} words={lightWords} />
          </dt>
          <dd>{rows.filter(({ overall }) => overall.now === state).length}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What the shapes of the table mean, in words. */
export function Key({ lightWords }: Pick<PartProps, 'lightWords'>): ReactElement {
  const { t } = useTranslation(['report']);
  return (
    <p className="row small report-key">
      <span className="quiet">{t('key')}</span>
      {order.map((state) => (
        <Light key={state} state={state} words={lightWords} />
      ))}
    </p>
  );
}
