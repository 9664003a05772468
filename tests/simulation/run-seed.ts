import { hash } from 'node:crypto';
import { systemRandom } from '@tollgate/crypto';
import { BackOffice } from './actors/back-office.ts';
import { Client } from './actors/client.ts';
import { Customers } from './actors/customer.ts';
import { Merchant, merchants } from './actors/merchant.ts';
import { MOST_AHEAD_MS, stir } from './actors/weather.ts';
import { audit } from './auditor/audit.ts';
import type { Violation } from './auditor/evidence.ts';
import { evidenceOf } from './collect-evidence.ts';
import { startAuthorization } from './services/authorization.ts';
import { startEsdDelivery } from './services/esd-delivery.ts';
import { startFraud } from './services/fraud.ts';
import { startGatewayIngress } from './services/gateway-ingress.ts';
import { startNotifications } from './services/notifications.ts';
import type { Plants } from './services/plants.ts';
import { startReporting } from './services/reporting.ts';
import { System } from './services/system.ts';
import { startTaxShipping } from './services/tax-shipping.ts';
import type { FaultKind } from './world/faults.ts';
import { within } from './world/virtual-time.ts';
import { World } from './world/world.ts';

export interface SeedOptions {
  readonly plants?: Plants;
  /** Called before anything starts, for a bug that lies in a fake. */
  readonly prepare?: (system: System) => void;
  /** The kinds of faults that may happen; all unless given. */
  readonly faults?: readonly FaultKind[];
  /** How many orders; drawn unless given. */
  readonly orders?: number;
}

export interface SeedResult {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly trace: readonly string[];
  /** Of the trace: the same seed has the same. */
  readonly digest: string;
  readonly orders: number;
  readonly events: number;
}

const services = {
  'gateway-ingress': startGatewayIngress,
  'tax-shipping': startTaxShipping,
  fraud: startFraud,
  authorization: startAuthorization,
  'esd-delivery': startEsdDelivery,
  notifications: startNotifications,
  reporting: startReporting,
};

const POOL_BYTES = 4_096;
const ORDER_COUNTS = [1, 2, 2, 3, 3, 4, 8];
const REPLICA_COUNTS = [1, 2, 2, 2, 3];
const FAULTY_MS = 60_000;
const ORDERED_MS = 40_000;
/** Everything ends within this once faults have stopped. */
const DRAIN_MS = 15 * 60_000;
const SETTLE_MS = 45_000;
/** Of the seeds: each webhook costs as much as the event that it tells of. */
const SHARE_WITH_WEBHOOKS = 0.2;
const SHARE_WITH_KEYS = 0.1;
/** Two pieces of it are bought at a time. */
const SOLD_WITH_KEYS = 'SONG-1';
const EXPIRY_MS = 5 * 60_000;

/** One run of the whole system, from its first order to its audit. Whatever happens in it follows from the seed and the options. */
export const runSeed = (seed: number, options: SeedOptions = {}): Promise<SeedResult> => {
  const world = new World(seed, options.faults);
  return within(world, () => live(world, options));
};

const live = async (world: World, options: SeedOptions): Promise<SeedResult> => {
  systemRandom.bytes(POOL_BYTES); // what an earlier world left in the pool of random bytes is used up
  const system = new System(world, { plants: options.plants ?? {}, services, replicas: world.random.pick(REPLICA_COUNTS) });
  if (world.idRandom.happens(SHARE_WITH_WEBHOOKS)) addEndpoints(system, merchants);
  if (world.idRandom.happens(SHARE_WITH_KEYS)) system.keys.sku = SOLD_WITH_KEYS;
  options.prepare?.(system);
  const { faults } = world;
  const customers = new Customers(system);
  const client = new Client(system, customers);
  const merchant = new Merchant(system, client);
  const backOffice = new BackOffice(system, client, merchant);
  const orderCount = options.orders ?? world.random.pick(ORDER_COUNTS);
  const isDone = (): boolean => merchant.isDone && backOffice.isDone && customers.isDone;
  system.start();
  merchant.begin(orderCount, ORDERED_MS);
  backOffice.begin(ORDERED_MS);
  stir(system, FAULTY_MS);
  await world.runUntil(world.nowMs + FAULTY_MS);
  world.heal();
  system.acquirer.isReachable = true;
  if (faults.clock > 0) await world.runUntil(world.nowMs + MOST_AHEAD_MS);
  await settle(system, isDone);
  if (world.random.happens(0.25)) await world.runUntil(world.nowMs + EXPIRY_MS);
  const calmFromMs = world.elapsedMs;
  merchant.placeAfterwards();
  backOffice.refundAfterwards();
  await settle(system, isDone);
  void merchant.askAgain();
  customers.comeAgain();
  await settle(system, isDone);
  const violations = audit(evidenceOf({ system, client, merchant, backOffice, customers, faults, calmFromMs }));
  const { trace } = world;
  return {
    seed: world.seed,
    violations,
    trace,
    digest: hash('sha256', trace.join('\n'), 'hex').slice(0, 16),
    orders: merchant.orders.length,
    events: system.store.events.length,
  };
};

/** One store wants its orders' events in their order, the other as they come. */
const addEndpoints = ({ webhooks }: System, [ordered, other]: typeof merchants): void => {
  webhooks.add(ordered, true);
  webhooks.add(other, false);
};

/** Whether every capture, refund, credit, re-issue of links and request for a mail has its mail: one that was not taken comes again in minutes. */
const isToldAll = ({ store }: System): boolean => {
  const countOf = (...types: readonly string[]): number => types.reduce((sum, type) => sum + store.countOf(type), 0);
  const due = countOf('PaymentCaptured', 'PaymentRefunded', 'CreditSettled', 'DownloadsReissued', 'MailRequested');
  return due <= countOf('MailSent', 'MailFailed');
};

/** Whether no key is merely kept any more for an order that it was granted for, or that came to nothing. */
const areKeysFollowed = ({ keys, store }: System): boolean => {
  const ends = ['DownloadsGranted', 'OrderPricingFailed', 'PaymentDeclined', 'OrderRejected'];
  const kept = new Set(keys.all.filter(({ state }) => state === 'reserved').map(({ order }) => order));
  return kept.size === 0 || !store.events.some(({ type, header }) => ends.includes(type) && kept.has(header.subject.id));
};

/** Until nothing is under way any more, for a while. */
const settle = async (system: System, isDone: () => boolean): Promise<void> => {
  const { world } = system;
  const untilMs = world.nowMs + DRAIN_MS;
  let quietSinceMs = world.nowMs;
  await world.runUntil(untilMs, () => {
    const isQuiet =
      isDone() &&
      isToldAll(system) &&
      system.webhooks.isQuiet &&
      areKeysFollowed(system) &&
      system.bus.pendingCount === 0 &&
      system.store.notPublishedFor(0).length === 0;
    if (!isQuiet) quietSinceMs = world.nowMs;
    return world.nowMs - quietSinceMs > SETTLE_MS;
  });
};
