import { Injectable } from '@nestjs/common';
import {
  GetSettingsRequestSchema,
  type GetSettingsResponse,
  GetSettingsResponseSchema,
  PutSettingsRequestSchema,
  PutSettingsResponseSchema,
  requests,
} from '@tollgate/contracts';
import { derivedId, newId } from '@tollgate/crypto';
import { Requests } from '@tollgate/messaging';
import type { RequestContext } from '../http/caller.js';

/** What a merchant wants an area to be. */
export interface SettingsWish {
  readonly area: string;
  readonly document: object;
  /** The version the merchant saw; -1: whatever is in force. */
  readonly expectedVersion: number;
}

/** Merchants' settings, asked of the service that owns each area. */
@Injectable()
export class Settings {
  constructor(private readonly requests: Requests) {}

  get(area: string, { caller: { merchant, mode } }: RequestContext): Promise<GetSettingsResponse> {
    return this.requests.request(requests.getSettings(area), GetSettingsRequestSchema, GetSettingsResponseSchema, {
      merchant,
      mode,
    });
  }

  /** Throws DomainError `invalid_settings` with the place, or `settings_changed`. */
  put({ area, document, expectedVersion }: SettingsWish, context: RequestContext): Promise<GetSettingsResponse> {
    const { caller, requestId, attempt } = context;
    const { merchant, mode, keyId: actor } = caller;
    const key = attempt.record?.key;
    const command = key === undefined ? newId() : derivedId('settings', merchant, mode, area, key);
    const wish = { merchant, mode, document: JSON.stringify(document), expectedVersion, command, correlation: requestId, actor };
    return this.requests.request(
      requests.putSettings(area),
      PutSettingsRequestSchema,
      PutSettingsResponseSchema,
      wish,
    ) as Promise<never>;
  }
}
