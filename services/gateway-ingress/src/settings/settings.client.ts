import { Injectable } from '@nestjs/common';
import {
  GetSettingsRequestSchema,
  type GetSettingsResponse,
  GetSettingsResponseSchema,
  PutSettingsRequestSchema,
  type PutSettingsResponse,
  PutSettingsResponseSchema,
  requests,
} from '@tollgate/contracts';
import { derivedId, newId } from '@tollgate/crypto';
import { DomainError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import type { Attempt, RequestContext } from '../http/caller.js';

/** What a merchant wants an area to be. */
export interface SettingsWish {
  readonly area: string;
  readonly document: object;
  /** The version the merchant saw; -1: whatever is in force. */
  readonly expectedVersion: number;
}

interface SettingsCommand extends SettingsWish {
  /** uuid, of `commandOf`. */
  readonly command: string;
}

/** An area as it is in force: the document as JSON, the version of the last change, and when that was (RFC 3339; empty for the defaults). */
export type SettingsInForce = Pick<GetSettingsResponse | PutSettingsResponse, 'document' | 'version' | 'changedAt'>;

/** Merchants' settings, asked of the service that owns each area. */
@Injectable()
export class Settings {
  constructor(private readonly requests: Requests) {}

  /** Throws TransientError when the service that owns the area does not answer. */
  get(area: string, { caller: { merchant, mode }, traceparent, requestId }: RequestContext): Promise<SettingsInForce> {
    return this.requests.request(
      requests.getSettings(area),
      GetSettingsRequestSchema,
      GetSettingsResponseSchema,
      { merchant, mode },
      { traceparent, requestId },
    );
  }

  /** Sets the area once for each request under its key, also where a crash kept the key from being stored. Throws DomainError
   *  `invalid_settings` with the place, or `settings_changed` with the header that named another version; TransientError as `get` does. */
  async put({ area, document, expectedVersion, command }: SettingsCommand, context: RequestContext): Promise<SettingsInForce> {
    const { caller, requestId, traceparent } = context;
    const { merchant, mode, actor } = caller;
    const wish = { merchant, mode, document: JSON.stringify(document), expectedVersion, command, correlation: requestId, actor };
    const options = { traceparent, requestId };
    try {
      return await this.requests.request(
        requests.putSettings(area),
        PutSettingsRequestSchema,
        PutSettingsResponseSchema,
        wish,
        options,
      );
    } catch (error) {
      const isStale = error instanceof DomainError && error.code === 'settings_changed';
      throw isStale ? new DomainError(error.code, 'If-Match', error.detail) : error;
    }
  }
}

/** What sets an area, once (uuid). Another document is another command: no request is answered by the document of another one. */
export const commandOf = ({ record }: Attempt, area: string): string =>
  record === undefined ? newId() : derivedId('settings', record.merchant, record.mode, area, record.key, record.fingerprint);
