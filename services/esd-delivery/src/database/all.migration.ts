import { StampedCopies1766300000000 } from '../stamps/migrations/1766300000000-stamped-copies.migration.js';
import { BrokenOffCopies1766600100000 } from '../stamps/migrations/1766600100000-broken-off-copies.migration.js';
import { ToldCopies1766700000000 } from '../stamps/migrations/1766700000000-told-copies.migration.js';
import { Goods1763900100000 } from './1763900100000-goods.migration.js';
import { Transfers1763900200000 } from './1763900200000-transfers.migration.js';
import { GoodForms1764100000000 } from './1764100000000-good-forms.migration.js';
import { AcknowledgedTransfers1764200000000 } from './1764200000000-acknowledged-transfers.migration.js';
import { CertainTransfers1764300000000 } from './1764300000000-certain-transfers.migration.js';
import { LicenseKeys1766100000000 } from './1766100000000-license-keys.migration.js';
import { Uploads1766200000000 } from './1766200000000-uploads.migration.js';
import { Versions1766200100000 } from './1766200100000-versions.migration.js';
import { EmptyPools1766400000000 } from './1766400000000-empty-pools.migration.js';
import { FormerVersions1766500000000 } from './1766500000000-former-versions.migration.js';

export const migrations = [
  Goods1763900100000,
  Transfers1763900200000,
  GoodForms1764100000000,
  AcknowledgedTransfers1764200000000,
  CertainTransfers1764300000000,
  LicenseKeys1766100000000,
  Uploads1766200000000,
  Versions1766200100000,
  StampedCopies1766300000000,
  EmptyPools1766400000000,
  FormerVersions1766500000000,
  BrokenOffCopies1766600100000,
  ToldCopies1766700000000,
];
