import { Injectable } from '@nestjs/common';
import {
  LicenseKeyUseRequestSchema,
  type LicenseKeyUseResponse,
  LicenseKeyUseResponseSchema,
  requests,
} from '@tollgate/contracts';
import { LicenseSecrets } from '@tollgate/license-keys';
import { Requests } from '@tollgate/messaging';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { explained } from './explained.client.js';

/** A key, and the device that it is used on, as the merchant's server tells them. */
export interface KeyAndDevice {
  readonly key: string;
  readonly device?: string | undefined;
}

/** Where keys are activated: esd-delivery knows. Neither key nor device leaves this service but as an HMAC. */
@Injectable()
export class KeyUses {
  constructor(
    private readonly requests: Requests,
    private readonly secrets: LicenseSecrets,
  ) {}

  /** Throws DomainError `unknown_license_key`, as all do. */
  check(caller: Caller, use: KeyAndDevice): Promise<LicenseKeyUseResponse> {
    return this.ask(requests.checkLicenseKey, caller, use);
  }

  /** Throws DomainError `license_key_revoked`, `activation_limit`. */
  activate(caller: Caller, use: KeyAndDevice): Promise<LicenseKeyUseResponse> {
    return this.ask(requests.activateLicenseKey, caller, use);
  }

  deactivate(caller: Caller, use: KeyAndDevice): Promise<LicenseKeyUseResponse> {
    return this.ask(requests.deactivateLicenseKey, caller, use);
  }

  private ask(subject: string, { merchant, mode }: Caller, { key, device }: KeyAndDevice): Promise<LicenseKeyUseResponse> {
    const keyName = this.secrets.nameOf(merchant, key);
    const deviceName = device === undefined ? '' : this.secrets.deviceNameOf(merchant, device);
    const wish = { merchant, mode, keyName, deviceName };
    return explained(this.requests.request(subject, LicenseKeyUseRequestSchema, LicenseKeyUseResponseSchema, wish));
  }
}
