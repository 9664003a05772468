import { z } from 'zod';
import { emptyKept } from '../validation/without-empty.js';

/** The areas of a merchant's settings; each belongs to the service that goes by it. */
export const settingsAreas = ['fraud', 'tax', 'shipping', 'receipt', 'delivery', 'processors', 'refunds', 'credits'] as const;

export const settingsParameters = z.object({
  area: z.string().meta({ description: settingsAreas.join(', '), example: 'receipt' }),
});

/** Any object: the service that owns the area knows what it may hold. */
export const settingsDocumentSchema = z
  .record(z.string(), z.unknown())
  .meta({ id: 'SettingsDocument', description: 'The area as a whole; what is left out is at its default' })
  .register(emptyKept, { members: 'all' });

export const settingsAnswerSchema = z
  .strictObject({
    area: z.enum(settingsAreas),
    version: z
      .int()
      .meta({ description: 'Also the entity tag; 0 for the defaults. Events of orders name the version they went by' }),
    changedAt: z.iso.datetime().nullable().meta({ description: 'Null for the defaults' }),
    document: settingsDocumentSchema,
  })
  .meta({ id: 'Settings' });

export const settingsVersionSchema = z
  .strictObject({
    id: z.string().meta({ description: '`evt_…`' }),
    version: z.int(),
    changedAt: z.iso.datetime(),
    by: z.string().nullable().meta({ description: 'The API key (`key_…`) or person (`usr_…`) who set it' }),
    document: settingsDocumentSchema,
  })
  .meta({ id: 'SettingsVersion', description: 'An area as it was set at a time, in force until the next version' });

const anyVersion = -1;

/** The version in an If-Match header: `"3"`. -1 where it is absent or `*`; undefined for what is no version of ours. */
export const versionIn = (ifMatch: string | undefined): number | undefined => {
  if (ifMatch === undefined || ifMatch.trim() === '*') return anyVersion;
  const version = /^"(\d{1,9})"$/.exec(ifMatch.trim())?.[1];
  return version === undefined ? undefined : Number(version);
};
