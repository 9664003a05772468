import { TransientError } from '@tollgate/errors';
import { type EventContext, withSpan } from '@tollgate/messaging';
import { type Order } from '@tollgate/order';
import type { Cause } from '@tollgate/order-log';
import type { Acquirer } from '../adapters/acquirer/acquirer.js';
import type { PaymentStream } from '../adapters/payment-stream.js';
import { capturePayment } from '../domain/capture-payment.js';
import { isApproval } from '../domain/response-codes.js';
import { submitCapture } from '../domain/submit-capture.js';
import { OrdersUnderWay } from './orders-under-way.js';

export interface CaptureOrderParts {
  readonly stream: PaymentStream;
  readonly acquirer: Acquirer;
}

/** Intent, effect, fact again, but an advice may be repeated: the acquirer knows the authorization by its RRN and counts it once. So a
 *  capture without answer is a TransientError: its message comes again, and the advice with it, until it is acknowledged. */
export class CaptureOrder {
  private readonly underWay = new OrdersUnderWay();

  constructor(private readonly parts: CaptureOrderParts) {}

  handle(order: string, context: EventContext): Promise<void> {
    return this.underWay.once(order, () => this.capture(order, context.cause));
  }

  private async capture(id: string, cause: Cause): Promise<void> {
    const { stream, acquirer } = this.parts;
    const { order } = await stream.load(id);
    if (order.payment.captured !== undefined) return stream.publishAgain(id, cause);
    if (!acquirer.isReady) throw new TransientError('the acquirer link is down');
    const isRepeat = order.payment.captureSubmitted !== undefined;
    const submitted = isRepeat ? order : await this.submit(order, cause);
    if (submitted === undefined) return this.capture(id, cause);
    if (submitted.payment.captureSubmitted === undefined) return; // there is nothing to capture
    const result = await withSpan('advise capture', cause.traceparent, () => acquirer.capture(submitted, isRepeat));
    if (result.outcome !== 'answered') throw new TransientError('the capture advice was not acknowledged');
    const { responseCode } = result.answer;
    if (!isApproval(responseCode)) throw new Error(`the acquirer refused a capture it has to take: ${responseCode}`);
    if ((await stream.append(submitted, cause, capturePayment(submitted))) === undefined) await this.capture(id, cause);
  }

  private async submit(order: Order, cause: Cause): Promise<Order | undefined> {
    const { stream, acquirer } = this.parts;
    return stream.intend(order, cause, submitCapture(order, await acquirer.nextTrace()));
  }
}
