import { pages } from '../navigation.js';
import { type PaletteEntry, paletteEntries } from './palette-entries.js';

const named = pages.map((page) => ({ ...page, label: page.name.toUpperCase() }));

const hrefOf = (entry: PaletteEntry): string | undefined => ('href' in entry ? entry.href : undefined);

describe('the palette', () => {
  it('shows all pages to who typed nothing', () =>
    expect(paletteEntries('', named, { searches: [], filters: [] }).map(hrefOf)).toEqual([...pages.map(({ href }) => href)]));

  it('opens an order by its id before anything else', () =>
    expect(paletteEntries('ord_1', named, { searches: [{ by: 'id', value: 'ord_1' }], filters: [] }).map(hrefOf)[0]).toBe(
      '/orders/ord_1',
    ));

  it('puts pages before searches', () =>
    expect(paletteEntries('goods', named, { searches: [{ by: 'reference', value: 'goods' }], filters: [] }).map(hrefOf)).toEqual([
      '/goods',
      '/orders?reference=goods',
    ]));

  it('does what is asked for by its name: dark mode, a language, signing out', () => {
    const actions = ['Appearance: Dark', 'Language: Deutsch', 'Sign out'].map((label) => ({ label, act: () => {} }));
    const shown = (typed: string) =>
      paletteEntries(typed, [], { searches: [], filters: [], actions }).map((entry) =>
        entry.kind === 'action' ? entry.label : '',
      );
    expect(['dark', 'deut', 'sign', ''].map(shown)).toEqual([['Appearance: Dark'], ['Language: Deutsch'], ['Sign out'], []]);
  });

  it('offers what finds something before the ways in which a text may be meant', () => {
    const searches = [
      { by: 'reference', value: 'VIN-024' },
      { by: 'sku', value: 'VIN-024' },
    ] as const;
    expect(paletteEntries('VIN-024', [], { searches, filters: [] }).map((entry) => entry.kind)).toEqual([
      'find',
      'search',
      'search',
    ]);
  });

  it('writes what was typed into the address so that nothing of it is lost', () =>
    expect(paletteEntries('a&b', named, { searches: [{ by: 'name', value: 'a&b c' }], filters: [] }).map(hrefOf)[0]).toBe(
      '/orders?name=a%26b+c',
    ));

  it('opens a saved filter by its name, after the pages', () => {
    const filters = [
      { label: 'Orders of Germany', href: '/orders?country=DE' },
      { label: 'To be shipped', href: '/orders?status=approved' },
    ];
    expect(paletteEntries('orders', named, { searches: [], filters }).map(hrefOf)).toEqual(['/orders', '/orders?country=DE']);
  });
});
