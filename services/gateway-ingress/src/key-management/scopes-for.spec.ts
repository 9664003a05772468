import { domainErrorOf } from '@tollgate/testing';
import { rightsOf } from '../roles/roles.data.js';
import { scopesFor } from './scopes-for.js';

describe('the scopes of a new key', () => {
  it('are those that were asked for, each once', () =>
    expect(scopesFor(rightsOf('owner'), ['refunds', 'read', 'refunds'])).toEqual(['read', 'refunds']));

  it('are all that its maker may give where none were asked for', () => {
    expect(scopesFor(rightsOf('owner'))).toContain('refunds');
    expect(scopesFor(rightsOf('developer'))).toEqual(['read', 'goods', 'licenses', 'settings']);
  });

  it('are refused with the place of the first that its maker may not give', () =>
    expect(domainErrorOf(() => scopesFor(rightsOf('developer'), ['read', 'orders', 'refunds']))).toMatchObject({
      code: 'not_allowed',
      field: '/scopes/1',
    }));
});
