import type { FaultProxy } from '@tollgate/testing';
import { type Proxied, proxied } from '../stack/chaos-rows.ts';
import { afterEchoMs, afterTimeoutsMs, type Fault, limitsOf, longHoldMs } from './fault.ts';

interface Way {
  readonly begin: (proxy: FaultProxy) => void;
  /** Before all is passed on again. */
  readonly end?: (proxy: FaultProxy, server: Proxied) => void;
  readonly mayBeLong?: boolean;
  readonly servesWithinMs?: (server: Proxied) => number;
}

const ways: Readonly<Record<string, Way>> = {
  /** No byte moves, and nobody is told; what was sent arrives afterward. */
  freeze: { begin: (proxy) => proxy.freeze(), mayBeLong: true },
  /** The connections that stood are dead for good, and nobody is told. Those to the mail server are reset in the end: the answer to a mail may take
   *  ten minutes by RFC 5321 §4.5.3.2.6, and so long nobody would know what became of it. */
  lose: {
    begin: (proxy) => proxy.lose(),
    end: (proxy, server) => {
      if (server === 'smtp') proxy.cut();
    },
    mayBeLong: true,
    servesWithinMs: (server) => (server === 'acquirer' ? afterEchoMs : afterTimeoutsMs),
  },
  /** Every connection is reset, and a new one is refused. */
  cut: {
    begin: (proxy) => {
      proxy.refuse();
      proxy.cut();
    },
  },
  delay: { begin: (proxy) => proxy.delay(300) },
  /** Requests arrive, answers do not; then what has missed some is reset. */
  'half-open': { begin: (proxy) => proxy.halfOpen('answers'), end: (proxy) => proxy.cut() },
};

const fault = (name: string, { begin, end, mayBeLong = false, servesWithinMs }: Way, server: Proxied): Fault => ({
  name: `${name}:${server}`,
  holdMs: [1_000, 4_000],
  ...(mayBeLong && { longHoldMs }),
  ...limitsOf(server),
  ...(servesWithinMs !== undefined && { servesWithinMs: servesWithinMs(server) }),
  begin: ({ proxies }) => {
    begin(proxies[server]);
    return () => {
      end?.(proxies[server], server);
      return proxies[server].pass();
    };
  },
});

export const networkFaults: readonly Fault[] = Object.entries(ways).flatMap(([name, way]) =>
  proxied.map((server) => fault(name, way, server)),
);
