import type { EventType, RecordedEvent } from '@tollgate/contracts';
import { foldUntil, type Order, placementResult, settles } from '@tollgate/order';

/** What a waiting request knows of its order before the outcome. */
export interface AwaitedOrder {
  readonly type: string;
  /** Whether something of it is delivered online. */
  readonly isOnline: boolean;
}

const settling: ReadonlySet<EventType> = new Set(settles('place'));

/** Whether news of this type can make the answer to a placed order due; if not, reading the log would be for nothing. A sale is answered when it
 *  is captured, and where it has something to deliver online, when that is granted. */
export const mayAnswerPlacement =
  ({ type, isOnline }: AwaitedOrder) =>
  (news: EventType): boolean => {
    if (news === 'PaymentAuthorized') return type === 'preauth';
    if (news === 'PaymentCaptured') return !isOnline;
    if (news === 'DownloadsGranted') return isOnline;
    return settling.has(news);
  };

const isFinal = (order: Order): boolean => {
  const result = placementResult(order);
  return result !== undefined && result !== 'review';
};

/** The order as its placement is answered: at its end; held for review, as long as it has none. The same events give the same answer. */
export const placementAnswered = (events: readonly RecordedEvent[]): Order | undefined =>
  foldUntil(events, isFinal) ?? foldUntil(events, (order) => placementResult(order) !== undefined);
