import { z } from 'zod';
import type { Text, Language } from './language.ts';
import type { Words } from './words.ts';

/**
 * Why a person's words are gone, or are kept from sight: the points of article 17 (1) of the General Data Protection
 * Regulation, a restriction by its article 18, and a key that is not there although nobody has erased anything.
 */
export const RemovalBasis = z
  .enum([
    'no_longer_needed',
    'consent_withdrawn',
    'objection',
    'unlawful',
    'legal_obligation',
    'restricted',
    'key_missing',
  ])
  .meta({ id: 'RemovalBasis' });
export type RemovalBasis = z.infer<typeof RemovalBasis>;

/** The points of article 17 (1) alone: by what somebody's words are erased. */
export const ErasureBasis = RemovalBasis.exclude(['restricted', 'key_missing']).meta({ id: 'ErasureBasis' });
export type ErasureBasis = z.infer<typeof ErasureBasis>;

/** The decision an act rests on, as a register names it: a digit is all that registers have in common. */
export const DecisionReference = z
  .string()
  .trim()
  .regex(/^(?=.*\d)[\p{L}\p{N}][\p{L}\p{N}./:, §-]{0,79}$/u, 'ERASURE_DECISION_MALFORMED');

/** What stands in the place of words that cannot be read: the same everywhere, in each language, with the basis. */
export const removed: Readonly<Record<RemovalBasis, Words & { readonly original: Language }>> = {
  no_longer_needed: {
    original: 'fi',
    fi: 'Poistettu: tietoa ei enää tarvita (tietosuoja-asetus 17 artikla 1 a).',
    sv: 'Raderad: uppgiften behövs inte längre (dataskyddsförordningen artikel 17.1 a).',
    en: 'Removed: no longer needed (GDPR article 17(1)(a)).',
  },
  consent_withdrawn: {
    original: 'fi',
    fi: 'Poistettu: suostumus on peruutettu (tietosuoja-asetus 17 artikla 1 b).',
    sv: 'Raderad: samtycket har återkallats (dataskyddsförordningen artikel 17.1 b).',
    en: 'Removed: consent was withdrawn (GDPR article 17(1)(b)).',
  },
  objection: {
    original: 'fi',
    fi: 'Poistettu: henkilö on vastustanut käsittelyä (tietosuoja-asetus 17 artikla 1 c).',
    sv: 'Raderad: personen har invänt mot behandlingen (dataskyddsförordningen artikel 17.1 c).',
    en: 'Removed: the person objected (GDPR article 17(1)(c)).',
  },
  unlawful: {
    original: 'fi',
    fi: 'Poistettu: tietoa ei olisi saanut tallentaa (tietosuoja-asetus 17 artikla 1 d).',
    sv: 'Raderad: uppgiften fick inte sparas (dataskyddsförordningen artikel 17.1 d).',
    en: 'Removed: it should not have been stored (GDPR article 17(1)(d)).',
  },
  legal_obligation: {
    original: 'fi',
    fi: 'Poistettu: laki velvoittaa poistamaan tiedon (tietosuoja-asetus 17 artikla 1 e).',
    sv: 'Raderad: lagen kräver att uppgiften raderas (dataskyddsförordningen artikel 17.1 e).',
    en: 'Removed: the law requires it (GDPR article 17(1)(e)).',
  },
  restricted: {
    original: 'fi',
    fi: 'Käsittelyä on rajoitettu, eikä tekstiä toistaiseksi näytetä (tietosuoja-asetus 18 artikla).',
    sv: 'Behandlingen är begränsad och texten visas tills vidare inte (dataskyddsförordningen artikel 18).',
    en: 'Processing is restricted, and the text is not shown for now (GDPR article 18).',
  },
  key_missing: {
    original: 'fi',
    fi: 'Tekstiä ei voi avata, koska sen avain puuttuu. Pyydä ylläpitoa palauttamaan avaimet varmuuskopiosta.',
    sv: 'Texten kan inte öppnas eftersom nyckeln saknas. Be administratören återställa nycklarna från en säkerhetskopia.',
    en: 'The text cannot be opened, for its key is missing. Ask the operator to restore the keys from a backup.',
  },
};

const bases = new Map(RemovalBasis.options.map((basis) => [removed[basis].fi, basis]));

/** Why a text's words are gone; nothing when they are there. */
export const removalOf = (text: Pick<Text, 'fi'>): RemovalBasis | undefined =>
  text.fi === undefined ? undefined : bases.get(text.fi);

/** Whether words are gone anywhere in plain JSON. */
export const holdsRemoved = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (('fi' in value && typeof value.fi === 'string' && bases.has(value.fi)) || Object.values(value).some(holdsRemoved));
