// Holds an amount, takes a part of it, gives up the rest, and gives a part back.
import { address, tollgate } from './client.ts';

const { id } = await tollgate.orders.place({
  type: 'preauth',
  currency: 'USD',
  items: [{ sku: 'MUG-1', description: 'A mug', kind: 'physical', quantity: 2, unitAmount: 1250, weightGrams: 400 }],
  shippingMethod: 'ground',
  customer: { email: `mugs-${Date.now()}@example.com` },
  billingAddress: address,
  shippingAddress: address,
  payment: { card: { number: process.env.CARD ?? '4111111111111111', expiryMonth: 12, expiryYear: 2030, cvc: '123' } },
});
await tollgate.orders.capture(id, { amount: 2000 });
await tollgate.orders.void(id, { reason: 'out of stock' });
const { order } = await tollgate.orders.refund(id, { amount: 500 });
console.log(`${id} ${order.status} captured ${order.amounts.captured} refunded ${order.amounts.refunded}`);
for await (const { type } of tollgate.orders.events(id)) console.log(type);
