// Asks for tax and shipping before anything is ordered, and sets the receipt's name only where nobody else did meanwhile; the name that was there is
// put back.
import { TollgateError } from '@tollgate/sdk';
import { address, tollgate } from './client.ts';

const quote = await tollgate.quote({
  currency: 'USD',
  items: [{ sku: 'MUG-1', kind: 'physical', quantity: 2, unitAmount: 1250, weightGrams: 400 }],
  billingAddress: address,
  shippingAddress: address,
});
console.log(`total ${quote.amounts.total}, tax ${quote.amounts.tax}, shipping ${quote.amounts.shipping}`);

const { version, document } = await tollgate.settings.get('receipt');
const next = await tollgate.settings.put('receipt', { ...document, shopName: 'Example Shop' }, { ifVersion: version });
console.log(`receipt ${version} -> ${next.version}`);
await tollgate.settings.put('receipt', document, { ifVersion: version }).catch((error: unknown) => {
  if (!(error instanceof TollgateError)) throw error;
  console.log(`refused: ${error.code}`);
});
const last = await tollgate.settings.put('receipt', document, { ifVersion: next.version });
console.log(`put back: ${next.version} -> ${last.version}`);
