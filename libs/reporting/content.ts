import type { Text } from '#language';
import { type Aspect, type Blocks, type Lights } from './assessment.ts';
import { compare, perAspect, type LightComparison } from './compare.ts';
import type { PeriodType } from './period.ts';
import type { Success } from './report.ts';

/**
 * Raised when the same world would be composed into another content. A report published under another format
 * is still shown out of the log, but its hash cannot be told again.
 */
export const contentFormat = 2;

/**
 * All that a report says, as plain JSON: what publishing freezes, what the hash is of, what the page shows.
 * Nothing of it is looked up again when it is read. It holds no names of persons.
 */
export interface ReportContent {
  readonly format: typeof contentFormat;
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

/** The figure of one indicator for the period: of one partner, or of several put together. */
export interface ContentNumber {
  readonly indicator: string;
  readonly title: Text;
  readonly unit: Text;
  /** Days the figure is about. */
  readonly from: string;
  readonly to: string;
  /** Absent where there is none to show: no zero stands in for it (rule 25). */
  readonly value?: number | undefined;
  /**
   * Why there is no value: nobody has it, it counts so few that they could be recognised, or a count of so few could
   * be worked out of it (rule 30).
   */
  readonly withheld?: 'not_available' | 'small' | 'revealing' | undefined;
  readonly provisional: boolean;
  /** Of how many partners it is made; a total that lacks some says so (rule 12). */
  readonly reported: number;
  readonly expected: number;
  /** The same person may be in it several times (rule 13). */
  readonly contactsNotPersons: boolean;
  /** The target in force on the period's last day. */
  readonly target?:
    | {
        readonly kind: 'at_least' | 'at_most' | 'range' | 'maintain' | 'narrative';
        readonly due: string;
        readonly value?: number | undefined;
        readonly max?: number | undefined;
        readonly text?: Text | undefined;
      }
    | undefined;
}

/** What a report is made of, in the words of this context. */
export interface ReportSources {
  readonly collaboration: { readonly id: string; readonly name: Text };
  readonly period: ContentPeriod;
  readonly previous: ContentPeriod | undefined;
  readonly report: Pick<ReportContent, 'background' | 'summary' | 'successes' | 'risks' | 'demonstration'> | undefined;
  readonly programmes: readonly ProgrammeSource[];
  /** Of the period, and of the previous one. */
  readonly assessments: readonly AssessmentSource[];
  readonly before: readonly AssessmentSource[];
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
}

interface AssessmentSource {
  readonly programme: string;
  readonly lights: Lights;
  readonly blocks: Blocks;
  readonly demonstration: boolean;
}

/** The content of a period's report out of what stands in the world. */
export function reportContent(sources: ReportSources): ReportContent {
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
  const plain = ({ id, code, from, to, type }: ContentPeriod): ContentPeriod => ({ id, code, from, to, type });

  return {
    format: contentFormat,
    collaboration: { id: collaboration.id, name: collaboration.name },
    period: plain(period),
    previous: previous && plain(previous),
    demonstration: report?.demonstration ?? false,
    background: report?.background ?? [],
    summary: report?.summary ?? [],
    successes: report?.successes ?? [],
    risks: report?.risks ?? [],
    programmes: inOrder.map(({ order: _, reportedApart: _apart, ...programme }) => {
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
      };
    }),
    reportedApart: programmes
      .filter(({ reportedApart }) => reportedApart)
      .sort(byOrder)
      .map(({ id, title }) => ({ id, title })),
  };
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

type Numbered = ProgrammeSource & { readonly number: string };

/** Programmes in their order, each followed by the pilots it runs, however deep. */
function arrange(programmes: readonly ProgrammeSource[]): readonly Numbered[] {
  const known = new Set(programmes.map(({ id }) => id));
  const children = new Map<string | undefined, ProgrammeSource[]>();
  for (const programme of programmes) {
    // One whose parent is not in the report stands on its own.
    const parent = programme.parent !== undefined && known.has(programme.parent) ? programme.parent : undefined;
    children.set(parent, [...(children.get(parent) ?? []), programme]);
  }
  const below = (parent: string | undefined, prefix: string): readonly Numbered[] =>
    (children.get(parent) ?? []).sort(byOrder).flatMap((programme, index) => {
      const number = `${prefix}${index + 1}`;
      return [{ ...programme, number }, ...below(programme.id, `${number}.`)];
    });
  return below(undefined, '');
}

const byOrder = (a: ProgrammeSource, b: ProgrammeSource): number => a.order - b.order || (a.id < b.id ? -1 : 1);

/** A partner that was never named still is one: its id stands for it. */
const unnamed = (id: string): Text => ({ original: 'fi', fi: id });
