import { Controller, Inject, type Type } from '@nestjs/common';
import {
  type GetSettingsRequest,
  GetSettingsRequestSchema,
  GetSettingsResponseSchema,
  type PutSettingsRequest,
  PutSettingsRequestSchema,
  PutSettingsResponseSchema,
  requests,
} from '@tollgate/contracts';
import { OnRequest, type RequestContext } from '@tollgate/messaging';
import { SettingsHandler } from './settings.handler.js';
import type { SettingsArea } from './settings-area.js';

/** The Nest controller that answers `settings.<area>.get` and `settings.<area>.put`. */
export const settingsResponder = <T extends object>(area: SettingsArea<T>): Type => {
  @Controller()
  class SettingsResponder {
    constructor(@Inject(SettingsHandler) private readonly settings: SettingsHandler) {}

    @OnRequest(requests.getSettings(area.area), GetSettingsRequestSchema, GetSettingsResponseSchema)
    get(request: GetSettingsRequest) {
      return this.settings.get(area, request);
    }

    @OnRequest(requests.putSettings(area.area), PutSettingsRequestSchema, PutSettingsResponseSchema)
    put(request: PutSettingsRequest, { traceparent }: RequestContext) {
      return this.settings.put(area, request, traceparent);
    }
  }
  return SettingsResponder;
};
