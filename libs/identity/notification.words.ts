import type { Words } from '#language';
import type { NotificationKind } from './inbox.ts';

/** What a notification says, in one sentence; what it is about stands beside it as a link. */
export const notificationWords: Readonly<Record<NotificationKind, Words>> = {
  task_assigned: {
    fi: 'Organisaatiosi sai tehtävän.',
    sv: 'Din organisation har fått en uppgift.',
    en: 'Your organisation was given a task.',
  },
  task_due_soon: {
    fi: 'Tehtävän määräpäivä on viikon kuluttua.',
    sv: 'En uppgift förfaller om en vecka.',
    en: 'A task is due in a week.',
  },
  task_late: {
    fi: 'Tehtävä on myöhässä: tee se, siirrä määräpäivää tai kerro, mikä estää.',
    sv: 'En uppgift är försenad: gör den, flytta förfallodagen eller berätta vad som hindrar.',
    en: 'A task is late: do it, move its day, or say what is in the way.',
  },
  figure_due: {
    fi: 'Mittarin arvo pitää ilmoittaa viikon kuluessa.',
    sv: 'Ett indikatorvärde ska lämnas inom en vecka.',
    en: 'A value of an indicator is to be reported within a week.',
  },
  figure_late: {
    fi: 'Mittarin arvo on myöhässä: ilmoita se, tai ilmoita, ettei sitä ole saatavilla.',
    sv: 'Ett indikatorvärde är försenat: lämna det, eller meddela att det inte finns.',
    en: 'A value of an indicator is late: report it, or report that it is not available.',
  },
  value_to_review: {
    fi: 'Mittarin arvo odottaa tarkistustasi.',
    sv: 'Ett indikatorvärde väntar på din granskning.',
    en: 'A value of an indicator waits for your review.',
  },
  value_sent_back: {
    fi: 'Mittarin arvo palautettiin täydennettäväksi: lue kommentti ja ilmoita arvo uudelleen.',
    sv: 'Ett indikatorvärde återsändes: läs kommentaren och lämna värdet på nytt.',
    en: 'A value of an indicator was sent back: read the comment and report it again.',
  },
  commitment_asked: {
    fi: 'Organisaatioltasi odotetaan vastausta toiminnasta: lupautukaa mukaan tai kieltäytykää.',
    sv: 'Din organisation väntas svara om en verksamhet: gå med eller avböj.',
    en: 'Your organisation is asked about an activity: accept or decline.',
  },
  commitment_answered: {
    fi: 'Kumppani vastasi osallistumisesta toimintaan.',
    sv: 'En samarbetspartner har svarat om sin del i en verksamhet.',
    en: 'A partner answered about its part in an activity.',
  },
  commitment_withdrawn: {
    fi: 'Kumppani perui sitoumuksensa: katso syy ja sopikaa, miten jatketaan.',
    sv: 'En samarbetspartner tog tillbaka sitt åtagande: se varför och kom överens om fortsättningen.',
    en: 'A partner withdrew its commitment: see why, and agree on how to go on.',
  },
  goal_to_endorse: {
    fi: 'Yhteinen tavoite odottaa organisaatiosi vahvistusta.',
    sv: 'Ett gemensamt mål väntar på din organisations godkännande.',
    en: 'A shared goal waits for your organisation’s endorsement.',
  },
  goal_agreed: {
    fi: 'Yhteinen tavoite sai tarvittavat vahvistukset ja kuuluu nyt yhteiseen agendaan.',
    sv: 'Ett gemensamt mål har fått de godkännanden som behövs och hör nu till den gemensamma agendan.',
    en: 'A shared goal got the endorsements it needs and now belongs to the common agenda.',
  },
  agreement_to_sign: {
    fi: 'Tietojen jakamista koskeva sopimus odottaa organisaatiosi allekirjoitusta.',
    sv: 'Ett avtal om datadelning väntar på din organisations underskrift.',
    en: 'A data-sharing agreement waits for your organisation’s signature.',
  },
  assessment_due: {
    fi: 'Ohjelman arvio pitää antaa viikon kuluessa.',
    sv: 'Bedömningen av ett program ska lämnas inom en vecka.',
    en: 'The assessment of a programme is due in a week.',
  },
  assessment_sent_back: {
    fi: 'Ohjelman arvio palautettiin täydennettäväksi: lue kommentti ja anna arvio uudelleen.',
    sv: 'Bedömningen av ett program återsändes: läs kommentaren och lämna den på nytt.',
    en: 'The assessment of a programme was sent back: read the comment and submit it again.',
  },
  report_published: {
    fi: 'Puolivuotiskatsaus on julkaistu.',
    sv: 'Halvårsöversikten har publicerats.',
    en: 'The half-year report has been published.',
  },
  feedback_received: {
    fi: 'Organisaatiosi sai palautetta: vastaa määräaikaan mennessä.',
    sv: 'Din organisation har fått respons: svara inom utsatt tid.',
    en: 'Your organisation received feedback: answer it in time.',
  },
  feedback_answered: {
    fi: 'Antamaasi palautteeseen on vastattu.',
    sv: 'Den respons ni gav har besvarats.',
    en: 'The feedback you gave has been answered.',
  },
  feedback_overdue: {
    fi: 'Palautteen vastausaika on päättynyt: vastaa siihen nyt.',
    sv: 'Svarstiden för en respons har gått ut: svara på den nu.',
    en: 'The time to answer feedback has passed: answer it now.',
  },
  meeting_invitation: {
    fi: 'Organisaatiosi on kutsuttu kokoukseen: kerro, tuletteko.',
    sv: 'Din organisation är kallad till ett möte: meddela om ni kommer.',
    en: 'Your organisation is invited to a meeting: say whether you come.',
  },
  acknowledgement_requested: {
    fi: 'Organisaatiotasi pyydetään kuittaamaan asia luetuksi.',
    sv: 'Din organisation ombeds kvittera att den läst ett ärende.',
    en: 'Your organisation is asked to confirm that it has read something.',
  },
  risk_review_due: {
    fi: 'Riski on arvioitava uudelleen.',
    sv: 'En risk ska bedömas på nytt.',
    en: 'A risk is to be assessed again.',
  },
  partner_left: {
    fi: 'Kumppani on lähtenyt: katso, kuka hoitaa sen lupaamat asiat.',
    sv: 'En samarbetspartner har lämnat: se vem som sköter det den lovat.',
    en: 'A partner has left: see who takes care of what it had promised.',
  },
};
