import type { ProcessorReference } from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';

import type { DueWork } from '@tollgate/postgres';

/** The kind of due work that a reversal is. */
export const REVERSAL = 'reverse';

/** A reversal that is owed. */
export interface OwedReversal {
  /** uuid */
  readonly order: string;
  /** An approval came after the outcome was recorded as another one. */
  readonly isLate: boolean;
  /** The process that asked is known to be gone: nobody can be waiting for the answer. */
  readonly isAbandoned?: boolean;
  /** How the reversal itself is named at the processor, once it was sent. */
  readonly reference?: ProcessorReference | undefined;
  /** How often it was sent. */
  readonly attempts: number;
}

/** So long the outcome that calls for the reversal has to be recorded, before it is looked at. */
const RECORDED_WITHIN_MS = 250;

/** Store and forward: a reversal is owed before what calls for it is recorded, so that it is sent whoever crashes in between. */
export class ReversalsHandler {
  constructor(private readonly parts: { readonly dueWork: Pick<DueWork, 'schedule'>; readonly clock: Clock }) {}

  /** Before an unknown outcome is recorded. Called again, changes nothing. */
  owe(order: string, afterMs = RECORDED_WITHIN_MS): Promise<void> {
    const payload: OwedReversal = { order, isLate: false, attempts: 0 };
    return this.parts.dueWork.schedule({ kind: REVERSAL, key: order, dueAt: this.inMs(afterMs), payload, onExisting: 'keep' });
  }

  /** For a request whose process is gone, found open. */
  oweAbandoned(order: string): Promise<void> {
    const payload: OwedReversal = { order, isLate: false, isAbandoned: true, attempts: 0 };
    return this.parts.dueWork.schedule({ kind: REVERSAL, key: order, dueAt: this.inMs(0), payload });
  }

  /** For an approval that nobody waits for any more: each is reversed for itself. */
  oweLate(order: string): Promise<void> {
    const payload: OwedReversal = { order, isLate: true, attempts: 0 };
    return this.parts.dueWork.schedule({ kind: REVERSAL, key: `${order} ${newId()}`, dueAt: this.inMs(0), payload });
  }

  private inMs(ms: number): Date {
    return new Date(this.parts.clock.now().getTime() + ms);
  }
}
