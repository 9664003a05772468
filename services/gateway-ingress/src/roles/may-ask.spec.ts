import { mayAsk } from './may-ask.js';
import { type Right, rightsOf } from './roles.data.js';

const rights = new Set<Right>(['reports:read']);

it.each([
  ['one right that is there', { right: 'reports:read' }, true],
  ['one that is not', { right: 'orders:read' }, false],
  ['two, of which one is there', { right: 'reports:read', alsoRight: 'customers:read' }, false],
  ['nothing but being signed in', { right: 'signed_in' }, true],
  ['no right at all: it is nobody’s', {}, false],
] as const)('a route that asks for %s', (_, asked, expected) => expect(mayAsk(rights, asked)).toBe(expected));

it('an owner may ask whatever has a right', () => expect(mayAsk(rightsOf('owner'), { right: 'limits:write' })).toBe(true));
