import type { Language, Text } from '#language';
import type { Span } from './coverage.ts';

/** The figures of a contribution statement. */
export interface Contributed {
  readonly leads: number;
  readonly brings: number;
  readonly organised: number;
  readonly attended: number;
  readonly places: number;
  readonly tasksCompleted: number;
}

/**
 * The statement in words. Nouns stand before their numbers, so that one form serves any number in all three languages;
 * and it says itself that a share in the work is no claim on the results.
 */
export const contributionSaid = (figures: Contributed, span: Span, original: Language): Text => {
  const { leads, brings, organised, attended, places, tasksCompleted } = figures;
  const [from, to] = [dayInWords(span.from), dayInWords(span.to)];
  return {
    original,
    fi: `Osuus yhteisessä työssä ${from}–${to}: vetovastuita ${leads}, muita osuuksia ${brings}, järjestettyjä tapaamiskertoja ${organised}, osallistumisia muiden tapaamiskertoihin ${attended}, paikkoja ${places}, valmiita tehtäviä ${tasksCompleted}. Luvut kertovat, mitä organisaatio on tehnyt yhteisen tavoitteen hyväksi, eivät sitä, mikä osa tuloksista on sen ansiota.`,
    sv: `Bidrag till det gemensamma arbetet ${from}–${to}: ledaransvar ${leads}, andra bidrag ${brings}, ordnade träffar ${organised}, deltagande i andras träffar ${attended}, platser ${places}, färdigställda uppgifter ${tasksCompleted}. Siffrorna berättar vad organisationen har gjort för det gemensamma målet, inte vilken del av resultaten som är dess förtjänst.`,
    en: `Contribution to the common work ${from}–${to}: activities led ${leads}, other parts ${brings}, sessions organised ${organised}, sessions of others attended ${attended}, places ${places}, tasks completed ${tasksCompleted}. The figures say what the organisation has done for the common goal, not which part of the results is its doing.`,
  };
};

/** `2025-06-01` as people here write it: 1.6.2025. */
const dayInWords = (day: string): string => {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)}.${Number(month)}.${year}`;
};
