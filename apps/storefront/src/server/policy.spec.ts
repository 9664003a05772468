import { policy, policyWithin } from './policy.js';

describe('S19: what the shop’s pages may load', () => {
  it('is no script and no frame of anybody’s', () => expect(policy).not.toMatch(/script-src|frame-src|connect-src/));

  it('is, of the page with the gateway’s within it, its one script, its pages and the shop’s own script', () =>
    expect(policyWithin(new URL('https://pay.example:8443/pay/abc?x'))).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; " +
        "script-src 'self' https://pay.example:8443/pay/fields.js; frame-src https://pay.example:8443/pay/",
    ));
});
