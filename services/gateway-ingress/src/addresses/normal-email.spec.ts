import { normalEmail } from './normal-email.js';

describe('an e-mail address', () => {
  it('is compared without capitals and without blanks around it', () =>
    expect(normalEmail(' Ann@Example.COM')).toBe('ann@example.com'));
});
