import { systemClock, TransientError } from '@tollgate/errors';
import type { Requests } from '@tollgate/messaging';
import { Goods } from './goods.client.js';

const item = (sku: string, kind: 'digital' | 'physical') => ({ sku, kind, quantity: 1, unitAmount: 100 });
/** While esd-delivery answers nobody. */
const goods = new Goods({ request: () => Promise.reject(new TransientError('no answer')) } as unknown as Requests, systemClock);

describe('the goods of a basket, while esd-delivery is away', () => {
  it('hold up no sale of which all is shipped', async () =>
    expect(await goods.pinBasket('mer_demo', [item('MUG-1', 'physical')])).toEqual(new Map()));

  it('are waited for where anything is delivered online', async () =>
    expect(goods.pinBasket('mer_demo', [item('MUG-1', 'physical'), item('EBOOK-1', 'digital')])).rejects.toThrow(TransientError));
});
