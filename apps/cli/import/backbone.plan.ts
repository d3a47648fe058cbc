import { collaborations, mandates, partners, teams } from '#backbone';
import { add, change, fixed, rank, says, type Act, type Setting } from './act.ts';
import type { EntryOf } from './read.ts';

/** The settings: opened once, then changed part by part. */
export function collaborationActs(entry: EntryOf<'collaboration'>, { backbone, opener }: Setting): Act[] {
  const { name, languages, timeZone, labels, partnerKinds, quorum, places, on } = entry.data;
  const id = `collaboration_${entry.data.id}`;
  const settings = { entry, id, lane: id, day: on, needs: [] };
  const opening = { name, languages, timeZone, labels, partnerKinds, quorum, places };
  const part = (aspect: string, type: string, said: object, order = rank('collaboration')): Act => ({
    ...settings,
    rank: order,
    by: entry.data.by ?? opener,
    aspect,
    says: said,
    next(world) {
      const row = world.rows(collaborations).get(id);
      return row && !says(row, said) ? change(row, type, said) : undefined;
    },
  });
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
export function personActs(entry: EntryOf<'people'>, { opener }: Setting): Act[] {
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
    const revocation: Act = {
      ...whole,
      day: revoked.on ?? on,
      by: revoked.by ?? by ?? opener,
      aspect: 'revocation',
      needs: [id],
      says: revoked,
      next(world) {
        const row = world.rows(mandates).get(id);
        return row && row.revokedAt === undefined
          ? change(row, 'RevokeMandate', { reason: revoked.reason })
          : undefined;
      },
    };
    return [grant, revocation];
  });
}

export function teamActs(entry: EntryOf<'teams'>): Act[] {
  const { id, name, kind, partner, places, members, rhythm, on, by } = entry.data;
  const said = { name, kind, partner, places, members, rhythm };
  return [
    {
      entry,
      rank: rank('teams'),
      day: on,
      by,
      id,
      aspect: 'words',
      lane: id,
      needs: [partner],
      makes: id,
      says: said,
      next(world) {
        const row = world.rows(teams).get(id);
        if (!row) return add('FormTeam', said);
        return says(row, said) ? undefined : change(row, 'ReviseTeam', said);
      },
    },
  ];
}
