import type { EventType, RecordedEvent } from '@tollgate/contracts';
import { foldUntil, hasDigitalLines, type Order, placementResult } from '@tollgate/order';

/** What a waiting request knows of its order before the outcome. */
export interface AwaitedOrder {
  readonly type: string;
  readonly hasDigitalLines: boolean;
}

/** Whether news of this type can make the answer to a placed order due; if not, reading the log would be for nothing. */
export const mayAnswerPlacement = ({ type, hasDigitalLines: isDigital }: AwaitedOrder, news: EventType): boolean => {
  if (news === 'PaymentAuthorized') return type === 'preauth';
  if (news === 'PaymentCaptured') return type === 'sale' && !isDigital;
  if (news === 'DownloadsGranted') return type === 'sale' && isDigital;
  return true;
};

/** The same for a capture that was asked for. */
export const mayAnswerCapture = (
  { hasDigitalLines: isDigital }: Pick<AwaitedOrder, 'hasDigitalLines'>,
  news: EventType,
): boolean => news === (isDigital ? 'DownloadsGranted' : 'PaymentCaptured');

const isFinal = (order: Order): boolean => {
  const answer = placementResult(order);
  return answer !== undefined && answer !== 'review';
};

/** The order as its placement is answered: at its end; held for review, as long as it has none. The same events give the same answer. */
export const placementAnswered = (events: readonly RecordedEvent[]): Order | undefined =>
  foldUntil(events, isFinal) ?? foldUntil(events, (order) => placementResult(order) !== undefined);

const isCaptured = (order: Order): boolean =>
  order.payment.captured !== undefined && (!hasDigitalLines(order) || order.delivery.entitlements.length > 0);

/** The order as its capture is answered: captured, and with its downloads where it has some. */
export const captureAnswered = (events: readonly RecordedEvent[]): Order | undefined => foldUntil(events, isCaptured);
