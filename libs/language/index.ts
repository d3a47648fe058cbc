export * from './language.ts';
export * from './personal.ts';
export * from './privacy.ts';
export * from './removed.ts';
export * from './words.ts';
