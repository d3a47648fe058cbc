/**
 * How a machine gets in and asks, with nothing but Node (20 or newer). Copy it, or say the same in another language: it
 * is OAuth 2.0 client credentials with private_key_jwt (RFC 6749, RFC 7523), then GraphQL over HTTP.
 */
import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Says who we are for a minute, to one provider, once: signed with the P-256 key that never leaves this machine. */
function assertion(machine, keyFile, audience) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: machine, sub: machine, aud: audience, iat: now, exp: now + 60, jti: randomUUID() };
  const said = `${encode({ alg: 'ES256', typ: 'JWT' })}.${encode(claims)}`;
  const key = createPrivateKey(readFileSync(keyFile));
  // JWS wants the two numbers of a signature side by side (RFC 7518, 3.4); OpenSSL's own form is another.
  const signature = sign('sha256', Buffer.from(said), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  return `${said}.${signature}`;
}

/** An access token for the scopes named, good for five minutes. */
export async function accessToken({ url, machine, key, scope }) {
  const discovered = await fetch(new URL('/op/.well-known/openid-configuration', url));
  const { issuer, token_endpoint: endpoint } = await discovered.json();
  const answer = await fetch(endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion(machine, key, issuer),
      scope,
    }),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(`No access token: ${said.error} ${said.error_description ?? ''}`);
  return said.access_token;
}

/** What a document is answered with; throws when the answer is an error. */
export async function ask({ url, token }, query, variables = {}) {
  const answer = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(`${answer.status} ${errors.map(({ message }) => message).join(' ')}`);
  return data;
}
