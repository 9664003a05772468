import { z } from 'zod';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'invalid_date')
  .meta({ description: 'A day in UTC, YYYY-MM-DD; inclusive', example: '2026-11-23' });

/** The parameters of `GET /v1/reports/sales`. */
export const salesSchema = z.strictObject({ from: day, to: day });
