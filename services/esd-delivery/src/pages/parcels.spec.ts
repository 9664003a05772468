import type { Operation, Order } from '@tollgate/order';
import { type Parcel, parcelBlock, parcelsOf } from './parcels.js';
import { languages } from './words/page-words.js';

const parcel: Parcel = { carrier: 'Post & Co', trackingNumber: '1Z999', trackingUrl: 'https://carrier.example/track?a=1&b=2' };
const orderWith = (...operations: object[]) => ({ payment: { operations: operations as Operation[] } }) as unknown as Order;

describe('the parcels of an order', () => {
  it('are those of captures that took the money', () => {
    const capture = { kind: 'capture', state: 'succeeded', shipment: parcel };
    const second = { ...parcel, carrier: 'Other' };
    const order = orderWith(
      { kind: 'authorization', state: 'succeeded' },
      capture,
      { ...capture, state: 'failed' },
      { ...capture, shipment: undefined },
      { ...capture, shipment: second },
    );
    expect(parcelsOf(order)).toEqual([parcel, second]);
  });

  it('S16: are shown as text, with the carrier’s page by https alone, which hears nothing of the link', () => {
    const html = parcelBlock([parcel, { carrier: '<b>$&</b>', trackingNumber: '', trackingUrl: 'javascript:alert(1)' }], 'en');
    expect(html).toContain('On its way with Post &amp; Co</strong><span class="state">Tracking number: 1Z999</span>');
    expect(html).toContain('<a href="https://carrier.example/track?a=1&amp;b=2" rel="noreferrer">Follow your parcel</a>');
    expect(html).toContain('On its way with &lt;b&gt;$&amp;&lt;/b&gt;</strong></li>');
    expect(html).not.toContain('javascript:');
  });

  it.each(languages)('are told of in %s, and not where there are none', (language) => {
    expect(parcelBlock([parcel], language)).not.toMatch(/\{\w+\}/);
    expect(parcelBlock([], language)).toBe('');
  });
});
