import { pages } from './navigation.js';
import { paletteEntries } from './palette-entries.js';

const named = pages.map((page) => ({ ...page, label: page.name.toUpperCase() }));

describe('the palette', () => {
  it('shows all pages to who typed nothing', () =>
    expect(paletteEntries('', named, []).map(({ href }) => href)).toEqual([...pages.map(({ href }) => href)]));

  it('opens an order by its id before anything else', () =>
    expect(paletteEntries('ord_1', named, [{ by: 'id', value: 'ord_1' }])[0]?.href).toBe('/orders/ord_1'));

  it('puts pages before searches', () =>
    expect(paletteEntries('goods', named, [{ by: 'reference', value: 'goods' }]).map(({ href }) => href)).toEqual([
      '/goods',
      '/orders?reference=goods',
    ]));

  it('writes what was typed into the address so that nothing of it is lost', () =>
    expect(paletteEntries('a&b', named, [{ by: 'name', value: 'a&b c' }])[0]?.href).toBe('/orders?name=a%26b+c'));
});
