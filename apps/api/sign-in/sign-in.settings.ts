import { isLoopback, TokenIssuerSettings, type ProviderSettings } from '#identity';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { secretFrom, settingsIn, UnfitSettings } from '../settings.ts';
import { StrongerAct } from './stronger.ts';

/** How people come in, as the settings file says. */
export interface SignInSettings {
  /** The site as browsers see it; where the server listens when there is none. */
  readonly publicUrl: string | undefined;
  readonly providers: readonly ProviderSettings[];
  readonly embedded: boolean;
  /** Acts that ask for a stronger sign-in than usual. */
  readonly stronger: readonly StrongerAct[];
  /** Who gives tokens to machines, besides the embedded provider. */
  readonly tokenIssuers: readonly TokenIssuerSettings[];
}

/** The id by which the embedded provider is known; no other may have it. */
export const embeddedId = 'talkoot';

const said = z.string().trim().min(1).max(60);

const Provider = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/, 'starts with a letter and has small letters, digits and hyphens, 31 at most')
    .refine((id) => id !== embeddedId, `${embeddedId} is the embedded provider's own`),
  name: z.strictObject({ fi: said, sv: said, en: said }),
  issuer: z
    .url('is the address that the provider’s own /.well-known/openid-configuration names as issuer')
    .refine((url) => !URL.canParse(url) || isSafe(new URL(url)), 'is an https address'),
  clientId: z.string().min(1),
  clientSecretFile: z.string().min(1).optional(),
  scope: z
    .string()
    .regex(/^openid( |$)/, 'begins with openid')
    .default('openid'),
  signedWith: z
    .enum(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'])
    .optional(),
  strongAcr: z
    .array(z.string().regex(/^\S{1,200}$/, 'is a value of acr'))
    .min(1)
    .optional(),
});

const File = z.looseObject({
  edge: z
    .looseObject({
      publicUrl: z
        .url('is an address such as https://talkoot.example.fi')
        .refine((url) => !URL.canParse(url) || isSafe(new URL(url)), 'is an https address, or this very machine’s')
        .refine((url) => !URL.canParse(url) || new URL(url).pathname === '/', 'has no path')
        .optional(),
    })
    .prefault({}),
  signIn: z
    .strictObject({
      embedded: z.boolean().optional(),
      providers: z.array(Provider).default([]),
      stronger: z.array(StrongerAct).default([]),
    })
    .prefault({})
    .refine(
      ({ providers, stronger }) => stronger.length === 0 || providers.some(({ strongAcr }) => strongAcr),
      'stronger: no provider says by strongAcr what it calls stronger, so nobody could do these',
    )
    .refine(
      ({ providers }) => new Set(providers.map(({ id }) => id)).size === providers.length,
      'providers: two have the same id',
    ),
  machines: z.strictObject({ providers: z.array(TokenIssuerSettings).default([]) }).prefault({}),
});

const isSafe = (url: URL): boolean => url.protocol === 'https:' || isLoopback(url);

/**
 * Reads how people sign in: infra/sign-in.md is the format. Throws {@link UnfitSettings} with what is wrong and what to
 * do. In `--dev` nothing needs to be said; outside it nothing is taken for granted.
 */
export function signInSettings(
  file: string | undefined,
  dev: boolean,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): SignInSettings {
  if (file === undefined && !dev)
    throw new UnfitSettings(
      'Outside --dev Talkoot needs to be told under which address it is reached and how people sign in: --settings settings.yaml, as infra/sign-in.md shows. To look at the demonstration: npm start',
    );
  const read = File.safeParse(file === undefined ? {} : (settingsIn(file, environment) ?? {}));
  if (!read.success) throw new UnfitSettings(`${file ?? ''} cannot be used:\n${sentences(read.error)}`);
  const { publicUrl } = read.data.edge;
  const { embedded = dev, providers, stronger } = read.data.signIn;
  if (dev && publicUrl !== undefined && !isLoopback(new URL(publicUrl)))
    throw new UnfitSettings(
      'With --dev people who are made up sign in with one click, so it is for this machine alone. Start without --dev, or take edge.publicUrl out of the settings.',
    );
  if (!dev && publicUrl === undefined)
    throw new UnfitSettings(
      `${file ?? ''} lacks edge.publicUrl: the https address under which people reach Talkoot, or http://127.0.0.1:<port> on this machine alone.`,
    );
  if (!embedded && providers.length === 0)
    throw new UnfitSettings(
      `${file ?? ''} names nobody to sign in with: list signIn.providers, or say signIn.embedded: true to keep accounts here.`,
    );
  return {
    publicUrl,
    embedded,
    stronger,
    tokenIssuers: read.data.machines.providers,
    providers: providers.map(({ clientSecretFile, ...provider }) => ({
      ...provider,
      clientSecret:
        clientSecretFile === undefined ? undefined : secretFrom(resolve(dirname(file ?? ''), clientSecretFile)),
    })),
  };
}

/** One line for each thing that is wrong: where, and how it should be. */
const sentences = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => `  ${path.map(String).join('.')}: ${message}`).join('\n');
