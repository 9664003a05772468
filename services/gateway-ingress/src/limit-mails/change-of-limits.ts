import type { RecordedEvent } from '@tollgate/contracts';

/** A change of an area that guards money, as its owners are told of it. */
export interface ChangeOfLimits {
  /** RFC 3339 */
  readonly at: string;
  /** `usr_…` */
  readonly by: string;
}

/** What a command (uuid) changed, by the events of the store's settings; undefined where it has changed nothing, or not yet. */
export const changeOfLimits = (events: readonly RecordedEvent[], command: string): ChangeOfLimits | undefined => {
  const changed = events.find(({ type, header }) => type === 'SettingsChanged' && header.causation === command);
  return changed && { at: changed.header.occurredAt, by: changed.header.actor?.on ?? '' };
};
