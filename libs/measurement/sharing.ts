import type { Publishing, SharedDetail } from './agreement.ts';
import { phaseOn, type AgreementRow, type AgreementVersionRow } from './agreement.view.ts';

/** How much of a partner's values somebody may see, from least to most. */
export const details = ['nothing', 'totals', 'values', 'breakdowns'] as const;
export type Detail = 'nothing' | SharedDetail;

/** Says how much of a partner's values of an indicator may be seen. */
export type Sharing = (indicator: string, partner: string) => Detail;

/** Whether at least so much may be seen. */
export const covers = (detail: Detail, wanted: Detail): boolean => details.indexOf(detail) >= details.indexOf(wanted);

/** The terms in force on a day. */
const inForceOn = (rows: Iterable<AgreementRow>, day: string): readonly AgreementVersionRow[] =>
  [...rows].flatMap((row) => (phaseOn(row, day) === 'in_force' && row.standing ? [row.standing] : []));

/**
 * What an organisation may see of others on a day (rule 29): the most that any agreement in force lets it see, in
 * which both are parties. Nothing is shared that was not agreed.
 */
export function sharingWith(rows: Iterable<AgreementRow>, organisation: string | undefined, day: string): Sharing {
  if (organisation === undefined) return () => 'nothing';
  const theirs = inForceOn(rows, day).filter((version) => partiesOf(version).has(organisation));
  return mostOf(theirs, ({ detail }) => detail);
}

/** What anybody may be told on a day in published reports. */
export function sharingWithAll(rows: Iterable<AgreementRow>, day: string): Sharing {
  return mostOf(inForceOn(rows, day), ({ publish }) => publish);
}

const mostOf =
  (
    versions: readonly AgreementVersionRow[],
    told: (version: AgreementVersionRow) => Publishing | SharedDetail,
  ): Sharing =>
  (indicator, partner) =>
    versions.reduce<Detail>((most, version) => {
      const covered =
        partiesOf(version).has(partner) && (version.indicators.length === 0 || version.indicators.includes(indicator));
      return covered && !covers(most, told(version)) ? told(version) : most;
    }, 'nothing');

/** Rows never change: what is made of one is kept as long as it is. */
const parties = new WeakMap<AgreementVersionRow, ReadonlySet<string>>();
function partiesOf(version: AgreementVersionRow): ReadonlySet<string> {
  let known = parties.get(version);
  if (!known) parties.set(version, (known = new Set(version.parties)));
  return known;
}
