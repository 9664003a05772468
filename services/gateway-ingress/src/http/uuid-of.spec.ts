import { domainErrorOf } from '@tollgate/testing';
import { uuidOf } from './uuid-of.js';

it('an id in an address is the uuid behind its prefix', () =>
  expect(uuidOf('inv', 'inv_01890a5dac96774bbcceb302099a8057')).toBe('01890a5d-ac96-774b-bcce-b302099a8057'));

it.each(['usr_01890a5dac96774bbcceb302099a8057', 'inv_1', ''])('“%s”, which is none of its kind, names nothing', (id) =>
  expect(domainErrorOf(() => uuidOf('inv', id)).code).toBe('not_found'),
);
