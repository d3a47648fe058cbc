import type { Language } from './language.ts';

/** The same words in every language: none may be missing. */
export type Words = Readonly<Record<Language, string>>;
