import { stamp, type Stamp, type View } from '#decider';
import { renewed, type Text } from '#language';
import { renewedEach } from './assessment.view.ts';
import type { ReportFigure } from './figure.ts';
import { reportEvents, type Success } from './report.ts';

/** A period's report: the words in front as they stand now, and every publication. */
export interface ReportRow extends Stamp {
  readonly id: string;
  readonly period: string;
  readonly phase: 'draft' | 'published' | 'reopened';
  readonly background: readonly Text[];
  readonly summary: readonly Text[];
  readonly successes: readonly Success[];
  readonly risks: readonly Text[];
  readonly demonstration: boolean;
  /** Oldest first. Each stays readable as of its position. */
  readonly publications: readonly Publication[];
}

export interface Publication {
  readonly version: number;
  /** The place in the log up to which it is frozen. */
  readonly position: string;
  readonly contentHash: string;
  readonly contentFormat: number;
  /** Programmes that said nothing. */
  readonly missing: readonly string[];
  /** Every number in it; absent in what was published before they were kept. */
  readonly figures?: readonly ReportFigure[] | undefined;
  readonly at: string;
  readonly organisation: string;
  readonly person: string;
  readonly mandate?: string | undefined;
  /** Why a next version was begun. */
  readonly reopenedBecause?: Text | undefined;
  readonly reopenedAt?: string | undefined;
}

export const reports: View<ReportRow, typeof reportEvents> = {
  name: 'reports',
  version: 2,
  events: reportEvents,
  indexes: { period: (report) => report.period },

  evolve(report, event) {
    if (event.type === 'ReportWritten') {
      const { period, background, summary, successes, risks, demonstration } = event.data;
      return {
        id: event.subject,
        ...stamp(event),
        period,
        phase: report?.phase ?? 'draft',
        background: renewedEach(report?.background ?? [], background),
        summary: renewedEach(report?.summary ?? [], summary),
        successes: successes.map((success) => {
          const before = report?.successes.find(({ programme }) => programme === success.programme);
          return { ...success, text: renewed(before?.text, success.text) };
        }),
        risks: renewedEach(report?.risks ?? [], risks),
        demonstration: demonstration ?? false,
        publications: report?.publications ?? [],
      };
    }
    if (!report) throw new Error(`${event.type} before ${event.subject} was written`);
    const next = { ...report, ...stamp(event) };
    switch (event.type) {
      case 'ReportPublished': {
        const { organisation, actor: person, mandate, recordedAt: at } = event;
        const publication = { ...event.data, at, organisation, person, mandate };
        return { ...next, phase: 'published', publications: [...report.publications, publication] };
      }
      case 'ReportReopened': {
        const { reason: reopenedBecause } = event.data;
        const publications = report.publications.map((publication, index) =>
          index === report.publications.length - 1
            ? { ...publication, reopenedBecause, reopenedAt: event.recordedAt }
            : publication,
        );
        return { ...next, phase: 'reopened', publications };
      }
    }
  },
};

/** The version readers are shown: the newest published, also while a next one is being written. */
export const latestPublication = (report: ReportRow): Publication | undefined => report.publications.at(-1);
