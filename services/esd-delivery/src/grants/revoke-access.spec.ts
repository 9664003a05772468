import { newEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { orders } from '@tollgate/order';
import {
  authorizationRequested,
  bookEntitlement,
  downloadCompleted,
  downloadsGranted,
  fraudAccepted,
  onlineLine,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  refundRequested,
  specification,
} from '@tollgate/testing';
import { revokeAccess } from './revoke-access.js';

const given = specification(orders);
const twoBooks = [
  orderPlaced({ lines: [onlineLine, { ...onlineLine, sku: 'EBOOK-2' }] }),
  orderPriced({ total: usd(3998n) }),
  fraudAccepted(),
  authorizationRequested({ amount: usd(3998n) }),
  paymentAuthorized({ amount: usd(3998n) }),
  paymentCaptured({ amount: usd(3998n) }),
  downloadsGranted({ entitlements: [bookEntitlement, { ...bookEntitlement, index: 1, line: 2, sku: 'EBOOK-2' }] }),
];
const refund = (lines: readonly number[], amount: bigint) => [
  refundRequested({ amount: usd(amount), lines: lines.map((line) => ({ line, quantity: 1, goods: usd(1999n) })) }, { id: 'r1' }),
  recorded('PaymentRefunded', { operation: 'r1', amount: usd(amount) }, { version: 4 }),
];

describe('a refund', () => {
  it('revokes the downloads of the refunded line alone', () =>
    given(...twoBooks, ...refund([2], 1999n))
      .when(revokeAccess, 'r1')
      .then(newEvent('DownloadAccessRevoked', { entitlements: [1], operation: 'r1' })));

  it('closes access where the customer has all the rest', () =>
    given(...twoBooks, downloadCompleted(0), ...refund([2], 1999n))
      .when(revokeAccess, 'r1')
      .then(newEvent('DownloadAccessRevoked', { entitlements: [1], operation: 'r1' }), newEvent('DownloadAccessClosed', {})));

  it('of the whole amount revokes everything', () =>
    given(...twoBooks, ...refund([], 3998n))
      .when(revokeAccess, 'r1')
      .then(newEvent('DownloadAccessRevoked', { entitlements: [0, 1], operation: 'r1' }), newEvent('DownloadAccessClosed', {})));

  it('of a part of the amount revokes nothing: nobody said which line it is for', () =>
    given(...twoBooks, ...refund([], 1000n))
      .when(revokeAccess, 'r1')
      .thenNothing());

  it('revokes once', () =>
    given(
      ...twoBooks,
      ...refund([2], 1999n),
      recorded('DownloadAccessRevoked', { entitlements: [1], operation: 'r1' }, { version: 2 }),
    )
      .when(revokeAccess, 'r1')
      .thenNothing());
});
