import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OrderEvent } from '../api/order.js';
import { describeEvents, whoOf } from './describe-event.js';

const event = (type: string, data: OrderEvent['data'] = {}): OrderEvent => ({
  id: `evt_${type}`,
  stream: 'order',
  version: 1,
  type,
  occurredAt: '2026-11-27T12:00:00Z',
  data,
});
const words = (type: string, data: OrderEvent['data'] = {}) => describeEvents([event(type, data)])[0]?.words;
const usd = (minor: number) => ({ minor, currency: 'USD' });

/** All events about orders, from the contracts' own document. */
const orderEvents = [
  ...readFileSync(join(import.meta.dirname, '../../../../docs/events.md'), 'utf8').matchAll(/^\| `(\w+)` \| order \|/gm),
].map(([, type = '']) => type);

describe('the timeline', () => {
  it.each(orderEvents)('has words for %s', (type) => expect(words(type)?.key).not.toBe('other'));

  it('tells an event of a later release by its type', () =>
    expect(words('ChargebackReceived')).toMatchObject({ key: 'other', texts: { type: 'ChargebackReceived' } }));

  it.each([
    ['FraudAssessed', { decision: 'review', score: 40, reasons: ['amount_limit'] }, 'fraudHeld'],
    ['FraudAssessed', { decision: 'reject', reasons: ['card_velocity'] }, 'fraudRejected'],
    ['FraudAssessed', { decision: 'accept' }, 'fraudAccepted'],
    ['FraudReviewResolved', { decision: 'reject', isOverdue: true }, 'reviewOverdue'],
    ['FraudReviewResolved', { decision: 'accept' }, 'reviewAccepted'],
    ['RefundApprovalResolved', { decision: 'approve' }, 'approvalApproved'],
    ['RefundApprovalResolved', { decision: 'reject' }, 'approvalRejected'],
    ['OrderPlaced', { type: 'preauth' }, 'placedPreauth'],
    ['PaymentAuthorized', { amount: { currency: 'USD' } }, 'paidByNothing'],
    ['DownloadsGranted', {}, 'nothingGranted'],
  ])('%s with %j is told as %s', (type, data, key) => expect(words(type, data)?.key).toBe(key));

  it('names amounts, codes and files', () => {
    expect(words('PaymentCaptured', { amount: usd(5426) })?.amounts).toEqual({ amount: usd(5426) });
    expect(words('PaymentDeclined', { code: 'insufficient_funds' })?.codes).toEqual({ reason: ['insufficient_funds'] });
    const granted = event('DownloadsGranted', { entitlements: [{ index: 1, file: { name: 'book.epub' } }] });
    expect(describeEvents([granted, event('DownloadCompleted', { entitlement: 1 })])[1]?.words.texts).toEqual({
      file: 'book.epub',
    });
  });
});

describe('who did it', () => {
  it.each([
    [{ service: 'gateway-ingress', on: 'usr_1' }, 'you'],
    [{ service: 'gateway-ingress', on: 'usr_2' }, 'person'],
    [{ service: 'gateway-ingress', on: 'key_9' }, 'key'],
    [{ service: 'fraud' }, 'service'],
  ])('%j is told as %s', (actor, kind) => expect(whoOf({ ...event('X'), actor }, 'usr_1').kind).toBe(kind));
});
