import { setTimeout as sleep } from 'node:timers/promises';
import type { ConsumerInfo, JetStreamManager } from '@nats-io/jetstream';
import { eventStream } from '@tollgate/contracts';
import type { StreamWitness } from '@tollgate/order-log';
import type { ConsumerProgress } from './consumer-progress.js';
import { isSameStream } from './stream-witness.js';

export interface StreamConsumer extends ConsumerProgress {
  readonly name: string;
  readonly filters: readonly string[];
}

/** The stream and its durable consumers as they were seen together. */
export interface StreamLook {
  readonly firstSequence: number;
  readonly lastSequence: number;
  /** So much is there of what the stream may hold that it may be full before the next look in its turn. */
  readonly isFilling: boolean;
  readonly consumers: readonly StreamConsumer[];
  /** The stream's last message. */
  readonly witness: StreamWitness;
  /** Nothing was lost since the witness that was given; true where none was. */
  readonly isSame: boolean;
}

/** The server acknowledges a message once it is stored, and counts it for its consumers a moment later, in a routine of its own: one that was asked
 *  sooner would have nothing before it, and the message would be removed unread. Source: nats-server, `signalConsumersLoop` in stream.go. */
const COUNTED_WITHIN_MS = 100;

/** Seven eighths of a stream of 64 MB are a second and a half of the fastest pace that was measured, 36 MB a second. */
const FILLING_FROM = 8;

/** Looks at the stream. `publishedTo`: everything up to this cursor of the log was published before. The earlier witness is asked for behind
 *  everything else, and last of all where the stream begins: where the witness is still there, or was removed with all before it, what was seen
 *  is of the stream it was seen in. */
export const lookAtStream = async (
  manager: JetStreamManager,
  { earlier, publishedTo }: { readonly earlier?: StreamWitness | undefined; readonly publishedTo: string },
): Promise<StreamLook> => {
  const { created, state, config } = await manager.streams.info(eventStream); // before the consumers: what comes in between counts as needed
  const { last_seq: lastSequence } = state;
  await sleep(COUNTED_WITHIN_MS);
  const consumers = await consumersOf(manager);
  const messageId = (await messageIdAt(manager, lastSequence)) ?? '';
  const found = earlier && (await messageIdAt(manager, earlier.sequence));
  const now = await manager.streams.info(eventStream);
  const firstSequence = Math.max(1, now.state.first_seq); // 0: nothing was ever in it
  const seen = { created: now.created, firstSequence, lastSequence: now.state.last_seq, messageIdAt: found };
  return {
    firstSequence,
    lastSequence,
    isFilling: config.max_bytes > 0 && state.bytes > config.max_bytes / FILLING_FROM,
    consumers,
    witness: { streamCreated: created, sequence: lastSequence, messageId, publishedTo },
    isSame: created === now.created && (earlier === undefined || isSameStream(earlier, seen)),
  };
};

const messageIdAt = async (manager: JetStreamManager, sequence: number): Promise<string | undefined> => {
  if (sequence === 0) return ''; // before the first message
  const message = await manager.streams.getMessage(eventStream, { seq: sequence });
  return message?.header.get('Nats-Msg-Id');
};

const consumersOf = async (manager: JetStreamManager): Promise<readonly StreamConsumer[]> => {
  const all: ConsumerInfo[] = [];
  for await (const one of manager.consumers.list(eventStream)) all.push(one);
  return all.filter(({ config }) => config.durable_name !== undefined).map(consumerOf);
};

const consumerOf = ({ name, config, ack_floor, num_pending, num_ack_pending }: ConsumerInfo): StreamConsumer => ({
  name,
  filters: [...(config.filter_subjects ?? []), ...(config.filter_subject ? [config.filter_subject] : [])],
  acknowledgedTo: ack_floor.stream_seq,
  pendingCount: num_pending,
  unacknowledgedCount: num_ack_pending,
});
