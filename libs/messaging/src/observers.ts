/** What the transport writes to the service's log. Ids and types only. */
export interface MessagingLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export type HandlingOutcome = 'handled' | 'fault' | 'retried' | 'parked' | 'passed_over';

/** What the transport counts. */
export interface MessagingMeter {
  eventHandled(type: string, outcome: HandlingOutcome): void;
  eventPublished(durationMs: number): void;
  publishRepeated(): void;
  requestAnswered(subject: string, outcome: 'answered' | 'refusal' | 'fault' | 'defect'): void;
  /** Messages of the durable consumer that no replica has handled yet. */
  consumerLag(pending: number): void;
}

export const noMeter: MessagingMeter = {
  eventHandled: () => undefined,
  eventPublished: () => undefined,
  publishRepeated: () => undefined,
  requestAnswered: () => undefined,
  consumerLag: () => undefined,
};
