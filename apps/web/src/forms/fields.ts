import { newId, type Field, type Fields, type Filled } from './form.ts';

/**
 * What the shapes do not say of fields. Ids of parts that are begun by the command: drawn, and seen by nobody.
 */
const begun: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  SetMilestone: { milestone: 'milestone' },
  DefineFactor: { factor: 'factor' },
};

/** New ids for the parts a command begins, where the place has not named one. */
export const drawn = (command: string, given: Filled): Filled =>
  Object.fromEntries(
    Object.entries(begun[command] ?? {})
      .filter(([name]) => !(name in given))
      .map(([name, kind]) => [name, newId(kind)]),
  );

/** Kinds of things that a field names, where the shape takes any word. */
const things: Readonly<Record<string, string>> = {
  'DrawLink.from': 'goal|indicator|activity',
  'DrawLink.to': 'goal|indicator|activity',
};

/** Fields that only matter when another one has been answered so; the last name of each is their place. */
const onlyWhen: Readonly<Record<string, { readonly of: string; readonly is: readonly string[] }>> = {
  'SetQuorum.number': { of: 'kind', is: ['NUMBER'] },
  'SetQuorum.share': { of: 'kind', is: ['SHARE'] },
  'SetQuorum.partners': { of: 'kind', is: ['NAMED'] },
  'SetTarget.value': { of: 'kind', is: ['AT_LEAST', 'AT_MOST', 'RANGE', 'MAINTAIN'] },
  'SetTarget.max': { of: 'kind', is: ['RANGE'] },
  'SetTarget.text': { of: 'kind', is: ['NARRATIVE'] },
  'ClassifyItem.grounds': { of: 'publicity', is: ['DISCRETIONARY', 'SECRET'] },
  'ClassifyItem.otherLaw': { of: 'publicity', is: ['DISCRETIONARY', 'SECRET'] },
  'ClassifyItem.until': { of: 'publicity', is: ['DISCRETIONARY', 'SECRET'] },
};

/** Words of the settings that are chosen from a list of the collaboration's own. */
export type OwnList = 'place' | 'partnerKind' | 'halfYear';

const ownLists: Readonly<Record<string, OwnList>> = {
  'AdmitPartner.kind': 'partnerKind',
  'RevisePartner.kind': 'partnerKind',
  'GiveCheckup.period': 'halfYear',
  'ReviseCheckup.period': 'halfYear',
};

/** Which list of the collaboration's own the words are chosen from. */
export const ownListOf = (command: string, name: string): OwnList | undefined =>
  ownLists[`${command}.${name}`] ?? (name === 'place' || name === 'places' ? 'place' : undefined);

/** Marks of the demonstration's data are no question to anybody. */
const never = new Set(['demonstration']);

/** The fields a person is asked: not what the place says already, nor what does not follow from their answers. */
export function asked(command: string, fields: Fields, given: Filled, filled: Filled): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): readonly [string, Field][] => {
      const rule = onlyWhen[`${command}.${name}`];
      const matters = !rule || rule.is.includes(String(filled[rule.of]));
      if (name in given || never.has(name) || !matters) return [];
      return [[name, askedOf(command, name, field, filled[name])]];
    }),
  );
}

function askedOf(command: string, name: string, field: Field, value: unknown): Field {
  const of = things[`${command}.${name}`];
  if (of !== undefined) return { kind: 'id', of };
  if (field.kind !== 'group') return field;
  return { ...field, fields: asked(command, field.fields, {}, (value ?? {}) as Filled) };
}
