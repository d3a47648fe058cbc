import { clientAddress, networkOf, proxies } from './address.ts';

const from = (remoteAddress: string, forwarded?: string) => ({
  socket: { remoteAddress },
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
});
const isProxy = proxies(['10.0.0.0/8', '192.0.2.1', '2001:db8::/32']);

describe('a client’s address is the nearest that no proxy of ours has:', () => {
  it.each([
    ['nobody in between', from('203.0.113.7'), '203.0.113.7'],
    ['somebody who says more than they may', from('203.0.113.7', '198.51.100.1'), '203.0.113.7'],
    ['one proxy', from('10.1.2.3', '203.0.113.7'), '203.0.113.7'],
    ['one proxy, as a socket for both families tells it', from('::ffff:10.1.2.3', '203.0.113.7'), '203.0.113.7'],
    ['two proxies', from('192.0.2.1', '203.0.113.7, 2001:db8::5'), '203.0.113.7'],
    ['what a client wrote in front', from('10.1.2.3', '198.51.100.1, 203.0.113.7'), '203.0.113.7'],
    ['a proxy that asks for itself', from('10.1.2.3'), '10.1.2.3'],
    ['what is no address', from('10.1.2.3', 'everybody'), 'everybody'],
  ])('%s', (_, request, expected) => {
    expect(clientAddress(request, isProxy)).toBe(expected);
  });
  it('and without proxies that of whoever is connected', () => {
    expect(clientAddress(from('10.1.2.3', '203.0.113.7'), proxies([]))).toBe('10.1.2.3');
  });
});

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::6', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['2001:db8:1:2:3::', '2001:db8:1:2::/64'],
  ['::ffff:203.0.113.7', '::ffff:203.0.113.7'],
])('%s is of the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
