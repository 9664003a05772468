import { Body, Delete, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Context, type RequestContext } from '../http/caller.js';
import { answerWith } from '../http/http-answer.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { describeKeyUse } from './describe-keys.js';
import { KeyUses } from './key-uses.client.js';
import { type ActivationBody, activationSchema, type KeyCheckBody, keyCheckSchema, keyUseSchema } from './license-key.schema.js';

const NOT_SOLD = 'No key that you sold in this mode (`unknown_license_key`)';

/** The license keys that customers have: `/v1/license-keys`. A customer's program asks the merchant's server, which asks here. */
@MerchantController('license-keys')
export class KeyUsesController {
  constructor(private readonly keys: KeyUses) {}

  @Post('activations')
  @Route({
    id: 'activateLicenseKey',
    right: 'licenses:use',
    summary: 'Activates a license key on a device',
    description: 'Asked again for the same device it changes nothing and answers 200, so that a request may be repeated.',
    body: activationSchema,
    answers: { 200: ['It was activated on this device already', keyUseSchema], 201: ['It is from now on', keyUseSchema] },
    problems: {
      404: NOT_SOLD,
      409: 'It is activated on as many devices as it may be (`activation_limit`), or was taken back (`license_key_revoked`)',
      422: 'Fields that are wrong, each with code and pointer',
    },
  })
  async activate(
    @Body() body: ActivationBody,
    @Context() { caller }: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const used = await this.keys.activate(caller, body);
    return answerWith(reply, { status: used.isNew ? 201 : 200, body: describeKeyUse(used) });
  }

  @Delete('activations')
  @HttpCode(200)
  @Route({
    id: 'deactivateLicenseKey',
    right: 'licenses:use',
    summary: 'Gives up the activation of a license key on a device',
    body: activationSchema,
    answers: { 200: ['It is activated there no more, and perhaps never was', keyUseSchema] },
    problems: { 404: NOT_SOLD, 422: 'Fields that are wrong, each with code and pointer' },
  })
  async deactivate(@Body() body: ActivationBody, @Context() { caller }: RequestContext): Promise<object> {
    return describeKeyUse(await this.keys.deactivate(caller, body));
  }

  @Post('check')
  @HttpCode(200)
  @Route({
    id: 'checkLicenseKey',
    right: 'licenses:use',
    summary: 'How a license key stands: whose it is, whether it was taken back, and on how many devices it is activated',
    body: keyCheckSchema,
    answers: { 200: ['How it stands', keyUseSchema] },
    problems: { 404: NOT_SOLD, 422: 'Fields that are wrong, each with code and pointer' },
  })
  async check(@Body() body: KeyCheckBody, @Context() { caller }: RequestContext): Promise<object> {
    return describeKeyUse(await this.keys.check(caller, body));
  }
}
