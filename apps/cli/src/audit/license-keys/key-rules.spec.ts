import { changed, logged, type Step, sale, step } from '../../testing/logged-history.js';
import type { KeyGrant } from './key-grants.js';
import { keyGrantsOf } from './key-grants.js';
import { KeyOwners, keyRules } from './key-rules.js';

const sold = (quantity: number, keys: readonly string[]): readonly Step[] => {
  const entitlement = { line: 1, licenseKeys: { kind: 'pool', keys: keys.map((id) => ({ id })) } };
  return changed(changed(sale, 'OrderPlaced', { lines: [{ quantity }] }), 'DownloadsGranted', { entitlements: [entitlement] });
};
const grantsOf = (steps: readonly Step[]): readonly KeyGrant[] => {
  const events = logged(steps);
  return keyGrantsOf((type) => events.filter((event) => event.type === type));
};
const broken = (steps: readonly Step[]): readonly string[] =>
  keyRules(grantsOf(steps)).flatMap(([, isBroken, says]) => (isBroken ? [says] : []));

describe('I10: the auditor', () => {
  it('finds nothing where each piece has its key, and nothing to judge in files', () => {
    expect(broken(sold(2, ['a', 'b']))).toEqual([]);
    expect(grantsOf(sale)).toEqual([]);
  });

  it('finds that a customer paid three licenses and got two, or four', () => {
    expect(broken(sold(3, ['a', 'b']))).toEqual(['line 1 has 2 license keys for 3 pieces']);
    expect(broken(sold(3, ['a', 'b', 'c', 'd']))).toEqual(['line 1 has 4 license keys for 3 pieces']);
    expect(broken(sold(1, []))).toEqual(['line 1 has 0 license keys for 1 pieces']);
  });

  it('finds one key that two pieces have, and one without a name', () => {
    expect(broken(sold(2, ['a', 'a']))).toEqual(['one license key was granted for two pieces']);
    expect(broken(sold(1, ['']))).toEqual(['a license key without an id was granted']);
  });

  it('finds a line that is granted twice at a time; refunded in between, it has the same keys again', () => {
    const again = (index: number) =>
      step('delivery', 'DownloadsGranted', { entitlements: [{ index, line: 1, licenseKeys: { keys: [{ id: 'a' }] } }] });
    const revoked = step('delivery', 'DownloadAccessRevoked', { entitlements: [0] });
    expect(broken([...sold(1, ['a']), revoked, again(1)])).toEqual([]);
    expect(broken([...sold(1, ['a']), again(1)])).toEqual([
      'one license key was granted for two pieces',
      'line 1 has license keys of 2 grants at a time',
    ]);
  });

  it('finds a key that was sold to two customers', () => {
    const owners = new KeyOwners();
    expect(owners.add('one', grantsOf(sold(1, ['a'])))).toEqual([]);
    expect(owners.add('one', grantsOf(sold(1, ['a'])))).toEqual([]);
    expect(owners.add('two', grantsOf(sold(1, ['a'])))).toEqual([
      { invariant: 'I10', subject: 'two', says: "license key a is order one's, too" },
    ]);
  });
});
