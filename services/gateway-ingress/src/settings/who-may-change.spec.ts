import { domainErrorOf } from '@tollgate/testing';
import { rightsOf, roles } from '../roles/roles.data.js';
import { settingsAreas } from './settings.schema.js';
import { refuseUnlessMayChange } from './who-may-change.js';

const guarded = ['refunds', 'credits'];

describe('the settings that guard money', () => {
  it.each(guarded)('%s: are changed by no API key, which is told who may', (area) =>
    expect(domainErrorOf(() => refuseUnlessMayChange(area, undefined))).toMatchObject({
      code: 'not_allowed',
      detail: expect.stringContaining('Only people may change this area, in Tollgate Central'),
    }),
  );

  it.each(guarded)('%s: are changed by owners and managers, not by a developer, who may set others', (area) => {
    for (const role of roles) {
      const change = () => refuseUnlessMayChange(area, rightsOf(role));
      if (role === 'owner' || role === 'manager') expect(change).not.toThrow();
      else expect(domainErrorOf(change)).toMatchObject({ code: 'not_allowed' });
    }
  });

  it('are these two: the others are set by API keys, too', () => {
    for (const area of settingsAreas.filter((one) => !guarded.includes(one)))
      expect(() => refuseUnlessMayChange(area, undefined)).not.toThrow();
  });
});
