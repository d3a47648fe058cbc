/**
 * The browser holds one cookie when somebody is signed in, and another while they are signing in; neither says
 * anything. Where the site is https the names begin with `__Host-`: then a browser takes them from this host only, over
 * https only, for all paths (RFC 6265bis). Plain http exists on the loopback address alone.
 */
export interface CookieNames {
  readonly session: string;
  readonly attempt: string;
}

export const cookieNames = (secure: boolean): CookieNames =>
  secure
    ? { session: '__Host-talkoot', attempt: '__Host-talkoot-sign-in' }
    : { session: 'talkoot', attempt: 'talkoot-sign-in' };

/** The value of one cookie in a Cookie header. */
export const cookieIn = (header: string | undefined, name: string): string | undefined =>
  header
    ?.split(';')
    .map((part) => part.trim().split('='))
    .find(([named]) => named === name)?.[1];

/**
 * A Set-Cookie header; without a value the cookie goes. Lax, so that coming back from a provider on another site one is
 * still who one was; what changes anything is a POST, with which no other site's page sends it.
 */
export const setCookie = (secure: boolean, name: string, value: string | undefined): string =>
  [
    `${name}=${value ?? ''}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    ...(secure ? ['Secure'] : []),
    ...(value === undefined ? ['Max-Age=0'] : []),
  ].join('; ');
