import { pages } from './navigation.js';
import { paletteEntries } from './palette-entries.js';

const named = pages.map((page) => ({ ...page, label: page.name.toUpperCase() }));

describe('the palette', () => {
  it('shows all pages to who typed nothing', () =>
    expect(paletteEntries('', named, { searches: [], filters: [] }).map(({ href }) => href)).toEqual([
      ...pages.map(({ href }) => href),
    ]));

  it('opens an order by its id before anything else', () =>
    expect(paletteEntries('ord_1', named, { searches: [{ by: 'id', value: 'ord_1' }], filters: [] })[0]?.href).toBe(
      '/orders/ord_1',
    ));

  it('puts pages before searches', () =>
    expect(
      paletteEntries('goods', named, { searches: [{ by: 'reference', value: 'goods' }], filters: [] }).map(({ href }) => href),
    ).toEqual(['/goods', '/orders?reference=goods']));

  it('writes what was typed into the address so that nothing of it is lost', () =>
    expect(paletteEntries('a&b', named, { searches: [{ by: 'name', value: 'a&b c' }], filters: [] })[0]?.href).toBe(
      '/orders?name=a%26b+c',
    ));

  it('opens a saved filter by its name, after the pages', () => {
    const filters = [
      { label: 'Orders of Germany', href: '/orders?country=DE' },
      { label: 'To be shipped', href: '/orders?status=approved' },
    ];
    expect(paletteEntries('orders', named, { searches: [], filters }).map(({ href }) => href)).toEqual([
      '/orders',
      '/orders?country=DE',
    ]);
  });
});
