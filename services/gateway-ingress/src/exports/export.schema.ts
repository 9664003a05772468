import { z } from 'zod';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'invalid_date');

/** The formats of `GET /v1/exports/{format}`; reporting writes them. */
export const exportFormats = ['json', 'csv', 'xlsx', 'pdf', 'iif', 'qbo', 'xero', 'datev', 'beancount', 'hledger'] as const;

/** In Central's addresses the store and mode stand beside the format. */
export const exportParameters = z.object({
  format: z.enum(exportFormats, 'unknown_format').meta({ description: 'What the file is to be read by', example: 'csv' }),
});

export type ExportParameters = z.infer<typeof exportParameters>;

/** The parameters of `GET /v1/exports/{format}`. */
export const exportSchema = z.strictObject({
  from: day.meta({ description: 'A day of the time zone, YYYY-MM-DD; inclusive', example: '2026-11-01' }),
  to: day.meta({ description: 'A day of the time zone, YYYY-MM-DD; inclusive', example: '2026-11-30' }),
  timeZone: z
    .string()
    .max(64, 'invalid_time_zone')
    .optional()
    .meta({ description: 'IANA name; UTC unless given', example: 'America/New_York' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'unknown_currency')
    .optional()
    .meta({
      description: 'ISO 4217: entries of this currency alone. `iif` and `xero` take one currency a file, `datev` euros alone',
      example: 'USD',
    }),
});

export type ExportQuery = z.infer<typeof exportSchema>;
