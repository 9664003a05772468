import { usd } from '@tollgate/money';
import { type OrdersPage } from './orders-page.js';
import { pageStatement } from './page-statement.js';

const page: OrdersPage = { merchant: 'mer_demo', mode: 'test', limit: 20 };

describe('the statement for a page of orders', () => {
  it('I14: is always of one merchant and mode, whatever is asked for', () => {
    const { text, values } = pageStatement({ ...page, email: "x' OR true" });
    expect(text).toContain('WHERE merchant = $1 AND mode = $2 AND email = $3');
    expect(text).not.toContain('OR true');
    expect(values).toEqual(['mer_demo', 'test', "x' OR true", 21]);
  });

  it('asks for one order more than is shown, newest first', () => {
    const { text, values } = pageStatement(page);
    expect(text).toMatch(/ORDER BY orders\.placed_at DESC, order_id DESC LIMIT \$3$/);
    expect(values.at(-1)).toBe(21);
  });

  it('looks for goods through what orders are of, and for what an order number begins with from there on', () => {
    expect(pageStatement({ ...page, sku: 'A', status: 'declined' }).text).toContain('FROM order_skus AS orders');
    expect(pageStatement({ ...page, sku: 'A', email: 'e1' }).text).toContain('FROM orders WHERE');
    const { text, values } = pageStatement({ ...page, referencePrefix: "po-'%" });
    expect(text).toContain('reference >= $3 AND reference < $4');
    expect(values.slice(2, 4)).toEqual(["po-'%", "po-'%\u{10FFFF}"]);
  });

  it('says of each field what the index of the field says', () => {
    const { text } = pageStatement({ ...page, status: 'declined', reference: 'r', last4: '1111', amount: usd(0n) });
    expect(text).toContain(`status <> 'approved'`);
    expect(text).toContain(`reference <> ''`);
    expect(text).toContain(`last4 <> ''`);
    expect(text).toMatch(/total_minor = \$6 AND currency = \$7/);
    expect(pageStatement({ ...page, status: 'approved' }).text).not.toContain('<>');
  });

  it('finds an amount in whatever currency, and the orders of one currency that take money', () => {
    const { text, values } = pageStatement({ ...page, totalMinor: 17_750n, currency: 'EUR', type: 'charge' });
    expect(text).toContain(`currency = $3 AND type <> 'credit' AND total_minor = $4`);
    expect(values.slice(2, 4)).toEqual(['EUR', 17_750n]);
    expect(pageStatement({ ...page, type: 'credit', totalMinor: 0n }).text).toContain('type = $3 AND total_minor = $4');
  });

  it('looks for a decline among those that were declined, and for a country beside whatever else is asked for', () => {
    const { text, values } = pageStatement({ ...page, declineCode: 'do_not_honor', country: 'DE', from: '2026-11-01T00:00:00Z' });
    expect(text).toContain(`status = 'declined' AND status <> 'approved' AND decline_code = $4 AND country = $5`);
    expect(values.slice(2, 5)).toEqual(['2026-11-01T00:00:00Z', 'do_not_honor', 'DE']);
    expect(pageStatement({ ...page, sku: 'A', country: 'DE' }).text).toMatch(
      /EXISTS \(SELECT FROM orders AS found .* country = /,
    );
  });
});
