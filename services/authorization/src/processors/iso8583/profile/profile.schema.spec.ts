import { PROFILES } from '@tollgate/iso8583';
import { parseProfile } from './profile.schema.js';

const json = (name: string): Record<string, unknown> => JSON.parse(JSON.stringify(PROFILES[name]));

describe('parseProfile', () => {
  it.each(Object.keys(PROFILES))('A13: reads %s back from JSON', (name) =>
    expect(parseProfile(json(name))).toEqual(PROFILES[name]),
  );

  it('A13: takes what an operator leaves out from the profile that is extended', () =>
    expect(parseProfile({ extends: 'iso87-ascii', name: 'acme', partialApproval: 'accept' })).toEqual({
      ...PROFILES['iso87-ascii'],
      name: 'acme',
      partialApproval: 'accept',
    }));

  it.each<[string, Record<string, unknown>, string]>([
    ['a part that no profile has', { bitmap: 'hex' }, 'bitmap'],
    ['an attribute that is none', { wire: { fields: { 48: { attribute: 'ans....999' } } } }, 'attribute'],
    ['a field above 128', { wire: { fields: { 129: { attribute: 'n3' } } } }, '129'],
    ['a name of no element', { match: { money: ['stam'], management: ['stan'] } }, 'match'],
    ['a time zone that is none', { timeZone: 'Mars/Olympus' }, 'timeZone'],
    [
      'a code in two lists',
      { codes: { approved: ['00', '10'], partial: ['10'], reversed: [], retried: [], reversalDone: ['00'], declines: {} } },
      'codes',
    ],
  ])('refuses %s, naming it', (_what, change, place) => {
    const base = json('iso87-ascii');
    const wire = { ...(base.wire as object), ...(change.wire as object | undefined) };
    expect(() => parseProfile({ ...base, ...change, wire })).toThrow(place);
  });

  it('refuses to extend what it does not know', () => expect(() => parseProfile({ extends: 'iso93' })).toThrow('extends'));
});
