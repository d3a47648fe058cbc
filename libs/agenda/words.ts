import type { Words } from '#language';
import type { DecisionRefusal } from './decision.ts';
import type { GoalRefusal } from './goal.ts';
import type { ProgrammeRefusal } from './programme.ts';
import type { StrategyRefusal } from './strategy.ts';

/** What is wrong, and what the person can do about it. */
export const agendaWords = {
  GOAL_AGREED: {
    fi: 'Tavoitteesta on jo sovittu yhdessä, eikä sitä voi vetää takaisin. Pyydä koordinaattoria poistamaan se agendalta.',
    sv: 'Målet har redan avtalats gemensamt och kan inte dras tillbaka. Be koordinatorn ta bort det från agendan.',
    en: 'The goal has been agreed on together and cannot be withdrawn. Ask the coordinator to retire it.',
  },
  GOAL_ALREADY_ENDORSED: {
    fi: 'Organisaatiosi on jo vahvistanut osaltaan tämän version tavoitteesta. Muuta ei tarvita.',
    sv: 'Din organisation har redan godkänt denna version av målet. Inget mer behövs.',
    en: 'Your organisation has already endorsed this version of the goal. Nothing more is needed.',
  },
  GOAL_CYCLE: {
    fi: 'Tavoite ei voi olla oma osansa. Valitse ylätavoite, joka ei kuulu tähän tavoitteeseen.',
    sv: 'Ett mål kan inte vara en del av sig självt. Välj ett överordnat mål som inte hör till detta mål.',
    en: 'A goal cannot be part of itself. Choose a parent that is not part of this goal.',
  },
  GOAL_DRAFT: {
    fi: 'Tavoite on vielä luonnos. Muokkaa luonnosta tai ehdota tavoitetta ensin kumppaneille.',
    sv: 'Målet är ännu ett utkast. Ändra utkastet eller föreslå först målet för partnerna.',
    en: 'The goal is still a draft. Change the draft, or propose the goal to the partners first.',
  },
  GOAL_EXISTS: {
    fi: 'Tällä tunnuksella on jo tavoite. Valitse uudelle toinen tunnus.',
    sv: 'Det finns redan ett mål med detta id. Välj ett annat id för det nya.',
    en: 'There is already a goal with this id. Choose another id for the new one.',
  },
  GOAL_NOT_ENDORSED: {
    fi: 'Organisaatiosi ei ole vahvistanut tätä versiota tavoitteesta, joten peruttavaa ei ole. Lataa sivu uudelleen.',
    sv: 'Din organisation har inte godkänt denna version av målet, så det finns inget att ta tillbaka. Ladda sidan på nytt.',
    en: 'Your organisation has not endorsed this version of the goal, so there is nothing to take back. Load the page again.',
  },
  GOAL_NOT_ENDORSED_BY_BACKBONE: {
    fi: 'Taustatukiorganisaatio ei vahvista tavoitteita: se voi ehdottaa niitä ja auttaa kumppaneita. Pyydä vahvistus kumppaneilta.',
    sv: 'Stödorganisationen godkänner inte mål: den kan föreslå dem och hjälpa samarbetspartnerna. Be partnerna om godkännande.',
    en: 'The backbone does not endorse goals: it may propose them and help the partners. Ask the partners to endorse.',
  },
  GOAL_NOT_ENDORSED_BY_OBSERVER: {
    fi: 'Organisaatiosi on mukana tarkkailijana eikä vahvista tavoitteita. Jos sen asema on muuttunut, ota yhteyttä koordinaattoriin.',
    sv: 'Din organisation deltar som observatör och godkänner inte mål. Om dess ställning har ändrats, kontakta koordinatorn.',
    en: 'Your organisation takes part as an observer and does not endorse goals. If its position has changed, contact the coordinator.',
  },
  GOAL_NOT_FOUND: {
    fi: 'Tällaista tavoitetta ei ole. Tarkista tunnus tai ehdota tavoitetta ensin.',
    sv: 'Det finns inget sådant mål. Kontrollera id:t eller föreslå målet först.',
    en: 'There is no such goal. Check the id, or propose the goal first.',
  },
  GOAL_NOT_YOURS: {
    fi: 'Tavoite on toisen organisaation ehdottama tai luonnostelema. Pyydä muutos siltä tai koordinaattorilta.',
    sv: 'En annan organisation har föreslagit målet eller gjort utkastet. Be den eller koordinatorn om ändringen.',
    en: 'Another organisation proposed or drafted this goal. Ask it, or the coordinator, for the change.',
  },
  GOAL_NUMBER_MALFORMED: {
    fi: 'Tavoitteen numero ei kelpaa. Käytä numeroita ja pisteitä, esimerkiksi 2.3.1.',
    sv: 'Målets nummer duger inte. Använd siffror och punkter, till exempel 2.3.1.',
    en: 'The number of the goal is not valid. Use digits and points, for example 2.3.1.',
  },
  GOAL_NUMBER_TAKEN: {
    fi: 'Samassa kohdassa on jo tavoite, jolla on tämä numero. Valitse toinen numero tai siirrä ensin toinen tavoite.',
    sv: 'Det finns redan ett mål med detta nummer på samma ställe. Välj ett annat nummer eller flytta först det andra målet.',
    en: 'Another goal in the same place has this number already. Choose another number, or move the other goal first.',
  },
  GOAL_PARENT_DRAFT: {
    fi: 'Ylätavoite on vielä luonnos. Ehdota ensin sitä tai valitse toinen ylätavoite.',
    sv: 'Det överordnade målet är ännu ett utkast. Föreslå först det eller välj ett annat överordnat mål.',
    en: 'The parent goal is still a draft. Propose it first, or choose another parent.',
  },
  GOAL_PARENT_RETIRED: {
    fi: 'Ylätavoite on poistettu agendalta. Valitse voimassa oleva ylätavoite tai jätä kohta tyhjäksi.',
    sv: 'Det överordnade målet har tagits bort från agendan. Välj ett som gäller eller lämna fältet tomt.',
    en: 'The parent goal was taken off the agenda. Choose one that stands, or leave the field empty.',
  },
  GOAL_PARENT_UNKNOWN: {
    fi: 'Ylätavoitetta ei ole. Tarkista sen tunnus tai ehdota ylätavoitetta ensin.',
    sv: 'Det överordnade målet finns inte. Kontrollera dess id eller föreslå det överordnade målet först.',
    en: 'There is no such parent goal. Check its id, or propose the parent goal first.',
  },
  GOAL_PARTS_STAND: {
    fi: 'Tavoitteella on osatavoitteita, jotka ovat ehdotettuina tai vahvistettuina. Poista ensin ne agendalta, sitten tämä.',
    sv: 'Målet har delmål som är föreslagna eller godkända. Ta först bort dem från agendan, sedan detta.',
    en: 'The goal has parts that are proposed or endorsed. Retire those first, then this one.',
  },
  GOAL_PROGRAMME_UNKNOWN: {
    fi: 'Jotakin mainituista ohjelmista ei ole. Tarkista tunnukset tai lisää ohjelma ensin.',
    sv: 'Något av de nämnda programmen finns inte. Kontrollera id:na eller lägg först till programmet.',
    en: 'One of the programmes named does not exist. Check the ids, or launch the programme first.',
  },
  GOAL_RETIRED: {
    fi: 'Tavoite on poistettu agendalta, eikä sitä enää muuteta. Ehdota tarvittaessa uutta tavoitetta.',
    sv: 'Målet har tagits bort från agendan och ändras inte längre. Föreslå vid behov ett nytt mål.',
    en: 'The goal was taken off the agenda and no longer changes. Propose a new goal if one is needed.',
  },
  GOAL_STRATEGY_UNKNOWN: {
    fi: 'Tällaista strategiaa ei ole. Valitse jokin kokonaisuuden strategioista tai jätä kohta tyhjäksi.',
    sv: 'Det finns ingen sådan strategi. Välj någon av helhetens strategier eller lämna fältet tomt.',
    en: 'There is no such strategy. Choose one of the collaboration’s, or leave the field empty.',
  },
  GOAL_UNCHANGED: {
    fi: 'Mikään ei muuttunut: tavoite on jo tällainen. Muuta sitä ennen tallentamista.',
    sv: 'Inget ändrades: målet är redan sådant. Ändra det innan du sparar.',
    en: 'Nothing changed: the goal is like this already. Change it before saving.',
  },
  GOAL_VERSION_PAST: {
    fi: 'Tavoitetta on muutettu sen jälkeen, kun luit sen. Lue uusi versio ja vahvista se, jos olette siitä yhtä mieltä.',
    sv: 'Målet har ändrats efter att du läste det. Läs den nya versionen och godkänn den om ni är ense om den.',
    en: 'The goal was changed after you read it. Read the new version, and endorse it if you agree.',
  },
  GOAL_WITHDRAWN: {
    fi: 'Ehdottaja on vetänyt tavoitteen takaisin, eikä sitä enää muuteta. Ehdota tarvittaessa uutta tavoitetta.',
    sv: 'Förslagsställaren har dragit tillbaka målet och det ändras inte längre. Föreslå vid behov ett nytt mål.',
    en: 'Its proposer withdrew the goal, and it no longer changes. Propose a new goal if one is needed.',
  },
  MILESTONE_AHEAD: {
    fi: 'Päivä on tulevaisuudessa. Kirjaa välitavoite saavutetuksi vasta, kun se on saavutettu.',
    sv: 'Dagen ligger i framtiden. Anteckna milstolpen som nådd först när den har nåtts.',
    en: 'The day lies ahead. Record the milestone once it has been reached.',
  },
  MILESTONE_DROPPED: {
    fi: 'Välitavoitteesta on luovuttu, eikä sitä enää muuteta. Lisää tarvittaessa uusi välitavoite.',
    sv: 'Milstolpen har slopats och ändras inte längre. Lägg vid behov till en ny milstolpe.',
    en: 'The milestone was dropped and no longer changes. Set a new one if it is needed.',
  },
  MILESTONE_NOT_FOUND: {
    fi: 'Tavoitteella ei ole tällaista välitavoitetta. Tarkista tunnus tai lisää välitavoite ensin.',
    sv: 'Målet har ingen sådan milstolpe. Kontrollera id:t eller lägg först till milstolpen.',
    en: 'The goal has no such milestone. Check the id, or set the milestone first.',
  },
  MILESTONE_REACHED: {
    fi: 'Välitavoite on jo kirjattu saavutetuksi. Jos kirjaus on väärin, luovu siitä perustellen ja lisää uusi.',
    sv: 'Milstolpen har redan antecknats som nådd. Om anteckningen är fel, slopa den och ange skälet och lägg till en ny.',
    en: 'The milestone is recorded as reached already. If the record is wrong, drop it with a reason and set a new one.',
  },
  MILESTONE_REASON_MISSING: {
    fi: 'Välitavoitetta muutettaessa tarvitaan perustelu. Kirjoita, miksi se muuttuu.',
    sv: 'När en milstolpe ändras behövs ett skäl. Skriv varför den ändras.',
    en: 'Changing a milestone needs a reason. Write why it changes.',
  },
  MILESTONE_TOO_MANY: {
    fi: 'Tavoitteella on jo 50 välitavoitetta, eikä enempää voi lisätä. Jaa tavoite osatavoitteisiin.',
    sv: 'Målet har redan 50 milstolpar och fler kan inte läggas till. Dela upp målet i delmål.',
    en: 'The goal has 50 milestones already, and no more can be set. Split the goal into parts.',
  },
  MILESTONE_UNCHANGED: {
    fi: 'Mikään ei muuttunut: välitavoite on jo tällainen. Muuta sitä ennen tallentamista.',
    sv: 'Inget ändrades: milstolpen är redan sådan. Ändra den innan du sparar.',
    en: 'Nothing changed: the milestone is like this already. Change it before saving.',
  },

  STRATEGY_EXISTS: {
    fi: 'Tällä tunnuksella on jo strategia. Muuta sitä tai valitse uudelle toinen tunnus.',
    sv: 'Det finns redan en strategi med detta id. Ändra den eller välj ett annat id för den nya.',
    en: 'There is already a strategy with this id. Revise it, or choose another id for the new one.',
  },
  STRATEGY_NOT_FOUND: {
    fi: 'Tällaista strategiaa ei ole. Tarkista tunnus tai lisää strategia ensin.',
    sv: 'Det finns ingen sådan strategi. Kontrollera id:t eller lägg först till strategin.',
    en: 'There is no such strategy. Check the id, or adopt the strategy first.',
  },
  STRATEGY_UNCHANGED: {
    fi: 'Mikään ei muuttunut: strategia on jo tällainen. Muuta sitä ennen tallentamista.',
    sv: 'Inget ändrades: strategin är redan sådan. Ändra den innan du sparar.',
    en: 'Nothing changed: the strategy is like this already. Change it before saving.',
  },
  STRATEGY_YEARS_REVERSED: {
    fi: 'Strategian viimeinen vuosi on ennen ensimmäistä. Korjaa vuodet.',
    sv: 'Strategins sista år är före det första. Rätta åren.',
    en: 'The last year of the strategy is before its first. Correct the years.',
  },
  FACTOR_EXISTS: {
    fi: 'Tällä tunnuksella on jo menestystekijä. Muuta sitä tai valitse uudelle toinen tunnus.',
    sv: 'Det finns redan en framgångsfaktor med detta id. Ändra den eller välj ett annat id för den nya.',
    en: 'There is already a success factor with this id. Revise it, or choose another id for the new one.',
  },
  FACTOR_NOT_FOUND: {
    fi: 'Strategiassa ei ole tällaista menestystekijää. Tarkista tunnus tai lisää menestystekijä ensin.',
    sv: 'Strategin har ingen sådan framgångsfaktor. Kontrollera id:t eller lägg först till framgångsfaktorn.',
    en: 'The strategy has no such success factor. Check the id, or define the success factor first.',
  },
  FACTOR_TOO_MANY: {
    fi: 'Strategiassa on jo 50 menestystekijää, eikä enempää voi lisätä. Muuta jotakin olemassa olevaa.',
    sv: 'Strategin har redan 50 framgångsfaktorer och fler kan inte läggas till. Ändra någon av dem som finns.',
    en: 'The strategy has 50 success factors already, and no more can be added. Revise one of those it has.',
  },
  FACTOR_UNCHANGED: {
    fi: 'Mikään ei muuttunut: menestystekijä on jo tällainen. Muuta sitä ennen tallentamista.',
    sv: 'Inget ändrades: framgångsfaktorn är redan sådan. Ändra den innan du sparar.',
    en: 'Nothing changed: the success factor is like this already. Change it before saving.',
  },

  PROGRAMME_ENDED: {
    fi: 'Ohjelma on päättynyt, eikä sitä enää muuteta. Lisää tarvittaessa uusi ohjelma.',
    sv: 'Programmet har avslutats och ändras inte längre. Lägg vid behov till ett nytt program.',
    en: 'The programme has ended and no longer changes. Launch a new programme if one is needed.',
  },
  PROGRAMME_EXISTS: {
    fi: 'Tällä tunnuksella on jo ohjelma. Valitse uudelle toinen tunnus.',
    sv: 'Det finns redan ett program med detta id. Välj ett annat id för det nya.',
    en: 'There is already a programme with this id. Choose another id for the new one.',
  },
  PROGRAMME_FACTOR_UNKNOWN: {
    fi: 'Tällaista menestystekijää ei ole. Valitse jokin strategian menestystekijöistä tai jätä kohta tyhjäksi.',
    sv: 'Det finns ingen sådan framgångsfaktor. Välj någon av strategins framgångsfaktorer eller lämna fältet tomt.',
    en: 'There is no such success factor. Choose one of the strategy’s, or leave the field empty.',
  },
  PROGRAMME_GOAL_UNKNOWN: {
    fi: 'Jotakin mainituista tavoitteista ei ole. Tarkista tunnukset tai ehdota tavoitetta ensin.',
    sv: 'Något av de nämnda målen finns inte. Kontrollera id:na eller föreslå målet först.',
    en: 'One of the goals named does not exist. Check the ids, or propose the goal first.',
  },
  PROGRAMME_NOT_FOUND: {
    fi: 'Tällaista ohjelmaa ei ole. Tarkista tunnus tai lisää ohjelma ensin.',
    sv: 'Det finns inget sådant program. Kontrollera id:t eller lägg först till programmet.',
    en: 'There is no such programme. Check the id, or launch the programme first.',
  },
  PROGRAMME_NOT_YOURS: {
    fi: 'Ohjelman omistaa toinen organisaatio. Pyydä muutos siltä tai koordinaattorilta.',
    sv: 'Programmet ägs av en annan organisation. Be den eller koordinatorn om ändringen.',
    en: 'Another organisation owns this programme. Ask it, or the coordinator, for the change.',
  },
  PROGRAMME_PARENT_CIRCULAR: {
    fi: 'Ohjelma ei voi olla oma osansa. Valitse yläohjelma, joka ei kuulu tähän ohjelmaan.',
    sv: 'Ett program kan inte vara en del av sig självt. Välj ett överordnat program som inte hör till detta.',
    en: 'A programme cannot be part of itself. Choose a parent that is not part of this programme.',
  },
  PROGRAMME_PARENT_UNKNOWN: {
    fi: 'Yläohjelmaa ei ole. Tarkista sen tunnus tai lisää yläohjelma ensin.',
    sv: 'Det överordnade programmet finns inte. Kontrollera dess id eller lägg först till det överordnade programmet.',
    en: 'There is no such parent programme. Check its id, or launch the parent programme first.',
  },
  PROGRAMME_PARTNER_UNKNOWN: {
    fi: 'Omistavaa organisaatiota ei ole tässä kokonaisuudessa. Valitse mukana oleva kumppani.',
    sv: 'Den ägande organisationen finns inte i denna helhet. Välj en partner som deltar.',
    en: 'The owning organisation is not in this collaboration. Choose a partner that takes part.',
  },
  PROGRAMME_UNCHANGED: {
    fi: 'Mikään ei muuttunut: ohjelman tiedot ovat jo nämä. Muuta niitä ennen tallentamista.',
    sv: 'Inget ändrades: programmets uppgifter är redan dessa. Ändra dem innan du sparar.',
    en: 'Nothing changed: these are the programme’s details already. Change them before saving.',
  },

  DECISION_CANCELLED: {
    fi: 'Suunniteltu päätös on peruttu, eikä sitä enää muuteta. Kirjaa uusi päätös, jos asia tulee sittenkin käsittelyyn.',
    sv: 'Det planerade beslutet har ställts in och ändras inte längre. Anteckna ett nytt beslut om ärendet ändå tas upp.',
    en: 'The planned decision was cancelled and no longer changes. Record a new one if the matter is taken up after all.',
  },
  DECISION_DATE_AHEAD: {
    fi: 'Päätöspäivä on tulevaisuudessa. Korjaa päivä tai kirjaa päätös suunnitelluksi.',
    sv: 'Beslutsdatumet ligger i framtiden. Rätta datumet eller anteckna beslutet som planerat.',
    en: 'The date of the decision lies ahead. Correct the date, or record the decision as planned.',
  },
  DECISION_DATE_MALFORMED: {
    fi: 'Anna päivä muodossa 2025-02-19 tai, jos päivä ei ole tiedossa, kuukausi muodossa 2025-02.',
    sv: 'Ange dagen i formen 2025-02-19 eller, om dagen inte är känd, månaden i formen 2025-02.',
    en: 'Give the day as 2025-02-19 or, where the day is not known, the month as 2025-02.',
  },
  DECISION_DATE_OF_PLANNED: {
    fi: 'Suunnitellulla päätöksellä ei ole vielä päivää. Anna joko päätöspäivä tai suunniteltu kuukausi, ei molempia.',
    sv: 'Ett planerat beslut har ännu inget datum. Ange antingen beslutsdatum eller planerad månad, inte båda.',
    en: 'A planned decision has no date yet. Give either the date or the planned month, not both.',
  },
  DECISION_EXISTS: {
    fi: 'Tällä tunnuksella on jo päätös. Oikaise sitä tai valitse uudelle toinen tunnus.',
    sv: 'Det finns redan ett beslut med detta id. Rätta det eller välj ett annat id för det nya.',
    en: 'There is already a decision with this id. Amend it, or choose another id for the new one.',
  },
  DECISION_NOT_FOUND: {
    fi: 'Tällaista päätöstä ei ole. Tarkista tunnus tai kirjaa päätös ensin.',
    sv: 'Det finns inget sådant beslut. Kontrollera id:t eller anteckna beslutet först.',
    en: 'There is no such decision. Check the id, or record the decision first.',
  },
  DECISION_OUTCOME_MISSING: {
    fi: 'Tehdyltä päätökseltä puuttuu tulos. Valitse, mitä päätettiin, tai anna kuukausi, jolle päätös on suunniteltu.',
    sv: 'Det fattade beslutet saknar utfall. Välj vad som beslutades eller ange månaden för vilken beslutet är planerat.',
    en: 'A decision that was taken needs its outcome. Choose what was decided, or give the month it is planned for.',
  },
  DECISION_OUTCOME_OF_PLANNED: {
    fi: 'Suunnitellulla päätöksellä ei voi olla vielä tulosta. Poista tulos tai suunniteltu kuukausi.',
    sv: 'Ett planerat beslut kan inte ha något utfall ännu. Ta bort utfallet eller den planerade månaden.',
    en: 'A planned decision cannot have an outcome yet. Leave out the outcome or the planned month.',
  },
  DECISION_PLANNED: {
    fi: 'Päätös on vasta suunniteltu. Kun se on tehty, kirjaa se tehdyksi; oikaisu ei tee sitä.',
    sv: 'Beslutet är ännu bara planerat. När det har fattats, anteckna det som fattat; en rättelse gör inte det.',
    en: 'The decision is still planned. Once it has been taken, record that; an amendment does not.',
  },
  DECISION_REGISTER_NUMBER_MALFORMED: {
    fi: 'Diaarinumero ei kelpaa. Kirjoita se niin kuin viranomainen sen kirjoittaa, esimerkiksi 1839/00.01.01.04/2024.',
    sv: 'Diarienumret duger inte. Skriv det så som myndigheten skriver det, till exempel 1839/00.01.01.04/2024.',
    en: 'The register number is not valid. Write it as the authority does, for example 1839/00.01.01.04/2024.',
  },
  DECISION_SECTION_MALFORMED: {
    fi: 'Pykälä ei kelpaa. Anna pelkkä numero ilman pykälämerkkiä, esimerkiksi 6.',
    sv: 'Paragrafen duger inte. Ange bara numret utan paragraftecken, till exempel 6.',
    en: 'The section is not valid. Give the number alone without the section sign, for example 6.',
  },
  DECISION_SUBJECT_MALFORMED: {
    fi: 'Päätös voi koskea ohjelmaa, tavoitetta, strategiaa tai raporttia. Tarkista kohteen tunnus.',
    sv: 'Ett beslut kan gälla ett program, ett mål, en strategi eller en rapport. Kontrollera objektets id.',
    en: 'A decision can be about a programme, a goal, a strategy or a report. Check the id of what it is about.',
  },
  DECISION_SUBJECT_UNKNOWN: {
    fi: 'Jotakin päätöksen kohteista ei ole. Tarkista tunnukset.',
    sv: 'Något av det som beslutet gäller finns inte. Kontrollera id:na.',
    en: 'One of the things the decision is about does not exist. Check the ids.',
  },
  DECISION_TAKEN: {
    fi: 'Päätös on jo tehty. Jos kirjaus on väärin, oikaise se perusteluineen.',
    sv: 'Beslutet har redan fattats. Om anteckningen är fel, rätta den och ange skälet.',
    en: 'The decision has been taken already. If the record is wrong, amend it with a reason.',
  },
  DECISION_UNCHANGED: {
    fi: 'Mikään ei muuttunut: päätöksen tiedot ovat jo nämä. Muuta niitä ennen tallentamista.',
    sv: 'Inget ändrades: beslutets uppgifter är redan dessa. Ändra dem innan du sparar.',
    en: 'Nothing changed: these are the decision’s details already. Change them before saving.',
  },
} satisfies Record<DecisionRefusal | GoalRefusal | ProgrammeRefusal | StrategyRefusal, Words>;
