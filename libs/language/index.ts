export * from './language.ts';
export * from './personal.ts';
export * from './words.ts';
