export * from './desk.ts';
export * from './driver.ts';
export * from './executor.ts';
export * from './input.ts';
export * from './node.ts';
export * from './page.ts';
export * from './refused.ts';
export * from './root.ts';
