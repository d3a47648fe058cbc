import type { Words } from '#language';
import type { AssessmentRefusal } from './assessment.ts';
import type { PeriodRefusal } from './period.ts';
import type { ReportRefusal } from './report.ts';

/** What is wrong, and what the person can do about it. */
export const reportingWords = {
  PERIOD_EXISTS: {
    fi: 'Tämä kausi on jo avattu. Käytä avattua kautta.',
    sv: 'Den här perioden är redan öppnad. Använd den öppnade perioden.',
    en: 'This period is already open. Use the one that is open.',
  },
  PERIOD_CODE_MALFORMED: {
    fi: 'Kauden tunnus ei ole oikeaa muotoa. Kirjoita puolivuosi 2025-H1, neljännes 2025-Q1 ja vuosi 2025.',
    sv: 'Periodens kod har fel form. Skriv ett halvår 2025-H1, ett kvartal 2025-Q1 och ett år 2025.',
    en: 'The code of the period is not well formed. Write a half-year 2025-H1, a quarter 2025-Q1, a year 2025.',
  },
  PERIOD_CODE_TAKEN: {
    fi: 'Toisella kaudella on jo tämä tunnus. Valitse toinen tunnus tai käytä avattua kautta.',
    sv: 'En annan period har redan denna kod. Välj en annan kod eller använd den öppnade perioden.',
    en: 'Another period already has this code. Choose another code or use the period that is open.',
  },
  PERIOD_CODE_NOT_OF_TYPE: {
    fi: 'Tunnus ei vastaa kauden tyyppiä. Puolivuosi kirjoitetaan 2025-H1, neljännes 2025-Q1 ja vuosi 2025.',
    sv: 'Koden stämmer inte med periodens typ. Ett halvår skrivs 2025-H1, ett kvartal 2025-Q1 och ett år 2025.',
    en: 'The code does not fit the type of period. A half-year is written 2025-H1, a quarter 2025-Q1, a year 2025.',
  },
  PERIOD_ENDS_BEFORE_START: {
    fi: 'Kausi päättyy ennen kuin se alkaa. Tarkista alku- ja loppupäivä.',
    sv: 'Perioden slutar innan den börjar. Kontrollera start- och slutdatum.',
    en: 'The period ends before it begins. Check its first and last day.',
  },
  PERIOD_PREVIOUS_UNKNOWN: {
    fi: 'Edellistä kautta ei löydy. Avaa se ensin tai jätä vertailukausi pois.',
    sv: 'Den föregående perioden finns inte. Öppna den först eller lämna bort jämförelseperioden.',
    en: 'The previous period does not exist. Open it first, or name none.',
  },
  PERIOD_PREVIOUS_NOT_BEFORE: {
    fi: 'Vertailukauden pitää päättyä ennen kuin tämä kausi alkaa. Valitse aiempi kausi.',
    sv: 'Jämförelseperioden måste sluta innan den här perioden börjar. Välj en tidigare period.',
    en: 'The previous period must end before this one begins. Choose an earlier one.',
  },
  ASSESSMENT_ID_MISMATCH: {
    fi: 'Arvion tunniste ei vastaa kautta ja ohjelmaa. Avaa arvio kauden ja ohjelman kautta ja yritä uudelleen.',
    sv: 'Bedömningens id stämmer inte med perioden och programmet. Öppna bedömningen via perioden och programmet och försök igen.',
    en: 'The id of the assessment does not fit its period and programme. Open it by period and programme and try again.',
  },
  ASSESSMENT_PERIOD_UNKNOWN: {
    fi: 'Kautta ei löydy. Valitse avattu kausi tai pyydä koordinaattoria avaamaan se.',
    sv: 'Perioden finns inte. Välj en öppnad period eller be koordinatorn öppna den.',
    en: 'The period does not exist. Choose one that is open, or ask the coordinator to open it.',
  },
  ASSESSMENT_PROGRAMME_UNKNOWN: {
    fi: 'Ohjelmaa ei löydy. Valitse ohjelma luettelosta.',
    sv: 'Programmet finns inte. Välj ett program i förteckningen.',
    en: 'The programme does not exist. Choose one from the list.',
  },
  ASSESSMENT_PARTNER_UNKNOWN: {
    fi: 'Seuraavan askeleen vastuutahoa ei löydy. Valitse kumppani luettelosta.',
    sv: 'Den ansvariga parten för nästa steg finns inte. Välj en samarbetspartner i förteckningen.',
    en: 'The partner responsible for the next step does not exist. Choose one from the list.',
  },
  ASSESSMENT_NOT_YOURS: {
    fi: 'Ohjelman arvioi sen omistava organisaatio tai koordinaattori. Pyydä heitä kirjaamaan arvio.',
    sv: 'Programmet bedöms av den organisation som äger det eller av koordinatorn. Be dem anteckna bedömningen.',
    en: 'A programme is assessed by the organisation that owns it, or by the coordinator. Ask them to write it.',
  },
  ASSESSMENT_EXPLANATION_MISSING: {
    fi: 'Keltainen tai punainen valo tarvitsee perustelun. Kirjoita vähintään yksi lause siitä, mistä se johtuu.',
    sv: 'Ett gult eller rött ljus behöver en motivering. Skriv minst en mening om vad det beror på.',
    en: 'A yellow or red light needs an explanation. Write at least one sentence on what it comes from.',
  },
  ASSESSMENT_NEXT_STEP_MISSING: {
    fi: 'Punainen valo tarvitsee seuraavan askeleen. Kirjaa, mitä tehdään, kuka vastaa ja mihin päivään mennessä.',
    sv: 'Ett rött ljus behöver ett nästa steg. Anteckna vad som görs, vem som ansvarar och före vilket datum.',
    en: 'A red light needs a next step. Write what will be done, who is responsible and by what day.',
  },
  ASSESSMENT_OVERALL_UNEXPLAINED: {
    fi: 'Yleistilanne on vihreä, vaikka jokin valoista on punainen. Perustele yleistilanne tai vaihda sen väri.',
    sv: 'Helhetsläget är grönt fast något av ljusen är rött. Motivera helhetsläget eller byt dess färg.',
    en: 'The overall light is green while another one is red. Explain the overall light or change it.',
  },
  ASSESSMENT_REASON_MISSING: {
    fi: 'Kauden katsaus on jo julkaistu. Kirjoita, miksi arviota korjataan: julkaistu katsaus säilyy ennallaan.',
    sv: 'Periodens översikt är redan publicerad. Skriv varför bedömningen rättas: den publicerade översikten förblir oförändrad.',
    en: 'The report of this period is already published. Write why the assessment is corrected: the published report stays as it was.',
  },
  REPORT_NOT_FOUND: {
    fi: 'Katsausta ei ole vielä kirjoitettu. Kirjoita ensin yhteenveto.',
    sv: 'Översikten är inte skriven ännu. Skriv först sammanfattningen.',
    en: 'The report has not been written yet. Write its summary first.',
  },
  REPORT_ID_MISMATCH: {
    fi: 'Katsauksen tunniste ei vastaa kautta. Avaa katsaus kauden kautta ja yritä uudelleen.',
    sv: 'Översiktens id stämmer inte med perioden. Öppna översikten via perioden och försök igen.',
    en: 'The id of the report does not fit its period. Open it by the period and try again.',
  },
  REPORT_PERIOD_UNKNOWN: {
    fi: 'Kautta ei löydy. Avaa kausi ennen kuin kirjoitat sen katsauksen.',
    sv: 'Perioden finns inte. Öppna perioden innan du skriver dess översikt.',
    en: 'The period does not exist. Open it before writing its report.',
  },
  REPORT_PROGRAMME_UNKNOWN: {
    fi: 'Onnistumiseen merkittyä ohjelmaa ei löydy. Valitse ohjelma luettelosta tai jätä se pois.',
    sv: 'Programmet som angetts för framgången finns inte. Välj ett program i förteckningen eller lämna bort det.',
    en: 'The programme named with a success does not exist. Choose one from the list, or name none.',
  },
  REPORT_SUMMARY_MISSING: {
    fi: 'Katsauksesta puuttuu yhteenveto. Kirjoita vähintään yksi kappale ennen julkaisemista.',
    sv: 'Översikten saknar sammanfattning. Skriv minst ett stycke före publiceringen.',
    en: 'The report has no summary. Write at least one paragraph before publishing.',
  },
  REPORT_INCOMPLETE: {
    fi: 'Kaikista ohjelmista ei ole arviota. Pyydä puuttuvat arviot tai vahvista, että julkaiset ilman niitä.',
    sv: 'Alla program har inte bedömts. Be om de bedömningar som saknas eller bekräfta att du publicerar utan dem.',
    en: 'Some programmes have no assessment. Ask for them, or confirm that you publish without.',
  },
  REPORT_PUBLISHED: {
    fi: 'Katsaus on julkaistu ja siksi lukittu. Avaa se uudelleen perustellen, jos haluat tehdä uuden version.',
    sv: 'Översikten är publicerad och därför låst. Öppna den på nytt med en motivering om du vill göra en ny version.',
    en: 'The report is published and therefore frozen. Reopen it with a reason to make a new version.',
  },
  REPORT_NOT_PUBLISHED: {
    fi: 'Katsausta ei ole julkaistu, joten sitä ei tarvitse avata uudelleen. Voit muokata sitä suoraan.',
    sv: 'Översikten är inte publicerad och behöver inte öppnas på nytt. Du kan redigera den direkt.',
    en: 'The report is not published, so there is nothing to reopen. You can edit it as it is.',
  },
} satisfies Record<PeriodRefusal | AssessmentRefusal | ReportRefusal, Words>;
