import type { Bus } from '@tollgate/messaging';

/** Whose settings. */
export interface SettingsScope {
  readonly merchant: string;
  readonly mode: 'test' | 'live';
}

/** How replicas tell each other that settings were changed. A hint may be lost. */
export interface SettingsHints {
  publish(scope: SettingsScope): void;
  /** Answers how to stop listening. */
  onChanged(listener: (scope: SettingsScope) => void): () => void;
}

const PREFIX = 'settings.changed.';

/** Hints as core messages on `settings.changed.<merchant>`; the body is the mode. */
export const busHints = (bus: Bus): SettingsHints => ({
  publish: ({ merchant, mode }) => {
    if (bus.isConnected) bus.connection.publish(`${PREFIX}${merchant}`, mode);
  },
  onChanged: (listener) => {
    const subscription = bus.connection.subscribe(`${PREFIX}*`, {
      callback: (error, message) => {
        if (error !== null) return;
        const mode = message.string();
        if (mode === 'test' || mode === 'live') listener({ merchant: message.subject.slice(PREFIX.length), mode });
      },
    });
    return () => {
      if (!subscription.isClosed()) subscription.unsubscribe();
    };
  },
});
