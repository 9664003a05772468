// Sells a book and fetches it as its buyer would.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OrderDeclinedError } from '@tollgate/sdk';
import { address, tollgate } from './client.ts';

const cart = process.argv[2] ?? `cart-${Date.now()}`;

try {
  const order = await tollgate.orders.place(
    {
      type: 'sale',
      currency: 'USD',
      reference: cart,
      items: [{ sku: 'EBOOK-1', description: 'The Book', kind: 'digital', quantity: 1, unitAmount: 1999 }],
      customer: { email: `${cart}@example.com`, name: 'Ann Buyer' },
      billingAddress: address,
      payment: { card: { number: process.env.CARD ?? '4111111111111111', expiryMonth: 12, expiryYear: 2030, cvc: '123' } },
    },
    // Kept with the cart: whoever presses the button twice buys once, also where this program was started again between.
    { idempotencyKey: cart },
  );
  console.log(`${order.id} ${order.status} ${order.amounts.captured}`);
  for (const { fileName, url, sha256 } of order.downloads) {
    const to = join(mkdtempSync(join(tmpdir(), 'tollgate-example-')), fileName);
    const { sizeBytes } = await tollgate.download(url, to, { sha256 });
    console.log(`${fileName} ${sizeBytes} ${to}`);
  }
} catch (error) {
  if (!(error instanceof OrderDeclinedError)) throw error;
  console.log(`${error.order.id} declined ${error.code}`);
}
