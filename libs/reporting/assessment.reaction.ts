import { tasks } from '#action';
import { todayIn } from '#backbone';
import type { Text } from '#language';
import { uuidFrom, type CommandReaction, type Given } from '#world';
import { assessments } from './assessment.view.ts';
import { aspects, type NextStep } from './light.ts';

const moved: Text = {
  original: 'fi',
  fi: 'Punaisen valon seuraavalle askeleelle annettiin uusi päivä ohjelman arviossa.',
  sv: 'Det röda ljusets nästa steg fick en ny dag i bedömningen av programmet.',
  en: 'The red light’s next step was given another day in the assessment of the programme.',
};

/**
 * What a red light asks for becomes a task of the organisation that will do it, so that it is followed like any other
 * (rule 41). The same step said again is the same task; said with another day, the task moves.
 */
export const redLights: CommandReaction = {
  name: 'red_lights',
  on: ['AssessmentSubmitted', 'AssessmentCorrected'],
  // Only a coordinator gives tasks to other organisations.
  role: 'coordinator',
  gives: ['OpenTask', 'RescheduleTask'],
  react({ subject }, world) {
    const assessment = world.rows(assessments).get(subject);
    if (!assessment) return [];
    const today = todayIn(world);
    return aspects.flatMap((aspect): Given[] => {
      const { light, explanation, nextStep } = assessment.lights[aspect];
      // A step whose day has passed already is shown as overdue where it was said.
      if (light !== 'red' || !nextStep || nextStep.due < today) return [];
      const id = stepTask(subject, aspect, nextStep);
      const task = world.rows(tasks).get(id);
      const { text: title, partner, due } = nextStep;
      if (task)
        return task.phase === 'open' && task.due !== due
          ? [{ id, command: { type: 'RescheduleTask', data: { due, reason: moved } } }]
          : [];
      const { programme } = assessment;
      const source = { kind: 'red_light', id: subject };
      const data = { title, ...(explanation && { detail: explanation }), partner, due, programme, source };
      return [{ id, command: { type: 'OpenTask', data } }];
    });
  },
};

/** One task for what is to be done by whom, whatever day it is given. */
const stepTask = (assessment: string, aspect: string, { text, partner }: NextStep): string =>
  `task_${uuidFrom(`${assessment} ${aspect} ${partner} ${text[text.original] ?? ''}`).replaceAll('-', '')}`;
