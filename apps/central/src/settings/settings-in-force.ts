import type { Json } from './document.js';

/** An area as the API answers it. */
export interface SettingsInForce {
  readonly area: string;
  /** 0: nobody ever set anything; what holds are the defaults. */
  readonly version: number;
  readonly changedAt: string | null;
  readonly document: Json;
}
