import { Body, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { DomainError } from '@tollgate/errors';
import { DEFAULT_PATTERN, MIN_PATTERN_BITS, patternBits } from '@tollgate/license-keys';
import { OperatorActions } from '../access-record/operator-actions.handler.js';
import { Goods } from '../goods/goods.client.js';
import { Context, type RequestContext } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { refusal } from '../validation/field-error.js';
import { describeKeys, keysFit, keysIn } from './describe-keys.js';
import {
  addedKeysSchema,
  type LicenseKeysBody,
  licenseKeyParameters,
  licenseKeysAnswerSchema,
  licenseKeysSchema,
  type NewLicenseKeysBody,
  newLicenseKeysSchema,
  type RemovedLicenseKeysBody,
  removedLicenseKeysSchema,
  takenOutKeysSchema,
} from './license-key.schema.js';
import { LicenseKeys } from './license-keys.client.js';

/** The license keys that a good is sold with: `/v1/goods/{sku}/license-keys`. */
@MerchantController('goods/:sku/license-keys')
export class LicenseKeysController {
  constructor(
    private readonly keys: LicenseKeys,
    private readonly goods: Goods,
    private readonly actions: OperatorActions,
  ) {}

  @Put()
  @Route({
    id: 'putLicenseKeys',
    right: 'goods:write',
    summary: 'Sells a good with license keys: one for each piece of an order',
    description:
      'What is set counts in both modes; pools, and the key that signs, are apart for each. In Central it takes a second factor (`second_factor_required`).',
    writesBothModes: true,
    params: licenseKeyParameters,
    body: licenseKeysSchema,
    answers: { 200: ['What its keys are now', licenseKeysAnswerSchema] },
    problems: { 404: 'No such good', 422: 'Fields that are wrong, `pattern_too_short`, or a good that is not digital' },
  })
  async put(
    @Param() { sku }: { readonly sku: string },
    @Body() { kind, pattern = DEFAULT_PATTERN, allowShort, activations, lowMark }: LicenseKeysBody,
    @Context() context: RequestContext,
  ): Promise<object> {
    if (kind === 'pattern' && !allowShort && patternBits(pattern) < MIN_PATTERN_BITS)
      throw refusal('pattern_too_short', '/pattern');
    const { caller } = context;
    const state = await this.keys.put(caller, sku, { kind, pattern: kind === 'pattern' ? pattern : '', activations, lowMark });
    this.goods.forget(caller.merchant, sku);
    await this.actions.note(context, 'license_keys_saved', { on: sku });
    return describeKeys(state);
  }

  @Post()
  @HttpCode(200)
  @Route({
    id: 'addLicenseKeys',
    right: 'goods:write',
    summary: 'Adds keys to the pool of a good, in the mode that it is asked in',
    description: 'A key that you have already is passed over and counted, so that the same request again adds nothing.',
    params: licenseKeyParameters,
    body: newLicenseKeysSchema,
    answers: { 200: ['How many were added', addedKeysSchema] },
    problems: {
      404: 'No such good, or one without license keys',
      409: 'Its keys are made, and come out of no pool (`no_key_pool`)',
      422: 'No key, too many, or one that is none',
    },
  })
  async add(
    @Param() { sku }: { readonly sku: string },
    @Body() { keys }: NewLicenseKeysBody,
    @Context() context: RequestContext,
  ): Promise<object> {
    const given = keysIn(keys);
    if (!keysFit(given)) throw refusal('too_many_license_keys', '/keys');
    const { added, duplicates, state } = await this.keys.add(context.caller, sku, given);
    if (state === undefined) throw new DomainError('not_found');
    await this.actions.note(context, 'license_keys_added', { on: sku });
    return { added, duplicates, ...describeKeys(state) };
  }

  @Post('removals')
  @HttpCode(200)
  @Route({
    id: 'takeOutLicenseKeys',
    right: 'goods:write',
    summary: 'Takes keys that no order has out of the pool of a good, for good, in the mode that it is asked in',
    description:
      'Each key goes to an order or to you, never to both: whatever you listed and is not named in `kept` is yours, and no order gets it. Keys that are not ' +
      'there are passed over, so that the same request again takes out nothing more; they may be added again.',
    params: licenseKeyParameters,
    body: removedLicenseKeysSchema,
    answers: { 200: ['How many were taken out, and which stay', takenOutKeysSchema] },
    problems: {
      404: 'No such good, or one without license keys',
      409: 'Its keys are made, and come out of no pool (`no_key_pool`)',
      422: 'No key, too many, one that is none, or both keys and all (`keys_or_all`)',
    },
  })
  async takeOut(
    @Param() { sku }: { readonly sku: string },
    @Body() { keys, all }: RemovedLicenseKeysBody,
    @Context() context: RequestContext,
  ): Promise<object> {
    if ((keys === undefined) === (all === undefined)) throw refusal('keys_or_all');
    const given = keys === undefined ? [] : keysIn(keys);
    if (!keysFit(given)) throw refusal('too_many_license_keys', '/keys');
    const { kind } = await this.keys.get(context.caller, sku);
    if (kind !== 'pool') throw refusal('no_key_pool');
    // They cannot be taken out twice: who did it is recorded before they are gone.
    await this.actions.note(context, 'license_keys_taken_out', { on: sku });
    const { takenOut, kept, state } = await this.keys.takeOut(context.caller, sku, keys === undefined ? 'all' : given);
    if (state === undefined) throw new DomainError('not_found');
    return { takenOut, kept: [...new Set(kept.map((place) => (given[place] ?? '').trim()))], ...describeKeys(state) };
  }

  @Delete()
  @HttpCode(204)
  @Route({
    id: 'removeLicenseKeys',
    right: 'goods:write',
    summary: 'Sells a good without license keys from now on, in both modes',
    description:
      'Orders that were placed with keys get them, and keys that were sold stay. What lies in its pools stays there: set the kind `pool` again, and it is ' +
      'sold on. In Central it takes a second factor (`second_factor_required`).',
    writesBothModes: true,
    params: licenseKeyParameters,
    answers: { 204: ['It has none any more'] },
    problems: { 404: 'No such good, or one without license keys' },
  })
  async remove(@Param() { sku }: { readonly sku: string }, @Context() context: RequestContext): Promise<void> {
    const { caller } = context;
    await this.keys.remove(caller, sku);
    this.goods.forget(caller.merchant, sku);
    await this.actions.note(context, 'license_keys_removed', { on: sku });
  }

  @Get()
  @Route({
    id: 'getLicenseKeys',
    right: 'goods:read',
    summary: 'What the license keys of a good are, and how many there are in this mode',
    params: licenseKeyParameters,
    answers: { 200: ['What they are; none of them is shown', licenseKeysAnswerSchema] },
    problems: { 404: 'No such good, or one without license keys' },
  })
  async get(@Param() { sku }: { readonly sku: string }, @Context() { caller }: RequestContext): Promise<object> {
    return describeKeys(await this.keys.get(caller, sku));
  }
}
