import { type RecordedEvent, type RecordedEventOf, toPublicId } from '@tollgate/contracts';

/** An area as it was set at a time. */
export interface SettingsVersion {
  readonly id: string;
  readonly version: number;
  readonly changedAt: string;
  readonly by: string | null;
  readonly document: object;
}

const describe = ({ header, data }: RecordedEventOf<'SettingsChanged'>): SettingsVersion => ({
  id: toPublicId('evt', header.id),
  version: header.version,
  changedAt: header.occurredAt,
  by: header.actor.on ?? null,
  document: JSON.parse(data.document) as object,
});

/** The versions of an area that a merchant's events tell (oldest first), newest first. */
export const versionsOf = (area: string, events: readonly RecordedEvent[]): readonly SettingsVersion[] =>
  events.flatMap((event) => (event.type === 'SettingsChanged' && event.data.area === area ? [describe(event)] : [])).toReversed();
