import { usd } from '@tollgate/money';
import { fold, type Order } from '@tollgate/order';
import { orderPlaced, recorded, refundRequested } from '@tollgate/testing';
import { refundSettings } from './refund-settings.schema.js';
import { passedLimit } from './second-person.js';

const refund = (id: string, on: string, init = {}) =>
  refundRequested({ amount: usd(600n), ...init }, { id, actor: { service: 'gateway-ingress', on } });

interface Case {
  readonly by?: string;
  readonly settings?: Partial<typeof refundSettings.defaults>;
  readonly before?: readonly ReturnType<typeof refund>[];
}

const passed = (minor: bigint, { by = 'usr_ann', settings = {}, before = [] }: Case = {}) => {
  const rules = { ...refundSettings.defaults, limits: { USD: 1000 }, ...settings };
  const order = fold([orderPlaced(), ...before]) as Order;
  return passedLimit(order, usd(minor), { by, settings: rules, settingsVersion: 1, now: new Date() });
};

describe('the limit of what people give back alone', () => {
  it('is passed by more than it, and not by just it', () => {
    expect(passed(1000n)).toBeUndefined();
    expect(passed(1001n)).toEqual(usd(1000n));
  });

  it('is none where none is set, for the currency at least', () => {
    expect(passed(1_000_000n, { settings: { limits: {} } })).toBeUndefined();
    expect(passed(1_000_000n, { settings: { limits: { EUR: 1 } } })).toBeUndefined();
  });

  it('of 0 lets nobody give anything back alone', () =>
    expect(passed(1n, { settings: { limits: { USD: 0 } } })).toEqual(usd(0n)));

  it('is passed by many small refunds, too, by whomever', () => {
    const before = [refund('r1', 'usr_ann')];
    expect(passed(400n, { before })).toBeUndefined();
    expect(passed(401n, { before })).toEqual(usd(1000n));
    expect(passed(401n, { before, by: 'usr_bob' })).toEqual(usd(1000n));
  });

  it('does not count what a second person approved, nor what failed', () => {
    const failed = recorded('RefundFailed', { operation: 'r2', code: 'declined' }, { version: 4 });
    const before = [refund('r1', 'usr_ann', { approval: 'a1' }), refund('r2', 'usr_ann'), failed as never];
    expect(passed(1000n, { before })).toBeUndefined();
  });

  it('is not meant for API keys unless the merchant says so', () => {
    const before = [refund('r1', 'key_1')];
    expect(passed(5000n, { by: 'key_1' })).toBeUndefined();
    expect(passed(1000n, { before })).toBeUndefined();
    const settings = { appliesToKeys: true };
    expect(passed(5000n, { by: 'key_1', settings })).toEqual(usd(1000n));
    expect(passed(401n, { before, settings })).toEqual(usd(1000n));
  });
});
