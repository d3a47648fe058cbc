import { freeze, specification } from '../decider/spec.ts';
import { report, reportId, type ReportCommand, type ReportEvent } from './report.ts';
import { latestPublication, reports, type ReportRow } from './report.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const period = 'period_2024h2';
const id = reportId(period);
const contentHash = 'a'.repeat(64);
const stored = { position: '120', contentHash, contentFormat: 1, missing: [] as string[], figures: [] };
const publication = { ...stored, unaccepted: [] as string[] };
const facts = { known: new Set([period, 'programme_a']), publication };
const words: Extract<ReportCommand, { type: 'WriteReport' }>['data'] = {
  period,
  background: [],
  summary: [text('Ohjelmat etenivät')],
  successes: [{ programme: 'programme_a', text: text('Palaute käytössä') }],
  risks: [],
};
const write = (changes: object = {}) => ({ type: 'WriteReport', data: { ...words, ...changes } }) as const;
const publish = (acceptMissing = false) => ({ type: 'PublishReport', data: { acceptMissing } }) as const;
const reopen = { type: 'ReopenReport', data: { reason: text('Luku korjattiin') } } as const;
const written: ReportEvent = { type: 'ReportWritten', data: words };
const published = (version = 1, missing: string[] = []): ReportEvent => ({
  type: 'ReportPublished',
  data: { ...stored, version, missing },
});
const reopened: ReportEvent = { type: 'ReportReopened', data: { reason: text('Luku korjattiin') } };
const spec = specification(report);

describe('a report', () => {
  it('is one per period, written by a coordinator', () => {
    expect(id).toBe('report_2024h2');
    spec.given().when(write(), { facts, id }).then(written);
    spec.given().when(write(), { facts, id: 'report_2024h1' }).thenRefused('REPORT_ID_MISMATCH');
    spec
      .given()
      .when(write(), { facts, id, asker: { mandates: [{ id: 'mandate_m', role: 'member', partner: 'partner_a' }] } })
      .thenRefused('MANDATE_MISSING');
  });

  it('is of a period and of programmes that exist', () => {
    spec
      .given()
      .when(write(), { facts: { ...facts, known: new Set<string>() }, id })
      .thenRefused('REPORT_PERIOD_UNKNOWN', 'period');
    spec
      .given()
      .when(write({ successes: [...words.successes, { programme: 'programme_x', text: text('?') }] }), { facts, id })
      .thenRefused('REPORT_PROGRAMME_UNKNOWN', 'successes.1.programme');
  });

  it('may be written again while it is not published; the same words change nothing', () => {
    spec.given(written).when(write(), { facts, id }).thenNothing();
    const data = { ...words, risks: [text('Rahoitus')] };
    spec.given(written).when(write(data), { facts, id }).then({ type: 'ReportWritten', data });
    spec.given(written, published()).when(write(), { facts, id }).thenNothing();
    spec.given(written, published()).when(write(data), { facts, id }).thenRefused('REPORT_PUBLISHED');
  });

  it('is published with its place in the log and the hash of its content (rule 44)', () =>
    spec.given(written).when(publish(), { facts, id }).then(published()));

  it('is not published unwritten, nor without a summary', () => {
    spec.given().when(publish(), { facts, id }).thenRefused('REPORT_NOT_FOUND');
    spec
      .given(written)
      .when(publish(), { facts: { ...facts, publication: undefined }, id })
      .thenRefused('REPORT_NOT_FOUND');
    spec
      .given({ type: 'ReportWritten', data: { ...words, summary: [] } })
      .when(publish(), { facts, id })
      .thenRefused('REPORT_SUMMARY_MISSING', 'summary');
  });

  it('is published with programmes missing only by who says so, and names them', () => {
    const lacking = { ...facts, publication: { ...publication, missing: ['programme_a'] } };
    spec.given(written).when(publish(), { facts: lacking, id }).thenRefused('REPORT_INCOMPLETE', 'acceptMissing');
    spec
      .given(written)
      .when(publish(true), { facts: lacking, id })
      .then(published(1, ['programme_a']));
  });

  it('gets a second version by being reopened with a reason (rule 44)', () => {
    spec.given(written, published()).when(publish(), { facts, id }).thenRefused('REPORT_PUBLISHED');
    spec.given(written).when(reopen, { facts, id }).thenRefused('REPORT_NOT_PUBLISHED');
    spec.given(written, published()).when(reopen, { facts, id }).then(reopened);
    spec.given(written, published(), reopened).when(reopen, { facts, id }).thenRefused('REPORT_NOT_PUBLISHED');
    const data = { ...words, risks: [text('Rahoitus')] };
    spec.given(written, published(), reopened).when(write(data), { facts, id }).then({ type: 'ReportWritten', data });
    spec.given(written, published(), reopened).when(publish(), { facts, id }).then(published(2));
  });

  it('keeps every publication, with what ended it', () => {
    const history: ReportEvent[] = [written, published(), reopened, written, published(2)];
    let row: ReportRow | undefined;
    for (const [revision, event] of history.entries()) {
      const recorded = {
        subject: id,
        revision,
        position: String(120 + revision),
        actor: 'person_a',
        organisation: 'partner_a',
      };
      row = freeze(
        reports.evolve(row, freeze({ ...event, ...recorded, recordedAt: `2025-02-0${revision + 1}T08:00:00.000Z` })),
      );
    }
    expect(row).toMatchObject({ id, period, phase: 'published', revision: 4 });
    expect(row?.publications).toMatchObject([
      { version: 1, position: '120', at: '2025-02-02T08:00:00.000Z', reopenedBecause: text('Luku korjattiin') },
      { version: 2, at: '2025-02-05T08:00:00.000Z' },
    ]);
    expect(latestPublication(row!)?.version).toBe(2);
  });
});
