import { factorIn } from './factor-in.js';

describe('a second factor that is typed in', () => {
  it.each(['123456', ' 123 456 '])('is a code of the authenticator app: “%s”', (typed) =>
    expect(factorIn(typed)).toEqual({ totp: '123456' }),
  );
  it.each(['abcde-fghij', '12345', '1234567'])('is a recovery code otherwise: “%s”', (typed) =>
    expect(factorIn(` ${typed} `)).toEqual({ recoveryCode: typed }),
  );
  it('is none where nothing was typed in', () => expect(factorIn('  ')).toBeUndefined());
});
