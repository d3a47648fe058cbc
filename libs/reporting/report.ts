import { refuse, type Decider, type MessageOf } from '#decider';
import { FreeText, PeriodId, ProgrammeId, Reason, Text, sameData } from '#language';
import { z } from 'zod';
import { ReportFigure } from './figure.ts';
import { slugOf } from './period.ts';

/** The words in front: free ones are looked through when they come in, and read for ever once they are (rule 28). */
const front = (words: typeof Text) => {
  const paragraphs = z.array(words).max(50);
  const Success = z.object({ programme: ProgrammeId.optional(), text: words }).meta({ id: 'ReportSuccess' });
  const successes = z.array(Success).max(100);
  return { background: paragraphs, summary: paragraphs, successes, risks: paragraphs };
};
const [given, stored] = [front(FreeText), front(Text)];
const demonstration = z.boolean().optional();

/** A place in the whole log, digits only. */
const LogPosition = z.string().regex(/^\d{1,20}$/);

export const reportCommands = {
  /** The words in front of the assessments: the whole of them each time. */
  WriteReport: z.object({
    period: PeriodId,
    ...given,
    background: given.background.default([]),
    risks: given.risks.default([]),
    demonstration,
  }),
  PublishReport: z.object({
    /** The asker has seen which programmes say nothing, and publishes all the same. */
    acceptMissing: z.boolean().default(false),
  }),
  ReopenReport: z.object({ reason: FreeText }),
};

export const reportEvents = {
  ReportWritten: z.object({ period: PeriodId, ...stored, demonstration }),
  /**
   * The report as it stood at `position` is the published one, for ever: whoever reads the log up to there
   * finds the same content, and `contentHash` proves it (rule 44).
   */
  ReportPublished: z.object({
    version: z.int().min(1),
    position: LogPosition,
    /** SHA-256 of the canonical content, in hexadecimal. */
    contentHash: z.string().regex(/^[0-9a-f]{64}$/),
    /** How the content was composed: the hash can be told again only by the same. See content.ts. */
    contentFormat: z.int().min(1),
    /** Programmes that said nothing; the publisher knew. */
    missing: z.array(ProgrammeId),
    /** Every number in it, each indicator's once. Before they were kept here, they were told again out of the log. */
    figures: z.array(ReportFigure).optional(),
  }),
  /** A next version is being written. The published one stays readable. */
  ReportReopened: z.object({ reason: Reason }),
};

export type Success = z.infer<(typeof reportEvents)['ReportWritten']>['successes'][number];
export type ReportCommand = MessageOf<typeof reportCommands>;
export type ReportEvent = MessageOf<typeof reportEvents>;

export type ReportRefusal =
  | 'REPORT_NOT_FOUND'
  | 'REPORT_ID_MISMATCH'
  | 'REPORT_PERIOD_UNKNOWN'
  | 'REPORT_PROGRAMME_UNKNOWN'
  | 'REPORT_SUMMARY_MISSING'
  | 'REPORT_INCOMPLETE'
  | 'REPORT_NOT_ACCEPTED'
  | 'REPORT_PUBLISHED'
  | 'REPORT_NOT_PUBLISHED';

export interface ReportFacts {
  /** Which of the period and the programmes the command names exist. */
  readonly known: ReadonlySet<string>;
  /** What publishing would freeze. Gathered for that only; absent while there is no report to publish. */
  readonly publication: PublicationFacts | undefined;
}

export interface PublicationFacts {
  /** Where the world stands that the content was read from. */
  readonly position: string;
  readonly contentHash: string;
  readonly contentFormat: number;
  /** Programmes that belong in the report and have no assessment, or one that was sent back. */
  readonly missing: readonly string[];
  /** Programmes whose assessment the coordinator has not accepted; none where the period does not ask for it. */
  readonly unaccepted: readonly string[];
  readonly figures: readonly ReportFigure[];
}

type Report =
  | { readonly phase: 'absent' }
  | {
      readonly phase: 'draft' | 'published' | 'reopened';
      /** The newest published version; 0 before the first. */
      readonly version: number;
      readonly written: Extract<ReportEvent, { type: 'ReportWritten' }>['data'];
    };

/** A period has one report: its versions are publications of the same. */
export const reportId = (period: string): string => `report_${slugOf(period)}`;

export const report: Decider<Report, ReportCommand, ReportEvent, ReportRefusal, ReportFacts> = {
  prefix: 'report_',
  commands: reportCommands,
  events: reportEvents,
  published: {
    background: 'The report, an official document.',
    summary: 'The report, an official document.',
    successes: 'The report, an official document.',
    risks: 'The report, an official document.',
    figures: 'The report, an official document.',
  },
  roles: { WriteReport: ['coordinator'], PublishReport: ['coordinator'], ReopenReport: ['coordinator'] },
  initial: { phase: 'absent' },

  decide(report, command, { facts, id }) {
    if (command.type === 'WriteReport') {
      const { period, successes } = command.data;
      if (id !== reportId(period)) return refuse('REPORT_ID_MISMATCH');
      if (!facts.known.has(period)) return refuse('REPORT_PERIOD_UNKNOWN', 'period');
      const stranger = successes.findIndex(({ programme }) => programme !== undefined && !facts.known.has(programme));
      if (stranger >= 0) return refuse('REPORT_PROGRAMME_UNKNOWN', `successes.${stranger}.programme`);
      if (report.phase !== 'absent' && sameData(report.written, command.data)) return [];
      // What was published is frozen; a new version begins by reopening, with a reason (rule 44).
      if (report.phase === 'published') return refuse('REPORT_PUBLISHED');
      return [{ type: 'ReportWritten', data: command.data }];
    }
    if (report.phase === 'absent') return refuse('REPORT_NOT_FOUND');
    switch (command.type) {
      case 'PublishReport': {
        if (report.phase === 'published') return refuse('REPORT_PUBLISHED');
        if (report.written.summary.length === 0) return refuse('REPORT_SUMMARY_MISSING', 'summary');
        if (facts.publication === undefined) return refuse('REPORT_NOT_FOUND');
        const { missing, unaccepted, figures, position, contentHash, contentFormat } = facts.publication;
        if (missing.length > 0 && !command.data.acceptMissing) return refuse('REPORT_INCOMPLETE', 'acceptMissing');
        // Silence may be published as silence; words nobody has read may not, where the period asks for reading.
        if (unaccepted.length > 0) return refuse('REPORT_NOT_ACCEPTED');
        const version = report.version + 1;
        const frozen = { position, contentHash, contentFormat, missing: [...missing], figures: [...figures] };
        return [{ type: 'ReportPublished', data: { version, ...frozen } }];
      }
      case 'ReopenReport':
        if (report.phase !== 'published') return refuse('REPORT_NOT_PUBLISHED');
        return [{ type: 'ReportReopened', data: command.data }];
    }
  },

  evolve(report, event) {
    if (event.type === 'ReportWritten')
      return report.phase === 'absent'
        ? { phase: 'draft', version: 0, written: event.data }
        : { ...report, written: event.data };
    if (report.phase === 'absent') return report;
    switch (event.type) {
      case 'ReportPublished':
        return { ...report, phase: 'published', version: event.data.version };
      case 'ReportReopened':
        return { ...report, phase: 'reopened' };
    }
  },
};
