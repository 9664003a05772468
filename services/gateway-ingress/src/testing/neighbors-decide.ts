import { newEvent, type OrderEvent, type QuoteRequest, type RecordedEvent, type RecordedEventOf } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import type { Order } from '@tollgate/order';

const book = { name: 'book.epub', sizeBytes: 1_048_576n, sha256: 'ab'.repeat(32), objectKey: 'mer_demo/EBOOK-1/1' };
export const bookForm = { form: { case: 'file', value: book } } as const;
export const FREE = usd(0n);

/** What the metadata entry `fate` of an order makes of it. */
export const pricingOf = (fate: string | undefined): OrderEvent => {
  if (fate === 'unpriced') {
    return newEvent('OrderPricingFailed', { code: 'destination_not_served', field: '/shippingAddress/country' });
  }
  if (fate === 'repriced') return newEvent('OrderPricingFailed', { code: 'total_changed', field: '/expectedTotal' });
  if (fate === 'free') return newEvent('OrderPriced', { subtotal: FREE, shipping: FREE, tax: FREE, total: FREE });
  return newEvent('OrderPriced', {
    subtotal: usd(4499n),
    shipping: usd(795n),
    tax: usd(132n),
    total: usd(5426n),
    shippingMethod: 'ground',
    taxLines: [{ jurisdiction: 'US-NY', name: 'New York sales tax', ratePpm: 40_000, taxable: usd(3295n), amount: usd(132n) }],
  });
};

export const assessmentOf = (fate: string | undefined, order: string): OrderEvent => {
  if (fate === 'held') return newEvent('FraudAssessed', { decision: 'review', score: 60, reasons: ['amount_limit'] });
  if (fate !== 'duplicate') return newEvent('FraudAssessed', { decision: 'accept', score: 7 });
  return newEvent('FraudAssessed', { decision: 'reject', score: 100, reasons: ['duplicate_order'], duplicateOf: order });
};

const declineOf: Readonly<Record<string, string>> = { declined: 'do_not_honor', 'wrong-cvc': 'incorrect_cvc' };

/** The simulator's card that is always declined. */
const isDeclinedCard = ({ data: { card } }: RecordedEventOf<'OrderPlaced'>): boolean =>
  card?.bin === '400000' && card.last4 === '0002';

export const outcomesOf = (placed: RecordedEventOf<'OrderPlaced'>, amount = usd(5426n)): readonly OrderEvent[] => {
  const { fate = isDeclinedCard(placed) ? 'declined' : '' } = placed.data.metadata;
  const operation = placed.header.id;
  const isSale = placed.data.type === 'sale';
  const intent = newEvent('AuthorizationRequested', { operation, amount, processor: 'iso8583', isSale });
  const code = declineOf[fate];
  if (fate === 'lost') return [newEvent('OrderRejected', { code: 'card_data_lost' })];
  if (code !== undefined) return [intent, newEvent('PaymentDeclined', { operation, networkCode: '05', code })];
  if (fate === 'timed-out') return [intent, newEvent('AuthorizationUnknown', { operation, cause: 'no_answer' })];
  const checks = { authorizationCode: 'A12345', avs: 'Y', cvc: 'M', networkCode: '00' };
  const authorized = newEvent('PaymentAuthorized', { operation, amount, ...checks });
  if (!isSale) return [intent, authorized];
  return [
    intent,
    authorized,
    newEvent('PaymentCaptured', { operation, amount, isSale, isFinal: true, deliverables: deliverablesOf(placed) }),
  ];
};

/** What becomes of a free credit. */
export const creditOutcomesOf = ({ header, data }: RecordedEventOf<'CreditPlaced'>): readonly OrderEvent[] => {
  const operation = header.id;
  const amount = data.amount && { amount: data.amount };
  const intent = newEvent('CreditSubmitted', { operation, ...amount, processor: 'iso8583' });
  if (data.metadata.fate === 'declined')
    return [intent, newEvent('CreditDeclined', { operation, code: 'do_not_honor', networkCode: '05' })];
  return [intent, newEvent('CreditSettled', { operation, ...amount, isTold: data.screening?.email !== '' })];
};

/** The processor does all that is asked of it, but for a capture of 13.13. */
const REFUSED_MINOR = 1313n;

export const resultsOf = (event: RecordedEvent, { placed }: Order): readonly OrderEvent[] => {
  const operation = event.header.id;
  switch (event.type) {
    case 'CaptureRequested': {
      const { amount, isFinal } = event.data;
      if (amount?.minor === REFUSED_MINOR)
        return [newEvent('CaptureFailed', { operation, code: 'do_not_honor', networkCode: '05' })];
      const deliverables = isFinal ? deliverablesOf({ data: placed }) : [];
      return [newEvent('PaymentCaptured', { operation, ...(amount && { amount }), isFinal, deliverables })];
    }
    case 'VoidRequested':
      return [newEvent('PaymentVoided', { operation, ...(event.data.amount && { amount: event.data.amount }) })];
    case 'RefundRequested':
      return [newEvent('PaymentRefunded', { operation, ...(event.data.amount && { amount: event.data.amount }) })];
    default:
      return [];
  }
};

const deliverablesOf = ({ data }: Pick<RecordedEventOf<'OrderPlaced'>, 'data'>) =>
  data.lines.flatMap(({ sku, forms }, index) => (forms.length > 0 ? [{ line: index + 1, sku, forms }] : []));

/** A basket's prices; a free one has nothing but unit amounts of 0 and nothing to ship. */
export const quoteOf = ({ lines, shipping, shippingMethod }: QuoteRequest) => {
  if (!['', 'ground', 'express', 'bicycle'].includes(shippingMethod)) {
    const failed = newEvent('OrderPricingFailed', { code: 'unknown_shipping_method', field: '/shippingMethod' });
    return { case: 'failed', value: failed.data };
  }
  const isFree = shipping === undefined && lines.every(({ unitAmount }) => unitAmount?.minor === 0n);
  const { type, data } = pricingOf(shipping?.country === 'AQ' ? 'unpriced' : isFree ? 'free' : undefined);
  return type === 'OrderPriced' ? { case: 'priced', value: data } : { case: 'failed', value: data };
};
