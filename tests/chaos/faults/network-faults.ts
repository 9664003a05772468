import type { FaultProxy } from '@tollgate/testing';
import { type Proxied, proxied } from '../stack/chaos-rows.ts';
import { type Fault, soonMs } from './fault.ts';

const ways: Readonly<Record<string, (proxy: FaultProxy) => void>> = {
  /** No byte moves, and nobody is told; what was sent arrives afterward. */
  freeze: (proxy) => proxy.freeze(),
  /** What was sent is lost as well: the connections that stood are dead for good, and nobody is told. */
  lose: (proxy) => proxy.freeze('existing', 'dropped'),
  /** Every connection is reset, and a new one is refused. */
  cut: (proxy) => {
    proxy.refuse();
    proxy.cut();
  },
  delay: (proxy) => proxy.delay(300),
  /** Requests arrive, answers do not. */
  'half-open': (proxy) => proxy.halfOpen('answers'),
};

const fault = (way: string, server: Proxied): Fault => ({
  name: `${way}:${server}`,
  holdMs: [1_000, 4_000],
  servesWithinMs: soonMs,
  begin: ({ proxies }) => {
    ways[way]?.(proxies[server]);
    return () => proxies[server].pass();
  },
});

export const networkFaults: readonly Fault[] = Object.keys(ways).flatMap((way) => proxied.map((server) => fault(way, server)));
