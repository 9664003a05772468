import type { RecordedEvent, Stream } from '@tollgate/contracts';
import type { Head, SubjectFold } from './subject-fold.js';

/** One area of a merchant's settings, as it was last set. */
export interface SettingsDocument {
  readonly area: string;
  /** JSON, as the owning service's schema took it. */
  readonly document: string;
  /** The version of the owning service's stream at this change: what an order's events name. */
  readonly version: number;
  /** RFC 3339 */
  readonly changedAt: string;
}

/** A merchant's settings in one mode, as their events tell them: what was never set is at its default. */
export interface MerchantSettings {
  readonly heads: Readonly<Partial<Record<Stream, Head>>>;
  readonly areas: Readonly<Record<string, SettingsDocument>>;
}

const nothingSet: MerchantSettings = { heads: {}, areas: {} };

const evolve = (settings: MerchantSettings, event: RecordedEvent): MerchantSettings => {
  const { stream, version, occurredAt: changedAt } = event.header;
  const heads = { ...settings.heads, [stream]: { version, hash: event.hash } };
  if (event.type !== 'SettingsChanged') return { ...settings, heads };
  const { area, document } = event.data;
  return { heads, areas: { ...settings.areas, [area]: { area, document, version, changedAt } } };
};

/** How the log tells a merchant's settings; without events, everything is at its default. */
export const merchantSettings: SubjectFold<MerchantSettings> = {
  kind: 'merchant',
  fold: (events) => events.reduce(evolve, nothingSet),
};
