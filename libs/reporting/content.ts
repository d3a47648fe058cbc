import type { Text } from '#language';
import type { AnsweredCarryOver } from './carryover.ts';
import { compare, perAspect, stateOf, type LightComparison, type LightState } from './compare.ts';
import type { ReportFigure } from './figure.ts';
import type { Aspect, Blocks, Light, Lights } from './light.ts';
import type { PeriodType } from './period.ts';
import type { Success } from './report.ts';
import type { Slip } from './slip.ts';

/**
 * Raised when the same world would be composed into another content. A report is always composed in the format it was
 * published under, so that it reads, and hashes, as it did: 2 knew nothing of what slipped, of things carried over, of
 * earlier lights, of the collaboration's own words for them, or of translations out of date. A format older than that
 * is shown as 2, and its hash cannot be told again.
 */
export const contentFormat = 3;
export type ContentFormat = 2 | 3;
export const isContentFormat = (format: number): format is ContentFormat => format === 2 || format === 3;

/** For how many periods a report shows the lights, its own included. */
export const historyPeriods = 4;

/**
 * All that a report says, as plain JSON: what publishing freezes, what the hash is of, what the page shows.
 * Nothing of it is looked up again when it is read. It holds no names of persons.
 */
export interface ReportContent {
  readonly format: ContentFormat;
  readonly collaboration: { readonly id: string; readonly name: Text };
  readonly period: ContentPeriod;
  /** The period it is compared with. */
  readonly previous?: ContentPeriod | undefined;
  readonly demonstration: boolean;
  readonly background: readonly Text[];
  readonly summary: readonly Text[];
  readonly successes: readonly Success[];
  readonly risks: readonly Text[];
  /** In the order of the table, a pilot right after the programme that runs it. */
  readonly programmes: readonly ContentProgramme[];
  /** Programmes that run beside and are reported elsewhere. */
  readonly reportedApart: readonly { readonly id: string; readonly title: Text }[];
  /** The periods whose lights are shown beside each other, oldest first, this one last. Absent in format 2. */
  readonly history?: readonly ContentPeriod[] | undefined;
  /** What the lights are called here; absent where they have their usual names. */
  readonly lightWords?: Readonly<Record<Light, Text>> | undefined;
}

export interface ContentPeriod {
  readonly id: string;
  readonly code: string;
  readonly from: string;
  readonly to: string;
  readonly type: PeriodType;
}

export interface ContentProgramme {
  readonly id: string;
  /** Its row number: `16`, a pilot's `16.1`. */
  readonly number: string;
  readonly title: Text;
  readonly parent?: string | undefined;
  /** What it is grouped under; absent for cross-cutting ones and where there are no success factors. */
  readonly successFactor?: { readonly id: string; readonly title: Text } | undefined;
  readonly crossCutting: boolean;
  readonly owner?: Text | undefined;
  readonly ownerRole?: Text | undefined;
  /** False when it says nothing of this period. */
  readonly reported: boolean;
  readonly demonstration: boolean;
  readonly lights: Readonly<Record<Aspect, ContentLight>>;
  readonly blocks: Blocks;
  readonly decisions: readonly ContentDecision[];
  readonly numbers: readonly ContentNumber[];
  /** What became of the things promised last period (rule 47). Absent in format 2. */
  readonly carriedOver?: readonly AnsweredCarryOver[] | undefined;
  /** What went otherwise than planned. Absent in format 2. */
  readonly slipped?: readonly Slip[] | undefined;
  /** Its lights in each period of the report's history. Absent in format 2. */
  readonly history?: readonly Readonly<Record<Aspect, LightState>>[] | undefined;
}

export interface ContentLight extends LightComparison {
  readonly explanation?: Text | undefined;
  readonly nextStep?:
    | { readonly text: Text; readonly partner: { readonly id: string; readonly name: Text }; readonly due: string }
    | undefined;
}

/** What a governing body decided, as the register names it. */
export interface ContentDecision {
  readonly id: string;
  readonly body: Text;
  /** A day, or a month where nobody wrote down the day; absent while planned. */
  readonly date?: string | undefined;
  /** Month it is planned for, `2025-06`. */
  readonly planned?: string | undefined;
  readonly section?: string | undefined;
  readonly registerNumber?: string | undefined;
  readonly outcome?: 'approved' | 'noted' | 'returned' | 'rejected' | undefined;
}

export type ContentNumber = ReportFigure;

/** What a report is made of, in the words of this context. */
export interface ReportSources {
  /** Today's unless told. */
  readonly format?: ContentFormat | undefined;
  readonly collaboration: { readonly id: string; readonly name: Text };
  readonly period: ContentPeriod;
  readonly previous: ContentPeriod | undefined;
  readonly report: Pick<ReportContent, 'background' | 'summary' | 'successes' | 'risks' | 'demonstration'> | undefined;
  readonly programmes: readonly ProgrammeSource[];
  /** Of the period, and of the previous one. */
  readonly assessments: readonly AssessmentSource[];
  readonly before: readonly AssessmentSource[];
  /** Earlier periods with their assessments, oldest first; the period before this one is the last of them. */
  readonly earlier?:
    readonly { readonly period: ContentPeriod; readonly assessments: readonly LitSource[] }[] | undefined;
  readonly lightWords?: Readonly<Record<Light, Text>> | undefined;
  /** Names of partners by id. */
  readonly partners: ReadonlyMap<string, Text>;
}

export interface ProgrammeSource {
  readonly id: string;
  readonly title: Text;
  readonly parent: string | undefined;
  readonly order: number;
  readonly successFactor: { readonly id: string; readonly title: Text } | undefined;
  readonly crossCutting: boolean;
  readonly reportedApart: boolean;
  readonly owner: Text | undefined;
  readonly ownerRole: Text | undefined;
  readonly decisions: readonly ContentDecision[];
  readonly numbers: readonly ContentNumber[];
  readonly slipped?: readonly Slip[] | undefined;
}

interface LitSource {
  readonly programme: string;
  readonly lights: Lights;
}

interface AssessmentSource extends LitSource {
  readonly blocks: Blocks;
  readonly demonstration: boolean;
  readonly carriedOver?: readonly AnsweredCarryOver[] | undefined;
}

/** The content of a period's report out of what stands in the world. */
export function reportContent(sources: ReportSources): ReportContent {
  const { format = contentFormat } = sources;
  const content = composed(sources, format);
  return format === 2 ? asFormat2(content) : content;
}

function composed(sources: ReportSources, format: ContentFormat): ReportContent {
  const { collaboration, period, previous, report, programmes, assessments, before, partners } = sources;
  const inOrder = arrange(programmes.filter(({ reportedApart }) => !reportedApart));
  const comparisons = new Map(
    compare(
      inOrder.map(({ id }) => id),
      assessments,
      previous && before,
    ).map(({ programme, lights }) => [programme, lights]),
  );
  const assessed = new Map(assessments.map((assessment) => [assessment.programme, assessment]));
  const line = [...(sources.earlier ?? []), { period, assessments }].slice(-historyPeriods);
  const lit = line.map((one) => new Map(one.assessments.map(({ programme, lights }) => [programme, lights])));
  const plain = ({ id, code, from, to, type }: ContentPeriod): ContentPeriod => ({ id, code, from, to, type });

  return {
    format,
    collaboration: { id: collaboration.id, name: collaboration.name },
    period: plain(period),
    previous: previous && plain(previous),
    demonstration: report?.demonstration ?? false,
    background: report?.background ?? [],
    summary: report?.summary ?? [],
    successes: report?.successes ?? [],
    risks: report?.risks ?? [],
    programmes: inOrder.map(({ order: _, reportedApart: _apart, slipped = [], ...programme }) => {
      const assessment = assessed.get(programme.id);
      const comparison = comparisons.get(programme.id);
      if (!comparison) throw new Error(`${programme.id} was not compared`);
      return {
        ...programme,
        reported: assessment !== undefined,
        demonstration: assessment?.demonstration ?? false,
        lights: perAspect((aspect) => {
          const { explanation, nextStep } = assessment?.lights[aspect] ?? {};
          return {
            ...comparison[aspect],
            explanation,
            nextStep: nextStep && {
              text: nextStep.text,
              partner: { id: nextStep.partner, name: partners.get(nextStep.partner) ?? unnamed(nextStep.partner) },
              due: nextStep.due,
            },
          };
        }),
        blocks: assessment?.blocks ?? { successes: [], nextTasks: [], attention: [], achieved: [] },
        carriedOver: assessment?.carriedOver ?? [],
        slipped,
        history: lit.map((lights) => perAspect((aspect) => stateOf(lights.get(programme.id), aspect))),
      };
    }),
    reportedApart: programmes
      .filter(({ reportedApart }) => reportedApart)
      .sort(byOrder)
      .map(({ id, title }) => ({ id, title })),
    history: line.map((one) => plain(one.period)),
    lightWords: sources.lightWords,
  };
}

/** What {@link contentFormat} says that format 2 did not know is left out. */
function asFormat2({ history: _, lightWords: _words, programmes, ...content }: ReportContent): ReportContent {
  const known = programmes.map(({ carriedOver: _carried, slipped: _slipped, history: _lit, ...rest }) => rest);
  return withoutMarks({ ...content, programmes: known });
}

/** A copy without the marks of translations out of date. */
function withoutMarks<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'outdated' ? undefined : inner))) as T;
}

/** Programmes of the report that say nothing of its period. */
export const missingFrom = (content: ReportContent): readonly string[] =>
  content.programmes.flatMap(({ id, reported }) => (reported ? [] : [id]));

/**
 * The content as one string that is the same for the same content: keys sorted, nothing undefined, no spaces.
 * What {@link ReportContent} may hold is plain JSON; anything else is a bug and throws.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object') {
    const fields = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
    return `{${fields.join(',')}}`;
  }
  throw new Error(`${typeof value} has no canonical form`);
}

interface Placed {
  readonly id: string;
  readonly parent?: string | undefined;
  readonly order: number;
}

/** Programmes in the report's order, each with its number and followed by the pilots it runs, however deep. */
export function arrange<P extends Placed>(programmes: readonly P[]): readonly (P & { readonly number: string })[] {
  const known = new Set(programmes.map(({ id }) => id));
  // One whose parent is not in the report stands on its own.
  const children = Map.groupBy(programmes, ({ parent }) =>
    parent !== undefined && known.has(parent) ? parent : undefined,
  );
  const below = (parent: string | undefined, prefix: string): readonly (P & { readonly number: string })[] =>
    (children.get(parent) ?? []).toSorted(byOrder).flatMap((programme, index) => {
      const number = `${prefix}${String(index + 1)}`;
      return [{ ...programme, number }, ...below(programme.id, `${number}.`)];
    });
  return below(undefined, '');
}

const byOrder = (a: Placed, b: Placed): number => a.order - b.order || (a.id < b.id ? -1 : 1);

/** A partner that was never named still is one: its id stands for it. */
const unnamed = (id: string): Text => ({ original: 'fi', fi: id });
