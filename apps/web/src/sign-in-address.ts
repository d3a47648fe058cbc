import type { Language } from './words/index.ts';

/** The way to sign in and back to where one is, in the language one reads. */
export const signInAddress = (language: Language): string => {
  const to = new URLSearchParams({ lang: language, returnTo: location.pathname + location.search });
  return `/sign-in?${to.toString()}`;
};
