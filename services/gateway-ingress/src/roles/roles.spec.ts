import { rightsOf, roles } from './roles.data.js';

it('whoever may read reports may read customers, whose names stand in one', () =>
  expect(roles.filter((role) => rightsOf(role).has('reports:read') && !rightsOf(role).has('customers:read'))).toEqual([]));
