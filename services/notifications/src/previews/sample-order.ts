import { type EventInit, type EventType, eventKinds, headerOf, newEvent, type RecordedEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { fold, type Order } from '@tollgate/order';
import type { Language } from '../mails/languages.data.js';
import type { Customer } from '../mails/letter.js';
import { sampleTexts } from './sample-texts.data.js';

/** An order that nobody placed, with something of everything that a mail tells of. */
export interface SampleOrder {
  readonly order: Order;
  readonly customer: Customer;
}

export interface SampleWish {
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  readonly language: Language;
  /** When it was placed. */
  readonly at: Date;
}

/** Nobody's: the order of the documentation, and events of it. */
const sampleId = '01890a5d-ac96-774b-bcce-b302099a8057';
const id = (last: number): string => `${sampleId.slice(0, -1)}${last}`;
const usd = (minor: bigint) => ({ minor, currency: 'USD' });
const destination = { country: 'US', region: 'NY', postalCode: '12207' };
const [placement, refund] = [id(1), id(2)];
const downloadDays = 3;

/** It is never appended: its header says no more than a fold asks for. */
// biome-ignore lint/complexity/useMaxParams: as builders of events are called everywhere
const event = <T extends EventType>(
  type: T,
  data: EventInit<T>,
  { merchant, mode, at }: SampleWish,
  own = id(9),
): RecordedEvent => {
  const made = newEvent(type, data);
  const [stream] = eventKinds[type].streams;
  const header = headerOf(made as never, {
    id: own,
    subject: { kind: 'order', id: sampleId },
    stream: stream?.name ?? 'order',
    version: 1,
    merchant,
    mode,
    occurredAt: at.toISOString(),
    causation: own,
    correlation: own,
    actor: { service: stream?.owner ?? '' },
  });
  return { ...made, header, headerText: '', dataText: '', hash: '' } as unknown as RecordedEvent;
};

const fileOf = (name: string) => ({ case: 'file' as const, value: { name, sizeBytes: 2_411_724n, sha256: '', objectKey: '' } });

const paid = (wish: SampleWish): readonly RecordedEvent[] => {
  const { book, mug, file } = sampleTexts[wish.language];
  const expiresAt = new Date(wish.at.getTime() + downloadDays * 86_400_000).toISOString();
  const lines = [
    { sku: 'EBOOK-1', description: book, quantity: 1, unitAmount: usd(1999n), forms: [{ form: fileOf(file) }] },
    { sku: 'MUG-1', description: mug, quantity: 2, unitAmount: usd(1250n), isShipped: true },
  ];
  const card = { token: '', brand: 'visa', bin: '', last4: '1111' };
  const tax = {
    jurisdiction: 'US-NY',
    name: 'New York State sales tax',
    ratePpm: 40_000,
    taxable: usd(3295n),
    amount: usd(132n),
  };
  const entitlement = { index: 0, line: 1, sku: 'EBOOK-1', form: fileOf(file), generation: 1, downloads: 1 };
  const money = { operation: placement, amount: usd(5426n) };
  return [
    event(
      'OrderPlaced',
      { type: 'sale', currency: 'USD', lines, card, billing: destination, shipping: destination },
      wish,
      placement,
    ),
    event(
      'OrderPriced',
      { subtotal: usd(4499n), shipping: usd(795n), tax: usd(132n), total: usd(5426n), taxLines: [tax], shippingMethod: 'ground' },
      wish,
    ),
    event('AuthorizationRequested', { ...money, isSale: true }, wish),
    event('PaymentAuthorized', money, wish),
    event('PaymentCaptured', { ...money, isSale: true, isFinal: true }, wish),
    event('DownloadsGranted', { entitlements: [entitlement], expiresAt }, wish),
  ];
};

const refunded = (wish: SampleWish): readonly RecordedEvent[] => {
  const lines = [{ line: 2, quantity: 1, goods: usd(1250n), tax: usd(50n) }];
  return [
    event('RefundRequested', { amount: usd(1300n), lines, reason: sampleTexts[wish.language].reason }, wish, refund),
    event('PaymentRefunded', { operation: refund, amount: usd(1300n) }, wish),
  ];
};

/** An order with a capture and a refund. */
export const sampleOrder = (wish: SampleWish): SampleOrder => {
  const order = fold([...paid(wish), ...refunded(wish)]);
  invariant(order !== undefined, 'what was placed is an order');
  const { name } = sampleTexts[wish.language];
  return { order, customer: { email: 'ann@example.com', name, shippingAddress: { line1: '1 Main St', city: 'Albany' } } };
};
