import { keyScopes, rightsByScope } from './key-scopes.data.js';
import { rightsOfScopes, scopesWithin } from './key-scopes.js';
import { rightsOf } from './roles.data.js';

describe('what an API key may be for', () => {
  it('is anything where an owner makes it', () => expect(scopesWithin(rightsOf('owner'))).toEqual(keyScopes));

  it('is nothing that moves money where a developer makes it, who moves none', () =>
    expect(scopesWithin(rightsOf('developer'))).toEqual(['read', 'goods', 'licenses', 'settings']));

  it('is what each of its scopes is for, and a scope that nobody knows is for nothing', () =>
    expect([...rightsOfScopes(['goods', 'refunds', 'later'])]).toEqual(['goods:write', 'refunds:create', 'credits:create']));

  it('is never to be the second person, nor to let people in', () => {
    const rights = rightsOfScopes(keyScopes);
    for (const right of ['refunds:approve', 'limits:write', 'users:manage', 'keys:manage'] as const)
      expect(rights.has(right)).toBe(false);
    expect(Object.values(rightsByScope).flat()).toHaveLength(rights.size);
  });
});
