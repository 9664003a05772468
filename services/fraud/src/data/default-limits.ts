import type { FraudLimits } from '../domain/limits.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** What every merchant starts with. */
export const defaultLimits: FraudLimits = {
  card: { attempts: 5, windowMs: 10 * minuteMs },
  email: { attempts: 10, windowMs: hourMs },
  ip: { attempts: 30, windowMs: hourMs },
  duplicateWindowMs: minuteMs,
  amountMajor: 5_000n,
};
