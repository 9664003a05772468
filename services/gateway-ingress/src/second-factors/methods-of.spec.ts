import { methodsOf } from './methods-of.js';

describe('S17: the ways to show a second factor', () => {
  it.each([
    [{ hasTotp: false, passkeys: 0, recoveryCodes: 0 }, []],
    [{ hasTotp: false, passkeys: 0, recoveryCodes: 10 }, []],
    [{ hasTotp: true, passkeys: 0, recoveryCodes: 0 }, ['totp']],
    [{ hasTotp: true, passkeys: 2, recoveryCodes: 1 }, ['totp', 'passkey', 'recovery_code']],
    [{ hasTotp: false, passkeys: 1, recoveryCodes: 3 }, ['passkey', 'recovery_code']],
  ])('of %j are %j', (own, methods) => expect(methodsOf(own)).toEqual(methods));
});
