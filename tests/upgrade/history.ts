/** What happens in the drill, told by both releases. */
import type { NewEvent, RecordedEvent } from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';
import { usd } from '@tollgate/money';
import { noHash, type OrderLog } from '@tollgate/order-log';
import { bookEntitlement, bookForm, downloadsGranted, orderPlaced, orderPriced } from '@tollgate/testing';
import { eventOf, lastOf, type RunningRelease } from './drill.ts';
import type { Release } from './release.ts';

/** An event as a decision answers it. */
export const bare = ({ type, data }: NewEvent): NewEvent => ({ type, data }) as NewEvent;
/** A merchant's command, as a cause. */
export const command = () => ({ id: newId(), hash: '', correlation: newId() });
const laterForm = { form: { case: 'laterForm', value: { pool: 'studio' } } } as const;
/** The price of the sample order. */
export const amount = usd(5426n);

/** A command's first event of a subject. */
export const begin = async (log: OrderLog, kind: string, event: NewEvent): Promise<RecordedEvent> => {
  const id = newId();
  const appended = await log.append({
    subject: { kind: kind as 'order', id },
    merchant: 'mer_demo',
    mode: 'test',
    events: [event],
    expectedVersion: 0,
    previousHash: noHash,
    causation: newId(),
    correlation: id,
  });
  if (appended.outcome !== 'appended') throw new Error(appended.outcome);
  return lastOf(appended.events);
};

/** What the newer release's authorization records of a sale: a field more in its capture, a form more among its goods, and an
 *  event of a new type. */
const saleOf = (release: Release, operation: string): readonly NewEvent[] => [
  eventOf(release, 'AuthorizationRequested', { operation, amount, processor: 'iso8583', isSale: true }),
  eventOf(release, 'PaymentAuthorized', { operation, amount }),
  eventOf(release, 'PaymentCaptured', {
    operation,
    amount,
    isSale: true,
    isFinal: true,
    laterField: 'THE BOOK SHOP',
    deliverables: [{ line: 1, sku: 'EBOOK-1', forms: [bookForm, laterForm] }],
  }),
  eventOf(release, 'LaterPaymentNoted', { operation, amount }),
];

/** An order that the old release placed and priced, and the newer one took further. */
export const takeOrderFurther = async (old: RunningRelease, newer: RunningRelease) => {
  const { release } = newer;
  const ingress = await old.log('gateway-ingress');
  const pricing = await old.log('tax-shipping');
  const placed = await begin(ingress, 'order', bare(orderPlaced()));
  const priced = lastOf(await pricing.startStream(placed, [bare(orderPriced())]));
  const fraud = await newer.log('fraud');
  const assessment = { decision: 'accept', score: 70 };
  const assessed = lastOf(await fraud.startStream(priced, [eventOf(release, 'FraudAssessed', assessment)]));
  const authorization = await newer.log('authorization');
  const paid = await authorization.startStream(assessed, saleOf(release, placed.header.id));
  const delivery = await newer.log('esd-delivery');
  const granted = eventOf(release, 'DownloadsGranted', {
    entitlements: [bookEntitlement, { index: 1, line: 1, sku: 'EBOOK-1', form: laterForm.form, generation: 1 }],
    expiresAt: downloadsGranted().data.expiresAt,
  });
  const captured = paid[2] as RecordedEvent;
  const [brought] = await delivery.startStream(captured, [granted]);
  return { placed, priced, assessed, captured, noted: lastOf(paid), granted: brought as RecordedEvent };
};

/** The first event of a subject of a kind of its own, by a log of the newer release. */
export const beginLaterSubject = (log: OrderLog, { release }: RunningRelease): Promise<RecordedEvent> =>
  begin(log, 'later', eventOf(release, 'LaterSubjectBegun', { amount }));

/** What of an event must never change. */
export const textsOf = ({ headerText, dataText, hash }: RecordedEvent) => ({ headerText, dataText, hash });
