import { machineKey, Machines, machineScopes, ownIssuer, type KeyComplaint, type MachineComplaint } from '#identity';
import { inLanguage } from '#language';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exit, type Command } from './command.ts';

const words: Readonly<Record<MachineComplaint | KeyComplaint, string>> = {
  ID_MALFORMED: 'A machine’s id is machine_ and small letters, digits or underscores, for example machine_bookkeeping.',
  ID_TAKEN: 'This id is or was a machine’s. An id is given once: choose another.',
  SUBJECT_TAKEN: 'This provider’s subject is another machine’s. Remove that one first.',
  KEY_PRIVATE: 'This is a private key. It stays with the machine, where it was made: register the public one.',
  KEY_UNREADABLE: 'This is no public key in PEM or JWK.',
  KEY_WEAK:
    'This kind of key is not taken. Make one on the curve P-256 or Ed25519, or an RSA key of at least 2048 bits.',
};

const text = { type: 'string' } as const;
const options = {
  label: text,
  language: { ...text, default: 'fi' },
  scope: { ...text, multiple: true as const, default: [] as string[] },
  key: text,
  issuer: text,
  subject: text,
  data: { ...text, default: 'data' },
};

const read = (argv: readonly string[]) => parseArgs({ args: [...argv], options, allowPositionals: true });
type Values = ReturnType<typeof read>['values'];

/** Registers partners' systems: who they are, what they may be for, and which keys they prove it by. */
export const machineCommand: Command = {
  name: 'machine',
  usage: [
    'list | add <machine_id> --label <words> [--language fi|sv|en] --scope <scope> … (--key <public.pem> | --issuer <url> --subject <sub>)',
    'add-key <machine_id> --key <public.pem> | remove-key <machine_id> <key> | remove <machine_id>, all with [--data <dir>]',
  ].join(' | '),
  summary: `Registers a partner's own system that reads or reports, with its public key. Scopes: ${machineScopes.join(', ')}.`,
  async run(argv) {
    const { values, positionals } = read(argv);
    const [action = '', id = '', key = ''] = positionals;
    const folder = resolve(values.data);
    if (!existsSync(join(folder, 'people.db'))) {
      console.error(`${folder} is no data folder: name one with --data.`);
      return exit.wrong;
    }
    const machines = new Machines(join(folder, 'people.db'));
    try {
      switch (action) {
        case 'list':
          return list(machines);
        case 'add':
          return await add(machines, id, values);
        case 'add-key':
          return await addKey(machines, id, values.key);
        case 'remove-key':
          return told(machines.removeKey(id, key), `${id} has the key ${key} no more.`, `${id} has no key ${key}.`);
        case 'remove':
          return told(
            machines.remove(id),
            `${id} is let in no more. What it has done stays, and mandates it holds are ended by revoking them.`,
            `No machine is called ${id}.`,
          );
        default:
          console.error(`Use: talkoot ${this.name} ${this.usage}`);
          return exit.unclear;
      }
    } finally {
      machines.close();
    }
  },
};

function list(machines: Machines): number {
  for (const { id, label, scopes, identity } of machines.list()) {
    console.log(`${id}  ${inLanguage(label, 'en').text}  ${scopes.join(' ')}`);
    if (identity.issuer !== ownIssuer) console.log(`  ${identity.issuer} ${identity.subject}`);
    for (const key of machines.keys(id))
      console.log(`  key ${key.id} ${key.jwk.kty ?? ''} ${key.jwk.crv ?? ''}`.trimEnd());
  }
  return exit.done;
}

async function add(machines: Machines, id: string, values: Values): Promise<number> {
  const { label, language, key: file, issuer, subject } = values;
  const scopes = machineScopes.filter((scope) => values.scope.includes(scope));
  const unknown = values.scope.filter((scope) => !machineScopes.some((known) => known === scope));
  if (unknown.length > 0 || scopes.length === 0)
    return wrong(`Name its scopes with --scope. There are: ${machineScopes.join(', ')}.`);
  if (!label || !(language === 'fi' || language === 'sv' || language === 'en'))
    return wrong('Say with --label what it is, and with --language fi, sv or en in which language you say it.');
  const elsewhere = issuer !== undefined && subject !== undefined;
  if (elsewhere === (file !== undefined))
    return wrong('Name its public key with --key, or with --issuer and --subject who else gives it its tokens.');
  const key = file === undefined ? undefined : await machineKey(readFileSync(file, 'utf8'));
  if (typeof key === 'string') return wrong(words[key]);
  const identity = elsewhere ? { issuer, subject } : { issuer: ownIssuer, subject: id };
  const complaint = machines.add({ id, label: { original: language, [language]: label }, scopes, identity });
  if (complaint) return wrong(words[complaint]);
  if (key) machines.addKey(id, key);
  console.log(
    `${id} is registered for ${scopes.join(' ')}${key ? `, key ${key.id}` : ''}. It sees and reports nothing before an administrator grants it a mandate.`,
  );
  return exit.done;
}

async function addKey(machines: Machines, id: string, file: string | undefined): Promise<number> {
  if (file === undefined) return wrong('Name the public key with --key.');
  if (machines.get(id)?.identity.issuer !== ownIssuer) return wrong(`No machine called ${id} has its keys here.`);
  const key = await machineKey(readFileSync(file, 'utf8'));
  if (typeof key === 'string') return wrong(words[key]);
  machines.addKey(id, key);
  console.log(`${id} may prove itself by the key ${key.id} too. Take the old one away when it is used no more.`);
  return exit.done;
}

function told(done: boolean, yes: string, no: string): number {
  if (!done) return wrong(no);
  console.log(yes);
  return exit.done;
}

function wrong(sentence: string): number {
  console.error(sentence);
  return exit.wrong;
}
