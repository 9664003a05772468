import { createHash } from 'node:crypto';
import { type MerchantSettings, merchantSettings, type Order, orders } from '@tollgate/order';
import type { Target } from './order-log.js';

/** An order, to be decided about. */
export const orderTarget = (id: string): Target<Order> => ({ fold: orders, id });

/** The subject of a merchant's settings in one mode: a UUIDv8 of both. Test and live are apart, so that a test key
 *  cannot change what live orders go by. Source: RFC 9562 §5.8. */
export const merchantSubjectOf = (merchant: string, mode: 'test' | 'live'): string => {
  const hex = createHash('sha256')
    .update(JSON.stringify(['merchant', merchant, mode]))
    .digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** A merchant's settings in one mode, to be decided about; there may be no events of them yet. */
export const settingsTarget = (merchant: string, mode: 'test' | 'live'): Target<MerchantSettings> => ({
  fold: merchantSettings,
  id: merchantSubjectOf(merchant, mode),
  merchant,
  mode,
});
