import { defaultGateways } from './default-gateways.js';

const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';

describe('defaultGateways', () => {
  it('D7: are where a container’s forwarded connections come from', () =>
    expect(
      defaultGateways(
        `${head}eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0\neth0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n`,
      ),
    ).toEqual(['172.17.0.1']));
  it('are none without a route', () => expect(defaultGateways(head)).toEqual([]));
  it('are none where the system has no such table', () => expect(defaultGateways('')).toEqual([]));
});
