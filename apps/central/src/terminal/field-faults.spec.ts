import { asShown, faultAt, faultsIn, hasPlace, isRequired } from './field-faults.js';

const postalCode = { field: '/shippingAddress/postalCode', code: 'required' };
const region = { field: '/billingAddress/region', code: 'unknown_region' };

describe('what is wrong with the fields of an order', () => {
  it('is told by the pointers of a problem', () => {
    expect(faultsIn({ status: 422, code: 'invalid_fields', errors: [postalCode, region] })).toEqual([postalCode, region]);
    expect(faultsIn({ status: 422, code: 'unknown_sku', field: '/items/0/sku' })).toEqual([
      { field: '/items/0/sku', code: 'unknown_sku' },
    ]);
    expect(faultsIn({ status: 422, code: 'invalid_idempotency_key', field: 'Idempotency-Key' })).toEqual([]);
    expect(faultsIn({ status: 503, code: 'temporarily_unavailable' })).toEqual([]);
  });

  it('stands at the billing address where parcels go to it', () => {
    expect(asShown([postalCode], false)).toEqual([{ field: '/billingAddress/postalCode', code: 'required' }]);
    expect(asShown([postalCode], true)).toEqual([postalCode]);
  });

  it('is not held against somebody who is still typing where it is only missing', () => {
    expect(faultAt([postalCode], postalCode.field, false)).toBeUndefined();
    expect(faultAt([postalCode], postalCode.field, true)).toBe('required');
    expect(faultAt([region], region.field, false)).toBe('unknown_region');
    expect(isRequired([postalCode, region], postalCode.field)).toBe(true);
    expect(isRequired([postalCode, region], region.field)).toBe(false);
  });

  it('is told above the button where no field stands for it', () => {
    expect(hasPlace({ field: '/shippingAddress', code: 'destination_not_served' })).toBe(false);
    expect(hasPlace(region)).toBe(true);
  });
});
