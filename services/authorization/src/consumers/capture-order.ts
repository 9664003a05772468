import { type EventContext, withSpan } from '@tollgate/messaging';
import { Fault, type Order } from '@tollgate/order';
import type { Source } from '@tollgate/order-log';
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
 *  capture without answer is a Fault: its message comes again, and the advice with it, until it is acknowledged. */
export class CaptureOrder {
  private readonly underWay = new OrdersUnderWay();

  constructor(private readonly parts: CaptureOrderParts) {}

  handle(order: string, context: EventContext): Promise<void> {
    return this.underWay.once(order, () => this.capture(order, context.source));
  }

  private async capture(id: string, source: Source): Promise<void> {
    const { stream, acquirer } = this.parts;
    const { order } = await stream.load(id);
    if (order.payment.captured !== undefined) return stream.publishAgain(id, source);
    if (!acquirer.isReady) throw new Fault('the acquirer link is down');
    const isRepeat = order.payment.captureSubmitted !== undefined;
    const submitted = isRepeat ? order : await this.submit(order, source);
    if (submitted === undefined) return this.capture(id, source);
    if (submitted.payment.captureSubmitted === undefined) return; // there is nothing to capture
    const verdict = await withSpan('advise capture', source.traceparent, () => acquirer.capture(submitted, isRepeat));
    if (verdict.outcome !== 'answered') throw new Fault('the capture advice was not acknowledged');
    const { responseCode } = verdict.answer;
    if (!isApproval(responseCode)) throw new Error(`the acquirer refused a capture it has to take: ${responseCode}`);
    if ((await stream.append(submitted, source, capturePayment(submitted))) === undefined) await this.capture(id, source);
  }

  private async submit(order: Order, source: Source): Promise<Order | undefined> {
    const { stream, acquirer } = this.parts;
    return stream.intend(order, source, submitCapture(order, await acquirer.nextTrace()));
  }
}
