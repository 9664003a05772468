import { Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { Route } from '../http/route.js';
import type { SignedInRequest } from '../sessions/session.guard.js';
import { refusal } from '../validation/field-error.js';
import { storesGiving } from './may-look-after.js';
import { RedriveParked } from './redrive-parked.handler.js';
import { ShowUpkeep } from './show-upkeep.handler.js';
import { parkedParameters, redrivenSchema, upkeepSchema } from './upkeep.schema.js';

const whose =
  'The installation is no store’s: whoever is an owner or a developer of any store has the right. Orders of stores that are none of theirs are not named.';

/** How the installation is, and what can be done about it: `/central/api/upkeep`. */
@Controller('central/api/upkeep')
export class UpkeepController {
  constructor(
    private readonly upkeep: ShowUpkeep,
    private readonly redriving: RedriveParked,
  ) {}

  @Get()
  @Route({
    id: 'getUpkeep',
    right: 'signed_in',
    summary: 'Parked events, and how far everybody is behind',
    description: whose,
    answers: { 200: ['As it was a moment ago', upkeepSchema] },
  })
  show(@Req() { signedIn }: SignedInRequest): Promise<object> {
    if (storesGiving(signedIn.roles, 'operations:read').length === 0) throw refusal('not_allowed');
    return this.upkeep.show(signedIn);
  }

  @Post('parked/:service/redrive')
  @HttpCode(200)
  @Route({
    id: 'redriveParked',
    right: 'signed_in',
    summary: 'Has a service handle again what it parked, once the cause is mended',
    description: `${whose} It takes a second factor. An event that is driven twice is handled once.`,
    params: parkedParameters,
    answers: { 200: ['What came of it', redrivenSchema] },
    problems: { 404: 'There is no such service', 409: 'Reports are built anew instead: `tollgate rebuild` (`rebuild_instead`)' },
  })
  redrive(@Param('service') service: string, @Req() { signedIn, id: requestId }: SignedInRequest): Promise<object> {
    const stores = storesGiving(signedIn.roles, 'operations:manage');
    if (stores.length === 0) throw refusal('not_allowed');
    if (!signedIn.hasSecondFactor) throw refusal('second_factor_required');
    return this.redriving.redrive(service, stores, { user: signedIn.user, requestId });
  }
}
