import { isSignedBy, Malformed, shownKey, verifierOf, type Note, type Verifier } from './checkpoint.note.ts';

/**
 * Which log is trusted, and how many witnesses must have seen it only grow: C2SP tlog-policy with one group.
 *
 *     log <verifier key>
 *     witness <name> <verifier key>
 *     group <name> <how many> <witness> …
 *     quorum <group, witness or none>
 */
export interface Policy {
  readonly log: Verifier;
  readonly witnesses: readonly Verifier[];
  /** How many of the witnesses must have cosigned. */
  readonly quorum: number;
}

/** Witnesses beyond these are a mistake or an attack. */
const mostWitnesses = 64;

export const policyText = ({ log, witnesses, quorum }: Policy): string =>
  [
    `log ${shownKey(log)}`,
    ...witnesses.map((each, n) => `witness w${n + 1} ${shownKey(each)}`),
    ...(quorum > 0 ? [`group witnesses ${quorum} ${witnesses.map((_, n) => `w${n + 1}`).join(' ')}`] : []),
    `quorum ${quorum > 0 ? 'witnesses' : 'none'}`,
  ]
    .map((each) => `${each}\n`)
    .join('');

/** Throws {@link Malformed}. A key that stands twice is refused: it would be two voices of one witness. */
export const policyOf = (text: string): Policy => {
  const words = text
    .split('\n')
    .filter((each) => each !== '')
    .map((each) => each.split(' '));
  const keys = (kind: 'log' | 'witness') =>
    words.filter(([first]) => first === kind).map((each) => verifierOf(each.at(-1) ?? ''));
  const [log, ...others] = keys('log');
  const witnesses = keys('witness');
  const group = words.find(([first]) => first === 'group');
  const quorum = words.findLast(([first]) => first === 'quorum')?.[1] === 'none' ? 0 : Number(group?.[2]);
  if (!log || log.kind !== 'log' || others.length > 0) throw new Malformed('A policy names one log');
  if (witnesses.length > mostWitnesses || witnesses.some(({ kind }) => kind !== 'witness'))
    throw new Malformed('A policy names up to 64 witnesses by their keys');
  const policy = { log, witnesses, quorum };
  const distinct = new Set(witnesses.map(({ key }) => key.export({ format: 'der', type: 'spki' }).toString('hex')));
  if (distinct.size < witnesses.length) throw new Malformed('A policy names a witness twice');
  if (!Number.isInteger(quorum) || quorum < 0 || quorum > witnesses.length || policyText(policy) !== text)
    throw new Malformed(
      `Write the policy like this:\n${policyText({ ...policy, quorum: Number.isInteger(quorum) ? Math.min(quorum, witnesses.length) : 0 })}`,
    );
  return policy;
};

export type Judgement = 'OK' | 'BAD_SIGNATURE' | 'NO_QUORUM';

/** Whether the log itself and enough of its witnesses have signed. */
export const judged = (note: Note, { log, witnesses, quorum }: Policy): Judgement => {
  if (!isSignedBy(note, log)) return 'BAD_SIGNATURE';
  return witnesses.filter((each) => isSignedBy(note, each)).length >= quorum ? 'OK' : 'NO_QUORUM';
};
