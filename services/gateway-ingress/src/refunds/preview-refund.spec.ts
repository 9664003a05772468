import type { RecordedEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { fold, type Order } from '@tollgate/order';
import {
  domainErrorOf,
  downloadsGranted,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  refundRequested,
} from '@tollgate/testing';
import { refundSettings } from '../refund-approvals/refund-settings.schema.js';
import { previewRefund } from './preview-refund.js';

const sold: readonly RecordedEvent[] = [
  orderPlaced(),
  orderPriced(),
  fraudAccepted(),
  paymentAuthorized(),
  paymentCaptured(),
  downloadsGranted(),
];
const rules = { by: 'usr_ann', settings: refundSettings.defaults, settingsVersion: 0, now: new Date('2026-11-23T12:00:00Z') };
const preview = (command: Parameters<typeof previewRefund>[1], history = sold, limits = {}) =>
  previewRefund(fold(history) as Order, command, { ...rules, settings: { ...rules.settings, limits } });

describe('what a refund would do', () => {
  it('of everything: the whole amount, in its parts, and the end of the downloads', () => {
    const { amount, lines, shipping, shippingTax, revokedSkus, left } = preview({});
    const parts = lines.reduce((sum, { goods, tax }) => sum + goods + tax, shipping + shippingTax);
    expect({ amount, parts, left, revokedSkus }).toEqual({ amount: 5426, parts: 5426, left: 0, revokedSkus: ['EBOOK-1'] });
  });

  it('of a piece of what is shipped: its price with its tax, and no download', () =>
    expect(preview({ lines: [{ line: 2, quantity: 1 }] })).toMatchObject({ amount: 1300, revokedSkus: [], left: 4126 }));

  it('says what would be left after others that are under way', () => {
    const asked = refundRequested(
      { amount: usd(426n), lines: [{ line: 1, goods: usd(426n) }] },
      { id: '01890a5d-ac96-7000-8000-0000000000e1' },
    );
    expect(preview({ amount: 1000 }, [...sold, asked]).left).toBe(4000);
    const back = recorded('PaymentRefunded', { operation: asked.header.id, amount: usd(426n) }, { version: 4 });
    expect(preview({ amount: 1000 }, [...sold, asked, back]).left).toBe(4000);
  });

  it('says that a second person must approve it, beyond which limit and within how long', () => {
    expect(preview({ amount: 1001 }, sold, { USD: 1000 }).approval).toEqual({ limit: 1000, hours: 72 });
    expect(preview({ amount: 1000 }, sold, { USD: 1000 }).approval).toBeNull();
  });

  it('is refused as the refund itself would be', () =>
    expect(domainErrorOf(() => preview({ amount: 5427 }))).toMatchObject({
      code: 'amount_exceeds_refundable',
      field: '/amount',
    }));
});
