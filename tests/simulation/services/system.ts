import type { EventType } from '@tollgate/contracts';
import { type DueWork, MemoryDueWork } from '@tollgate/postgres';
import { MemoryVaults } from '../../../services/authorization/dist/vault/testing/memory-vault.js';
import { SimulatedAcquirer } from '../fakes/acquirer.ts';
import { SimulatedAttempts } from '../fakes/attempts.ts';
import { SimulatedBus } from '../fakes/bus.ts';
import { dueWorkOf } from '../fakes/due-work.ts';
import { SimulatedGenerations } from '../fakes/generations.ts';
import { SimulatedHints } from '../fakes/hints.ts';
import { SimulatedLocks } from '../fakes/lease.ts';
import { SimulatedKeys } from '../fakes/license-keys.ts';
import { SimulatedLists } from '../fakes/lists.ts';
import { SimulatedLog } from '../fakes/log.ts';
import { SimulatedMailServer } from '../fakes/mail-server.ts';
import { SimulatedRequests } from '../fakes/requests.ts';
import { Store } from '../fakes/store.ts';
import { SimulatedTransfers } from '../fakes/transfers.ts';
import { SimulatedWebhooks } from '../fakes/webhooks.ts';
import { Process } from '../world/process.ts';
import type { World } from '../world/world.ts';
import type { Parts, Plants } from './plants.ts';

/** Starts a service in a process: whatever runs there is set going. */
export type StartService = (process: Process, system: System) => void;

export interface SystemOptions {
  readonly plants: Plants;
  readonly services: Readonly<Record<string, StartService>>;
  readonly replicas: number;
}

const RESTART_LEAST_MS = 300;
const RESTART_MOST_MS = 15_000;
const RELAY_EVERY_MS = 1_000;
const RELAY_GRACE_MS = 2_000;
/** Long enough for what a run asks of a preauth, short enough to see it expire. */
const AUTHORIZATION_LIFETIME_MS = 4 * 60_000;

/** What was put aside because no service could handle it. */
export interface Parked {
  readonly service: string;
  readonly event: string;
  readonly order: string;
  readonly type: EventType;
  readonly error: string;
}

/** Everything that outlives a process, and the processes of the day: a supervisor starts each again that died. */
export class System {
  readonly store: Store;
  readonly bus: SimulatedBus;
  readonly acquirer: SimulatedAcquirer;
  readonly mailServer: SimulatedMailServer;
  readonly locks: SimulatedLocks;
  readonly transfers: SimulatedTransfers;
  readonly lists = new SimulatedLists();
  readonly attempts = new SimulatedAttempts(this.lists);
  readonly generations = new SimulatedGenerations();
  readonly webhooks: SimulatedWebhooks;
  readonly keys: SimulatedKeys;
  readonly requests: SimulatedRequests;
  readonly hints: SimulatedHints;
  readonly vaults = new MemoryVaults();
  readonly parked: Parked[] = [];
  readonly alarms: string[] = [];
  /** The entry points that actors use, by process: set by the service that offers them. */
  readonly entries = new Map<Process, unknown>();
  private readonly dueWorks = new Map<string, MemoryDueWork>();
  private readonly processes = new Map<string, Process>();
  readonly world: World;
  private readonly options: SystemOptions;

  constructor(world: World, options: SystemOptions) {
    this.world = world;
    this.options = options;
    this.store = new Store(() => world.elapsedMs);
    this.bus = new SimulatedBus(world, this.store);
    this.acquirer = new SimulatedAcquirer(world, AUTHORIZATION_LIFETIME_MS);
    this.mailServer = new SimulatedMailServer(world);
    this.locks = new SimulatedLocks(world);
    this.transfers = new SimulatedTransfers(world);
    this.webhooks = new SimulatedWebhooks({ world, store: this.store, dueWork: () => this.sharedDueWork('notifications') });
    this.keys = new SimulatedKeys(world);
    this.requests = new SimulatedRequests(world);
    this.hints = new SimulatedHints(world);
    Object.defineProperty(this.vaults, 'nowMs', { get: () => world.nowMs });
    // Replicas ask each other for security codes, and answers get lost.
    this.vaults.weather = () => (world.meets('lost') ? 'answer_lost' : 'fair');
  }

  start(): void {
    for (const service of Object.keys(this.options.services)) {
      for (let slot = 0; slot < this.options.replicas; slot += 1) this.startProcess(service, slot, 1);
    }
    this.relay();
  }

  /** The processes of a service that live. */
  living(service: string): readonly Process[] {
    return [...this.processes.values()].filter((process) => process.service === service && process.isAlive);
  }

  /** A part as it is, or as a planted bug makes it. */
  part<K extends keyof Parts>(name: K, part: Parts[K], process: Process): Parts[K] {
    return this.options.plants[name]?.(part, process, this) ?? part;
  }

  logOf(process: Process): SimulatedLog {
    const log = new SimulatedLog({ process, store: this.store, bus: this.bus });
    return this.part('log', log, process);
  }

  dueWorkOf(process: Process): DueWork {
    return this.part('dueWork', dueWorkOf(process, this.sharedDueWork(process.service)), process);
  }

  /** A service's due work as it lies in its database. */
  sharedDueWork(service: string): MemoryDueWork {
    let shared = this.dueWorks.get(service);
    if (shared === undefined) {
      shared = new MemoryDueWork({ clock: { now: () => new Date(this.world.nowMs) } });
      this.dueWorks.set(service, shared);
    }
    return shared;
  }

  private startProcess(service: string, slot: number, life: number): void {
    const { world } = this;
    const process = new Process(world, { service, slot, life });
    this.processes.set(`${service} ${slot}`, process);
    process.onEnd(() => {
      this.entries.delete(process);
      const delayMs = world.random.between(RESTART_LEAST_MS, RESTART_MOST_MS);
      world.after(delayMs, undefined, () => this.startProcess(service, slot, life + 1));
    });
    world.after(0, process, () => {
      process.note('starts');
      this.options.services[service]?.(process, this);
    });
  }

  /** Publishes what was committed and not taken by the bus. */
  private relay(): void {
    const isReadable = !this.world.isAway('database');
    for (const event of isReadable ? this.store.notPublishedFor(RELAY_GRACE_MS) : []) {
      this.world.note('relay', `publishes ${event.type} ${event.header.subject.id.slice(-6)}`);
      this.bus.relay(event);
    }
    this.world.after(RELAY_EVERY_MS, undefined, () => this.relay());
  }
}
