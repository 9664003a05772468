import type { Judged, Violation } from '../logged-event.js';
import type { KeyGrant } from './key-grants.js';

const linesTwice = (grants: readonly KeyGrant[]): readonly Judged[] =>
  [...Map.groupBy(grants, ({ line }) => line)].map(([line, all]) => [
    'I10',
    all.length > 1,
    `line ${line} has license keys of ${all.length} grants at a time`,
  ]);

/** What must hold of an order's license keys: one for each piece that was bought, and none for two of them. Keys of a line that was refunded, and
 *  paid again, come again with it. */
export const keyRules = (grants: readonly KeyGrant[]): readonly Judged[] => {
  const standing = grants.filter(({ isRevoked }) => !isRevoked);
  const keys = standing.flatMap((one) => one.keys);
  return [
    ...grants.map(
      ({ line, keys: { length }, pieces }): Judged => [
        'I10',
        length !== pieces,
        `line ${line} has ${length} license keys for ${pieces} pieces`,
      ],
    ),
    ['I10', grants.some((one) => one.keys.includes('')), 'a license key without an id was granted'],
    ['I10', new Set(keys).size < keys.length, 'one license key was granted for two pieces'],
    ...linesTwice(standing),
  ];
};

/** Which order each key was given to: a key that two orders have was sold twice. */
export class KeyOwners {
  private readonly owners = new Map<string, string>();

  add(order: string, grants: readonly KeyGrant[]): readonly Violation[] {
    return grants
      .flatMap(({ keys }) => keys)
      .flatMap((key): readonly Violation[] => {
        const owner = this.owners.get(key) ?? order;
        this.owners.set(key, owner);
        return owner === order ? [] : [{ invariant: 'I10', subject: order, says: `license key ${key} is order ${owner}'s, too` }];
      });
  }
}
