import { inLanguage, type KeptText, type Language } from '#language';
import type { LightState } from './compare.ts';
import type { ContentDecision, ContentNumber, ContentProgramme, ReportContent } from './content.ts';
import { fileWords, type FileWords } from './report.file.words.ts';
import { aspects, type Aspect } from './light.ts';
import type { ReportPageProps } from './report.page.tsx';
import {
  reportWords,
  showDay,
  showDays,
  showMoment,
  showMonth,
  showNumber,
  showPeriod,
  type ReportWords,
} from './report.words.ts';
import type { Slip } from './slip.ts';

/** A report to be put into a file, in a language: all that its page is made of, too. */
export type FileSource = Omit<ReportPageProps, 'path' | 'contentPath'>;

/** A stretch of text in one language. */
export interface Piece {
  readonly text: string;
  /** Where it is not the file's own. */
  readonly language?: Language | undefined;
  readonly strong?: boolean;
  /** The light this is the shape or the word of. */
  readonly light?: LightState;
}
export type Line = readonly Piece[];

export const plain = (text: string): Line => [{ text }];
export const strong = (text: string): Line => [{ text, strong: true }];
export const lineText = (line: Line): string => line.map(({ text }) => text).join('');

/**
 * A shape of its own for each state, as a character that stands in a table and is told without colour (rule 42): it
 * keeps to its row when the row grows, and to its cell when it is copied elsewhere. The word follows it, always.
 */
export const shapes: Readonly<Record<LightState, string>> = {
  green: '●',
  yellow: '▲',
  red: '◆',
  not_assessed: '○',
  not_reported: '□',
};

/** Dark enough for text on white: a contrast of 4.5 : 1 at least (WCAG 1.4.3). */
export const colours: Readonly<Record<LightState, string>> = {
  green: '09683A',
  yellow: '9A4B00',
  red: 'B21B2F',
  not_assessed: '4F585D',
  not_reported: '4F585D',
};

/** The words of a report in one language, for those who write it into a file. */
export class Telling {
  readonly language: Language;
  readonly words: ReportWords;
  readonly fileWords: FileWords;
  readonly content: ReportContent;

  constructor(private readonly source: FileSource) {
    this.language = source.language;
    this.words = reportWords[source.language];
    this.fileWords = fileWords[source.language];
    this.content = source.content;
  }

  get title(): string {
    return `${this.words.report[this.content.period.type]} ${showPeriod(this.content.period, this.language)}`;
  }

  get collaboration(): string {
    return inLanguage(this.content.collaboration.name, this.language).text;
  }

  /** Somebody's words: in another language, or behind their original, they are marked so (rule 51). */
  said(text: KeptText): Line {
    const { text: found, language, missing } = inLanguage(text, this.language);
    if (missing) return [{ text: found, language }, { text: ` (${this.words.untranslated[language]})` }];
    return text.outdated?.includes(this.language) ? plain(`${found} (${this.words.outdated})`) : plain(found);
  }

  /** A proper name, or what has no room for a mark. */
  named(text: KeptText): Line {
    const { text: found, language, missing } = inLanguage(text, this.language);
    return missing ? [{ text: found, language }] : plain(found);
  }

  nameOf(programme: string): Line {
    const of =
      this.content.programmes.find(({ id }) => id === programme) ??
      this.content.reportedApart.find(({ id }) => id === programme);
    return of ? this.said(of.title) : plain(programme);
  }

  heading(programme: ContentProgramme): Line {
    return [...plain(`${programme.number} `), ...this.titled(programme)];
  }

  /** A programme's title, marked where what is told of it is a demonstration. */
  titled({ title, demonstration }: ContentProgramme): Line {
    return [...this.said(title), ...(demonstration ? plain(` (${this.words.demonstrationMark})`) : [])];
  }

  lightWord(state: LightState): string {
    const own = state === 'not_reported' ? undefined : this.content.lightWords?.[state];
    return own ? inLanguage(own, this.language).text : this.words.light[state];
  }

  /** `● Etenee` */
  light(state: LightState): Line {
    return [{ text: `${shapes[state]} ${this.lightWord(state)}`, light: state, strong: true }];
  }

  /** The same with where it came from, where it moved. */
  lightOf({ lights }: ContentProgramme, aspect: Aspect): Line {
    const { now, change } = lights[aspect];
    const moved = change === 'improved' || change === 'worsened';
    return [...this.light(now), ...(moved ? plain(`, ${this.words.change[change]}`) : [])];
  }

  decision({ body, date, planned, section, registerNumber, outcome }: ContentDecision): string {
    const place = [
      date && showDay(date, this.language),
      section && this.words.section(section),
      registerNumber && this.words.registerNumber(registerNumber),
    ].filter((part) => part !== undefined && part !== '');
    return [
      `${inLanguage(body, this.language).text} ${place.join(', ')}`.trim(),
      planned ? ` (${this.words.planned(showMonth(planned, this.language))})` : '',
      outcome ? `: ${this.words.outcome[outcome]}` : '',
    ].join('');
  }

  /** What governing bodies decided of a published report (rule 45), or that they have not yet. */
  get decided(): readonly string[] {
    const { publication, decisions = [] } = this.source;
    if (!publication) return [];
    return decisions.length === 0 ? [this.words.noDecision] : decisions.map((decision) => this.decision(decision));
  }

  /** What the record is: to be told at its beginning and, in short, at the foot of each page. */
  get facts(): readonly (readonly [name: string, value: string])[] {
    const { words, source, language } = this;
    const { publication } = source;
    return [
      [words.period, showDays(this.content.period.from, this.content.period.to, language)],
      [words.published, publication ? showMoment(publication.at, source.timeZone, language) : words.notPublished],
      ...(publication
        ? ([
            [words.version, String(publication.version)],
            [words.decision, this.decided.join('; ')],
            [words.position, publication.position],
            [words.hash, publication.contentHash],
          ] as const)
        : []),
    ];
  }

  get foot(): string {
    const { publication } = this.source;
    const marks = [
      `${this.collaboration}, ${this.title}`,
      publication ? this.words.versionNumber(publication.version) : this.words.draft,
      this.decided.join('; '),
      publication && `${this.words.position} ${publication.position}`,
      this.content.demonstration && this.words.demonstrationMark,
    ];
    return marks.filter(Boolean).join(' · ');
  }

  /** What a reader must know before the rest, each under its own name: the same as the page says in front. */
  get notices(): readonly { readonly heading: string; readonly lines: readonly Line[] }[] {
    const { words, language, source } = this;
    const { publication, intact, versions = [], corrections = [], figureCorrections = [], unlockings = [] } = source;
    const newest = versions[0]?.version;
    const day = (at: string) => showMoment(at, source.timeZone, language);
    const notices: { heading: string; lines: readonly Line[] }[] = [];
    if (publication && intact === false)
      notices.push({ heading: words.notIntact, lines: [plain(words.notIntactNote)] });
    if (this.content.demonstration)
      notices.push({ heading: words.demonstration, lines: [plain(words.demonstrationNote)] });
    if (!publication)
      notices.push({
        heading: words.draft,
        lines: [
          plain(newest === undefined ? words.draftNote : `${words.nextDraftNote} ${words.versionNumber(newest)}`),
        ],
      });
    if (publication && newest !== undefined && newest > publication.version)
      notices.push({ heading: words.older, lines: [plain(words.olderNote(newest))] });
    if (corrections.length + figureCorrections.length > 0)
      notices.push({
        heading: words.corrected,
        lines: [
          plain(words.correctedNote),
          ...corrections.map(({ programme, at, reason }) => [
            ...this.nameOf(programme),
            ...plain(` (${words.assessmentCorrected(day(at))})`),
            ...(reason ? [...plain(': '), ...this.said(reason)] : []),
          ]),
          ...figureCorrections.map(({ programme, title, at }) => [
            ...this.nameOf(programme),
            ...plain(', '),
            ...this.said(title),
            ...plain(` (${words.figureCorrected(day(at))})`),
          ]),
        ],
      });
    if (unlockings.length > 0)
      notices.push({
        heading: words.unlocked,
        lines: [
          plain(words.unlockedNote),
          ...unlockings.map(({ at, until, reason }) => [
            ...plain(`${words.unlockedFor(day(at), showDay(until, language))}: `),
            ...this.said(reason),
          ]),
        ],
      });
    return notices;
  }

  /** Why each light is what it is, and what is done about it (rule 41). */
  explanations({ lights }: ContentProgramme): readonly Line[] {
    const { words } = this;
    return aspects.flatMap((aspect) => {
      const { explanation, nextStep } = lights[aspect];
      const name = strong(`${words.aspect[aspect]}: `);
      return [
        ...(explanation ? [[...name, ...this.said(explanation)]] : []),
        ...(nextStep
          ? [
              [
                ...name,
                ...plain(`${words.nextStep}: `),
                ...this.said(nextStep.text),
                ...plain(` ${words.responsible}: `),
                ...this.named(nextStep.partner.name),
                ...plain(`. ${words.due}: ${showDay(nextStep.due, this.language)}`),
              ],
            ]
          : []),
      ];
    });
  }

  /** What became of the promises of the period before (rule 47). */
  carriedOver({ carriedOver = [] }: ContentProgramme): readonly Line[] {
    return carriedOver.map(({ text, outcome, why, due }) => [
      ...strong(`${this.words.outcomeOfPromise[outcome]}: `),
      ...this.said(text),
      ...(due ? plain(`. ${this.words.movedTo(showDay(due, this.language))}`) : []),
      ...(why ? [...plain('. '), ...this.said(why)] : []),
    ]);
  }

  slip(slip: Slip): Line {
    const { title, why, figure, kind } = slip;
    const days = this.slipDays(slip);
    const details = [
      days === undefined ? [] : plain(days),
      figure?.target ? plain(`${this.words.target}: ${this.target(figure.target)}`) : [],
      figure?.value === undefined
        ? []
        : [
            ...plain(`${this.words.value}: ${showNumber(figure.value, this.language)} (`),
            ...this.named(figure.unit),
            ...plain(')'),
          ],
      why ? this.said(why) : [],
    ].filter((detail) => detail.length > 0);
    return [
      ...strong(`${this.words.slip[kind]}: `),
      ...this.said(title),
      ...details.flatMap((detail) => [...plain('. '), ...detail]),
    ];
  }

  private slipDays({ kind, from, to }: Slip): string | undefined {
    const { words, language } = this;
    const [start, end] = [from, to].map((day) => day && showDay(day, language));
    switch (kind) {
      case 'task_moved':
        return start && end && words.dueMoved(start, end);
      case 'task_late':
        return start && [words.dueWas(start), end && words.doneOn(end)].filter(Boolean).join(', ');
      case 'promise_moved':
        return end && words.movedTo(end);
      case 'decision_not_taken':
        return from && words.planned(showMonth(from, language));
      case 'added':
        return start && words.addedOn(start);
      case 'promise_dropped':
      case 'target_missed':
        return undefined;
    }
  }

  /** The figure, or in words why there is none: no zero stands in for it (rules 25, 30). */
  figure(number: ContentNumber): string {
    return number.value === undefined
      ? this.words.withheld[number.withheld ?? 'not_available']
      : showNumber(number.value, this.language);
  }

  /** What must be known of a figure to read it right: provisional, of how many partners, contacts or persons. */
  figureNotes({
    indicator,
    value,
    without,
    provisional,
    reported,
    expected,
    contactsNotPersons,
  }: ContentNumber): string {
    const { words, source, language } = this;
    const shown = value !== undefined;
    const correctedAt = source.figureCorrections?.find((one) => one.indicator === indicator)?.at;
    return [
      shown && provisional && words.provisional,
      without !== undefined && words.without(without),
      shown && reported < expected && words.ofPartners(reported, expected),
      shown && contactsNotPersons && words.contacts,
      correctedAt !== undefined && words.correctedSince(showMoment(correctedAt, source.timeZone, language)),
    ]
      .filter((note) => note !== false)
      .join(', ');
  }

  target({ kind, value, max, text, due }: NonNullable<ContentNumber['target']>): string {
    const { words, language } = this;
    const show = (figure: number | undefined) => (figure === undefined ? '' : showNumber(figure, language));
    const aim = {
      at_least: words.atLeast(show(value)),
      at_most: words.atMost(show(value)),
      range: words.between(show(value), show(max)),
      maintain: words.maintain(show(value)),
      narrative: text ? lineText(this.said(text)) : '',
    }[kind];
    return `${aim}, ${words.by(showDay(due, language))}`;
  }

  /** Rows of the table of indicators: indicator with its unit, value with its notes, days, target. */
  figureRow(number: ContentNumber): readonly Line[] {
    const notes = this.figureNotes(number);
    return [
      [...this.said(number.title), ...plain(' ('), ...this.named(number.unit), ...plain(')')],
      plain(`${this.figure(number)}${notes ? ` (${notes})` : ''}`),
      plain(showDays(number.from, number.to, this.language)),
      plain(number.target ? this.target(number.target) : this.words.noTarget),
    ];
  }

  get figureHead(): readonly string[] {
    const { indicator, value, time, target } = this.words;
    return [indicator, value, time, target];
  }
}
