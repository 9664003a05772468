import { DomainError } from '@tollgate/errors';
import { z } from 'zod';
import type { SettingsArea } from '../settings-area.js';
import type { SettingsHints, SettingsScope } from '../settings-hints.js';

const limitSchema = z.strictObject({
  most: z.int().min(1).max(100),
  amounts: z.record(z.string().regex(/^[A-Z]{3}$/), z.int().min(0)),
});
export type LimitSettings = z.infer<typeof limitSchema>;

/** An area with everything that one can have. */
export const limitArea: SettingsArea<LimitSettings> = {
  area: 'limits',
  service: 'fraud',
  schema: limitSchema,
  defaults: { most: 5, amounts: { USD: 500_000 } },
  beyond: ({ most }) => {
    if (most === 13) throw new DomainError('invalid_settings', '/most', 'Thirteen is no limit.');
  },
};

/** Another one of the same service. */
export const sizeArea: SettingsArea<{ size: number }> = {
  area: 'sizes',
  service: 'fraud',
  schema: z.strictObject({ size: z.int() }),
  defaults: { size: 1 },
};

/** Hints between the replicas of a test; told at once, or lost. */
export const memoryHints = (): SettingsHints & { loseAll(): void } => {
  const listeners = new Set<(scope: SettingsScope) => void>();
  let areLost = false;
  return {
    publish: (scope) => {
      if (!areLost) for (const listener of listeners) listener(scope);
    },
    onChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    loseAll: () => {
      areLost = true;
    },
  };
};
