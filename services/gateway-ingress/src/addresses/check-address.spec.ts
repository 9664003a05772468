import { type AddressUse, checkAddress } from './check-address.js';
import { countries } from './countries.data.js';
import { countryRules } from './country-rules.data.js';
import { type AddressRequest, normalAddress } from './normal-address.js';

const albany = { country: 'US', region: 'NY', postalCode: '12207' };
const check = (address: AddressRequest, use: AddressUse = 'billing') => checkAddress(address, '', use);

describe('an address', () => {
  it.each([
    ['a street in Albany', albany],
    ['a ZIP+4', { ...albany, postalCode: '12207-0001' }],
    ['small letters', { ...albany, region: 'ny' }],
    ['a state by its name', { ...albany, region: 'New York' }],
    ['a state with its country', { ...albany, region: 'US-NY' }],
    ['a country without regions and with a postal code', { country: 'DE', postalCode: '10117' }],
    ['a country with neither', { country: 'HK' }],
    ['a Canadian postal code in small letters', { country: 'CA', region: 'ON', postalCode: 'k1a 0b1' }],
    ['a British postcode', { country: 'GB', postalCode: 'SW1A 1AA' }],
    ['a prefecture by its name', { country: 'JP', region: 'Tokyo', postalCode: '100-0001' }],
    ['a Japanese bill without prefecture', { country: 'JP', postalCode: '100-0001' }],
  ])('may be %s', (_, address) => expect(check(address)).toEqual([]));

  it.each([
    ['a country nobody knows', { country: 'XX' }, 'unknown_country', '/country'],
    ['a country in small letters', { country: 'us' }, 'unknown_country', '/country'],
    ['a missing state', { country: 'US', postalCode: '12207' }, 'required', '/region'],
    ['a state nobody knows', { ...albany, region: 'ZZ' }, 'unknown_region', '/region'],
    ['a region that is no code', { country: 'DE', region: 'Bavaria', postalCode: '10117' }, 'unknown_region', '/region'],
    ['a missing ZIP', { country: 'US', region: 'NY' }, 'required', '/postalCode'],
    ['a ZIP of four digits', { ...albany, postalCode: '1220' }, 'invalid_postal_code', '/postalCode'],
    ['a postal code of punctuation', { country: 'HK', postalCode: '<b>' }, 'invalid_postal_code', '/postalCode'],
  ])('may not have %s', (...[, address, code, field]) => expect(check(address)).toEqual([{ code, field }]));

  it('that is wrong in several parts names each', () =>
    expect(check({ country: 'US' }).map(({ field }) => field)).toEqual(['/region', '/postalCode']));

  it('lies where the caller says', () =>
    expect(checkAddress({ country: 'XX' }, '/billingAddress', 'billing')[0]?.field).toBe('/billingAddress/country'));
});

describe('O8: a ZIP code', () => {
  it.each([
    ['OR', '94105'],
    ['NY', '09277'],
    ['AE', '12207'],
    ['PR', '12207'],
    ['NY', '96799'],
  ])('in %s is not %s', (region, postalCode) =>
    expect(check({ country: 'US', region, postalCode })).toEqual([{ code: 'postal_code_mismatch', field: '/postalCode' }]),
  );

  it.each([
    ['OR', '97201'],
    ['AE', '09277'],
    ['AP', '96206'],
    ['AA', '34002'],
    ['PR', '00901'],
    ['DC', '20500'],
    ['NY', '06390'],
    ['KY', '42223'],
    ['TN', '42223'],
  ])('in %s may be %s', (region, postalCode) => expect(check({ country: 'US', region, postalCode })).toEqual([]));

  it('has its like in other countries: a Canadian code lies in its province', () => {
    expect(check({ country: 'CA', region: 'ON', postalCode: 'V5K 0A1' })).toEqual([
      { code: 'postal_code_mismatch', field: '/postalCode' },
    ]);
    expect(check({ country: 'CA', region: 'British Columbia', postalCode: 'V5K 0A1' })).toEqual([]);
  });
});

describe('O9: a territory of the United States', () => {
  it.each([
    ['PR', '00901'],
    ['GU', '96910'],
    ['VI', '00801'],
    ['AS', '96799'],
    ['MP', '96950'],
  ])('%s is one address, written as a country or as a state', (territory, postalCode) => {
    const asCountry = { country: territory, postalCode };
    const asState = { country: 'US', region: territory, postalCode };
    expect(normalAddress(asCountry)).toEqual(normalAddress(asState));
    expect(normalAddress({ ...asCountry, region: territory })).toEqual(asState);
    expect([check(asCountry, 'shipping'), check(asState, 'shipping')]).toEqual([[], []]);
  });
});

describe('O10: what an address needs', () => {
  it('has no postal code where the country’s addresses do without', () => {
    for (const country of ['IE', 'BG', 'HR', 'IL', 'CY', 'VN']) expect([country, check({ country })]).toEqual([country, []]);
    expect(check({ country: 'DE' })).toEqual([{ code: 'required', field: '/postalCode' }]);
  });

  it('has a region where a parcel needs one', () => {
    expect(check({ country: 'JP', postalCode: '100-0001' }, 'shipping')).toEqual([{ code: 'required', field: '/region' }]);
    expect(check({ country: 'IE', region: 'Co. Dublin', postalCode: 'D02 AF30' }, 'shipping')).toEqual([]);
  });

  it('is known for every country of ISO 3166-1', () => {
    expect(countries.size).toBe(249);
    for (const country of countries) expect([country, countryRules(country)]).toEqual([country, expect.anything()]);
  });
});
