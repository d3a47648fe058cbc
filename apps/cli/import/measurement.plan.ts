import {
  agreements,
  indicators,
  keyOf,
  locks,
  measurements,
  seriesId,
  targetsInForce,
  versionOn,
  type Figure,
} from '#measurement';
import { todayIn } from '#backbone';
import { sameData, type Text } from '#language';
import type { World } from '#world';
import { actsOn, add, change, closing, fixed, inTurn, rank, reasonOf, says, type Act, type Setting } from './act.ts';
import type { EntryOf } from './read.ts';

export function indicatorActs(entry: EntryOf<'indicators'>, { main }: Setting): Act[] {
  const { id, owner, local, targets, on, by, reason: _reason, source: _source, ...told } = entry.data;
  const { reviewed, reporters, versions, ...definition } = told;
  const whole = { entry, id, lane: id, organisation: owner };
  const { act, once } = actsOn(entry, id, 'targets');
  return [
    {
      ...whole,
      rank: rank('indicators'),
      day: on,
      by,
      aspect: 'words',
      needs: [owner, ...definition.goals, ...definition.programmes],
      makes: id,
      says: { ...definition, owner, local },
      next(world) {
        const row = world.rows(indicators).get(id);
        if (!row) return add('DefineIndicator', { ...definition, local });
        const stands = fixed(row, { owner, local });
        if (stands) return stands;
        return versions.length > 0 || says(row, definition)
          ? undefined
          : change(row, 'ReviseIndicator', { ...definition, reason: reasonOf({ entry, main }) });
      },
    },
    ...targets.map(({ on: setOn, by: setBy, ...target }, index): Act => {
      const { reason: _why, ...level } = target;
      const sameDay = (others: readonly { readonly due: string }[]) =>
        others.filter(({ due }) => due === target.due).length;
      const earlier = sameDay(targets.slice(0, index));
      const replaced = sameDay(targets.slice(index + 1)) > 0;
      return {
        ...whole,
        path: ['targets', index],
        rank: rank('targets'),
        day: setOn ?? on,
        by: setBy ?? by,
        aspect: `target ${target.due}${earlier > 0 ? ` ${earlier}` : ''}`,
        needs: [id],
        says: level,
        next(world) {
          const row = world.rows(indicators).get(id);
          if (!row || (replaced && sameDay(row.targets) > 0)) return undefined;
          const inForce = targetsInForce(row).find(({ due }) => due === target.due);
          // What is to be maintained is the baseline unless told.
          const value = level.value ?? (level.kind === 'maintain' ? row.baseline?.value : undefined);
          const { due, kind, max, text } = inForce ?? {};
          if (sameData({ due, kind, max, text, value: inForce?.value }, { ...level, value })) return undefined;
          return change(row, 'SetTarget', target);
        },
      };
    }),
    // Each version says anew what differs from the one before.
    ...versions.map(({ on: begunOn, by: begunBy, ...version }, index): Act => {
      const before = versions
        .slice(0, index)
        .map(({ on: _on, by: _by, from: _from, reason: _why, comparable: _c, ...one }) => one);
      const data = [...before, version].reduce<Readonly<Record<string, unknown>>>(
        (all, one) => ({ ...all, ...one }),
        definition,
      );
      return once(`version ${index + 2}`, 'BeginIndicatorVersion', data, {
        path: ['versions', index],
        told: { on: begunOn, by: begunBy },
        organisation: owner,
      });
    }),
    ...(reviewed === undefined
      ? []
      : [
          act({
            aspect: 'review',
            needs: [id],
            organisation: owner,
            says: reviewed,
            next(world) {
              const row = world.rows(indicators).get(id);
              return row && row.reviewed !== reviewed ? change(row, 'SetReview', { reviewed }) : undefined;
            },
          }),
        ]),
    ...closing(reporters, (told, named) =>
      act({
        told,
        path: ['reporters'],
        aspect: 'reporters',
        needs: [id, ...named.partners],
        says: named,
        next(world) {
          const row = world.rows(indicators).get(id);
          const newest = row?.reporters.at(-1);
          const { from = newest?.from, ...wanted } = named;
          return !row || (newest && says({ ...newest, id }, { ...wanted, from }))
            ? undefined
            : change(row, 'NameReporters', named);
        },
      }),
    ),
  ];
}

/** The terms, then each party's signature under them, then the end. Changed terms are signed anew. */
export function agreementActs(entry: EntryOf<'agreements'>, { main }: Setting): Act[] {
  const { id, demonstration, signatures, ended, on, by, reason: _reason, source: _source, ...terms } = entry.data;
  const whole = { entry, id, lane: id };
  return [
    {
      ...whole,
      rank: rank('agreements'),
      day: on,
      by,
      aspect: 'terms',
      needs: [...terms.parties, ...terms.indicators],
      makes: id,
      says: terms,
      next(world) {
        const row = world.rows(agreements).get(id);
        if (!row) return add('DraftAgreement', { ...terms, demonstration });
        const newest = row.proposed ?? row.standing;
        return row.ended || (newest && says({ ...newest, id }, terms))
          ? fixed(row, { demonstration })
          : change(row, 'AmendAgreement', { ...terms, reason: reasonOf({ entry, main }) });
      },
    },
    ...signatures.map((signature, index): Act => {
      const { partner } = signature;
      return {
        ...whole,
        path: ['signatures', index],
        rank: rank('signatures'),
        day: signature.on ?? on,
        by: signature.by ?? by,
        organisation: partner,
        aspect: `signature ${partner}`,
        needs: [id, partner],
        says: partner,
        next(world) {
          const row = world.rows(agreements).get(id);
          const signed = row?.proposed?.signatures.some((one) => one.partner === partner);
          return row?.proposed && !row.ended && !signed ? add('SignAgreement', {}, row) : undefined;
        },
      };
    }),
    ...(ended
      ? [
          {
            ...whole,
            path: ['ended'],
            rank: rank('endings'),
            day: ended.on ?? on,
            by: ended.by ?? by,
            aspect: 'end',
            needs: [id],
            says: ended,
            next(world) {
              const row = world.rows(agreements).get(id);
              return row && !row.ended ? change(row, 'EndAgreement', { reason: ended.reason }) : undefined;
            },
          } satisfies Act,
        ]
      : []),
  ];
}

/**
 * The rows about one thing measured, oldest first: the first reports it, each later one corrects it. Values that
 * were recorded before, also ones corrected since by somebody else, are not given again.
 */
export function measurementActs(entries: readonly EntryOf<'measurements'>[]): Act[] {
  return entries.map((entry, index): Act => {
    const { indicator, partner, on, by, reason } = entry.data;
    const id = seriesId(indicator, partner);
    const cell = cellOf(entry);
    const key = keyOf(cell);
    const wanted = entries.slice(0, index + 1).map(saidBy);
    const figure = saidBy(entry);
    return {
      entry,
      rank: rank('measurements'),
      day: on,
      by,
      id,
      aspect: `${key} ${index}`,
      // What is told of one cell follows in order; cells of one series share a commit.
      lane: `${id} ${key}`,
      needs: [indicator, partner],
      organisation: partner,
      says: figure,
      next(world) {
        const measurement = keyIn(world, indicator, cell);
        const row = world.rows(measurements).get(`${id}/${measurement}`);
        if (row && firstMissing(wanted, row.history.map(figureOf)) > index) return undefined;
        // One that waits for a reviewer is corrected like one in force.
        const standing = row?.pending ?? row?.current;
        if (!row || !standing) return add('ReportMeasurement', { indicator, ...cell, ...figure });
        if (reason === undefined)
          return {
            complaint: `${shown(standing)} is recorded already, and the row says ${shown(figure)}: a correction needs a reason`,
            field: 'reason',
          };
        const correction = change(row, 'CorrectMeasurement', { indicator, measurement, ...figure, reason });
        return { ...correction, compared: true };
      },
    };
  });
}

/** What became of the values of one cell, oldest first. */
export const verdictActs = (entries: readonly EntryOf<'verdicts'>[]): Act[] =>
  inTurn(
    entries.map((entry, index): Act => {
      const { indicator, partner, outcome, comment } = entry.data;
      const id = seriesId(indicator, partner);
      const cell = cellIn(entry.data);
      const key = keyOf(cell);
      const [type, data] = verdict(outcome, comment);
      // A reviewer speaks for the indicator's owner, and a reporter for its own organisation.
      const organisation = type === 'WithdrawMeasurement' ? partner : undefined;
      return actsOn(entry, id, 'verdicts').once(
        `${key} verdict ${index}`,
        type,
        (world) => ({ indicator, measurement: keyIn(world, indicator, cell), ...data }),
        { needs: [indicator, partner], organisation, says: { outcome, comment } },
      );
    }),
  );

function verdict(outcome: EntryOf<'verdicts'>['data']['outcome'], comment: Text | undefined): [string, object] {
  switch (outcome) {
    case 'accepted':
      return ['AcceptMeasurement', {}];
    case 'sent_back':
      return ['SendBackMeasurement', { comment }];
    case 'unneeded':
    case 'wrong':
      return ['WithdrawMeasurement', { kind: outcome, reason: comment }];
  }
}

/** Verdicts with one key are about one thing. */
export const verdictOn = ({ data }: EntryOf<'verdicts'>): string =>
  `${seriesId(data.indicator, data.partner)} ${keyOf(cellIn(data))}`;

export function lockActs(entry: EntryOf<'locks'>): Act[] {
  const { id, from, to, indicators: of, unlocked, reason } = entry.data;
  const span = { from, to, indicators: of };
  return inTurn([
    actsOn(entry, id, 'locks').act({
      aspect: 'span',
      needs: of,
      makes: id,
      says: span,
      next(world) {
        const row = world.rows(locks).get(id);
        return row ? fixed(row, span) : add('LockValues', { ...span, reason });
      },
    }),
    ...unlocked.map(({ on, by, ...opened }, index) =>
      actsOn(entry, id, 'locks').once(`unlocking ${index}`, 'UnlockValues', opened, {
        path: ['unlocked', index],
        told: { on, by },
        // Told afterwards, it is over.
        unless: (world) => opened.until < todayIn(world),
      }),
    ),
  ]);
}

/** Rows with one key are about one thing. */
export const measurementKey = (entry: EntryOf<'measurements'>): string =>
  `${seriesId(entry.data.indicator, entry.data.partner)} ${keyOf(cellOf(entry))}`;

const cellOf = ({ data }: EntryOf<'measurements'>) => cellIn({ ...data, from: data.period_start, to: data.period_end });

const cellIn = ({
  place,
  from,
  to,
  dimension,
  category,
}: Pick<EntryOf<'verdicts'>['data'], 'place' | 'from' | 'to' | 'dimension' | 'category'>) => ({
  place,
  period: { from, to },
  dimension,
  category,
});

/** A measurement's key: which version of the indicator measures it follows from its period. */
function keyIn(world: World, indicator: string, cell: ReturnType<typeof cellIn>): string {
  const row = world.rows(indicators).get(indicator);
  const version = row && versionOn(row, cell.period.from);
  return keyOf({ ...cell, indicatorVersion: version?.indicatorVersion });
}

const saidBy = ({ data }: EntryOf<'measurements'>): Figure => figureOf(data);

const figureOf = ({ status, value, numerator, denominator, narrative, comment }: Figure): Figure => ({
  status,
  value,
  numerator,
  denominator,
  narrative,
  comment,
});

/** Index of the first wanted value that does not follow the ones before it among those recorded. */
function firstMissing(wanted: readonly object[], recorded: readonly object[]): number {
  let at = 0;
  for (const [index, value] of wanted.entries()) {
    const found = recorded.findIndex((known, place) => place >= at && sameData(known, value));
    if (found < 0) return index;
    at = found + 1;
  }
  return wanted.length;
}

const shown = ({ status, value, numerator, denominator }: Figure): string =>
  status === 'not_available'
    ? 'not available'
    : value !== undefined
      ? String(value)
      : numerator !== undefined && denominator !== undefined
        ? `${numerator}/${denominator}`
        : 'words';
