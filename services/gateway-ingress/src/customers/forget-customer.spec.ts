import { recorded } from '@tollgate/testing';
import { customerTarget, forgetCustomer } from './forget-customer.js';

const customer = 'a1'.repeat(32);
const [one, two] = ['01890a5d-ac96-774b-bcce-b302099a8057', '01890a5d-ac96-774b-bcce-b302099a8058'];
const { fold } = customerTarget({ merchant: 'mer_demo', mode: 'test' }, customer);
const after = (...orders: readonly string[]) =>
  fold.fold(orders.length === 0 ? [] : [recorded('CustomerForgotten', { customer, orders: [...orders] })]) ?? new Set<string>();

describe('a customer who is forgotten', () => {
  it('is recorded with the orders that they had', () =>
    expect(forgetCustomer(after(), { customer, orders: [one, two] })).toMatchObject([
      { type: 'CustomerForgotten', data: { customer, orders: [one, two] } },
    ]));

  it('is recorded with what came since, where they were forgotten before', () =>
    expect(forgetCustomer(after(one), { customer, orders: [one, two] })).toMatchObject([{ data: { orders: [two] } }]));

  it('is not recorded again where nothing is left, as after a message that came twice', () =>
    expect(forgetCustomer(after(one, two), { customer, orders: [one, two] })).toEqual([]));

  it('is another one at each merchant and in each mode', () => {
    const idOf = (merchant: string, mode: 'test' | 'live') => customerTarget({ merchant, mode }, customer).id;
    expect(new Set([idOf('mer_demo', 'test'), idOf('mer_demo', 'live'), idOf('mer_other', 'live')]).size).toBe(3);
  });
});
