import { type ReleaseLicenseKeysRequest, type ReserveLicenseKeysRequest, requests } from '@tollgate/contracts';
import { keyFromFile } from '@tollgate/crypto';
import { LicenseSecrets } from '@tollgate/license-keys';
import { LicenseKeysResponder } from '../../../services/esd-delivery/dist/license-keys/license-keys.responder.js';
import { OrderLicenseKeys } from '../../../services/esd-delivery/dist/license-keys/order-keys.handler.js';
import { HoldKeys } from '../../../services/gateway-ingress/dist/license-keys/hold-keys.handler.js';
import { LicenseKeys } from '../../../services/gateway-ingress/dist/license-keys/license-keys.client.js';
import type { SimulatedLog } from '../fakes/log.ts';
import type { Process } from '../world/process.ts';
import { keyFiles } from './keys.ts';
import { loggerOf, standIn } from './nest.ts';
import type { System } from './system.ts';

const LOOK_AGAIN_MS = 30_000;
/** Nobody is told that a pool is low. */
const noSources = { crossedMark: async () => undefined };
const nothingSold = {
  grant: (_header: unknown, decide: (keys: object) => Promise<unknown>) => decide(new Map()),
  follow: async () => undefined,
};
const nothingHeld = { holding: (_order: unknown, place: () => Promise<unknown>) => place(), ended: () => undefined };

/** The license keys of orders in a process of esd-delivery, and what ingress asks of them. */
export const orderKeysIn = (process: Process, system: System, log: SimulatedLog): typeof nothingSold | OrderLicenseKeys => {
  if (system.keys.sku === undefined) return nothingSold;
  const stock = system.part('keyStock', system.keys.of(process), process);
  const secrets = new LicenseSecrets(keyFromFile(keyFiles.link));
  const times = { lookAgainMs: LOOK_AGAIN_MS };
  const keys = new OrderLicenseKeys(standIn(stock), log, standIn(loggerOf(process, system)), secrets, standIn({ times }));
  keys.onApplicationBootstrap();
  const responder = new LicenseKeysResponder(standIn(undefined), standIn(stock), standIn(noSources), keys);
  system.requests.answer(process, requests.reserveLicenseKeys, (request: ReserveLicenseKeysRequest) =>
    responder.reserve(request),
  );
  system.requests.answer(process, requests.releaseLicenseKeys, (request: ReleaseLicenseKeysRequest) =>
    responder.release(request),
  );
  return keys;
};

/** What keeps keys for an order in a process of ingress. */
export const heldKeysIn = (process: Process, system: System): typeof nothingHeld | HoldKeys => {
  if (system.keys.sku === undefined) return nothingHeld;
  const asking = system.part('requests', system.requests.of(process), process);
  const client = new LicenseKeys(standIn(asking), new LicenseSecrets(keyFromFile(keyFiles.link)));
  return new HoldKeys(client, standIn(loggerOf(process, system)));
};
