/** Stripe's own mock server for tests: it checks each request against Stripe's API description, and keeps no state. */
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findGoServer, stripeMock } from '../scripts/servers/go-server.ts';
import { freePort } from '../scripts/servers/ports.ts';
import { endGroup, spawnGroup } from '../scripts/servers/process-group.ts';
import { acceptsTcp, waitUntil } from '../scripts/servers/readiness.ts';

export interface StripeMock {
  readonly url: string;
  stop(): Promise<void>;
}

/** On a free port of the loopback interface, HTTP only: by default it would open HTTPS on every interface. */
export const startStripeMock = async (): Promise<StripeMock> => {
  const running = process.env[stripeMock.urlVariable];
  if (running) return { url: running, stop: async () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-test-stripe-mock-'));
  const port = await freePort();
  const log = openSync(join(folder, 'log'), 'a');
  const program = await findGoServer(stripeMock, () => undefined);
  const child = spawnGroup({ file: program, args: ['-http-addr', `127.0.0.1:${port}`] }, log);
  closeSync(log);
  await waitUntil('stripe-mock', 30_000, async () => {
    if (child.exitCode !== null) throw new Error(`stripe-mock ended with exit code ${child.exitCode}; see ${folder}/log`);
    return acceptsTcp(port);
  });
  child.unref();
  const group = child.pid ?? 0;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      await endGroup(group, { signal: 'SIGTERM', graceMs: 5_000 });
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
