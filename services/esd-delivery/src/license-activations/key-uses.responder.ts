import { Controller } from '@nestjs/common';
import {
  type LicenseKeyUseRequest,
  LicenseKeyUseRequestSchema,
  LicenseKeyUseResponseSchema,
  type MessageInitShape,
  requests,
} from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { scopeOf } from '@tollgate/settings';
import type { KeyUse } from './key-uses.repository.js';
import { UseKey } from './use-key.handler.js';

type Answer = MessageInitShape<typeof LicenseKeyUseResponseSchema>;

const useOf = ({ keyName, deviceName, ...shop }: LicenseKeyUseRequest): KeyUse => ({ ...scopeOf(shop), keyName, deviceName });

/** Activations of license keys. */
@Controller()
export class KeyUsesResponder {
  constructor(private readonly keys: UseKey) {}

  @OnRequest(requests.checkLicenseKey, LicenseKeyUseRequestSchema, LicenseKeyUseResponseSchema)
  check(request: LicenseKeyUseRequest): Promise<Answer> {
    return this.keys.check(useOf(request));
  }

  @OnRequest(requests.activateLicenseKey, LicenseKeyUseRequestSchema, LicenseKeyUseResponseSchema)
  activate(request: LicenseKeyUseRequest): Promise<Answer> {
    return this.keys.activate(useOf(request));
  }

  @OnRequest(requests.deactivateLicenseKey, LicenseKeyUseRequestSchema, LicenseKeyUseResponseSchema)
  deactivate(request: LicenseKeyUseRequest): Promise<Answer> {
    return this.keys.deactivate(useOf(request));
  }
}
