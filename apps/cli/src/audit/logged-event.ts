/** An event as the auditor reads it: stored texts, not the contract's types. The auditor shares no code with the
 *  services or their folds, so that a mistake there is not made here, too. */
export interface LoggedEvent {
  readonly position: bigint;
  /** uuid of the event. */
  readonly id: string;
  /** order | merchant | … */
  readonly kind: string;
  /** uuid of the subject. */
  readonly subject: string;
  readonly merchant: string;
  /** test | live */
  readonly mode: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the auditor reads the stored JSON itself, not the contract's types
  readonly data: any;
  /** The key or user that acted through the service; absent where nobody did. */
  readonly on?: string;
  /** RFC 3339, UTC: when it took place. */
  readonly occurredAt: string;
  /** Milliseconds since 1970, by the database's clock. */
  readonly recordedAt: number;
  /** Where it lies in the order that readers of the log go by. */
  readonly place: LogPlace;
}

/** A place in the log as its readers go by it: epoch, transaction id, position. */
export type LogPlace = readonly [epoch: bigint, xid: bigint, position: bigint];

/** The place that a reader's cursor names, `epoch.xid.position`; before everything where it is empty. */
export const placeIn = (cursor: string): LogPlace => {
  const [epoch = 0n, xid = 0n, position = 0n] = cursor.split('.').filter(Boolean).map(BigInt);
  return [epoch, xid, position];
};

export const isUpTo = (place: LogPlace, end: LogPlace): boolean => {
  const differs = place.findIndex((part, index) => part !== end[index]);
  return differs === -1 || (place[differs] ?? 0n) < (end[differs] ?? 0n);
};

/** Something that must not be. */
export interface Violation {
  readonly invariant: Invariant;
  /** uuid of the order, or of another subject. */
  readonly subject: string;
  readonly says: string;
}

export type Invariant = 'I2' | 'I3' | 'I4' | 'I5' | 'I7' | 'I10' | 'I11' | 'I13' | 'I17';

/** One rule, judged. */
export type Judged = readonly [invariant: Invariant, isBroken: boolean, says: string];

export const violationsIn = (subject: string, judged: readonly Judged[]): readonly Violation[] =>
  judged.filter(([, isBroken]) => isBroken).map(([invariant, , says]) => ({ invariant, subject, says }));

/** Minor units in a stored amount; 0 where there is none. */
export const minorOf = (amount: { readonly minor?: string | number } | undefined): bigint => BigInt(amount?.minor ?? 0);
