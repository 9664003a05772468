import { domainErrorOf } from '@tollgate/testing';
import { keyScopes } from '../roles/key-scopes.data.js';
import { rightsOfScopes } from '../roles/key-scopes.js';
import { rightsOf, roles } from '../roles/roles.data.js';
import { settingsAreas } from './settings.schema.js';
import { refuseUnlessMayChange } from './who-may-change.js';

const guarded = ['refunds', 'credits'];

describe('the settings that guard money', () => {
  it.each(guarded)('%s: are changed by no API key, which is told who may', (area) => {
    for (const rights of [undefined, rightsOfScopes(keyScopes)])
      expect(domainErrorOf(() => refuseUnlessMayChange(area, { rights }))).toMatchObject({
        code: 'not_allowed',
        detail: expect.stringContaining('Only owners may change this area, in Tollgate Central'),
      });
  });

  it.each(guarded)('%s: are changed by owners; a manager does not raise the limit, refund and put it back', (area) => {
    for (const role of roles) {
      const change = () => refuseUnlessMayChange(area, { rights: rightsOf(role) });
      if (role === 'owner') expect(change).not.toThrow();
      else expect(domainErrorOf(change)).toMatchObject({ code: 'not_allowed' });
    }
  });

  it('are these two: the others are set by API keys, too', () => {
    for (const area of settingsAreas.filter((one) => !guarded.includes(one)))
      expect(() => refuseUnlessMayChange(area, { rights: undefined })).not.toThrow();
  });
});
