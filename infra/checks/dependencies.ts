/**
 * Who may import whom, computed from the folder list and followed by dependency-cruiser.
 *
 *   node infra/checks/dependencies.ts [tree] [--json]
 *
 * Each rule has a planted violation in test/house.spec.ts that must be reported under the rule's name.
 */
import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';

/** Each may reach itself and those before it. A folder of libs that is not named here is a context. */
const foundations = ['decider', 'language', 'event-log', 'world', 'graphql'];
/** Not made of deciders and views: people live in a directory outside the log. */
const withoutRules = ['identity'];
/** All that a rule or a view may reach outside its own context. zod describes the shapes of events. */
const plain = ['libs/(decider|language)/', 'node_modules/zod/'];
/** A rules file is a noun, a view is `noun.view.ts`; every other role after the noun (resolver, page …) is the edge. */
const pureFile = '[a-z0-9-]+(\\.view)?\\.ts$';
const edgeFiles = '\\.(resolver|module|page|spec)\\.tsx?$';
const packages = 'node_modules/';

function rules(tree: string): IForbiddenRuleType[] {
  const libs = folders(join(tree, 'libs'));
  const contexts = libs.filter((lib) => !foundations.includes(lib));
  const pureOf = (context: string) => `^libs/${context}/(?!index\\.ts)${pureFile}`;
  return [
    ...contexts
      .filter((context) => !withoutRules.includes(context))
      .map((context) => ({
        name: 'rules-and-views-are-pure',
        comment:
          'A rule or a view reaches only decider, language, zod and rules and views of its own context, not even through a friend.',
        from: { path: pureOf(context) },
        to: { pathNot: [pureOf(context), ...plain.map((path) => `(^|/)${path}`)], reachable: true },
      })),
    {
      name: 'decider-needs-nothing',
      comment: 'The decider type and its spec helper have no dependency.',
      from: { path: '^libs/decider/', pathNot: edgeFiles },
      to: { pathNot: '^libs/decider/' },
    },
    {
      name: 'language-is-plain',
      comment: 'What every context speaks reaches only zod.',
      from: { path: '^libs/language/', pathNot: edgeFiles },
      to: { pathNot: ['^libs/language/', 'node_modules/zod/'] },
    },
    ...foundations.map((lib, level) => ({
      name: 'never-back',
      comment: 'decider, language ← event-log ← world ← graphql ← contexts ← apps.',
      from: { path: `^libs/${lib}/` },
      to: { path: '^libs/', pathNot: `^libs/(${foundations.slice(0, level + 1).join('|')})/` },
    })),
    {
      name: 'never-back',
      comment: 'A library knows no app, no infrastructure and no test.',
      from: { path: '^libs/', pathNot: '\\.spec\\.tsx?$' },
      to: { path: '^(apps|infra|test)/' },
    },
    {
      name: 'graphql-at-the-edge',
      comment: 'In a context only resolvers, pages and modules know GraphQL.',
      from: { path: '^libs/', pathNot: ['^libs/graphql/', edgeFiles] },
      to: { path: ['^libs/graphql/', `${packages}(graphql|@nestjs/graphql)/`] },
    },
    ...libs.map((lib) => ({
      name: 'by-the-front-door',
      comment:
        "Another library is reached by its index.ts only, as '#name', or by a door beside it, '#name/part', for programs that need no more of it; specs may reach its spec helpers.",
      from: { path: '^(apps|libs|infra)/', pathNot: [`^libs/${lib}/`, '\\.spec\\.tsx?$'] },
      to: { path: `^libs/${lib}/`, pathNot: `^libs/${lib}/index[.a-z]*\\.ts$` },
    })),
    {
      name: 'web-knows-no-server',
      comment: 'The web app knows the API by the committed schema and generated types.',
      from: { path: '^apps/web/' },
      to: { path: ['^(libs|infra|test)/', '^apps/(?!web/)'], pathNot: '^apps/api/schema\\.graphql$' },
    },
    {
      name: 'web-knows-no-server',
      comment: 'What runs in a browser has no Node.',
      from: { path: '^apps/web/src/', pathNot: '\\.spec\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'web-features-stand-alone',
      comment: 'Features of the web app do not import each other.',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'one-kit',
      comment: 'Only apps/web/src/ui knows the component library.',
      from: { path: '^apps/web/src/', pathNot: '^apps/web/src/ui/' },
      to: { path: `${packages}(react-aria-components|react-aria|@react-aria)/` },
    },
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one file, or one of them knows too much.',
      from: { pathNot: '^apps/web/src/' },
      to: { circular: true },
    },
    {
      name: 'no-cycle',
      comment: 'A part of a page may know the type of what its page has asked; but neither runs by way of the other.',
      from: { path: '^apps/web/src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'every-import-is-found',
      comment: 'An import that cannot be followed would make every other rule green and blind.',
      from: {},
      // Made by the build (apps/web/vite.config.ts).
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'production-has-it',
      comment: 'What runs in production may not need a development package; a contract suite runs in tests only.',
      from: {
        path: '^(apps|libs)/',
        pathNot: ['\\.spec\\.tsx?$', '/contract\\.ts$', '^apps/web/(vite\\.config|documents|src/vite-env\\.d)\\.ts$'],
      },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], pathNot: `${packages}@types/` },
    },
  ];
}

export interface Findings {
  /** One line each: `rule: from → to`, with the friends on the way where the rule looks through them. */
  readonly violations: readonly string[];
  /** Files read. */
  readonly files: number;
  /** Imports by package name (`#agenda`) that were followed to a source file: none would mean a blind check. */
  readonly followed: number;
}

/** Reads every source file of a tree and reports each import that a rule forbids. */
export async function dependencies(tree: string): Promise<Findings> {
  const roots = ['apps', 'libs', 'infra', 'test'].filter((folder) => folders(tree).includes(folder));
  const { output } = await cruise(
    roots,
    {
      baseDir: tree,
      ruleSet: { forbidden: rules(tree) },
      validate: true,
      doNotFollow: { path: 'node_modules/' },
      exclude: { path: '(^|/)(dist|planted)/' },
      // Types are imports too: a rule that knows a framework's type knows the framework.
      tsPreCompilationDeps: true,
      combinedDependencies: true,
      enhancedResolveOptions: { conditionNames: ['types', 'import', 'default'], exportsFields: ['exports'] },
    },
    { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'] },
    { tsConfig: extractTsConfig(join(tree, 'tsconfig.json')) },
  );
  const { modules, summary } = output as ICruiseResult;
  return {
    violations: summary.violations
      .map(({ rule, from, to, via, cycle }) => {
        const way = (via ?? cycle)?.map(({ name }) => name) ?? [to];
        return `${rule.name}: ${[from, ...way].join(' → ')}`;
      })
      .sort(),
    files: modules.filter(({ source }) => /^(apps|libs|infra|test)\//.test(source)).length,
    followed: modules
      .flatMap((module) => module.dependencies)
      .filter(({ module, resolved }) => module.startsWith('#') && resolved.startsWith('libs/')).length,
  };
}

function folders(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}

if (import.meta.main) {
  const tree = resolve(process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? '.');
  const found = await dependencies(tree);
  if (process.argv.includes('--json')) console.log(JSON.stringify(found, null, 2));
  else {
    for (const violation of found.violations) console.log(violation);
    console.log(`${found.files} files, ${found.followed} imports by name followed, in ${relative('..', tree)}`);
  }
  if (found.violations.length > 0 || found.followed === 0) process.exitCode = 1;
}
