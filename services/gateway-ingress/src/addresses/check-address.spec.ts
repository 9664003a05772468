import { countries } from './countries.data.js';
import { checkAddress, placeOf } from './check-address.js';

const albany = { country: 'US', region: 'NY', postalCode: '12207' };

describe('checkAddress', () => {
  it.each([
    ['a street in Albany', albany],
    ['a ZIP+4', { ...albany, postalCode: '12207-0001' }],
    ['small letters', { ...albany, region: 'ny' }],
    ['a country without regions and with a postal code', { country: 'DE', postalCode: '10117' }],
    ['a country with neither', { country: 'HK' }],
    ['a Canadian postal code in small letters', { country: 'CA', region: 'ON', postalCode: 'k1a 0b1' }],
    ['a British postcode', { country: 'GB', postalCode: 'SW1A 1AA' }],
  ])('takes %s', (_, address) => expect(checkAddress(address, '')).toEqual([]));

  it.each([
    ['a country nobody knows', { country: 'XX' }, 'unknown_country', '/country'],
    ['a country in small letters', { country: 'us' }, 'unknown_country', '/country'],
    ['a missing state', { country: 'US', postalCode: '12207' }, 'required', '/region'],
    ['a state nobody knows', { ...albany, region: 'ZZ' }, 'unknown_region', '/region'],
    ['a region that is no code', { country: 'DE', region: 'Bavaria', postalCode: '10117' }, 'unknown_region', '/region'],
    ['a missing ZIP', { country: 'US', region: 'NY' }, 'required', '/postalCode'],
    ['a ZIP of four digits', { ...albany, postalCode: '1220' }, 'invalid_postal_code', '/postalCode'],
    ['a postal code of punctuation', { country: 'HK', postalCode: '<b>' }, 'invalid_postal_code', '/postalCode'],
  ])('refuses %s', (...[, address, code, field]) =>
    expect(checkAddress(address, '/billingAddress')).toEqual([{ code, field: `/billingAddress${field}` }]),
  );

  it('names every part that is wrong', () =>
    expect(checkAddress({ country: 'US' }, '').map(({ field }) => field)).toEqual(['/region', '/postalCode']));
});

describe('placeOf', () => {
  it('writes codes in capitals, and what is absent as empty', () => {
    expect(placeOf({ country: 'CA', region: 'on', postalCode: 'k1a 0b1' })).toEqual({
      country: 'CA',
      region: 'ON',
      postalCode: 'K1A 0B1',
    });
    expect(placeOf({ country: 'HK' })).toEqual({ country: 'HK', region: '', postalCode: '' });
  });
});

describe('the table of countries', () => {
  it('has as many as ISO 3166-1 assigned', () => expect(countries.size).toBe(249));
});
