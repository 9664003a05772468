import { fold, type Order, operationOf } from '@tollgate/order';
import { creditPlaced, creditSettled, creditSubmitted } from '@tollgate/testing';
import { languages } from '../mails/languages.data.js';
import { defaultReceipt } from '../settings/receipt.schema.js';
import { hostile } from '../testing/sample-receipt.js';
import { creditMail } from './credit-mail.js';

const mailOf = (change: Parameters<typeof creditPlaced>[0] = {}, settings = defaultReceipt) => {
  const order = fold([creditPlaced(change, { mode: 'live' }), creditSubmitted(), creditSettled()]) as Order;
  const operation = operationOf(order.payment, order.placement);
  if (operation === undefined) throw new Error('no credit');
  return creditMail({
    order,
    operation,
    customer: { email: 'ann@example.com', name: 'Ann Buyer' },
    settings,
    linkOf: () => '',
    licenseKeyOf: (sealed: string) => sealed,
  });
};

describe('the mail of a credit', () => {
  it('reads like this', () =>
    expect(mailOf()).toMatchObject({
      subject: 'A credit from mer_demo',
      text: `Hello Ann Buyer,

this is to tell you of a credit to your card.

Order: ord_01890a5dac96774bbcceb302099a8057
Seller: mer_demo

--------------------------------------------------------------------
Credited to Visa ending in 1111                            25.00 USD
--------------------------------------------------------------------

For: For the late parcel

Questions about your order? Please ask mer_demo.
`,
    }));

  it.each(languages)('tells card, amount and what it is for in %s', (language) => {
    const { text, html } = mailOf({}, { ...defaultReceipt, language });
    for (const form of [text, html]) expect(form).toMatch(/1111.*25\.00 USD.*For the late parcel/s);
  });

  it('S16: shows what a merchant wrote, and runs nothing of it', () => {
    const { html } = mailOf({ description: hostile });
    expect(html).not.toMatch(/<script|\u202e/);
    expect(html).toContain('&lt;script&gt;');
  });
});
