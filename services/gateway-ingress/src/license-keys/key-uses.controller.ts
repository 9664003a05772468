import { Body, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { OperatorActions } from '../access-record/operator-actions.handler.js';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { Context, type RequestContext } from '../http/caller.js';
import { answerWith } from '../http/http-answer.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { describeActivations, describeKeyUse } from './describe-keys.js';
import { KeyTries } from './key-tries.handler.js';
import { KeyUses } from './key-uses.client.js';
import {
  type ActivationBody,
  activationParameters,
  activationSchema,
  endedActivationParameters,
  type KeyCheckBody,
  keyActivationsSchema,
  keyCheckSchema,
  keyUseSchema,
} from './license-key.schema.js';

const NOT_SOLD = 'No key that you sold in this mode (`unknown_license_key`)';
const TOO_MANY = 'This client asked about too many keys that you never sold (`too_many_unknown_keys`)';

/** The license keys that customers have: `/v1/license-keys`. A customer's program asks the merchant's server, which asks here. */
@MerchantController('license-keys')
export class KeyUsesController {
  constructor(
    private readonly keys: KeyUses,
    private readonly tries: KeyTries,
    private readonly actions: OperatorActions,
  ) {}

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
      429: TOO_MANY,
      409: 'It is activated on as many devices as it may be (`activation_limit`), or was taken back (`license_key_revoked`)',
      422: 'Fields that are wrong, each with code and pointer',
    },
  })
  async activate(
    @Body() body: ActivationBody,
    @Context() { caller }: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const used = await this.tried(caller, body, () => this.keys.activate(caller, body));
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
    problems: { 404: NOT_SOLD, 422: 'Fields that are wrong, each with code and pointer', 429: TOO_MANY },
  })
  async deactivate(@Body() body: ActivationBody, @Context() { caller }: RequestContext): Promise<object> {
    return describeKeyUse(await this.tried(caller, body, () => this.keys.deactivate(caller, body)));
  }

  @Post('check')
  @HttpCode(200)
  @Route({
    id: 'checkLicenseKey',
    right: 'licenses:use',
    summary: 'How a license key stands: whose it is, whether it was taken back, and on how many devices it is activated',
    body: keyCheckSchema,
    answers: { 200: ['How it stands', keyUseSchema] },
    problems: { 404: NOT_SOLD, 422: 'Fields that are wrong, each with code and pointer', 429: TOO_MANY },
  })
  async check(@Body() body: KeyCheckBody, @Context() { caller }: RequestContext): Promise<object> {
    return describeKeyUse(await this.tried(caller, body, () => this.keys.check(caller, body)));
  }

  @Get(':id/activations')
  @Route({
    id: 'listLicenseKeyActivations',
    right: 'orders:read',
    summary: 'On which devices a license key is activated, by the `id` that its order tells',
    params: activationParameters,
    answers: { 200: ['How it stands, and its devices', keyActivationsSchema] },
    problems: { 404: 'No key that you sold in this mode' },
  })
  async list(@Param() { id }: { readonly id: string }, @Context() { caller }: RequestContext): Promise<object> {
    return describeActivations(await this.keys.activations(caller, id));
  }

  @Delete(':id/activations/:device')
  @HttpCode(200)
  @Route({
    id: 'endLicenseKeyActivation',
    right: 'licenses:use',
    summary: 'Ends the activation of a license key on a device, so that another one may have it',
    params: endedActivationParameters,
    answers: { 200: ['It is activated there no more, and perhaps never was', keyActivationsSchema] },
    problems: { 404: 'No key that you sold in this mode' },
  })
  async end(
    @Param() { id, device }: { readonly id: string; readonly device: string },
    @Context() context: RequestContext,
  ): Promise<object> {
    const ended = await this.keys.end(context.caller, id, device);
    await this.actions.note(context, 'activation_ended', { on: id });
    return describeActivations(ended);
  }

  private tried<T>(caller: Caller, { client }: Pick<KeyCheckBody, 'client'>, ask: () => Promise<T>): Promise<T> {
    return this.tries.during(caller, client, ask);
  }
}
