import { type SettingsArea, SettingsHandler, SettingsStore } from '@tollgate/settings';
import type { SimulatedLog } from '../fakes/log.ts';
import type { Process } from '../world/process.ts';
import type { System } from './system.ts';

/** A process's settings, refreshed by hints and by age. */
export const settingsOf = (process: Process, system: System, log: SimulatedLog): SettingsStore => {
  const store = new SettingsStore({ log: log, hints: system.hints.of(process), clock: process.clock });
  return system.part('settings', store, process);
};

/** What a merchant sets. */
export interface SettingsEntry {
  put(merchant: string, document: object, command: string): Promise<number>;
}

/** Where merchants set an area of this service. */
export const settingsEntry = <T extends object>(
  process: Process,
  system: System,
  log: SimulatedLog,
  [store, area]: readonly [SettingsStore, SettingsArea<T>],
): SettingsEntry => {
  const handler = new SettingsHandler({ log, hints: system.hints.of(process), store });
  return {
    put: async (merchant, document, command) => {
      const request = {
        merchant,
        mode: 'test',
        document: JSON.stringify(document),
        command,
        correlation: command,
        actor: '',
        expectedVersion: -1,
      };
      const { version } = await handler.put(area, request as never);
      return version;
    },
  };
};
