/** What the linter adds to the compiler. `npm run check` runs it; a rule stands here only if it finds bugs. */
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What Node has without being asked, as far as scripts here use it. */
const nodeGlobals = ['Buffer', 'console', 'fetch', 'process', 'URL', 'URLSearchParams'];

export default defineConfig(
  { ignores: ['apps/web/src/generated/', '**/dist/', '**/node_modules/', '**/coverage/', '**/.cache/', '**/data/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: '../../tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // A `default` is no answer to a union that has grown: every case is written out.
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A port's method is async for the sake of the stores that must wait, also where this one need not.
      '@typescript-eslint/require-await': 'off',
      // Numbers and booleans read well in a template; objects do not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // A type parameter may stand for what a caller will name, e.g. the shape of a row.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      // A node's class describes it to GraphQL; plain objects of the same fields are what is sent.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A Nest module is a class that holds only its decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // `() => doIt()` is the shortest way to pass a call on.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Logs go through pino, so that they are lines of JSON with a trace.
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['apps/web/**/*.ts', 'apps/web/**/*.tsx'],
    languageOptions: {
      parserOptions: { project: '../../apps/web/tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // The router is told where to go on by a value that is thrown.
      '@typescript-eslint/only-throw-error': 'off',
    },
  },
  {
    // No compiler looks at these.
    files: ['**/*.mjs'],
    languageOptions: { globals: Object.fromEntries(nodeGlobals.map((name) => [name, 'readonly'])) },
    rules: {
      'no-undef': 'error',
      'no-unused-vars': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    // A view shows what it knows of and passes over the rest.
    files: ['**/*.view.ts'],
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  // Commands speak to the person who typed them.
  {
    files: ['apps/cli/**', 'apps/api/main.ts', 'apps/api/start.ts', 'infra/**', 'test/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // Property tests and fakes may be looser where a wrong value fails the test anyway.
    files: ['**/*.spec.ts', '**/*.spec.tsx', 'test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
);
