import { requestOf } from './call.js';

describe('the request of an operation', () => {
  it('has its method, its path and its query', () =>
    expect(requestOf('listOrderEvents', { path: { id: 'ord_1' }, query: { limit: 10, cursor: undefined } })).toEqual({
      method: 'GET',
      path: '/v1/orders/ord_1/events?limit=10',
    }));

  it('has its body', () =>
    expect(requestOf('voidOrder', { path: { id: 'ord_1' }, body: { reason: 'out of stock' } })).toEqual({
      method: 'POST',
      path: '/v1/orders/ord_1/void',
      body: { reason: 'out of stock' },
    }));

  it('escapes what stands in its path', () =>
    expect(requestOf('putGoodFile', { path: { sku: 'A/B', name: 'größe?.pdf' } }).path).toBe(
      '/v1/goods/A%2FB/files/gr%C3%B6%C3%9Fe%3F.pdf',
    ));

  it.each(['', '.', '..'])('is none with "%s" for an id', (id) =>
    expect(() => requestOf('getOrder', { path: { id } })).toThrow('"id" is missing'),
  );
});
