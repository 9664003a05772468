import type { Schedulable } from '../schedule.ts';
import type { ChaosStack } from '../stack/chaos-stack.ts';
import type { StackLog } from '../stack-log.ts';

/** Ends a fault; it is over, as far as the outside can end it, when this resolves. */
export type End = () => Promise<void> | void;

/** How soon after its end a fault must leave no trace. */
export interface Limits {
  /** Until a new order is answered (I17). */
  readonly servesWithinMs: number;
  /** Until such an order's file was fetched, its receipt sent, and it was found in the list of orders. */
  readonly completesWithinMs: number;
}

/** Something that befalls a running stack. From the moment its `end` has resolved, the stack is on its own: it has
 *  to serve again by itself. */
export interface Fault extends Schedulable, Limits {
  readonly begin: (stack: ChaosStack) => Promise<End> | End;
  /** What of the stack it needs; undefined: nothing. */
  readonly needs?: 'volumes' | 'clocks';
  /** Whether it can be seen that it took place, where a fault may pass by without an effect. */
  readonly tookPlace?: (log: StackLog, since: Date) => Promise<boolean>;
}

/** What is long enough for the time-outs of connections to Postgres, NATS' pings and the probes of the supervisor. */
export const longHoldMs = [15_000, 25_000] as const;

/** I17 asks for 5 s; the rest is what a machine of two cores may lose to its other work. */
export const soonMs = 15_000;
/** PostgreSQL replays its log before it takes log-ins, and a server that could not start is tried again every 5 s. */
export const afterRecoveryMs = 30_000;
/** Four services, one after the other, find out what became of their connections when an order reaches them, each after
 *  up to 5 s; what is bound to be tried again is so after a pause. */
export const afterTimeoutsMs = 30_000;
/** A link on which nothing comes any more is built again when an echo goes unanswered: one every 30 s, for 6 s. Source:
 *  TOLLGATE_ACQUIRER_ECHO_MS and _TIMEOUT_MS of services/authorization. */
export const afterEchoMs = 45_000;

const soon: Limits = { servesWithinMs: soonMs, completesWithinMs: 30_000 };
/** What was lost on the bus is published again after 30 s without progress, at the latest. */
const bySweep = 60_000;
/** A domain that kept a mail waiting is left alone for 30 s, its mails for up to twice as long, and as long again where
 *  one of them is being tried. Source: services/notifications, session-pool.client.ts and owed-mails.handler.ts. */
const afterPausesMs = 125_000;

const limits: Readonly<Record<string, Limits>> = {
  postgres: { servesWithinMs: soonMs, completesWithinMs: bySweep },
  nats: { servesWithinMs: soonMs, completesWithinMs: bySweep },
  clocks: { servesWithinMs: soonMs, completesWithinMs: bySweep },
  smtp: { servesWithinMs: soonMs, completesWithinMs: afterPausesMs },
};

/** By what the fault befalls. */
export const limitsOf = (target: string): Limits => limits[target] ?? soon;

/** What the answer to an order does not wait for: goods are known to gateway-ingress once they were sold. */
const besideTheOrder: readonly string[] = ['esd-delivery', 'notifications', 'reporting', 'minio', 'store', 'smtp'];

/** Whether the time to the next answer tells anything of how a fault was got over. */
export const isOnOrderPath = (name: string): boolean => !besideTheOrder.includes(name.split(':')[1] ?? '');

export const nothingToEnd: End = () => undefined;
