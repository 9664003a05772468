import { checkAddresses, customerOf, destinationOf, type Fields, readFields } from './address-form.js';

const ann: Fields = {
  email: 'ann@example.com',
  'billing.name': 'Ann Buyer',
  'billing.line1': '1 Main St',
  'billing.line2': '',
  'billing.city': 'Albany',
  'billing.region': 'NY',
  'billing.postalCode': '12207',
  'billing.country': 'US',
  shippingMethod: 'express',
};
const bob = { 'shipping.name': 'Bob', 'shipping.line1': '2 Side St', 'shipping.city': 'Troy', 'shipping.country': 'US' };
const annAtHome = { name: 'Ann Buyer', line1: '1 Main St', city: 'Albany', region: 'NY', postalCode: '12207', country: 'US' };

describe('the form of addresses', () => {
  it('takes the fields it has, trimmed and not endless, and nothing else', () =>
    expect(
      readFields({ email: ' a@b.c ', price: '1', phone: ['x'], region: 'x'.repeat(999) }, ['email', 'phone', 'region']),
    ).toEqual({
      email: 'a@b.c',
      phone: '',
      region: 'x'.repeat(200),
    }));

  it('goes to one address, for parcels as for the bill', () =>
    expect(destinationOf(ann, true)).toEqual({
      billingAddress: annAtHome,
      shippingAddress: annAtHome,
      shippingMethod: 'express',
    }));

  it('goes elsewhere where that was asked for', () =>
    expect(destinationOf({ ...ann, ...bob, elsewhere: 'yes' }, true).shippingAddress).toEqual({
      name: 'Bob',
      line1: '2 Side St',
      city: 'Troy',
      country: 'US',
    }));

  it('goes nowhere with downloads alone, whatever was filled in', () =>
    expect(destinationOf({ ...ann, ...bob, elsewhere: 'yes' }, false)).toEqual({ billingAddress: annAtHome }));

  it('names the customer without what was left empty', () =>
    expect(customerOf({ ...ann, phone: '' }, '203.0.113.9')).toEqual({
      email: 'ann@example.com',
      name: 'Ann Buyer',
      ipAddress: '203.0.113.9',
    }));

  it.each<[string, Fields, boolean, readonly string[]]>([
    ['nothing', ann, true, []],
    ['an e-mail address that is none', { ...ann, email: 'ann@' }, true, ['email']],
    ['empty fields', { ...ann, 'billing.name': '', 'billing.city': '' }, false, ['billing.name', 'billing.city']],
    ['the other address', { ...ann, ...bob, 'shipping.line1': '', elsewhere: 'yes' }, true, ['shipping.line1']],
    ['no other address for downloads alone', { ...ann, elsewhere: 'yes' }, false, []],
  ])('finds %s at fault', (_, fields, isShipped, names) => expect(Object.keys(checkAddresses(fields, isShipped))).toEqual(names));
});
