import type { Asker } from '#decider';
import type { Language, Text } from '#language';
import { platformActor, uuidFrom, type Order } from '#world';

/** Feedback on accessibility is answered within so many days (act on digital services 306/2019, § 8). */
export const accessibilityDays = 14;

/**
 * Who takes in what residents say: the platform in its own name, for the organisation that holds the collaboration
 * together, under a mandate that names the way it came. Who said it is not known here and is written nowhere.
 */
export const residentsVoice = (backbone: string): Asker => ({
  person: platformActor,
  organisation: backbone,
  mandates: [{ id: 'mandate_platform_residents', role: 'coordinator', partner: backbone }],
});

const visitors: Text = {
  original: 'fi',
  fi: 'Julkisten sivujen lukija',
  sv: 'Läsare av de offentliga sidorna',
  en: 'Reader of the public pages',
};
const accessibilityTask: Text = {
  original: 'fi',
  fi: 'Vastaa saavutettavuuspalautteeseen',
  sv: 'Svara på tillgänglighetsresponsen',
  en: 'Answer the feedback on accessibility',
};
const accessibilityDetail: Text = {
  original: 'fi',
  fi: 'Palaute on vuoropuhelussa. Vastaa siihen siellä: palautteen antaja lukee vastauksen palautteensa tunnuksella. Laki antaa aikaa 14 päivää.',
  sv: 'Responsen finns i dialogen. Svara där: den som gav respons läser svaret med responsens id. Lagen ger 14 dagar.',
  en: 'The feedback stands in the dialogue. Answer it there: its giver reads the answer by the feedback’s id. The law allows 14 days.',
};
const administrator: Text = { original: 'fi', fi: 'Pääkäyttäjä', sv: 'Administratör', en: 'Administrator' };

interface Said {
  readonly commandId: string;
  readonly topic: 'accessibility' | 'other';
  readonly language: Language;
  readonly text: string;
  readonly backbone: string;
  /** ISO 8601 day or instant. */
  readonly today: string;
}

type Given = Pick<Order, 'id' | 'command' | 'commandId'>;

/** What is to be done with it: feedback that asks for an answer, and of accessibility a task of the administrator. */
export function saidByResident({ commandId, topic, language, text, backbone, today }: Said): {
  readonly id: string;
  readonly orders: readonly Given[];
} {
  const key = uuidFrom(`resident ${commandId.toLowerCase()}`).replaceAll('-', '');
  const id = `feedback_resident_${key}`;
  const isAccessibility = topic === 'accessibility';
  const feedback = {
    giver: 'residents',
    group: visitors,
    to: backbone,
    text: { original: language, [language]: text },
    ...(isAccessibility && { responseDueDays: accessibilityDays }),
  };
  const given: Given = { id, commandId, command: { type: 'GiveFeedback', data: feedback } };
  if (!isAccessibility) return { id, orders: [given] };
  const task = {
    title: accessibilityTask,
    detail: accessibilityDetail,
    ownerRole: administrator,
    partner: backbone,
    due: dayAfter(today, accessibilityDays),
    about: [id],
    source: { kind: 'feedback', id },
  };
  const opened: Given = {
    id: `task_resident_${key}`,
    commandId: uuidFrom(`task ${commandId.toLowerCase()}`),
    command: { type: 'OpenTask', data: task },
  };
  return { id, orders: [given, opened] };
}

const dayAfter = (today: string, days: number): string => {
  const day = new Date(`${today.slice(0, 10)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
};
