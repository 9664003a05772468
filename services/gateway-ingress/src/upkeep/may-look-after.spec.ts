import { type Role, roles } from '../roles/roles.data.js';
import { storesGiving } from './may-look-after.js';

describe('S24: who looks after the installation', () => {
  it.each(roles)('a store gives the right to its %s, if at all, by role', (role) => {
    const isTaken = role === 'owner' || role === 'developer';
    for (const right of ['operations:read', 'operations:manage'] as const)
      expect(storesGiving(new Map([['mer_demo', role]]), right)).toEqual(isTaken ? ['mer_demo'] : []);
  });

  it('is whoever is that in any of their stores', () => {
    const own = new Map<string, Role>([
      ['mer_a', 'read_only'],
      ['mer_b', 'developer'],
      ['mer_c', 'owner'],
    ]);
    expect(storesGiving(own, 'operations:manage')).toEqual(['mer_b', 'mer_c']);
    expect(storesGiving(new Map(), 'operations:read')).toEqual([]);
  });
});
