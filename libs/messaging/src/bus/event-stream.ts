import {
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamManager,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream';
import { type NatsConnection, nanos } from '@nats-io/transport-node';
import { eventStream, eventStreamSubjects } from '@tollgate/contracts';

export interface EventStreamLimits {
  /** Default 8 GB. */
  readonly maxBytes: number;
  /** Default 1; 3 in a cluster. */
  readonly replicas: number;
}

export const defaultLimits: EventStreamLimits = { maxBytes: 8_000_000_000, replicas: 1 };

/** All set, nothing left to the server's defaults. Nothing goes by age: what somebody has not handled is removed by nobody. A full stream
 *  refuses new messages (they wait in the log) rather than dropping old ones. */
const settings = ({ maxBytes, replicas }: EventStreamLimits): Partial<StreamConfig> & { name: string } => ({
  name: eventStream,
  subjects: [...eventStreamSubjects],
  storage: StorageType.File,
  retention: RetentionPolicy.Limits,
  discard: DiscardPolicy.New,
  num_replicas: replicas,
  max_age: 0,
  max_bytes: maxBytes,
  max_msgs: -1,
  max_msgs_per_subject: -1,
  max_consumers: -1,
  duplicate_window: nanos(120_000),
  allow_direct: true,
});

const streamNotFound = 10059;
const attempts = 20;
const betweenAttemptsMs = 100;

/** Makes the stream, or brings its settings up to date. Answers whether this call made it: then it is empty, and
 *  whatever the log holds was lost to the bus. All services do so at once when they start together; whoever comes
 *  second may be told that the name is taken, or that a second stream of that size does not fit, and looks again. */
export const ensureEventStream = async (connection: NatsConnection, limits = defaultLimits): Promise<boolean> => {
  const manager = await jetstreamManager(connection, { checkAPI: false, timeout: 2_000 });
  const config = settings(limits);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await updateOrAdd(manager, config);
    } catch (error) {
      if (attempt === attempts || !(error instanceof JetStreamApiError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, betweenAttemptsMs));
    }
  }
};

/** Subjects that are there stay: a later release may have added them, which runs beside this one during an upgrade. */
const updateOrAdd = async (manager: JetStreamManager, config: ReturnType<typeof settings>): Promise<boolean> => {
  try {
    const { subjects } = (await manager.streams.info(config.name)).config;
    await manager.streams.update(config.name, { ...config, subjects: [...new Set([...eventStreamSubjects, ...subjects])] });
    return false;
  } catch (error) {
    if (!(error instanceof JetStreamApiError && error.code === streamNotFound)) throw error;
  }
  await manager.streams.add(config);
  return true;
};
