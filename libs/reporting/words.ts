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
  PERIOD_NOT_FOUND: {
    fi: 'Kautta ei löydy. Valitse kausi luettelosta tai avaa se ensin.',
    sv: 'Perioden finns inte. Välj en period i förteckningen eller öppna den först.',
    en: 'The period does not exist. Choose one from the list, or open it first.',
  },
  PERIOD_DUE_BEFORE_START: {
    fi: 'Arvioiden määräpäivä on ennen kauden alkua. Valitse päivä, joka on kauden alkamisen jälkeen.',
    sv: 'Bedömningarnas förfallodatum är före periodens början. Välj en dag efter att perioden har börjat.',
    en: 'Assessments would be due before the period begins. Choose a day after its beginning.',
  },
  PERIOD_DUE_UNCHANGED: {
    fi: 'Määräpäivä on jo tämä. Mitään ei tarvitse muuttaa.',
    sv: 'Förfallodatumet är redan detta. Inget behöver ändras.',
    en: 'This is the due day already. Nothing needs to be changed.',
  },
  PERIOD_DUE_REASON_MISSING: {
    fi: 'Määräpäivä on jo annettu. Kirjoita, miksi sitä siirretään: muut ovat suunnitelleet työnsä sen mukaan.',
    sv: 'Förfallodatumet är redan satt. Skriv varför det flyttas: andra har planerat sitt arbete efter det.',
    en: 'A due day is set already. Write why it is moved: others have planned their work by it.',
  },
  PERIOD_NOT_OVER: {
    fi: 'Kausi on vielä kesken. Sulje se viimeisen päivän jälkeen.',
    sv: 'Perioden pågår ännu. Stäng den efter den sista dagen.',
    en: 'The period is not over yet. Close it after its last day.',
  },
  PERIOD_CLOSED: {
    fi: 'Kausi on suljettu. Avaa se uudelleen perustellen, jos sitä on vielä muutettava.',
    sv: 'Perioden är stängd. Öppna den på nytt med en motivering om den ännu måste ändras.',
    en: 'The period is closed. Reopen it with a reason if it still has to be changed.',
  },
  PERIOD_NOT_CLOSED: {
    fi: 'Kausi on jo avoinna. Sitä ei tarvitse avata uudelleen.',
    sv: 'Perioden är redan öppen. Den behöver inte öppnas på nytt.',
    en: 'The period is open already. There is no need to reopen it.',
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
  ASSESSMENT_PERIOD_CLOSED: {
    fi: 'Kausi on suljettu, eikä se ota enää vastaan arvioita. Pyydä koordinaattoria avaamaan kausi uudelleen.',
    sv: 'Perioden är stängd och tar inte längre emot bedömningar. Be koordinatorn öppna perioden på nytt.',
    en: 'The period is closed and takes no more assessments. Ask the coordinator to reopen it.',
  },
  ASSESSMENT_NOT_FOUND: {
    fi: 'Arviota ei ole vielä toimitettu. Se voidaan hyväksyä tai palauttaa vasta sen jälkeen.',
    sv: 'Bedömningen är inte inlämnad ännu. Den kan godkännas eller återsändas först efter det.',
    en: 'The assessment has not been submitted yet. Only then can it be accepted or sent back.',
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
  ASSESSMENT_LIGHT_MISSING: {
    fi: 'Yksi valoista on valitsematta. Valitse väri, tai ”ei arvioitu”, jos tilannetta ei voi arvioida.',
    sv: 'Ett av ljusen är inte valt. Välj en färg, eller ”inte bedömd” om läget inte kan bedömas.',
    en: 'One of the lights has not been chosen. Choose a colour, or “not assessed” where it cannot be judged.',
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
  ASSESSMENT_NEXT_STEP_TOO_EARLY: {
    fi: 'Määräpäivä on ennen kauden viimeistä päivää. Valitse päivä, johon mennessä tehdään se, mikä kauden jälkeen on vielä tekemättä.',
    sv: 'Förfallodatumet är före periodens sista dag. Välj en dag för det som ännu är ogjort efter perioden.',
    en: 'The due day is before the last day of the period. Choose a day for what is still to be done after the period.',
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
  ASSESSMENT_CARRY_OVER_UNKNOWN: {
    fi: 'Vastattua asiaa ei ole edellisen kauden arviossa. Avaa arvio uudelleen: edellistä arviota on ehkä korjattu.',
    sv: 'Det som besvarats finns inte i föregående periods bedömning. Öppna bedömningen på nytt: den föregående har kanske rättats.',
    en: 'What is answered is not in the assessment of the period before. Open yours anew: that one may have been corrected.',
  },
  ASSESSMENT_CARRY_OVER_TWICE: {
    fi: 'Samaan edellisen kauden asiaan on vastattu kahdesti. Jätä vain toinen vastaus.',
    sv: 'Samma sak från föregående period har besvarats två gånger. Lämna bara det ena svaret.',
    en: 'The same thing from the period before is answered twice. Leave only one answer.',
  },
  ASSESSMENT_CARRY_OVER_REASON_MISSING: {
    fi: 'Siirretty tai pois jätetty asia tarvitsee perustelun. Kirjoita yksi lause siitä, miksi se siirtyi tai jäi pois.',
    sv: 'Det som flyttats eller slopats behöver en motivering. Skriv en mening om varför det flyttades eller slopades.',
    en: 'What was moved or dropped needs a reason. Write one sentence on why.',
  },
  ASSESSMENT_CARRY_OVER_OPEN: {
    fi: 'Edellisen kauden asioista osa on vailla vastausta. Merkitse jokainen saavutetuksi, siirretyksi tai pois jätetyksi.',
    sv: 'En del av föregående periods saker är obesvarade. Ange för var och en om den är uppnådd, flyttad eller slopad.',
    en: 'Some things from the period before are not answered for. Mark each as achieved, moved or dropped.',
  },
  ASSESSMENT_ACCEPTED: {
    fi: 'Arvio on jo hyväksytty. Mitään ei tarvitse tehdä.',
    sv: 'Bedömningen är redan godkänd. Inget behöver göras.',
    en: 'The assessment is accepted already. Nothing needs to be done.',
  },
  ASSESSMENT_SENT_BACK: {
    fi: 'Arvio on palautettu täydennettäväksi. Odota, että se toimitetaan uudelleen.',
    sv: 'Bedömningen är återsänd för komplettering. Vänta tills den lämnas in på nytt.',
    en: 'The assessment has been sent back. Wait until it is submitted again.',
  },
  ASSESSMENT_PUBLISHED: {
    fi: 'Arvio on julkaistussa katsauksessa, eikä sitä voi palauttaa. Pyydä korjaamaan se perustellen tai avaa katsaus uudelleen.',
    sv: 'Bedömningen finns i den publicerade översikten och kan inte återsändas. Be om en rättelse med motivering eller öppna översikten på nytt.',
    en: 'The assessment is in the published report and cannot be sent back. Ask for a correction with a reason, or reopen the report.',
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
  REPORT_NOT_ACCEPTED: {
    fi: 'Kaikkia arvioita ei ole hyväksytty, ja tällä kaudella se on edellytys. Hyväksy jokainen tai palauta se täydennettäväksi.',
    sv: 'Alla bedömningar är inte godkända, och under den här perioden krävs det. Godkänn var och en eller återsänd den.',
    en: 'Not every assessment is accepted, which this period asks for. Accept each, or send it back.',
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
