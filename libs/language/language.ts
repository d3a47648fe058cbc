import { z } from 'zod';

/**
 * The few shapes every context speaks: texts in several languages, ids, dates. Everything else belongs to
 * one context.
 */

export const languages = ['fi', 'sv', 'en'] as const;
export const Language = z.enum(languages).meta({ id: 'Language' });
export type Language = z.infer<typeof Language>;

/** Longest single piece of text, in UTF-16 code units: a page and a half. */
export const textLimit = 5_000;

const said = z.string().trim().min(1).max(textLimit);

/**
 * A text people read. It has one original language; the others are translations. A missing translation is
 * shown as the original, marked as such: never silently mixed (rule 51).
 */
export const Text = z
  .object({ original: Language, fi: said.optional(), sv: said.optional(), en: said.optional() })
  .refine((text) => text[text.original] !== undefined, { message: 'ORIGINAL_TEXT_MISSING', path: ['original'] })
  .meta({ id: 'Text' });
export type Text = z.infer<typeof Text>;

/** The text in a language, or the original with its own language when there is no translation. */
export const inLanguage = (text: Text, language: Language): { text: string; language: Language; missing: boolean } => {
  const found = text[language];
  return found === undefined
    ? { text: text[text.original] ?? '', language: text.original, missing: true }
    : { text: found, language, missing: false };
};

/** Same original in the same words: a change of translations alone is not a change of meaning (rule 4). */
export const sameMeaning = (a: Text | undefined, b: Text | undefined): boolean =>
  a === undefined || b === undefined ? a === b : a.original === b.original && a[a.original] === b[b.original];

export const sameText = (a: Text | undefined, b: Text | undefined): boolean =>
  a === undefined || b === undefined
    ? a === b
    : a.original === b.original && languages.every((language) => a[language] === b[language]);

/** A text as a view keeps it: with the translations that the original has moved away from (rule 51). */
export type KeptText = Text & { readonly outdated?: readonly Language[] | undefined };

/**
 * The text that takes the place of an earlier one: a translation that stayed the same while the original changed is
 * out of date until it is written anew.
 */
export function renewed<T extends Text | undefined>(
  before: KeptText | undefined,
  after: T,
): T extends undefined ? KeptText | undefined : KeptText;
export function renewed(before: KeptText | undefined, after: Text | undefined): KeptText | undefined {
  if (!before || !after) return after;
  const moved = !sameMeaning(before, after);
  const outdated = languages.filter(
    (language) =>
      language !== after.original &&
      after[language] !== undefined &&
      after[language] === before[language] &&
      (moved || before.outdated?.includes(language) === true),
  );
  const { original, fi, sv, en } = after;
  return outdated.length > 0 ? { original, fi, sv, en, outdated } : { original, fi, sv, en };
}

/** Deep equality of plain JSON; a key that is undefined and a key that is missing are the same. */
export function sameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return [...left.keys(), ...right.keys()].every((key) => sameData(left.get(key), right.get(key)));
}

/** An id with its checked prefix, e.g. `idOf('goal')` accepts `goal_clean_water`. No dash: it would move KurrentDB's category. */
export const idOf = (prefix: string) =>
  z
    .string()
    .max(120)
    .regex(new RegExp(`^${prefix}_[a-z0-9][a-z0-9_]*$`), 'ID_MALFORMED');

export const CollaborationId = z.string().regex(/^[a-z][a-z0-9]{1,40}$/, 'ID_MALFORMED');
export const PartnerId = idOf('partner');
/** An opaque id, of which the directory outside the log knows whose it is. */
export const PersonId = idOf('person').meta({ privacy: 'pseudonymous' });
/** A partner's own system, registered with the keys it signs by. */
export const MachineId = idOf('machine');
/** Who acts and is answered for: a person, or a machine of an organisation. */
export const ActorId = idOf('(person|machine)').meta({ privacy: 'pseudonymous' });
export const GoalId = idOf('goal');
export const ProgrammeId = idOf('programme');
export const FactorId = idOf('factor');
export const StrategyId = idOf('strategy');
export const DecisionId = idOf('decision');
export const IndicatorId = idOf('indicator');
export const ActivityId = idOf('activity');
export const TaskId = idOf('task');
export const PeriodId = idOf('period');
export const ReportId = idOf('report');
export const MandateId = idOf('mandate');
export const TeamId = idOf('team');
export const AgreementId = idOf('agreement');
export const LinkId = idOf('link');
export const ThreadId = idOf('thread');
export const FeedbackId = idOf('feedback');
export const ObservationId = idOf('observation');
export const ThemeId = idOf('theme');
export const MeetingId = idOf('meeting');
export const ClockId = idOf('clock');
export const RiskId = idOf('risk');
const anyId = /^[a-z]+_[a-z0-9][a-z0-9_]*$/;
const longestId = 120;
/** Of anything the collaboration knows: what threads, decisions, tasks and risks may be about. */
export const AnyId = z.string().max(longestId).regex(anyId, 'ID_MALFORMED');
/** The same question for whoever asks it of every word that passes: no refusal is made up for those that are none. */
export const isAnyId = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= longestId && anyId.test(value);

/** A calendar day, ISO 8601. */
export const Day = z.iso.date();
/** A calendar month, `2025-06`. */
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'MONTH_MALFORMED');
export const Year = z.int().min(1900).max(2200);
/** A place's code as the authority writes it: a string, leading zeros kept. */
export const PlaceCode = z.string().regex(/^[0-9A-Za-z]{1,12}$/, 'PLACE_MALFORMED');

/** A reason somebody will read years later. */
export const Reason = Text;

/**
 * How many partners must endorse a goal before it is common (rule 3): so many, a share of those who have a
 * voice, or certain ones all together. Observers and the backbone have no voice and never count.
 */
export const Quorum = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('number'), number: z.int().min(1).max(10_000) }),
    z.object({ kind: z.literal('share'), share: z.number().gt(0).max(1) }),
    z.object({ kind: z.literal('named'), partners: z.array(PartnerId).min(1).max(1_000) }),
  ])
  .meta({ id: 'Quorum' });
export type Quorum = z.infer<typeof Quorum>;

/** A name of a time zone as IANA writes it, `Europe/Helsinki`. */
export const TimeZone = z.string().max(60).refine(isTimeZone, 'TIME_ZONE_UNKNOWN');

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}
