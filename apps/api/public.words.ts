import type { Words } from '#language';

export type PublicRefusal = 'RESIDENT_FEEDBACK_NOT_TAKEN' | 'RESIDENT_FEEDBACK_TOO_OFTEN';

/** For what anybody may say on the public pages. */
export const publicWords = {
  RESIDENT_FEEDBACK_NOT_TAKEN: {
    fi: 'Palautetta ei voi antaa tälle yhteistyölle tätä kautta. Valitse yhteistyö etusivulta ja kirjoita palaute sen omalla sivulla.',
    sv: 'Det går inte att ge detta samarbete respons den här vägen. Välj ett samarbete på startsidan och skriv på dess egen sida.',
    en: 'Feedback cannot be given to this collaboration here. Choose a collaboration on the first page and write on its own page.',
  },
  RESIDENT_FEEDBACK_TOO_OFTEN: {
    fi: 'Tätä kautta on tullut lyhyessä ajassa paljon palautetta. Kirjoituksesi on tallessa tällä sivulla: lähetä se uudelleen vartin kuluttua.',
    sv: 'Det har kommit mycket respons den här vägen på kort tid. Det du skrev finns kvar på sidan: skicka det igen om en kvart.',
    en: 'Much feedback has come this way in a short time. What you wrote is still on this page: send it again in fifteen minutes.',
  },
} satisfies Record<PublicRefusal, Words>;
