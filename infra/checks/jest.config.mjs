/** One compiler for everything, node_modules included, to CommonJS: see infra/decisions/0005. */
const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', tsx: true, decorators: true, dynamicImport: true },
      transform: {
        legacyDecorator: true,
        useDefineForClassFields: false,
        decoratorMetadata: true,
        react: { runtime: 'automatic' },
      },
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];
// The key that wraps the keys of all data folders made by tests: never the one of whoever runs them.
process.env.TALKOOT_KEY_FILE ??= new URL('../../.cache/wrapping.key', import.meta.url).pathname;

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test', '<rootDir>/infra'],
  rootDir: '../..',
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/planted/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: { '\\.(m|c)?(t|j)sx?$': swc },
  transformIgnorePatterns: [],
  moduleNameMapper: {
    '^#([a-z-]+)$': '<rootDir>/libs/$1/index.ts',
    '^#([a-z-]+)/([a-z-]+)$': '<rootDir>/libs/$1/index.$2.ts',
  },
  extensionsToTreatAsEsm: [],
  cacheDirectory: '<rootDir>/.cache/jest',
  testTimeout: 60000,
};
