import { mayLookAfter } from './may-look-after.js';

const store = (role: string, rights: readonly string[]) => ({ id: 'mer_1', name: 'Shop', timeZone: 'UTC', role, rights });

describe('the installation', () => {
  it('is looked after by who owns any store', () =>
    expect(mayLookAfter({ stores: [store('support', []), store('owner', ['operations:read'])] }, 'operations:read')).toBe(true));

  it('is not shown to a manager, whose role has the right', () =>
    expect(mayLookAfter({ stores: [store('manager', ['operations:read'])] }, 'operations:read')).toBe(false));

  it('is only looked at by who may not manage it', () =>
    expect(mayLookAfter({ stores: [store('developer', ['operations:read'])] }, 'operations:manage')).toBe(false));
});
