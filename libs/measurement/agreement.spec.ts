import type { MessageOf } from '#decider';
import fc from 'fast-check';
import { specification } from '../decider/spec.ts';
import {
  agreement,
  type agreementCommands,
  type AgreementCommand,
  type AgreementEvent,
  type Terms,
} from './agreement.ts';
import { agreements, phaseOn, unsignedOf, type AgreementRow } from './agreement.view.ts';
import { covers, details, sharingWith, sharingWithAll } from './sharing.ts';

const text = (fi: string) => ({ original: 'fi', fi }) as const;
const terms: Terms = {
  title: text('Tulosten jakaminen'),
  purpose: text('Seuranta yhdessä'),
  parties: ['partner_a', 'partner_b'],
  indicators: ['indicator_visits'],
  detail: 'values',
  publish: 'totals',
  from: '2025-01-01',
  to: '2025-12-31',
};
const facts = { known: new Set(['partner_a', 'partner_b', 'partner_c', 'indicator_visits']), today: '2025-02-01' };
const drafted: AgreementEvent = {
  type: 'AgreementDrafted',
  data: { ...terms, demonstration: false, draftedBy: 'partner_a' },
};
const signed = (partner: string, agreementVersion = 1): AgreementEvent => ({
  type: 'AgreementSigned',
  data: { partner, agreementVersion },
});
const concluded = (agreementVersion = 1): AgreementEvent => ({
  type: 'AgreementConcluded',
  data: { agreementVersion },
});
const amended = (next: Partial<Terms>, agreementVersion = 2): AgreementEvent => ({
  type: 'AgreementAmended',
  data: { ...terms, ...next, agreementVersion, reason: text('Muutos') },
});
const ended: AgreementEvent = { type: 'AgreementEnded', data: { endedBy: 'partner_b', reason: text('Loppui') } };

const spec = specification(agreement);
const as = (organisation: string, role?: 'coordinator') => ({
  facts,
  asker: { organisation, ...(role && { mandates: [{ id: 'mandate_x', role, partner: organisation }] }) },
});
const member = (organisation: string) => ({
  facts,
  asker: { organisation, mandates: [{ id: 'mandate_x', role: 'member' as const, partner: organisation }] },
});
const sign: AgreementCommand = { type: 'SignAgreement', data: {} };
const draft = (next: Partial<Terms> = {}): AgreementCommand => ({
  type: 'DraftAgreement',
  data: { ...terms, ...next, demonstration: false },
});
const amend = (next: Partial<Terms>): AgreementCommand => ({
  type: 'AmendAgreement',
  data: { ...terms, ...next, reason: text('Muutos') },
});
const end: AgreementCommand = { type: 'EndAgreement', data: { reason: text('Loppui') } };

describe('a data-sharing agreement', () => {
  it('is drafted by a party, or by the coordinator for others (rule 29)', () => {
    spec.given().when(draft(), member('partner_a')).then(drafted);
    spec.given().when(draft(), member('partner_c')).thenRefused('AGREEMENT_NOT_YOURS', 'parties');
    spec
      .given()
      .when(draft(), as('partner_county', 'coordinator'))
      .then({ type: 'AgreementDrafted', data: { ...terms, demonstration: false, draftedBy: 'partner_county' } });
    spec.given(drafted).when(draft(), member('partner_a')).thenRefused('AGREEMENT_EXISTS');
  });

  it('says who, what, how much and until when (rule 29)', () => {
    const tried = (next: Partial<Terms>) => spec.given().when(draft(next), as('partner_county', 'coordinator'));
    tried({ parties: ['partner_a'] }).thenRefused('AGREEMENT_PARTIES_TOO_FEW', 'parties');
    tried({ parties: ['partner_a', 'partner_a'] }).thenRefused('AGREEMENT_PARTY_REPEATED', 'parties');
    tried({ parties: ['partner_a', 'partner_gone'] }).thenRefused('AGREEMENT_PARTY_UNKNOWN', 'parties');
    tried({ indicators: ['indicator_none'] }).thenRefused('AGREEMENT_INDICATOR_UNKNOWN', 'indicators');
    tried({ from: '2026-01-01' }).thenRefused('AGREEMENT_DAYS_REVERSED', 'to');
    tried({ from: '2024-01-01', to: '2025-01-31' }).thenRefused('AGREEMENT_EXPIRED', 'to');
    tried({ detail: 'totals', publish: 'values' }).thenRefused('AGREEMENT_PUBLISHES_TOO_MUCH', 'publish');
  });

  it('binds when every party has signed it, one signature each, and nobody else can (rule 29)', () => {
    spec.given(drafted).when(sign, as('partner_b')).then(signed('partner_b'));
    spec.given(drafted, signed('partner_b')).when(sign, as('partner_a')).then(signed('partner_a'), concluded());
    spec.given(drafted, signed('partner_b')).when(sign, as('partner_b')).thenRefused('AGREEMENT_ALREADY_SIGNED');
    spec.given(drafted).when(sign, as('partner_c')).thenRefused('AGREEMENT_NOT_YOURS');
    spec.given(drafted).when(sign, member('partner_b')).thenRefused('MANDATE_MISSING');
    spec
      .given(drafted, signed('partner_b'), signed('partner_a'), concluded())
      .when(sign, as('partner_a'))
      .thenRefused('AGREEMENT_NOTHING_TO_SIGN');
    const later = { ...as('partner_b'), facts: { ...facts, today: '2026-01-01' } };
    spec.given(drafted).when(sign, later).thenRefused('AGREEMENT_EXPIRED');
    spec.given().when(sign, as('partner_b')).thenRefused('AGREEMENT_NOT_FOUND');
  });

  it('is amended by new terms that all sign anew, a new party among them (rule 29)', () => {
    const inForce = [drafted, signed('partner_b'), signed('partner_a'), concluded()];
    const wider = { parties: ['partner_a', 'partner_b', 'partner_c'] };
    spec
      .given(...inForce)
      .when(amend(wider), member('partner_a'))
      .then(amended(wider));
    spec
      .given(...inForce)
      .when(amend({}), member('partner_a'))
      .thenRefused('AGREEMENT_UNCHANGED');
    spec
      .given(...inForce)
      .when(amend(wider), member('partner_c'))
      .thenRefused('AGREEMENT_NOT_YOURS');
    spec
      .given(...inForce, amended(wider), signed('partner_a', 2), signed('partner_c', 2))
      .when(sign, as('partner_b'))
      .then(signed('partner_b', 2), concluded(2));
  });

  it('is ended by a party or the coordinator, once (rule 29)', () => {
    spec.given(drafted).when(end, member('partner_b')).thenRefused('MANDATE_MISSING');
    spec
      .given(drafted)
      .when(end, as('partner_county', 'coordinator'))
      .then({ type: 'AgreementEnded', data: { endedBy: 'partner_county', reason: text('Loppui') } });
    const endorser = (organisation: string) => ({
      facts,
      asker: { organisation, mandates: [{ id: 'mandate_x', role: 'endorser' as const, partner: organisation }] },
    });
    spec.given(drafted).when(end, endorser('partner_b')).then(ended);
    spec.given(drafted).when(end, endorser('partner_c')).thenRefused('AGREEMENT_NOT_YOURS');
    spec.given(drafted, ended).when(end, endorser('partner_b')).thenRefused('AGREEMENT_ENDED');
    spec.given(drafted, ended).when(sign, as('partner_b')).thenRefused('AGREEMENT_ENDED');
  });
});

let position = 0;
const rowOf = (id: string, ...history: readonly AgreementEvent[]): AgreementRow => {
  const row = history.reduce<AgreementRow | undefined>((before, event, revision) => {
    position++;
    return agreements.evolve(before, {
      ...event,
      subject: id,
      revision,
      position: String(position),
      recordedAt: '2025-02-01T10:00:00.000Z',
      actor: 'person_x',
      organisation: 'partner_a',
      mandate: 'mandate_x',
    });
  }, undefined);
  if (!row) throw new Error('No history');
  return row;
};

describe('what an agreement lets others see', () => {
  const inForce = [drafted, signed('partner_b'), signed('partner_a'), concluded()];
  const seen = (row: AgreementRow, who: string, day: string, indicator = 'indicator_visits', partner = 'partner_b') =>
    sharingWith([row], who, day)(indicator, partner);

  it('is for its parties, its indicators and its days, and not before all have signed (rule 29)', () => {
    const row = rowOf('agreement_x', ...inForce);
    expect(seen(row, 'partner_a', '2025-06-01')).toBe('values');
    expect(seen(row, 'partner_c', '2025-06-01')).toBe('nothing');
    expect(seen(row, 'partner_a', '2025-06-01', 'indicator_other')).toBe('nothing');
    expect(seen(row, 'partner_a', '2025-06-01', 'indicator_visits', 'partner_c')).toBe('nothing');
    expect(['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'].map((day) => seen(row, 'partner_a', day))).toEqual([
      'nothing',
      'values',
      'values',
      'nothing',
    ]);
    const waiting = rowOf('agreement_x', drafted, signed('partner_b'));
    expect(seen(waiting, 'partner_a', '2025-06-01')).toBe('nothing');
    expect(waiting.proposed && unsignedOf(waiting.proposed)).toEqual(['partner_a']);
    expect(phaseOn(waiting, '2025-06-01')).toBe('proposed');
  });

  it('goes on by the old terms until the new ones are signed by all, and stops when it ends (rule 29)', () => {
    const wider = amended({ parties: ['partner_a', 'partner_b', 'partner_c'], detail: 'breakdowns' });
    const row = rowOf('agreement_x', ...inForce, wider, signed('partner_c', 2));
    expect(seen(row, 'partner_a', '2025-06-01')).toBe('values');
    expect(seen(row, 'partner_c', '2025-06-01')).toBe('nothing');
    const all = [
      ...inForce,
      wider,
      ...['partner_c', 'partner_a', 'partner_b'].map((one) => signed(one, 2)),
      concluded(2),
    ];
    expect(seen(rowOf('agreement_x', ...all), 'partner_c', '2025-06-01')).toBe('breakdowns');
    expect(seen(rowOf('agreement_x', ...all, ended), 'partner_c', '2025-06-01')).toBe('nothing');
  });

  it('is the most that any of several allows; everybody is told what may be published (rule 29)', () => {
    const narrow = rowOf('agreement_x', ...inForce);
    const { to: _, ...open } = terms;
    const wide = rowOf(
      'agreement_y',
      {
        type: 'AgreementDrafted',
        data: {
          ...open,
          indicators: [],
          detail: 'totals',
          publish: 'nothing',
          demonstration: false,
          draftedBy: 'partner_a',
        },
      },
      signed('partner_a'),
      signed('partner_b'),
      concluded(),
    );
    expect(sharingWith([narrow, wide], 'partner_a', '2025-06-01')('indicator_visits', 'partner_b')).toBe('values');
    expect(sharingWith([narrow, wide], 'partner_a', '2026-06-01')('indicator_visits', 'partner_b')).toBe('totals');
    expect(sharingWith([narrow, wide], 'partner_a', '2025-06-01')('indicator_new', 'partner_b')).toBe('totals');
    expect(sharingWithAll([narrow, wide], '2025-06-01')('indicator_visits', 'partner_b')).toBe('totals');
    expect(sharingWithAll([narrow, wide], '2025-06-01')('indicator_new', 'partner_b')).toBe('nothing');
    expect(details.map((detail) => covers('values', detail))).toEqual([true, true, true, false]);
  });

  it('is never more than what its parties signed, whatever happens in what order (rule 29)', () => {
    type Data = MessageOf<typeof agreementCommands>;
    const command = fc.oneof(
      fc.constant<Data>(sign),
      fc
        .record({
          detail: fc.constantFrom('totals', 'values', 'breakdowns'),
          to: fc.constantFrom('2025-06-30', '2025-12-31'),
        })
        .map((next): Data => amend({ ...next, publish: 'nothing' })),
      fc.constant<Data>(end),
    );
    const act = fc.record({ who: fc.constantFrom('partner_a', 'partner_b', 'partner_c'), command });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        const history: AgreementEvent[] = [drafted];
        for (const { who, command } of acts) {
          const roles = (['member', 'endorser'] as const).map((role) => ({
            id: `mandate_${role}`,
            role,
            partner: who,
          }));
          const { outcome } = spec
            .given(...history)
            .when(command, { facts, asker: { organisation: who, mandates: roles } });
          if (Array.isArray(outcome)) history.push(...(outcome as AgreementEvent[]));
        }
        const row = rowOf('agreement_x', ...history);
        const seenNow = seen(row, 'partner_a', '2025-06-01');
        const version = row.standing;
        const voices = new Set(version?.signatures.map(({ partner }) => partner));
        if (seenNow !== 'nothing') {
          expect(version?.parties.every((party) => voices.has(party))).toBe(true);
          expect(seenNow).toBe(version?.detail);
          expect(row.ended).toBeUndefined();
        }
      }),
    );
  });
});
