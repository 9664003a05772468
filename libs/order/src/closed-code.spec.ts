import type { RecordedEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import {
  authorizationExpired,
  authorizationRequested,
  authorizationReversed,
  authorizationUnknown,
  captureRequested,
  fraudAccepted,
  fraudHeld,
  fraudRejected,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  recorded,
  refundRequested,
  voidRequested,
} from '@tollgate/testing';
import { closedCodeOf } from './closed-code.js';
import { fold, type Order } from './order.js';

const placed = [orderPlaced({ type: 'preauth' }), orderPriced()];
const asked = [...placed, fraudAccepted(), authorizationRequested({ isSale: false })];
const held = [...asked, paymentAuthorized()];
const free = [placed[0], orderPriced({ total: usd(0n) }), fraudAccepted(), paymentAuthorized({ amount: usd(0n) })];
const capturing = (id: string, minor: bigint, isFinal = false) => captureRequested({ amount: usd(minor), isFinal }, { id });
const captured = (id: string, minor: bigint, isFinal = false) => [
  capturing(id, minor, isFinal),
  recorded('PaymentCaptured', { operation: id, amount: usd(minor), isFinal }, { version: 3 }),
];
const voiding = voidRequested({ amount: usd(5426n) }, { id: 'v1' });
const voided = (minor: bigint) => [voiding, recorded('PaymentVoided', { operation: 'v1', amount: usd(minor) }, { version: 4 })];
const failed = (type: 'CaptureFailed' | 'VoidFailed', operation: string) => recorded(type, { operation }, { version: 3 });
const refunded = [
  refundRequested({}, { id: 'r1' }),
  recorded('PaymentRefunded', { operation: 'r1', amount: usd(5426n) }, { version: 5 }),
];

type Case = readonly [
  state: string,
  events: readonly (RecordedEvent | undefined)[],
  capture: string | undefined,
  end: string | undefined,
];

const isOpen = [undefined, undefined] as const;
const notAuthorized = ['not_authorized', 'not_authorized'] as const;
const isExpired = ['authorization_expired', 'authorization_expired'] as const;
const isVoided = ['authorization_voided', 'already_voided'] as const;
const isCaptured = ['already_captured', 'nothing_to_void'] as const;

const states: readonly Case[] = [
  ['was not priced yet', placed.slice(0, 1), ...notAuthorized],
  ['cannot be priced', [...placed.slice(0, 1), recorded('OrderPricingFailed', {})], ...notAuthorized],
  ['is held for review', [...placed, fraudHeld()], ...notAuthorized],
  ['was rejected by fraud', [...placed, fraudRejected()], ...notAuthorized],
  ['was rejected before the issuer was asked', [...placed, fraudAccepted(), recorded('OrderRejected', {})], ...notAuthorized],
  ['is with the issuer', asked, ...notAuthorized],
  ['was declined', [...asked, paymentDeclined()], ...notAuthorized],
  ['has an unknown outcome', [...asked, authorizationUnknown()], ...notAuthorized],
  ['was reversed', [...asked, authorizationUnknown(), authorizationReversed()], ...notAuthorized],
  ['costs nothing', free, ...notAuthorized],
  ['costs nothing, and was captured', [...free, paymentCaptured({ amount: usd(0n) })], ...isCaptured],

  ['is authorized', held, ...isOpen],
  ['is authorized, and about to be captured', [...held, capturing('c1', 5426n, true)], ...isOpen],
  ['is authorized, and about to be voided', [...held, voiding], ...isOpen],
  ['is authorized, and its capture failed', [...held, capturing('c1', 5426n, true), failed('CaptureFailed', 'c1')], ...isOpen],
  ['is authorized, and its void failed', [...held, voiding, failed('VoidFailed', 'v1')], ...isOpen],
  ['is captured in part', [...held, ...captured('c1', 5000n)], ...isOpen],
  ['is captured in part, and its rest about to be voided', [...held, ...captured('c1', 5000n), voiding], ...isOpen],

  ['is a sale', [...asked.slice(0, 3), paymentAuthorized(), paymentCaptured()], ...isCaptured],
  ['is captured whole', [...held, ...captured('c1', 5426n, true)], ...isCaptured],
  ['is captured in parts to the last unit', [...held, ...captured('c1', 5000n), ...captured('c2', 426n)], ...isCaptured],
  ['is captured in part, and its rest released', [...held, ...captured('c1', 5000n, true)], ...isCaptured],
  ['was refunded', [...held, ...captured('c1', 5426n, true), ...refunded], ...isCaptured],

  ['was voided', [...held, ...voided(5426n)], ...isVoided],
  ['is captured in part, and its rest voided', [...held, ...captured('c1', 5000n), ...voided(426n)], ...isVoided],

  ['has expired', [...held, authorizationExpired()], ...isExpired],
  [
    'is captured in part, and its rest expired',
    [...held, ...captured('c1', 5000n), authorizationExpired(usd(426n))],
    ...isExpired,
  ],
  ['has expired just when a capture was asked for', [...held, capturing('c1', 1n), authorizationExpired()], ...isExpired],
];

describe('of an order that', () => {
  it.each(states)('%s', (_state, events, capture, end) => {
    const order = fold(events as readonly RecordedEvent[]) as Order;
    expect({ capture: closedCodeOf(order, 'capture'), void: closedCodeOf(order, 'void') }).toEqual({ capture, void: end });
  });
});
