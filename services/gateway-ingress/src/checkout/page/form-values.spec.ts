import { formValues, prefilledForm, shownAgain } from './form-values.js';

const albany = { line1: '1 Main St', country: 'US' };

describe('the fields of the page', () => {
  it('begin with what the merchant knows; one address stands for both', () => {
    const form = prefilledForm({ customer: { email: 'a@b.example', name: 'Ann' }, shippingAddress: albany }, 'DE');
    expect(form).toMatchObject({
      'customer.email': 'a@b.example',
      'billingAddress.name': 'Ann',
      'billingAddress.line1': '1 Main St',
    });
    expect([form['billingAddress.country'], form['shippingAddress.country'], form.shipToOther]).toEqual(['US', 'US', '']);
  });

  it('begin with another address to deliver to where there are two', () =>
    expect(prefilledForm({ billingAddress: albany, shippingAddress: { country: 'CA' } }, 'DE')).toMatchObject({
      'billingAddress.country': 'US',
      'shippingAddress.country': 'CA',
      shipToOther: 'yes',
    }));

  it('begin with the visitor’s country where nothing is known', () =>
    expect(prefilledForm({}, 'JP')['billingAddress.country']).toBe('JP'));

  it('are shown again without the card, and without what was a card’s number', () => {
    const values = {
      'customer.email': 'a@b.example',
      'card.number': '1',
      'card.expiry': '1',
      'card.cvc': '1',
      'billingAddress.name': '4111',
    };
    expect(shownAgain(values, (text) => text === '4111')).toEqual({ 'customer.email': 'a@b.example' });
  });

  it('are read by their first value, and only under names of ours', () => {
    expect(
      formValues([
        ['a.b', '1'],
        ['a.b', '2'],
        ['<x>', '3'],
        ['c', 'x'.repeat(3_000)],
      ]),
    ).toEqual({ 'a.b': '1', c: 'x'.repeat(2_000) });
    const many = Array.from({ length: 1_000 }, (_, index) => [`n${index}`, ''] as const);
    expect(Object.keys(formValues(many))).toHaveLength(100);
  });
});
