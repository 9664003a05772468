import { TollgateError } from '@tollgate/sdk';
import { explainProblem } from './explain-problem.js';

const problem = (status: number, code: string, field?: string, errors?: { code: string; field: string }[]) =>
  new TollgateError(status, { code, ...(field === undefined ? {} : { field }), ...(errors === undefined ? {} : { errors }) });

describe('what the gateway found wrong', () => {
  it.each([
    ['/billingAddress/postalCode', 'billing.postalCode'],
    ['/customer/email', 'email'],
    ['/customer/name', 'billing.name'],
    ['/payment/card/number', 'number'],
    ['/payment/card/expiryYear', 'expiry'],
    ['/shippingMethod', 'shippingMethod'],
    ['/items/0/sku', 'form'],
  ])('at %s stands at the field %s', (pointer, name) =>
    expect(explainProblem(problem(422, 'required', pointer), true)).toEqual({ [name]: 'error.required' }),
  );

  it('at the address of a parcel stands where that was typed', () => {
    const error = problem(422, 'unknown_region', '/shippingAddress/region');
    expect(Object.keys(explainProblem(error, true))).toEqual(['shipping.region']);
    expect(Object.keys(explainProblem(error, false))).toEqual(['billing.region']);
  });

  it('of a destination stands at its country', () =>
    expect(Object.keys(explainProblem(problem(422, 'destination_not_served'), false))).toEqual(['billing.country']));

  it('in several places stands at each of them', () => {
    const errors = [
      { code: 'required', field: '/billingAddress/region' },
      { code: 'invalid_email', field: '/customer/email' },
    ];
    expect(Object.keys(explainProblem(problem(422, 'required', '/billingAddress/region', errors), false)).toSorted()).toEqual([
      'billing.region',
      'email',
    ]);
  });

  it('S13: of a decline tells nobody who tries out cards why', () => {
    const texts = ['do_not_honor', 'card_velocity', 'card_blocked', 'lost_card'].map((code) =>
      explainProblem(problem(402, code), false),
    );
    expect(new Set(texts.map(({ form }) => form)).size).toBe(1);
  });

  it('is said even where nobody knows the code', () =>
    expect(explainProblem(problem(422, 'something_new', '/customer/phone'), false)).toEqual({
      phone: 'error.unknown',
    }));
});
