const albany = () => ({ line1: '1 Main St', city: 'Albany', region: 'NY', postalCode: '12207', country: 'US' });

/** The sample order of the API: a book to download and two mugs to ship. `fate` says what becomes of it. */
export const sampleOrder = (fate?: string) => ({
  type: 'sale',
  currency: 'USD',
  items: [
    { sku: 'EBOOK-1', description: 'The Book', kind: 'digital', quantity: 1, unitAmount: 1999 },
    { sku: 'MUG-1', description: 'A mug', kind: 'physical', quantity: 2, unitAmount: 1250, weightGrams: 400 },
  ],
  shippingMethod: 'ground',
  customer: { email: 'ann@example.com', name: 'Ann Buyer', phone: '+15005550001', ipAddress: '203.0.113.9' },
  billingAddress: albany(),
  shippingAddress: albany(),
  payment: { card: { number: '4111111111111111', expiryMonth: 12, expiryYear: 2030, cvc: '123' } },
  metadata: { cart: 'c-17', ...(fate === undefined ? {} : { fate }) },
});

/** The sample order with the value at a JSON pointer changed; undefined takes it away. */
export const orderWith = (pointer: string, value: unknown): object => {
  const order = structuredClone(sampleOrder()) as Record<string, unknown>;
  const path = pointer.split('/').slice(1);
  const last = path.pop() ?? '';
  const parent = path.reduce((part, name) => part[name] as Record<string, unknown>, order);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return order;
};
