/** Work that is due at a time, as it was claimed. */
export interface DueItem<Payload = unknown> {
  readonly kind: string;
  readonly key: string;
  readonly dueAt: Date;
  /** How often it was claimed, this time included, since it was scheduled. */
  readonly attempts: number;
  readonly payload: Payload;
  /** Names this claim: whoever lost the lease meanwhile changes nothing any more. */
  readonly claim: string;
}

export interface ScheduleRequest {
  readonly kind: string;
  /** One item a kind and key. */
  readonly key: string;
  readonly dueAt: Date;
  /** What JSON can say. Default: null. */
  readonly payload?: unknown;
  /** What to do when the item is there already. All but `keep` take the new payload and count attempts anew, and an
   *  item that is being handled at the moment is handled once more afterwards, since that run may not have seen what
   *  is asked for now.
   *  - `earlier` (default): the earlier of both times: what was promised is not put off.
   *  - `replace`: the new time, e.g. a deadline that was moved.
   *  - `keep`: the item stays as it is: a redelivered message changes nothing. */
  readonly onExisting?: 'earlier' | 'replace' | 'keep' | undefined;
}

export interface ClaimRequest {
  readonly kind: string;
  /** How many at most. */
  readonly count: number;
  /** For so long nobody else gets them: longer than handling one takes. By the clock of the database, not of a
   *  replica. */
  readonly leaseMs: number;
}

export interface Backlog {
  readonly dueCount: number;
  readonly oldestDueAt: Date | undefined;
}

/** Everything that must happen later or again: a row until it is done or given up. Each item is
 *  handled at least once, by one replica at a time while its lease lives. Due times are compared with the injected
 *  clock, leases with the database's, so that a replica whose clock is a day ahead takes nothing from the others.
 *  All operations throw TransientError while the database is out of reach. */
export interface DueWork<Transaction = unknown> {
  /** Within the caller's transaction if one is given: the work is due if and only if that commits. */
  schedule(request: ScheduleRequest, transaction?: Transaction): Promise<void>;
  /** Takes an item away, e.g. a deadline that was met; whoever handles it at the moment goes on. */
  cancel(kind: string, key: string, transaction?: Transaction): Promise<void>;
  /** Takes what is due, the longest due first, from all replicas. */
  claim(request: ClaimRequest): Promise<readonly DueItem[]>;
  /** Away with it. False, and nothing done, when the claim was lost to another replica. */
  done(item: DueItem, transaction?: Transaction): Promise<boolean>;
  /** Nobody else gets it for so long from now on. The item as it is held then; undefined when the claim was lost. */
  renew(item: DueItem, leaseMs: number): Promise<DueItem | undefined>;
  /** Due again then, with its attempts counted on. False when the claim was lost. */
  postpone(item: DueItem, dueAt: Date): Promise<boolean>;
  /** As `done`: whoever gives up has said so in an event. */
  giveUp(item: DueItem): Promise<boolean>;
  /** What is due and not being handled. */
  backlog(kind: string): Promise<Backlog>;
  /** Tells of what this process schedules, once it is committed. Answers how to stop that. */
  onScheduled(listener: ScheduledListener): () => void;
}

export type ScheduledListener = (kind: string, dueAt: Date) => void;
