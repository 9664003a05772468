import { type ConsumerInfo, jetstreamManager } from '@nats-io/jetstream';
import { eventStream } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import type { Bus } from './bus.js';

/** A durable consumer as the server sees it. */
export interface ConsumerState {
  /** The service's. */
  readonly name: string;
  /** Not delivered yet. */
  readonly pendingCount: number;
  /** Delivered, and not acknowledged. */
  readonly unacknowledgedCount: number;
  /** Of these, delivered more than once. */
  readonly redeliveredCount: number;
}

/** The stream of events and who takes from it, for people who look after it. */
export interface BusState {
  readonly messages: number;
  readonly bytes: number;
  /** -1: no limit. */
  readonly maxBytes: number;
  readonly consumers: readonly ConsumerState[];
}

const stateOf = ({ name, num_pending, num_ack_pending, num_redelivered }: ConsumerInfo): ConsumerState => ({
  name,
  pendingCount: num_pending,
  unacknowledgedCount: num_ack_pending,
  redeliveredCount: num_redelivered,
});

/** Asks the server once. Throws TransientError where it does not answer in time. */
export const readBusState = async ({ connection }: Pick<Bus, 'connection'>, timeoutMs: number): Promise<BusState> => {
  try {
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: timeoutMs });
    const { state, config } = await manager.streams.info(eventStream);
    const all: ConsumerInfo[] = [];
    for await (const one of manager.consumers.list(eventStream)) all.push(one);
    const consumers = all.filter((one) => one.config.durable_name !== undefined).map(stateOf);
    return { messages: state.messages, bytes: state.bytes, maxBytes: config.max_bytes, consumers };
  } catch (cause) {
    throw new TransientError('the bus does not tell its state', { cause });
  }
};
