import type { Text } from '#language';
import { locks } from '#measurement';
import type { CommandReaction } from '#world';
import { periods } from './period.view.ts';

const closed: Text = {
  original: 'fi',
  fi: 'Raportointikausi suljettiin.',
  sv: 'Rapporteringsperioden stängdes.',
  en: 'The reporting period was closed.',
};

/**
 * The values of a period that is closed are settled (rule 23). Opening the period again does not open them: that is an
 * act of its own, with its reason and its end.
 */
export const closedPeriods: CommandReaction = {
  name: 'closed_periods',
  on: ['PeriodClosed'],
  role: 'coordinator',
  gives: ['LockValues'],
  react({ subject }, world) {
    const period = world.rows(periods).get(subject);
    const id = `lock_${subject}`;
    if (period?.phase !== 'closed' || world.rows(locks).has(id)) return [];
    return [{ id, command: { type: 'LockValues', data: { from: period.from, to: period.to, reason: closed } } }];
  },
};
