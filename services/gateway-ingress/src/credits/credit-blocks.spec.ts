import { blockableNames, refuseBlocked } from './credit-blocks.js';

describe('a credit, held against the block list', () => {
  it('is known by its card, its address on the net and that one’s domain, and its country', () =>
    expect(blockableNames({ card: 'c', email: 'e', emailDomain: 'd', countries: ['DE'] })).toEqual([
      { kind: 'card', name: 'c' },
      { kind: 'email', name: 'e' },
      { kind: 'email_domain', name: 'd' },
      { kind: 'country', name: 'DE' },
    ]));

  it('is known by its card alone where nothing else was given', () =>
    expect(blockableNames({ card: 'c', email: '', emailDomain: '', countries: [] })).toEqual([{ kind: 'card', name: 'c' }]));

  it('is refused with a code and its field for each kind that is blocked', () => {
    expect(refuseBlocked(['card', 'country', 'email', 'email_domain'], false)).toEqual([
      { code: 'email_blocked', field: '/customer/email' },
      { code: 'email_domain_blocked', field: '/customer/email' },
      { code: 'country_blocked', field: '/billingAddress/country' },
      { code: 'card_blocked', field: '/payment/card/number' },
    ]);
    expect(refuseBlocked(['card'], true)).toEqual([{ code: 'card_blocked', field: '/payment/token' }]);
  });

  it('is let through where nothing is', () => expect(refuseBlocked([], false)).toEqual([]));
});
