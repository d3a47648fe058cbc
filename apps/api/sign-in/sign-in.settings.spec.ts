import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnfitSettings } from '../settings.ts';
import { signInSettings } from './sign-in.settings.ts';

describe('settings of sign-in', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'talkoot-settings-'));
    secret('county.secret', 'sixteen characters and more');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const secret = (name: string, text: string, mode = 0o600) => {
    writeFileSync(join(folder, name), `${text}\n`);
    chmodSync(join(folder, name), mode);
  };
  const read = (text: string, dev = false, environment = {}) => {
    const file = join(folder, 'settings.yaml');
    writeFileSync(file, text);
    return signInSettings(file, dev, environment);
  };
  const complaint = (text: string, dev = false, environment = {}): string => {
    try {
      read(text, dev, environment);
    } catch (error) {
      expect(error).toBeInstanceOf(UnfitSettings);
      return (error as Error).message.replaceAll(`${folder}/`, '');
    }
    throw new Error('It was taken');
  };
  const county = (more = '') => `
edge: { publicUrl: 'https://talkoot.example.fi' }
signIn:
  providers:
    - id: county
      name: { fi: Hyvinvointialue, sv: Välfärdsområdet, en: The county }
      issuer: https://login.example.fi/realms/county
      clientId: talkoot
      clientSecretFile: county.secret
${more}`;

  it('a provider, its secret from a file beside the settings', () => {
    expect(read(county('      signedWith: ES256'))).toEqual({
      publicUrl: 'https://talkoot.example.fi',
      embedded: false,
      stronger: [],
      tokenIssuers: [],
      providers: [
        {
          id: 'county',
          name: { fi: 'Hyvinvointialue', sv: 'Välfärdsområdet', en: 'The county' },
          issuer: 'https://login.example.fi/realms/county',
          clientId: 'talkoot',
          clientSecret: 'sixteen characters and more',
          scope: 'openid',
          signedWith: 'ES256',
        },
      ],
    });
  });

  it('values come from the environment where the file says so, and one that is not set is named', () => {
    const text = county().replace('https://login.example.fi/realms/county', '${OIDC_ISSUER}');
    const environment = { OIDC_ISSUER: 'https://login.example.fi/realms/county' };
    expect(read(text, false, environment).providers[0]?.issuer).toBe('https://login.example.fi/realms/county');
    expect(complaint(text)).toBe('settings.yaml asks for the environment variable OIDC_ISSUER, which is not set.');
  });

  it('what asks for a stronger sign-in, where a provider has one', () => {
    const stronger = '  stronger: [publish, unlock]\n';
    expect(read(county('      strongAcr: [mfa]\n') + stronger)).toMatchObject({
      stronger: ['publish', 'unlock'],
      providers: [{ strongAcr: ['mfa'] }],
    });
    expect(complaint(county() + stronger)).toContain('no provider says by strongAcr what it calls stronger');
    expect(complaint(`${county('      strongAcr: [mfa]\n')}  stronger: [breathe]\n`)).toContain('signIn.stronger.0');
  });

  it('who else gives machines their tokens, by https alone', () => {
    const machines = (issuer: string, jwksUri = 'https://login.example.fi/certs') =>
      `${county()}machines: { providers: [{ issuer: '${issuer}', jwksUri: '${jwksUri}' }] }\n`;
    expect(read(machines('https://login.example.fi')).tokenIssuers).toEqual([
      { issuer: 'https://login.example.fi', jwksUri: 'https://login.example.fi/certs', type: 'at+jwt' },
    ]);
    expect(complaint(machines('http://login.example.fi'))).toContain('machines.providers.0.issuer');
    expect(complaint(machines('https://login.example.fi', 'http://x.example'))).toContain(
      'machines.providers.0.jwksUri',
    );
  });

  it('--dev needs nothing said, and stays on this machine', () => {
    expect(signInSettings(undefined, true)).toEqual({
      publicUrl: undefined,
      providers: [],
      embedded: true,
      stronger: [],
      tokenIssuers: [],
    });
    expect(read('edge: { publicUrl: "http://127.0.0.1:3000" }', true).publicUrl).toBe('http://127.0.0.1:3000');
    expect(complaint('edge: { publicUrl: "https://talkoot.example.fi" }', true)).toMatch(
      /^With --dev people who are made up/,
    );
  });

  it('outside --dev nothing is taken for granted: file, address, way to sign in', () => {
    expect(() => signInSettings(undefined, false)).toThrow(/^Outside --dev Talkoot needs to be told .*npm start$/);
    expect(complaint('signIn: { embedded: true }')).toMatch(/^settings\.yaml lacks edge\.publicUrl/);
    expect(complaint('edge: { publicUrl: "https://talkoot.example.fi" }')).toMatch(/names nobody to sign in with/);
    expect(read('edge: { publicUrl: "https://talkoot.example.fi" }\nsignIn: { embedded: true }').embedded).toBe(true);
  });

  it.each([
    ['edge: { publicUrl: "http://talkoot.example.fi" }', 'edge.publicUrl: is an https address, or this very machine’s'],
    ['edge: { publicUrl: "https://example.fi/talkoot" }', 'edge.publicUrl: has no path'],
    ['edge: { publicUrl: here }', 'edge.publicUrl: is an address such as https://talkoot.example.fi'],
    ['signIn: { shiny: true }', 'signIn: Unrecognized key: "shiny"'],
    [county().replace('https://login', 'http://login'), 'signIn.providers.0.issuer: is an https address'],
    [county().replace('id: county', 'id: talkoot'), "signIn.providers.0.id: talkoot is the embedded provider's own"],
    [county().replace('id: county', 'id: ../x'), 'signIn.providers.0.id: starts with a letter and has'],
    [county().replace(', en: The county', ''), 'signIn.providers.0.name.en: Invalid input: expected string'],
    [county('      scope: email'), 'signIn.providers.0.scope: begins with openid'],
    [county('      signedWith: none'), 'signIn.providers.0.signedWith: Invalid option'],
    [county('      signedWith: HS256'), 'signIn.providers.0.signedWith: Invalid option'],
    [county(county().slice(county().indexOf('    - id'))), 'signIn: providers: two have the same id'],
    [county('      clientSecret: here'), 'signIn.providers.0: Unrecognized key: "clientSecret"'],
    ['edge: {', 'settings.yaml cannot be read: '],
  ])('%s', (text, words) => {
    expect(complaint(text)).toContain(words);
  });

  it('a secret is its owner’s alone, and long enough', () => {
    secret('county.secret', 'sixteen characters and more', 0o644);
    expect(complaint(county())).toBe('county.secret can be read by others than its owner: chmod 600 county.secret');
    secret('county.secret', 'short');
    expect(complaint(county())).toBe('The secret in county.secret is shorter than 16 characters.');
  });
});
