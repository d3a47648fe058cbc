import type { Words } from '#language';
import type { AccessRefusal } from './access.ts';

/** What each refusal of this context says to a person: what is wrong, and what can be done. */
export const auditWords = {
  ACCESS_COLLABORATION_UNKNOWN: {
    fi: 'Tätä yhteistyökokonaisuutta ei ole avattu, joten siitä ei pidetä käyttölokia. Tarkista tunnus.',
    sv: 'Denna samarbetshelhet har inte öppnats, så ingen åtkomstlogg förs över den. Kontrollera koden.',
    en: 'This collaboration has not been opened, so no record of access is kept of it. Check the id.',
  },
  ACCESS_RECORDED_BY_PLATFORM: {
    fi: 'Käyttölokia kirjoittaa vain alusta itse. Tarkastaja voi lukea sitä, kukaan ei voi muuttaa sitä.',
    sv: 'Åtkomstloggen skrivs bara av plattformen själv. Granskaren kan läsa den, ingen kan ändra den.',
    en: 'Only the platform itself writes the record of access. An auditor can read it, nobody can change it.',
  },
} satisfies Record<AccessRefusal, Words>;
