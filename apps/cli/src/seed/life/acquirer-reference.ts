import type { EventInit } from '@tollgate/contracts';
import type { Chance } from '../chance.js';

const DAY_MS = 86_400_000;
const RRN_COUNT = 10_000_000;
const STAN_COUNT = 999_999;

type Reference = NonNullable<EventInit<'AuthorizationRequested'>['reference']>;

/** What names a request at the acquirer: of a terminal of its own, so that it meets no other. Source: ISO 8583:1987 DE 7, 11, 37, 41. */
export const referenceOf = (chance: Chance, atMs: number): Reference => {
  const at = new Date(atMs);
  const year = at.getUTCFullYear();
  const day = Math.floor((atMs - Date.UTC(year, 0, 1)) / DAY_MS) + 1;
  const rrn = `${String(year % 100).padStart(2, '0')}${String(day).padStart(3, '0')}${String(chance.below(RRN_COUNT)).padStart(7, '0')}`;
  const transmittedAt = at.toISOString().replace(/\D/g, '').slice(4, 14);
  const value = { stan: chance.between(1, STAN_COUNT), rrn, terminalId: 'SEED0001', transmittedAt };
  return { reference: { case: 'iso8583', value } };
};
