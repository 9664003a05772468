import { Controller } from '@nestjs/common';
import {
  type GetLogoRequest,
  GetLogoRequestSchema,
  GetLogoResponseSchema,
  type PutLogoRequest,
  PutLogoRequestSchema,
  PutLogoResponseSchema,
  requests,
} from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { OnRequest } from '@tollgate/messaging';
import { KeepLogo } from './keep-logo.handler.js';
import { Logos } from './logos.repository.js';

/** Takes merchants' logos, and shows them. */
@Controller()
export class LogosResponder {
  constructor(
    private readonly logos: Logos,
    private readonly keepLogo: KeepLogo,
  ) {}

  @OnRequest(requests.putLogo, PutLogoRequestSchema, PutLogoResponseSchema)
  async put({ merchant, bytes }: PutLogoRequest) {
    const { sha256, type, width, height } = await this.keepLogo.keep(merchant, Buffer.from(bytes, 'base64'));
    return { sha256, type, width, height };
  }

  /** Throws DomainError `not_found`. */
  @OnRequest(requests.getLogo, GetLogoRequestSchema, GetLogoResponseSchema)
  async get({ merchant, sha256 }: GetLogoRequest) {
    const logo = await this.logos.find(merchant, sha256);
    if (logo === undefined) throw new DomainError('not_found');
    return { type: logo.type, bytes: Buffer.from(logo.bytes).toString('base64') };
  }
}
