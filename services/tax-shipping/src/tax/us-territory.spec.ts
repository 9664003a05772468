import { create, TaxAddressSchema } from '@tollgate/contracts';
import { normalTerritory } from './us-territory.js';

const normal = (country: string, region = '') => {
  const { country: c, region: r } = normalTerritory(create(TaxAddressSchema, { country, region, postalCode: '00901' }));
  return `${c}-${r}`;
};

describe('the normal form of an address', () => {
  it.each(['AS', 'GU', 'MP', 'PR', 'UM', 'VI'])(
    'O9: makes the territory %s a region of the US, however it was written',
    (code) => {
      expect(normal(code)).toBe(`US-${code}`);
      expect(normal('US', code)).toBe(`US-${code}`);
    },
  );

  it('leaves everything else as it is, a region of the same letters too', () => {
    expect(normal('US', 'NY')).toBe('US-NY');
    expect(normal('IT', 'PR')).toBe('IT-PR');
    expect(normal('DE')).toBe('DE-');
  });
});
