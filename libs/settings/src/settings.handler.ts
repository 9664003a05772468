import type { GetSettingsRequest, PutSettingsRequest } from '@tollgate/contracts';
import { type Cause, type OrderLog, settingsTarget } from '@tollgate/order-log';
import { putSettings } from './put-settings.js';
import type { SettingsStore } from './settings.store.js';
import { parseSettings, type SettingsArea } from './settings-area.js';
import type { SettingsHints, SettingsScope } from './settings-hints.js';
import { settingsInForce } from './settings-in-force.js';
import { scopeOf } from './settings-scope.js';

export interface SettingsHandlerOptions {
  readonly log: Pick<OrderLog, 'load' | 'decide'>;
  readonly hints: SettingsHints;
  readonly store: SettingsStore;
  readonly check?: SettingsCheck | undefined;
}

/** What only the service's own tables can tell of a document that is to be set. Throws DomainError `invalid_settings` with the place. */
export type SettingsCheck = (area: string, document: object, scope: SettingsScope) => Promise<void>;

/** An area as it is answered: the document in force as JSON, the version of the last change, and when that was (RFC
 *  3339). */
export interface SettingsAnswer {
  readonly document: string;
  readonly version: number;
  readonly changedAt: string;
}

/** Tells and sets a merchant's settings, of any area that the service owns. */
export class SettingsHandler {
  constructor(private readonly options: SettingsHandlerOptions) {}

  /** The document in force, read from the log; its version is that of the last change, 0 where nothing was set. */
  async get<T extends object>(
    area: SettingsArea<T>,
    request: Pick<GetSettingsRequest, 'merchant' | 'mode'>,
  ): Promise<SettingsAnswer> {
    const { merchant, mode } = scopeOf(request);
    const { state, events } = await this.options.log.load(settingsTarget(merchant, mode));
    const { version = 0, changedAt = '' } = state.areas[area.area] ?? {};
    return { document: JSON.stringify(settingsInForce(area, events).document), version, changedAt };
  }

  /** Sets the area as a whole, once for each command. Throws DomainError `invalid_settings` with the place, or
   *  `settings_changed`; nothing is appended then. */
  async put<T extends object>(area: SettingsArea<T>, request: PutSettingsRequest, traceparent?: string): Promise<SettingsAnswer> {
    const scope = scopeOf(request);
    const wanted = parseSettings(area, request.document);
    await this.options.check?.(area.area, wanted, scope);
    const document = JSON.stringify(wanted);
    const { command: id, correlation, actor, expectedVersion } = request;
    const cause: Cause = { id, hash: '', correlation, traceparent, on: actor === '' ? undefined : actor };
    const command = { area: area.area, document, expectedVersion };
    const events = await this.options.log.decide(settingsTarget(scope.merchant, scope.mode), cause, (settings) =>
      putSettings(settings, command),
    );
    this.options.hints.publish(scope);
    await this.options.store.refresh(scope);
    const [changed] = events;
    if (changed?.type !== 'SettingsChanged') return this.get(area, scope);
    const { version, occurredAt: changedAt } = changed.header;
    return { document: changed.data.document, version, changedAt };
  }
}
