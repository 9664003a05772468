import type { AcquirerProfile } from '../profile.js';
import { ISO87_ASCII } from './iso87-ascii.data.js';
import { ISO87_BCD } from './iso87-bcd.data.js';

/** The profiles that come with Tollgate, by name. */
export const PROFILES: Readonly<Record<string, AcquirerProfile>> = {
  [ISO87_ASCII.name]: ISO87_ASCII,
  [ISO87_BCD.name]: ISO87_BCD,
};
