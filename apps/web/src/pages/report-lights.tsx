import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../graphql.ts';
import { useLanguage } from '../language.ts';
import { useSaid } from '../said.tsx';
import { Button, DateField, Select } from '../ui/index.ts';
import { useView } from '../view.ts';
import { Named } from './fragments.ts';
import { LastTime } from './report-beside.tsx';
import { Sentence } from './report-editor.tsx';
import { Light } from './report-parts.tsx';
import { aspects, lightNames, needsWords, type Aspect, type LightWork } from './report-work.ts';
import type { StepProps } from './report-document.ts';

const Everybody = graphql(
  `
    query Everybody($collaboration: ID!, $asOf: String, $actingFor: ID, $language: Language!) {
      collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
        partners(first: 100, present: true, byNameIn: $language) {
          nodes {
            ...Named
          }
        }
      }
    }
  `,
  [Named],
);

/** Who takes part, by name. */
export function usePartners() {
  const language = useLanguage();
  const title = useSaid();
  const { data } = useView(Everybody, { language: language.toUpperCase() as 'FI' });
  return (data?.collaboration?.partners.nodes ?? []).map(({ id, name }) => ({ id, label: title(name) }));
}

/** The four lights, each chosen by a person, with why it is so and, when it is red, what will be done (rules 40–42). */
export function Lights(props: StepProps): ReactElement {
  const { t } = useTranslation(['report']);
  return (
    <div className="stack report-sections">
      <div className="stack tight">
        <h2>{t('step.lights')}</h2>
        <p className="quiet">{t('light.lead')}</p>
      </div>
      {aspects.map((aspect) => (
        <LightField key={aspect} aspect={aspect} {...props} />
      ))}
    </div>
  );
}

function LightField({
  aspect,
  desk,
  work,
  write,
  errorAt,
  lightWords,
}: StepProps & { readonly aspect: Aspect }): ReactElement {
  const { t } = useTranslation(['report']);
  const is = work.lights[aspect];
  const [stepping, setStepping] = useState(false);
  const set = (next: Partial<LightWork>) =>
    write({ ...work, lights: { ...work.lights, [aspect]: { ...is, ...next } } });
  const name = `lights.${aspect}`;
  const error = errorAt(name);
  const anyRed = aspects.some((other) => work.lights[other].light === 'RED');
  const wordsNeeded = needsWords(is.light) || (aspect === 'overall' && is.light === 'GREEN' && anyRed);
  const red = is.light === 'RED';
  const begun =
    is.step.partner !== null || is.step.due !== null || Object.values(is.step.text).some((words) => words !== '');
  const label = t(`aspect.${aspect}`);
  return (
    <fieldset className="light-field stack">
      <legend>
        <h3>{label}</h3>
      </legend>
      <p className="quiet small">{t(`aspect.about.${aspect}`)}</p>
      <LastTime light={desk.previous?.lights[aspect]} lightWords={lightWords} />
      {error !== undefined && (
        <p className="mistake" id={`${name}-mistake`}>
          {error}
        </p>
      )}
      <div
        className="light-choices"
        role="radiogroup"
        aria-label={label}
        data-field={name}
        {...(error !== undefined && { 'aria-describedby': `${name}-mistake` })}
      >
        {lightNames.map((light) => (
          <label key={light} className={is.light === light ? 'light-choice chosen' : 'light-choice'}>
            <input
              type="radio"
              name={name}
              value={light}
              checked={is.light === light}
              onChange={() => set({ light })}
            />
            <Light state={light} words={lightWords} />
          </label>
        ))}
      </div>
      {is.light !== null && (
        <Sentence
          label={t('light.why', { aspect: label })}
          hint={aspect === 'overall' && is.light === 'GREEN' && anyRed ? t('light.whyGreen') : undefined}
          name={`${name}.explanation`}
          error={errorAt(`${name}.explanation`)}
          isRequired={wordsNeeded}
          value={is.explanation}
          onChange={(explanation) => set({ explanation })}
        />
      )}
      {red || begun || stepping ? (
        <NextStep aspect={aspect} is={is} set={set} errorAt={errorAt} isRequired={red} />
      ) : (
        is.light === 'YELLOW' && (
          <div className="row">
            <Button
              small
              look="quiet"
              aria-label={t('light.addStepOf', { aspect: label })}
              onPress={() => setStepping(true)}
            >
              {t('light.addStep')}
            </Button>
          </div>
        )
      )}
    </fieldset>
  );
}

function NextStep({
  aspect,
  is,
  set,
  errorAt,
  isRequired,
}: Pick<StepProps, 'errorAt'> & {
  readonly aspect: Aspect;
  readonly is: LightWork;
  readonly set: (next: Partial<LightWork>) => void;
  readonly isRequired: boolean;
}): ReactElement {
  const { t } = useTranslation(['report']);
  const partners = usePartners();
  const name = `lights.${aspect}.nextStep`;
  const { step } = is;
  return (
    <fieldset className="report-item stack">
      <legend className="label">{t('light.step')}</legend>
      <p className="quiet small">{t(isRequired ? 'light.stepNeeded' : 'light.stepWhole')}</p>
      <Sentence
        label={t('light.stepText')}
        name={name}
        error={errorAt(name)}
        isRequired={isRequired}
        value={step.text}
        onChange={(text) => set({ step: { ...step, text } })}
      />
      <div className="report-pair">
        <Select
          label={t('light.stepPartner')}
          name={`${name}.partner`}
          error={errorAt(`${name}.partner`)}
          isRequired={isRequired}
          options={partners}
          value={step.partner}
          onChange={(partner) => set({ step: { ...step, partner } })}
        />
        <DateField
          label={t('light.stepDue')}
          name={`${name}.due`}
          error={errorAt(`${name}.due`)}
          isRequired={isRequired}
          value={step.due}
          onChange={(due) => set({ step: { ...step, due } })}
        />
      </div>
    </fieldset>
  );
}
