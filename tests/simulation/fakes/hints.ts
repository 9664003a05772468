import type { SettingsHints, SettingsScope } from '@tollgate/settings';
import type { Process } from '../world/process.ts';
import type { World } from '../world/world.ts';

/** How replicas hear of changed settings: by core messages, which may be lost. */
export class SimulatedHints {
  private readonly listeners = new Set<{ readonly process: Process; readonly listen: (scope: SettingsScope) => void }>();
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  of(process: Process): SettingsHints {
    return {
      publish: (scope) => {
        for (const { process: other, listen } of this.listeners) {
          if (!this.world.meets('lost')) this.world.after(this.world.random.below(5), other, () => listen(scope));
        }
      },
      onChanged: (listen) => {
        const listener = { process, listen };
        this.listeners.add(listener);
        process.onEnd(() => this.listeners.delete(listener));
        return () => this.listeners.delete(listener);
      },
    };
  }
}
