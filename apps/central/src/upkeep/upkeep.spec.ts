import { findingsOf, fullness, isRedriven, type ServiceState, type Upkeep } from './upkeep.js';

const service = (name: string, parkedCount: number | null): ServiceState => ({
  service: name,
  isAnswering: parkedCount !== null,
  parkedCount,
  hasMore: false,
  parked: [],
});
const consumer = { service: 'fraud', pending: 3, unacknowledged: 1, redelivered: 0 };
const healthy: Upkeep = {
  services: [service('fraud', 0)],
  bus: { messages: 10, bytes: 100, maxBytes: null, consumers: [consumer] },
  log: { position: 10, relayBehind: 0 },
  reporting: { position: 9, behind: 1 },
};

describe('the installation', () => {
  it('is well with nothing parked and everybody near the end of the log', () => expect(findingsOf(healthy)).toEqual([]));

  it('is not well with parked events, which wait for somebody', () =>
    expect(findingsOf({ ...healthy, services: [service('fraud', 2)] })).toEqual([
      { kind: 'parked', service: 'fraud', count: 2 },
    ]));

  it('is not called well where nobody answers', () =>
    expect(
      findingsOf({ services: [service('fraud', null)], bus: null, log: null, reporting: null }).map(({ kind }) => kind),
    ).toEqual(['silent', 'busSilent', 'logUnknown', 'reportingSilent']));

  it('is not well where somebody is far behind', () =>
    expect(
      findingsOf({
        ...healthy,
        bus: { messages: 10, bytes: 85, maxBytes: 100, consumers: [{ ...consumer, pending: 5_000 }] },
        log: { position: 9_000, relayBehind: 2_000 },
        reporting: { position: 1, behind: 8_999 },
      }),
    ).toEqual([
      { kind: 'consumerBehind', service: 'fraud', count: 5_000 },
      { kind: 'busFull', count: 85 },
      { kind: 'relayBehind', count: 2_000 },
      { kind: 'reportingBehind', count: 8_999 },
    ]));

  it('has no fullness without a limit', () => {
    expect(fullness({ bytes: 5, maxBytes: null })).toBeUndefined();
    expect(fullness({ bytes: 5, maxBytes: 10 })).toBe(0.5);
  });

  it('handles again what a service parked, but not reporting, which is rebuilt', () => {
    expect(isRedriven(service('fraud', 1))).toBe(true);
    expect(isRedriven(service('fraud', 0))).toBe(false);
    expect(isRedriven(service('fraud', null))).toBe(false);
    expect(isRedriven(service('reporting', 1))).toBe(false);
  });
});
