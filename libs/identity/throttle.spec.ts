import { Throttle, throttleLimits } from './throttle.ts';

describe('guessing is slowed down', () => {
  let now = 0;
  let throttle: Throttle;
  beforeEach(() => {
    now = 1_000_000;
    throttle = new Throttle(() => new Date(now));
  });
  const fail = (times: number, account: string, address: string) => {
    for (let n = 0; n < times; n += 1) throttle.failed({ account, address });
  };

  it('after five failures an account waits, from whatever address, and no other does', () => {
    fail(throttleLimits.account, 'anna', '192.0.2.1');
    expect(throttle.wait({ account: 'anna', address: '192.0.2.2' })).toBe(throttleLimits.windowMs);
    expect(throttle.wait({ account: 'beata', address: '192.0.2.1' })).toBe(0);
    now += throttleLimits.windowMs;
    expect(throttle.wait({ account: 'anna', address: '192.0.2.2' })).toBe(0);
  });

  it('who tries one password on many accounts waits too', () => {
    for (let n = 0; n < throttleLimits.address; n += 1)
      throttle.failed({ account: `a${String(n)}`, address: '192.0.2.1' });
    expect(throttle.wait({ account: 'beata', address: '192.0.2.1' })).toBeGreaterThan(0);
    expect(throttle.wait({ account: 'beata', address: '192.0.2.2' })).toBe(0);
  });

  it('a success forgets the account’s failures, and forgives the address nothing else', () => {
    fail(4, 'anna', '192.0.2.1');
    throttle.failed({ account: 'anna', address: '192.0.2.1' });
    throttle.succeeded({ account: 'anna', address: '192.0.2.1' });
    expect(throttle.wait({ account: 'anna', address: '192.0.2.1' })).toBe(0);
    fail(throttleLimits.address - 4, 'x', '192.0.2.1');
    expect(throttle.wait({ account: 'beata', address: '192.0.2.1' })).toBeGreaterThan(0);
  });

  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::9', true],
    ['2001:db8:1:2::', '2001:db8:1:2:ffff::1', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['::1', '::2', true],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.2', false],
  ])('%s and %s come from one network: %s', (one, other, same) => {
    for (let n = 0; n < throttleLimits.address; n += 1) throttle.failed({ account: `a${String(n)}`, address: one });
    expect(throttle.wait({ account: 'beata', address: other }) > 0).toBe(same);
  });
});
