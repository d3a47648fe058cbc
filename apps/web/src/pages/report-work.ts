import type { Text } from '../said.tsx';
import type { Language } from '../words/index.ts';
import { textsOf, writingOf, type GivenText, type Writing } from './report-writing.ts';

/** An assessment on its way: what stands in its fields, from what the server has of it and to what a command takes. */

export const aspects = ['overall', 'schedule', 'risks', 'resources'] as const;
export type Aspect = (typeof aspects)[number];
export const blockNames = ['successes', 'nextTasks', 'attention', 'achieved'] as const;
export type BlockName = (typeof blockNames)[number];
export const lightNames = ['GREEN', 'YELLOW', 'RED', 'NOT_ASSESSED'] as const;
export type Light = (typeof lightNames)[number];
export const outcomes = ['ACHIEVED', 'MOVED', 'DROPPED'] as const;
export type Outcome = (typeof outcomes)[number];

interface Step {
  readonly text: Writing;
  readonly partner: string | null;
  readonly due: string | null;
}
export interface LightWork {
  readonly light: Light | null;
  readonly explanation: Writing;
  readonly step: Step;
}
export interface Answer {
  readonly outcome: Outcome | null;
  readonly why: Writing;
  readonly due: string | null;
}
export interface Work {
  readonly lights: Readonly<Record<Aspect, LightWork>>;
  readonly blocks: Readonly<Record<BlockName, Writing>>;
  readonly answers: Readonly<Record<string, Answer>>;
}

/** What the server tells of a light, said or drafted. */
interface ToldLight {
  readonly light: Light;
  readonly explanation?: Text | null;
  readonly nextStep?: { readonly text: Text; readonly partner: string; readonly due: string } | null;
}
export interface Told {
  readonly lights?: { readonly [A in Aspect]?: ToldLight | null } | null;
  readonly blocks?: { readonly [B in BlockName]: readonly Text[] } | null;
}
export interface Offered {
  readonly item: string;
  readonly outcome?: Outcome | null;
  readonly why?: Text | null;
  readonly movedTo?: string | null;
}

const nothing: LightWork = { light: null, explanation: {}, step: { text: {}, partner: null, due: null } };
const words = (text: Text | null | undefined): Writing => (text ? writingOf([text], 'paragraphs') : {});

/** The fields as they are when nobody has written in them since. */
export function workOf(told: Told | undefined, offered: readonly Offered[]): Work {
  const light = (aspect: Aspect): LightWork => {
    const is = told?.lights?.[aspect];
    if (!is) return nothing;
    const { nextStep: step } = is;
    return {
      light: is.light,
      explanation: words(is.explanation),
      step: { text: words(step?.text), partner: step?.partner ?? null, due: step?.due ?? null },
    };
  };
  const block = (name: BlockName): Writing => writingOf(told?.blocks?.[name] ?? [], 'points');
  return {
    lights: each(aspects, light),
    blocks: each(blockNames, block),
    answers: Object.fromEntries(
      offered.map(({ item, outcome = null, why, movedTo = null }) => [
        item,
        { outcome, why: words(why), due: movedTo },
      ]),
    ),
  };
}

const each = <K extends string, V>(names: readonly K[], of: (name: K) => V): Record<K, V> =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<K, V>;

/** One text of several languages; nothing while there are no words. Its lines are one paragraph. */
export function textOf(writing: Writing, before: Text | null | undefined, main: Language): GivenText | undefined {
  const flat = Object.fromEntries(
    Object.entries(writing).map(([language, said]) => [language, said.replace(/\s*\n\s*/gu, ' ')]),
  );
  return textsOf(flat, before ? [before] : [], main)[0];
}

/**
 * What `DraftAssessment` and `SubmitAssessment` take. A next step goes along when all of it is there, and an answer
 * when it says what became of the thing: half of either cannot be taken in, and stays in its field.
 */
export function inputOf(work: Work, told: Told | undefined, offered: readonly Offered[], main: Language) {
  const lights = Object.fromEntries(
    aspects.flatMap((aspect) => {
      const { light, explanation, step } = work.lights[aspect];
      if (light === null) return [];
      const before = told?.lights?.[aspect];
      const why = textOf(explanation, before?.explanation, main);
      const text = textOf(step.text, before?.nextStep?.text, main);
      const { partner, due } = step;
      const whole = text !== undefined && partner !== null && due !== null;
      return [
        [aspect, { light, ...(why && { explanation: why }), ...(whole && { nextStep: { text, partner, due } }) }],
      ];
    }),
  );
  const carriedOver = offered.flatMap(({ item, why: before }) => {
    const { outcome = null, why = {}, due = null } = work.answers[item] ?? {};
    if (outcome === null) return [];
    const said = outcome === 'ACHIEVED' ? undefined : textOf(why, before, main);
    return [{ item, outcome, ...(said && { why: said }), ...(outcome === 'MOVED' && due !== null && { due }) }];
  });
  return {
    lights,
    blocks: each(blockNames, (name) => textsOf(work.blocks[name], told?.blocks?.[name] ?? [], main)),
    carriedOver,
  };
}

/** Whether a light needs words: every one but green does not speak for itself (rule 41). */
export const needsWords = (light: Light | null): boolean => light === 'YELLOW' || light === 'RED';

/** The part of the form that a refusal is about, and the field in it. */
export function placeOf(code: string, field: string | undefined): { readonly step: StepName; readonly name?: string } {
  if (code.startsWith('ASSESSMENT_CARRY_OVER') || field?.startsWith('carriedOver') === true)
    return { step: 'carried', ...(field !== undefined && { name: field }) };
  if (field?.startsWith('lights') === true) return { step: 'lights', name: field };
  if (field?.startsWith('blocks') === true) return { step: 'words', name: field.split('.').slice(0, 2).join('.') };
  return { step: 'check', ...(field !== undefined && { name: field }) };
}

export const stepNames = ['carried', 'lights', 'words', 'figures', 'check'] as const;
export type StepName = (typeof stepNames)[number];
export const isStep = (name: string | undefined): name is StepName => stepNames.some((step) => step === name);
