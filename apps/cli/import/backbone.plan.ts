import { checkupId, checkups, collaborations, mandates, partners, risks, teams } from '#backbone';
import { actsOn, add, change, closing, fixed, inTurn, rank, reasonOf, says, type Act, type Setting } from './act.ts';
import type { EntryOf } from './read.ts';

/** The settings: opened once, then changed part by part. */
export function collaborationActs(entry: EntryOf<'collaboration'>, { backbone, opener }: Setting): Act[] {
  const { name, languages, timeZone, labels, partnerKinds, quorum, places, on } = entry.data;
  const { smallCounts, responseDueDays, staleAfterDays, lightWords, freeTextWarning } = entry.data;
  const id = `collaboration_${entry.data.id}`;
  const settings = { entry, id, lane: id, day: on, needs: [] };
  const opening = { name, languages, timeZone, labels, partnerKinds, quorum, places };
  const part = (aspect: string, type: string, said: object, order = rank('collaboration'), kept = said): Act => ({
    ...settings,
    rank: order,
    by: entry.data.by ?? opener,
    aspect,
    says: said,
    next(world) {
      const row = world.rows(collaborations).get(id);
      return row && !says(row, kept) ? change(row, type, said) : undefined;
    },
  });
  /** What the file says nothing of stays as it is. */
  const told = <T>(
    value: T | undefined,
    aspect: string,
    type: string,
    said: (value: T) => object,
    kept: object,
  ): Act[] => (value === undefined ? [] : [part(aspect, type, said(value), rank('mandates'), kept)]);
  return [
    {
      ...settings,
      rank: rank('collaboration'),
      // Nobody holds a mandate yet: whoever will administer opens it.
      by: opener,
      organisation: backbone,
      aspect: 'opening',
      makes: id,
      says: opening,
      next(world) {
        const row = world.rows(collaborations).get(id);
        if (row) return fixed(row, { languages, timeZone, ...(backbone !== undefined && { backbone }) });
        if (backbone === undefined)
          return { complaint: 'No partner says "backbone: true": one holds the collaboration together' };
        if (opener === undefined)
          return {
            complaint: `No person holds a mandate as administrator of ${backbone}: somebody has to open the collaboration`,
          };
        return add('OpenCollaboration', { ...opening, backbone });
      },
    },
    part('name', 'RenameCollaboration', { name }),
    part('places', 'ListPlaces', { places }),
    part('kinds', 'ListPartnerKinds', { partnerKinds }),
    part('labels', 'LabelConditions', { labels }),
    // A quorum may name partners, which have to be there.
    part('quorum', 'SetQuorum', { quorum }, rank('quorum')),
    ...told(smallCounts, 'small counts', 'SetSmallCounts', (set) => set, { smallBelow: smallCounts?.below }),
    ...told(responseDueDays, 'response', 'SetFeedbackResponse', (dueDays) => ({ dueDays }), { responseDueDays }),
    ...told(staleAfterDays, 'staleness', 'SetStaleness', (afterDays) => ({ afterDays }), { staleAfterDays }),
    ...told(lightWords, 'light words', 'WordLights', (words) => ({ words }), { lightWords }),
    ...told(freeTextWarning, 'warning', 'WordFreeTextWarning', (warning) => ({ warning }), { freeTextWarning }),
  ];
}

export function partnerActs(entry: EntryOf<'partners'>, { opener }: Setting): Act[] {
  const { id, name, kind, place, demonstration, observer, on, by } = entry.data;
  const lasting = { kind, place, demonstration, observer };
  return [
    {
      entry,
      rank: rank('partners'),
      day: on,
      by: by ?? opener,
      id,
      aspect: 'words',
      lane: id,
      needs: [],
      makes: id,
      says: { name, ...lasting },
      next(world) {
        const row = world.rows(partners).get(id);
        if (!row) return add('AdmitPartner', { name, ...lasting });
        return fixed(row, lasting) ?? (says(row, { name }) ? undefined : change(row, 'RenamePartner', { name }));
      },
    },
  ];
}

/** A person is known to the log by mandates only; the label goes to the directory. */
export function personActs(entry: EntryOf<'people'>, { collaboration, opener }: Setting): Act[] {
  const { id: person, demonstration, on, by } = entry.data;
  return entry.data.mandates.flatMap(({ id, revoked, ...granted }, index): Act[] => {
    const order = rank(granted.role === 'administrator' ? 'administrators' : 'mandates');
    const whole = { entry, path: ['mandates', index], rank: order, id, lane: person };
    const needs = [granted.partner];
    const grant: Act = {
      ...whole,
      day: on,
      by: by ?? opener,
      aspect: 'grant',
      needs,
      makes: id,
      says: { person, ...granted },
      next(world) {
        const row = world.rows(mandates).get(id);
        return row ? fixed(row, { person, ...granted }) : add('GrantMandate', { person, ...granted, demonstration });
      },
    };
    if (!revoked) return [grant];
    // All administrators are dismissed in the one stream of the settings: see mandate.ts.
    const lasting = granted.role === 'administrator' && granted.to === undefined;
    const settings = `collaboration_${collaboration}`;
    const revocation: Act = {
      ...whole,
      ...(lasting && { id: settings, lane: settings }),
      day: revoked.on ?? on,
      by: revoked.by ?? by ?? opener,
      aspect: lasting ? `dismissal ${id}` : 'revocation',
      needs: [id],
      says: revoked,
      next(world) {
        const row = world.rows(mandates).get(id);
        if (!row || row.revokedAt !== undefined) return undefined;
        const { reason } = revoked;
        const kept = world.rows(collaborations).get(settings);
        return lasting && kept
          ? change(kept, 'DismissAdministrator', { mandate: id, reason })
          : change(row, 'RevokeMandate', { reason });
      },
    };
    return [grant, revocation];
  });
}

export function teamActs(entry: EntryOf<'teams'>): Act[] {
  const { id, name, kind, partner, places, partners: belonging, purpose, members, rhythm, on, by } = entry.data;
  const said = {
    ...{ name, kind, partner, places, members, rhythm },
    ...{ purpose, ...(belonging.length > 0 && { partners: belonging }) },
  };
  return [
    {
      entry,
      rank: rank('teams'),
      day: on,
      by,
      id,
      aspect: 'words',
      lane: id,
      needs: [partner, ...belonging],
      makes: id,
      says: said,
      next(world) {
        const row = world.rows(teams).get(id);
        if (!row) return add('FormTeam', said);
        return says(row, { ...said, partners: belonging }) ? undefined : change(row, 'ReviseTeam', said);
      },
    },
  ];
}

/** A risk as it was raised, then each time it was looked at again. */
export function riskActs(entry: EntryOf<'risks'>): Act[] {
  const { id, title, text, about, owner, response, likelihood, effect, reviewBy, demonstration } = entry.data;
  const details = { title, text, about, owner, response };
  const first = { likelihood, effect, reviewBy };
  const { act, once } = actsOn(entry, id, 'risks');
  return inTurn([
    act({
      aspect: 'words',
      needs: [owner, ...(about === undefined ? [] : [about])],
      makes: id,
      says: { ...details, ...first },
      next(world) {
        const row = world.rows(risks).get(id);
        if (!row) return add('RaiseRisk', { ...details, ...first, demonstration });
        const stands = fixed(row, { demonstration }) ?? fixed({ ...row.assessments[0], id }, first);
        if (stands) return stands;
        return says(row, details) || row.phase === 'closed' ? undefined : change(row, 'ReviseRisk', details);
      },
    }),
    ...entry.data.reassessments.map(({ on, by, ...seen }, index) =>
      once(`reassessment ${index}`, 'ReassessRisk', seen, {
        path: ['reassessments', index],
        told: { on, by },
        needs: [owner],
      }),
    ),
    ...closing(entry.data.closed, (told, data) => once('closing', 'CloseRisk', data, { path: ['closed'], told })),
  ]);
}

export function checkupActs(entry: EntryOf<'checkups'>, { main }: Setting): Act[] {
  const { partner, period, scores, words, demonstration } = entry.data;
  const id = checkupId(period, partner);
  const said = { period, scores, words };
  return [
    actsOn(entry, id, 'checkups').act({
      aspect: 'answer',
      needs: [partner],
      makes: id,
      organisation: partner,
      says: said,
      next(world) {
        const row = world.rows(checkups).get(id);
        if (!row) return add('GiveCheckup', { ...said, demonstration });
        return says(row, said)
          ? undefined
          : change(row, 'ReviseCheckup', { ...said, reason: reasonOf({ entry, main }) });
      },
    }),
  ];
}
