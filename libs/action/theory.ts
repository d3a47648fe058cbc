import { inLanguage, languages, type Language, type Text } from '#language';
import type { Confidence, Effect, LinkEndKind, Strength } from './link.ts';

/** What a link says, as a sentence that can be read aloud. */
export interface Said {
  readonly from: { readonly kind: LinkEndKind; readonly title: Text };
  readonly to: { readonly kind: LinkEndKind; readonly title: Text };
  readonly effect: Effect;
  readonly strength: Strength;
  readonly confidence: Confidence;
}

/**
 * The sentence in three languages. Titles stand in quotation marks behind the word for what they name: so they need not
 * be inflected, which no program does well in Finnish.
 */
export const sentenceOf = (said: Said, original: Language): Text => ({
  original,
  ...(Object.fromEntries(languages.map((language) => [language, sentence(said, language)])) as Record<
    Language,
    string
  >),
});

function sentence({ from, to, effect, strength, confidence }: Said, language: Language): string {
  const words = spoken[language];
  const [open, close] = language === 'en' ? ['“', '”'] : ['”', '”'];
  const named = ({ title }: Said['from']) => `${open}${inLanguage(title, language).text}${close}`;
  const subject = `${words.subject[from.kind]} ${named(from)}`;
  return `${subject} ${words.effect[effect](to.kind, named(to))}. ${words.strength[strength]} ${words.confidence[confidence]}`;
}

interface Spoken {
  readonly subject: Readonly<Record<LinkEndKind, string>>;
  readonly effect: Readonly<Record<Effect, (kind: LinkEndKind, title: string) => string>>;
  readonly strength: Readonly<Record<Strength, string>>;
  readonly confidence: Readonly<Record<Confidence, string>>;
}

const partitive = { goal: 'tavoitetta', indicator: 'mittaria', activity: 'toimintaa' } as const;
const genitive = { goal: 'tavoitteen', indicator: 'mittarin', activity: 'toiminnan' } as const;
const swedish = { goal: 'målet', indicator: 'indikatorn', activity: 'verksamheten' } as const;
const english = { goal: 'the goal', indicator: 'the indicator', activity: 'the activity' } as const;

const spoken: Readonly<Record<Language, Spoken>> = {
  fi: {
    subject: { goal: 'Tavoite', indicator: 'Mittari', activity: 'Toiminta' },
    effect: {
      increases: (kind, title) =>
        kind === 'indicator' ? `kasvattaa mittarin ${title} arvoa` : `vahvistaa ${partitive[kind]} ${title}`,
      decreases: (kind, title) =>
        kind === 'indicator' ? `pienentää mittarin ${title} arvoa` : `heikentää ${partitive[kind]} ${title}`,
      contributes: (kind, title) =>
        kind === 'indicator' ? `vaikuttaa mittariin ${title}` : `edistää ${partitive[kind]} ${title}`,
      part_of: (kind, title) => `on osa ${partitive[kind]} ${title}`,
      reinforces: (kind, title) => `vahvistaa ${partitive[kind]} ${title}`,
      depends_on: (kind, title) => `edellyttää ${partitive[kind]} ${title}`,
      overlaps: (kind, title) => `on osin päällekkäinen ${genitive[kind]} ${title} kanssa`,
    },
    strength: { weak: 'Yhteys on heikko', moderate: 'Yhteys on kohtalainen', strong: 'Yhteys on vahva' },
    confidence: {
      low: 'ja siitä ollaan melko epävarmoja.',
      medium: 'ja siitä ollaan melko varmoja.',
      high: 'ja siitä ollaan varmoja.',
    },
  },
  sv: {
    subject: { goal: 'Målet', indicator: 'Indikatorn', activity: 'Verksamheten' },
    effect: {
      increases: (kind, title) =>
        kind === 'indicator' ? `ökar värdet på indikatorn ${title}` : `stärker ${swedish[kind]} ${title}`,
      decreases: (kind, title) =>
        kind === 'indicator' ? `minskar värdet på indikatorn ${title}` : `försvagar ${swedish[kind]} ${title}`,
      contributes: (kind, title) =>
        kind === 'indicator' ? `påverkar indikatorn ${title}` : `främjar ${swedish[kind]} ${title}`,
      part_of: (kind, title) => `är en del av ${swedish[kind]} ${title}`,
      reinforces: (kind, title) => `förstärker ${swedish[kind]} ${title}`,
      depends_on: (kind, title) => `förutsätter ${swedish[kind]} ${title}`,
      overlaps: (kind, title) => `överlappar delvis ${swedish[kind]} ${title}`,
    },
    strength: { weak: 'Sambandet är svagt', moderate: 'Sambandet är måttligt', strong: 'Sambandet är starkt' },
    confidence: {
      low: 'och man är ganska osäker på det.',
      medium: 'och man är ganska säker på det.',
      high: 'och man är säker på det.',
    },
  },
  en: {
    subject: { goal: 'The goal', indicator: 'The indicator', activity: 'The activity' },
    effect: {
      increases: (kind, title) =>
        kind === 'indicator' ? `raises the value of the indicator ${title}` : `strengthens ${english[kind]} ${title}`,
      decreases: (kind, title) =>
        kind === 'indicator' ? `lowers the value of the indicator ${title}` : `weakens ${english[kind]} ${title}`,
      contributes: (kind, title) =>
        kind === 'indicator' ? `affects the indicator ${title}` : `furthers ${english[kind]} ${title}`,
      part_of: (kind, title) => `is part of ${english[kind]} ${title}`,
      reinforces: (kind, title) => `reinforces ${english[kind]} ${title}`,
      depends_on: (kind, title) => `depends on ${english[kind]} ${title}`,
      overlaps: (kind, title) => `partly overlaps with ${english[kind]} ${title}`,
    },
    strength: { weak: 'The link is weak,', moderate: 'The link is moderate,', strong: 'The link is strong,' },
    confidence: {
      low: 'and those who drew it are not very sure of it.',
      medium: 'and those who drew it are fairly sure of it.',
      high: 'and those who drew it are sure of it.',
    },
  },
};
