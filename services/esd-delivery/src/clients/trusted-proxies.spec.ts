import { Metrics } from '@tollgate/service';
import { networkOf } from './ip-address.js';
import { TrustedProxies } from './trusted-proxies.store.js';

const listed = [networkOf('10.9.0.0/16')].flatMap((network) => network ?? []);
const limits = { connections: 1, transfers: 1, requestsPerMinute: 1 };
const passedOn = { 'x-forwarded-for': '198.51.100.1' };

/** What the operator is told of requests that show a proxy, one minute apart. */
const toldOf = (...peers: readonly string[]): readonly object[] => {
  const told: object[] = [];
  let nowMs = 0;
  const proxies = new TrustedProxies({ clients: { proxies: listed, limits } }, new Metrics('esd-delivery'));
  Object.assign(proxies, { log: { warn: (of: object) => told.push(of) }, clock: { now: () => new Date(nowMs) } });
  for (const peer of peers) {
    proxies.clientOf({ peer, headers: passedOn });
    nowMs += 60_000;
  }
  return told;
};

describe('of a proxy that is not listed', () => {
  it('the operator is told where it is, if that is within the deployment', () =>
    expect(toldOf('10.0.0.1')).toEqual([{ proxy: '10.0.0.1', requests: 1 }]));

  it('the operator reads no customer’s address in the log, who only has to send a proxy’s header', () => {
    expect(toldOf('203.0.113.7')).toEqual([{ proxy: undefined, requests: 1 }]);
    expect(toldOf('2001:db8::7')).toEqual([{ proxy: undefined, requests: 1 }]);
  });

  it('the operator is told every ten minutes, and how many requests there were', () =>
    expect(toldOf(...Array<string>(12).fill('203.0.113.7'))).toEqual([
      { proxy: undefined, requests: 1 },
      { proxy: undefined, requests: 10 },
    ]));

  it('nothing is said of one that is listed', () => expect(toldOf('10.9.0.1')).toEqual([]));
});
