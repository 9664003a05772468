/** Told of what happens on the link, for metrics. */
export interface LinkMeter {
  /** Whether a message sent now would leave. */
  up(isUp: boolean): void;
  /** Messages that wait for their answers. */
  inFlight(count: number): void;
  answerMs(durationMs: number): void;
  /** A message that answers nothing we wait for. */
  unmatched(): void;
  /** A frame that holds no message. */
  unreadable(): void;
  /** An approval of a request whose outcome was told already. */
  lateApprovals(): void;
}

/** Fields, and a sentence: never a message's content. */
export interface LinkLog {
  info(fields: object, sentence: string): void;
  warn(fields: object, sentence: string): void;
}
