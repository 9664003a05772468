/** A message that was seen in the stream. Where it is not there any more, and was not removed as handled, the stream has lost messages. */
export interface StreamWitness {
  /** When the stream was made, as the server says. */
  readonly streamCreated: string;
  /** 0: the stream was empty. */
  readonly sequence: number;
  readonly messageId: string;
  /** Everything below this cursor of the log was published when it was seen. */
  readonly publishedTo: string;
}

export interface KnownConsumer {
  /** Everything below this cursor of the log was acknowledged by the consumer. */
  readonly handledTo: string;
  /** RFC 3339: when it was last there. */
  readonly seenAt: string;
}

/** What is known of the bus, kept beside the log so that whoever looks after the stream next goes on from there. */
export interface BusState {
  readonly witness?: StreamWitness | undefined;
  /** Messages were lost, and what was lost is not all published again yet. */
  readonly isLost: boolean;
  /** How often messages were lost. 0: nothing is missing but what was removed. */
  readonly lossCount: number;
  /** By name; one that is not here has to be sent what the log holds for it. */
  readonly consumers: Readonly<Record<string, KnownConsumer>>;
}

export const NOTHING_KNOWN: BusState = { isLost: false, lossCount: 0, consumers: {} };

/** Where the state of the bus is kept: one for each time that a process has the relay's part. What is written throws where it has it no more. */
export interface BusLedger {
  /** `publishedTo`: everything up to this cursor of the log was on the bus when it was read. `removedTo`: the sequence of the stream up to which
   *  messages were removed as handled; undefined where nobody has said so yet. */
  read(): Promise<{ readonly publishedTo: string; readonly state: BusState; readonly removedTo: number | undefined }>;
  /** `removedTo`: where it is given, it counts from now on, whatever was said of the stream before. */
  write(state: BusState, removedTo?: number): Promise<void>;
  /** Said before messages are removed up to this sequence, so that what is missing beyond it was removed by nobody. */
  writeRemoved(removedTo: number): Promise<void>;
  /** Throws where somebody else has the part. */
  assertOurs(): void;
}

/** The cursor before every event. */
export const BEGINNING = '0.0.0';

/** Whether a cursor of the log lies before another one: by epoch, transaction and position. */
export const liesBefore = (a: string, b: string): boolean => {
  const [left, right] = [a, b].map((cursor) => cursor.split('.').map(BigInt)) as [bigint[], bigint[]];
  const index = left.findIndex((part, at) => part !== right[at]);
  return index !== -1 && (left[index] ?? 0n) < (right[index] ?? 0n);
};

/** The earlier of two cursors of the log. */
export const earlierCursor = (a: string, b: string): string => (liesBefore(b, a) ? b : a);
