import { Injectable } from '@nestjs/common';
import {
  fromPublicId,
  LicenseKeyActivationsRequestSchema,
  type LicenseKeyActivationsResponse,
  LicenseKeyActivationsResponseSchema,
  LicenseKeyUseRequestSchema,
  type LicenseKeyUseResponse,
  LicenseKeyUseResponseSchema,
  requests,
} from '@tollgate/contracts';
import { LicenseSecrets } from '@tollgate/license-keys';
import { Requests } from '@tollgate/messaging';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { refusal } from '../validation/field-error.js';
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

  /** A key by its id (`lic_…`), with its devices. Throws DomainError `not_found`. */
  async activations({ merchant, mode }: Caller, id: string): Promise<LicenseKeyActivationsResponse> {
    const keyId = uuidOf(id);
    const schemas = [LicenseKeyActivationsRequestSchema, LicenseKeyActivationsResponseSchema] as const;
    return explained(this.requests.request(requests.listActivations, ...schemas, { merchant, mode, keyId }));
  }

  /** `deviceName` is a device's fingerprint, as they are listed. Throws DomainError `not_found`. */
  async end({ merchant, mode }: Caller, id: string, deviceName: string): Promise<LicenseKeyActivationsResponse> {
    const keyId = uuidOf(id);
    const schemas = [LicenseKeyActivationsRequestSchema, LicenseKeyActivationsResponseSchema] as const;
    return explained(this.requests.request(requests.endActivation, ...schemas, { merchant, mode, keyId, deviceName }));
  }

  private ask(subject: string, { merchant, mode }: Caller, { key, device }: KeyAndDevice): Promise<LicenseKeyUseResponse> {
    const keyName = this.secrets.nameOf(merchant, key);
    const deviceName = device === undefined ? '' : this.secrets.deviceNameOf(merchant, device);
    const wish = { merchant, mode, keyName, deviceName };
    return explained(this.requests.request(subject, LicenseKeyUseRequestSchema, LicenseKeyUseResponseSchema, wish));
  }
}

const uuidOf = (id: string): string => {
  const uuid = fromPublicId('lic', id);
  if (uuid === undefined) throw refusal('not_found');
  return uuid;
};
