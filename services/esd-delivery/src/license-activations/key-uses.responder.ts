import { Controller } from '@nestjs/common';
import {
  type LicenseKeyActivationsRequest,
  LicenseKeyActivationsRequestSchema,
  LicenseKeyActivationsResponseSchema,
  type LicenseKeyUseRequest,
  LicenseKeyUseRequestSchema,
  LicenseKeyUseResponseSchema,
  type MessageInitShape,
  requests,
} from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { scopeOf } from '@tollgate/settings';
import type { KeyById, KeyUse } from './key-uses.repository.js';
import { type KeyWithActivations, UseKey } from './use-key.handler.js';

type Answer = MessageInitShape<typeof LicenseKeyUseResponseSchema>;

const useOf = ({ keyName, deviceName, ...shop }: LicenseKeyUseRequest): KeyUse => ({ ...scopeOf(shop), keyName, deviceName });

type Activations = MessageInitShape<typeof LicenseKeyActivationsResponseSchema>;

const keyOf = ({ keyId: id, ...shop }: LicenseKeyActivationsRequest): KeyById => ({ ...scopeOf(shop), id });

const told = ({ key, activations }: KeyWithActivations): Activations => ({
  key,
  activations: activations.map(({ deviceName, activatedAt }) => ({ deviceName, activatedAt: activatedAt.toISOString() })),
});

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

  @OnRequest(requests.listActivations, LicenseKeyActivationsRequestSchema, LicenseKeyActivationsResponseSchema)
  async list(request: LicenseKeyActivationsRequest): Promise<Activations> {
    return told(await this.keys.activations(keyOf(request)));
  }

  @OnRequest(requests.endActivation, LicenseKeyActivationsRequestSchema, LicenseKeyActivationsResponseSchema)
  async end(request: LicenseKeyActivationsRequest): Promise<Activations> {
    return told(await this.keys.end(keyOf(request), request.deviceName));
  }
}
