import type { RecordedEvent } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { type CurrentSettings, parseSettings, type SettingsArea } from './settings-area.js';

/** The document or, where this release cannot take it (an older one reads what a newer one wrote), undefined. */
const readable = <T extends object>(area: SettingsArea<T>, text: string): T | undefined => {
  try {
    return parseSettings(area, text);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
};

/** What is in force of an area by the events of its merchant, oldest first: the newest document that is valid, or the
 *  defaults at version 0. One that is not valid changes nothing: the last valid version stays in force. */
export const settingsInForce = <T extends object>(
  area: SettingsArea<T>,
  events: readonly RecordedEvent[],
): CurrentSettings<T> => {
  for (const event of events.toReversed()) {
    if (event.type !== 'SettingsChanged' || event.data.area !== area.area) continue;
    const document = readable(area, event.data.document);
    if (document !== undefined) return { document, version: event.header.version };
  }
  return { document: area.defaults, version: 0 };
};
