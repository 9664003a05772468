import { fromCustomerId, toCustomerId } from './customer-id.js';

const name = 'a1'.repeat(32);

describe('a customer’s id', () => {
  it('is made of the name that their keys are filed under, and leads back to it', () =>
    expect(fromCustomerId(toCustomerId(name))).toBe(name));

  it.each(['', name, `cus_${name}0`, `cus_${name.toUpperCase()}`, 'cus_01890a5dac96774bbcceb302099a8057', `ord_${name}`])(
    '%s is none',
    (id) => expect(fromCustomerId(id)).toBeUndefined(),
  );
});
