import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { DateField, RadioGroup } from '../ui/index.ts';
import { Sentence } from './report-editor.tsx';
import { outcomes, type Answer, type Outcome } from './report-work.ts';
import type { StepProps } from './report-document.ts';

const unanswered: Answer = { outcome: null, why: {}, due: null };

/** What was promised last time: each thing is ticked as achieved, moved or dropped (rule 47). */
export function Carried({ desk, period, work, write, errorAt }: StepProps): ReactElement {
  const { t } = useTranslation(['report']);
  const { day } = useFormats();
  const title = useSaid();
  const answered = desk.carryOver.filter(({ item }) => work.answers[item]?.outcome != null);
  return (
    <div className="stack report-sections">
      <div className="stack tight" data-field="carriedOver" tabIndex={-1}>
        <h2>{t('step.carried')}</h2>
        <p className="quiet">{t(period.carryOver ? 'carried.leadAll' : 'carried.lead')}</p>
        <p>{t('carried.answered', { answered: answered.length, count: desk.carryOver.length })}</p>
        {errorAt('carriedOver') !== undefined && <p className="mistake">{errorAt('carriedOver')}</p>}
      </div>
      {desk.carryOver.map(({ item, text, from, due, partner, aspect }) => {
        const is = work.answers[item] ?? unanswered;
        const at = answered.findIndex((one) => one.item === item);
        const field = (name: string) => `carriedOver.${String(at)}.${name}`;
        const set = (next: Partial<Answer>) =>
          write({ ...work, answers: { ...work.answers, [item]: { ...is, ...next } } });
        return (
          <div key={item} className="report-promise stack">
            <div>
              <h3>
                <Said text={text} />
              </h3>
              <p className="quiet small">
                {from === 'NEXT_STEP' && aspect
                  ? t('carried.from.NEXT_STEP', {
                      aspect: t(`aspect.${aspect.toLowerCase() as 'risks'}`).toLowerCase(),
                    })
                  : t(`carried.from.${from === 'MOVED' ? 'MOVED' : 'NEXT_TASK'}`)}
                {partner && (
                  <>
                    {' · '}
                    <Said text={partner.name} plain />
                  </>
                )}
                {due != null && ` · ${t('dueBy', { day: day(due) })}`}
              </p>
            </div>
            <RadioGroup
              label={t('carried.outcome')}
              name={`answer.${item}`}
              options={outcomes.map((id) => ({ id, label: t(`outcome.${id}`) }))}
              value={is.outcome}
              onChange={(outcome) => set({ outcome: outcome as Outcome })}
            />
            {(is.outcome === 'MOVED' || is.outcome === 'DROPPED') && (
              <Sentence
                label={t(`carried.why.${is.outcome}`, { promise: title(text).slice(0, 60) })}
                name={field('why')}
                error={errorAt(field('why'))}
                value={is.why}
                onChange={(why) => set({ why })}
              />
            )}
            {is.outcome === 'MOVED' && (
              <DateField
                label={t('carried.to')}
                name={field('due')}
                error={errorAt(field('due'))}
                isRequired={false}
                value={is.due}
                onChange={(to) => set({ due: to })}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
