import { askerIn, todayIn } from '#backbone';
import { isRefusal } from '#decider';
import type { Text } from '#language';
import { uuidFrom, type Commands, type Worlds } from '#world';
import { createHash } from 'node:crypto';
import type { People } from './people.ts';
import { looksAfterAll, mandatesKept } from './people.reading.ts';

/** Why the mandates of the id that was made for the invitation end. */
const because: Text = {
  original: 'fi',
  fi: 'Kutsuttu oli jo mukana toisella tunnuksella, ja valtuutus on nyt sillä',
  sv: 'Den inbjudna var redan med under ett annat id och har nu fullmakten under det',
  en: 'Who was invited took part already under another id, and holds the mandate under that one now',
};

/**
 * Whether an invitation still leads in. Whoever was given the link could use it themselves: so it opens no more than
 * its giver has granted, or looks after. A mandate that others have granted meanwhile wants a link of theirs.
 */
export async function invitationStands(
  { people, worlds }: { people: People; worlds: Worlds },
  invited: string,
): Promise<boolean> {
  const admission = people.admission(invited);
  // Given by the installation itself.
  if (!admission) return true;
  const { collaboration, organisation, inviter } = admission;
  const live = await worlds.live(collaboration);
  const asker = askerIn(live, inviter, organisation);
  const world = asker && live.seenBy(asker);
  return mandatesKept(live, invited).every(
    (row) => row.grantedBy === inviter || (world !== undefined && looksAfterAll(world, organisation, [row])),
  );
}

/**
 * Somebody whom the directory knows accepts an invitation that was made for a person entered anew: what was granted to
 * that one is granted to them, in the name of who invited, and the one entered anew is forgotten. So a person is one
 * person in however many organisations. False when it cannot be: who invited may no longer grant it, or the one
 * entered anew is somebody by now. Tried again, it goes on where it was interrupted.
 */
export async function joined(
  { people, commands, worlds }: { people: People; commands: Commands; worlds: Worlds },
  known: string,
  invited: string,
): Promise<boolean> {
  const admission = people.admission(invited);
  if (!admission || people.isLinked(invited)) return false;
  const { collaboration, organisation, inviter } = admission;
  const world = await worlds.live(collaboration);
  const asker = askerIn(world, inviter, organisation);
  if (!asker) return false;
  const held = mandatesKept(world, invited);
  const give = (what: string, of: string, id: string, command: { type: string; data: object }) =>
    commands.execute({ collaboration, id, command, asker, commandId: uuidFrom(`${what} ${known} ${of}`) });
  for (const { id, partner, role, indicator, programme, from, to } of held) {
    const today = todayIn(world);
    const grant = { person: known, partner, role, indicator, programme, from: from > today ? from : today, to };
    const own = `mandate_${createHash('sha256').update(`${known} ${id}`).digest('hex').slice(0, 24)}`;
    const outcome = await give('join', id, own, { type: 'GrantMandate', data: grant });
    // Who holds the same already needs it no second time.
    if (isRefusal(outcome) && outcome.refused !== 'MANDATE_HELD') return false;
  }
  for (const { id } of held)
    if (isRefusal(await give('joined', id, id, { type: 'RevokeMandate', data: { reason: because } }))) return false;
  people.forget(invited);
  return true;
}
