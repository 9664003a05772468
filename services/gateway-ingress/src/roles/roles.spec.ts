import { rightsOf, roles } from './roles.data.js';

it('whoever may read reports may read customers, whose names stand in one', () =>
  expect(roles.filter((role) => rightsOf(role).has('reports:read') && !rightsOf(role).has('customers:read'))).toEqual([]));

it('whoever may approve refunds may ask for them, whose route takes what both decide', () =>
  expect(roles.filter((role) => rightsOf(role).has('refunds:approve') && !rightsOf(role).has('refunds:create'))).toEqual([]));
