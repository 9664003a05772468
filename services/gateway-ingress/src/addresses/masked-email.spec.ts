import { maskedEmail } from './masked-email.js';

describe('an e-mail address that is shown masked', () => {
  it.each([
    ['ann@example.com', 'a…@example.com'],
    ['a@example.com', 'a…@example.com'],
    ['', ''],
  ])('%s is %s', (email, expected) => expect(maskedEmail(email)).toBe(expected));
});
