import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Whether an address is that of a proxy in front of this server: what it tells of its clients is believed. */
export function proxies(trusted: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const proxy of trusted) {
    const [address = '', bits] = proxy.split('/');
    const family = familyOf(address);
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
}

/** What of a request tells where it comes from. */
interface Came {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/**
 * Where a request comes from: the nearest address that no proxy of ours has. Whatever stands before that in
 * X-Forwarded-For anybody may have written.
 */
export function clientAddress(request: Came, isProxy: (address: string) => boolean): string {
  const { headers, socket } = request;
  const told = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim());
  const nearestFirst = [socket.remoteAddress ?? '', ...told.reverse().filter(Boolean)];
  return nearestFirst.find((address) => !isProxy(address)) ?? nearestFirst.at(-1) ?? '';
}

/** The part of an address that one household or office has: whoever has one IPv6 address has 2⁶⁴ of them. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6 || address.includes('.')) return address;
  const [before = [], after = []] = address.split('::').map((part) => part.split(':').filter(Boolean));
  const groups = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
