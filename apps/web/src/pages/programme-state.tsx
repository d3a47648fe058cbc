import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LightsOverPeriods } from '../charts/lights-over-periods.tsx';
import { aspects } from '../charts/lights.ts';
import { useFormats } from '../language.ts';
import { Said } from '../said.tsx';
import { Empty, TrafficLight } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { periodName } from './agenda-parts.tsx';
import { useLightWord } from './light-words.ts';
import { usePartnerNames } from './partner-names.ts';
import type { ProgrammeOnPage } from './programme.tsx';

/** How the programme goes: the lights as last judged, with why and what next, and their course. */
export function ProgrammeState({ programme }: { readonly programme: ProgrammeOnPage }): ReactElement {
  const { t } = useTranslation(['agenda', 'common']);
  const { day } = useFormats();
  const { collaboration } = useSight();
  const nameOf = usePartnerNames();
  const wordOf = useLightWord();
  const named = (code: string) => periodName(code, t);
  const [latest] = programme.assessments.nodes;
  const periods = programme.lightHistory.toReversed().map((one) => ({
    period: named(one.period.code),
    overall: one.overall.now,
    schedule: one.schedule.now,
    risks: one.risks.now,
    resources: one.resources.now,
  }));
  return (
    <div className="beside">
      <div className="stack wide-gap">
        {latest?.period ? (
          <section className="stack" aria-labelledby="latest">
            <h2 id="latest">{t('programme.latest', { period: named(latest.period.code) })}</h2>
            <ul className="plain judged-list">
              {aspects.map((aspect) => {
                const { light, explanation, nextStep } = latest.lights[aspect];
                return (
                  <li key={aspect} className="judged">
                    <h3>{t(`aspect.${aspect}`)}</h3>
                    <TrafficLight state={light} word={wordOf(light)} />
                    {explanation && (
                      <p className="said">
                        <Said text={explanation} />
                      </p>
                    )}
                    {nextStep && (
                      <p className="small">
                        <strong>{t('programme.nextStep')}</strong> <Said text={nextStep.text} />{' '}
                        {t('programme.nextStepBy', { partner: nameOf(nextStep.partner), day: day(nextStep.due) })}
                      </p>
                    )}
                  </li>
                );
              })}
            </ul>
            <p>
              <Link
                to="/c/$collaboration/reports/$period"
                params={{ collaboration, period: latest.period.id }}
                search={{ programme: programme.id }}
              >
                {t('programme.report', { period: named(latest.period.code) })}
              </Link>
            </p>
          </section>
        ) : (
          <Empty title={t('programme.unassessed')}>
            <p>{t('programme.unassessedAdvice')}</p>
          </Empty>
        )}
        {periods.length > 0 && <LightsOverPeriods title={t('programme.course')} periods={periods} word={wordOf} />}
      </div>
      <aside className="aside stack" aria-label={t('goal.aside')}>
        <section className="stack tight" aria-labelledby="responsible">
          <h2 id="responsible">{t('goal.responsible')}</h2>
          {programme.partner && (
            <p>
              <strong>
                <Said text={programme.partner.name} />
              </strong>
            </p>
          )}
          {programme.ownerRole && (
            <p>
              <Said text={programme.ownerRole} />
            </p>
          )}
        </section>
        <section className="stack tight" aria-labelledby="next">
          <h2 id="next">{t('goal.next')}</h2>
          <p>{t(programme.endedAt == null ? 'programme.next' : 'programme.nextNone')}</p>
        </section>
        {programme.parts.nodes.length > 0 && (
          <section className="stack tight" aria-labelledby="parts">
            <h2 id="parts">{t('programme.parts')}</h2>
            <ul className="compact">
              {programme.parts.nodes.map((one) => (
                <li key={one.id}>
                  <Link to="/c/$collaboration/programmes/$programme" params={{ collaboration, programme: one.id }}>
                    <Said text={one.title} />
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
        <p>
          <Link to="/c/$collaboration/history" params={{ collaboration }} search={{ about: programme.id }}>
            {t('versions.history')}
          </Link>
        </p>
      </aside>
    </div>
  );
}
