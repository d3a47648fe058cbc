import { stamp, type Stamp, type View } from '#decider';
import { renewed, type Text } from '#language';
import { definitionOf, indicatorEvents, type Definition, type Target } from './indicator.ts';

/** An indicator as pages show it: what it measures now, whose it is, what was and is aimed at. */
export interface IndicatorRow extends Stamp, Definition {
  readonly id: string;
  readonly phase: 'defined' | 'retired';
  readonly owner: string;
  readonly local: boolean;
  /** Values count only when a reviewer of the owner has accepted them. */
  readonly reviewed: boolean;
  readonly definedAt: string;
  /** The version its own fields are of; values of two versions never meet (rule 12). */
  readonly indicatorVersion: number;
  /** Every version with its definition, oldest first, the present one included. */
  readonly versions: readonly VersionRow[];
  /** Every target ever set, in the order they were set. */
  readonly targets: readonly TargetRow[];
  /** Who was named to report, in the order they were named. */
  readonly reporters: readonly ReportersRow[];
  /** When and why the definition was revised. */
  readonly revisions: readonly { readonly at: string; readonly by: string; readonly reason: Text }[];
  /** Who answered for it before. */
  readonly owners: readonly { readonly owner: string; readonly until: string; readonly reason: Text }[];
  readonly retiredBecause?: Text | undefined;
}

export interface VersionRow {
  readonly indicatorVersion: number;
  /** First day it measures; the first version measures all before the second. */
  readonly from?: string | undefined;
  readonly at: string;
  readonly by: string;
  /** Why it was begun, and what may be said across the break. */
  readonly reason?: Text | undefined;
  readonly comparable?: Text | undefined;
  readonly definition: Definition;
}

export interface TargetRow extends Target {
  readonly reason: Text;
  readonly setAt: string;
  readonly setBy: string;
  readonly indicatorVersion: number;
  /** When another target took its place for the same day. */
  readonly replacedAt?: string | undefined;
}

export interface ReportersRow {
  readonly partners: readonly string[];
  /** How many days after the end of a period its value is due. */
  readonly dueDays: number;
  /** First day of the first period it concerns. */
  readonly from: string;
  readonly at: string;
  readonly by: string;
}

export const indicators: View<IndicatorRow, typeof indicatorEvents> = {
  name: 'indicators',
  version: 2,
  events: indicatorEvents,
  indexes: {
    goal: (indicator) => indicator.goals,
    programme: (indicator) => indicator.programmes,
    owner: (indicator) => indicator.owner,
    reporter: (indicator) => indicator.reporters.at(-1)?.partners,
  },

  evolve(indicator, event) {
    const { recordedAt: at, actor: by } = event;
    if (event.type === 'IndicatorDefined') {
      const definition = definitionOf(event.data);
      return {
        id: event.subject,
        ...stamp(event),
        ...definition,
        phase: 'defined',
        owner: event.data.owner,
        local: event.data.local,
        reviewed: false,
        definedAt: at,
        indicatorVersion: 1,
        versions: [{ indicatorVersion: 1, at, by, definition }],
        targets: [],
        reporters: [],
        revisions: [],
        owners: [],
      };
    }
    if (!indicator) throw new Error(`${event.type} before ${event.subject} was defined`);
    const next = { ...indicator, ...stamp(event) };
    switch (event.type) {
      case 'IndicatorRevised': {
        const definition = rewritten(indicator, definitionOf(event.data));
        const versions = indicator.versions.map((version) =>
          version.indicatorVersion === indicator.indicatorVersion ? { ...version, definition } : version,
        );
        const revisions = [...indicator.revisions, { at, by, reason: event.data.reason }];
        return { ...next, ...definition, versions, revisions };
      }
      case 'IndicatorVersionBegun': {
        const { indicatorVersion, from, reason, comparable } = event.data;
        const definition = rewritten(indicator, definitionOf(event.data));
        const version = { indicatorVersion, from, at, by, reason, comparable, definition };
        return { ...next, ...definition, indicatorVersion, versions: [...indicator.versions, version] };
      }
      case 'IndicatorTargetSet': {
        const { due, kind, value, max, text, reason } = event.data;
        const { indicatorVersion } = indicator;
        const earlier = indicator.targets.map((target) =>
          target.due === due && target.indicatorVersion === indicatorVersion && target.replacedAt === undefined
            ? { ...target, replacedAt: at }
            : target,
        );
        const target = { due, kind, value, max, text, reason, setAt: at, setBy: by, indicatorVersion };
        return { ...next, targets: [...earlier, target] };
      }
      case 'ReportersNamed':
        return { ...next, reporters: [...indicator.reporters, { ...event.data, at, by }] };
      case 'IndicatorReviewSet':
        return { ...next, reviewed: event.data.reviewed };
      case 'IndicatorHandedOver': {
        const before = { owner: indicator.owner, until: at, reason: event.data.reason };
        return { ...next, owner: event.data.owner, owners: [...indicator.owners, before] };
      }
      case 'IndicatorRetired':
        return { ...next, phase: 'retired', retiredBecause: event.data.reason };
    }
  },
};

/** A definition in the place of another, with the translations its words have moved away from marked (rule 51). */
const rewritten = (before: Definition, after: Definition): Definition => ({
  ...after,
  title: renewed(before.title, after.title),
  definition: after.definition && renewed(before.definition, after.definition),
  unit: renewed(before.unit, after.unit),
  dataSource: after.dataSource && renewed(before.dataSource, after.dataSource),
});

type Versioned = Pick<IndicatorRow, 'versions'>;

/** The version that measures what begins on a day: the newest that had begun by then. */
export const versionOn = ({ versions }: Versioned, day: string): VersionRow | undefined =>
  versions.findLast(({ from }) => from === undefined || from <= day);

/** The definition a version has; nothing when there is no such version. */
export const definitionIn = ({ versions }: Versioned, indicatorVersion: number): Definition | undefined =>
  versions.find((version) => version.indicatorVersion === indicatorVersion)?.definition;

/** Who was named to report for a period that begins on a day, and by when; nothing when nobody had been. */
export const reportersOn = ({ reporters }: Pick<IndicatorRow, 'reporters'>, day: string): ReportersRow | undefined =>
  reporters.findLast(({ from }) => from <= day);

type Aiming = Pick<IndicatorRow, 'targets' | 'indicatorVersion'>;

/** The targets in force, soonest first: those of the present version. */
export const targetsInForce = ({ targets, indicatorVersion }: Aiming): readonly TargetRow[] =>
  targets
    .filter((target) => target.replacedAt === undefined && target.indicatorVersion === indicatorVersion)
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));

/** The target that a day is measured against: the next one due, or the last when all are past. */
export const targetOn = (indicator: Aiming, day: string): TargetRow | undefined => {
  const inForce = targetsInForce(indicator);
  return inForce.find(({ due }) => due >= day) ?? inForce.at(-1);
};
