import type { RecordedEvent, SubjectKind } from '@tollgate/contracts';

/** How far a stream has come, and the hash it ends in: what its next event builds on. */
export interface Head {
  readonly version: number;
  /** Hexadecimal. */
  readonly hash: string;
}

/** How a kind of subject is told by its events: one fold for each kind. */
export interface SubjectFold<S> {
  readonly kind: SubjectKind;
  /** The state that the events tell, oldest first; undefined where there is none (yet). */
  fold(events: readonly RecordedEvent[]): S | undefined;
}
