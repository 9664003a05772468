import { missingParts } from './missing-parts.js';

it('a new account needs a name and a password; English is spoken unless told otherwise', () => {
  expect(missingParts({})).toEqual([
    { code: 'required', field: '/name' },
    { code: 'required', field: '/password' },
  ]);
  expect(missingParts({ name: 'Ann', password: 'x' })).toEqual([]);
});
