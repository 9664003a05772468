import { Injectable } from '@nestjs/common';
import { invariant } from '@tollgate/errors';
import type { RequestContext } from '../http/caller.js';
import { IdempotencyRepository } from '../idempotency/idempotency.repository.js';
import { Settings, type SettingsInForce, type SettingsWish } from './settings.client.js';
import { refuseUnlessMayChange } from './who-may-change.js';

/** Sets areas of a merchant's settings. */
@Injectable()
export class PutSettings {
  constructor(
    private readonly settings: Settings,
    private readonly idempotency: IdempotencyRepository,
  ) {}

  /** The area as it was in force then. Repeated under its key it changes nothing, also where the first request found the area as it wanted
   *  it. Throws what `refuseUnlessMayChange` and `Settings.put` throw; IdempotencyConflict when another replica was quicker with the key. */
  async put(wish: SettingsWish, context: RequestContext): Promise<SettingsInForce> {
    const { attempt, caller } = context;
    refuseUnlessMayChange(wish.area, caller);
    if (attempt.found !== undefined) {
      const { answer } = attempt.found;
      invariant(answer !== undefined, 'an idempotency record on settings keeps its answer');
      return JSON.parse(answer) as SettingsInForce;
    }
    const { document, version, changedAt } = await this.settings.put(wish, context);
    const inForce = { document, version, changedAt };
    await this.idempotency.keep(attempt, { answer: JSON.stringify(inForce) });
    return inForce;
  }
}
