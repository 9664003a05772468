import { Injectable } from '@nestjs/common';
import { invariant } from '@tollgate/errors';
import type { RequestContext } from '../http/caller.js';
import { IdempotencyRepository } from '../idempotency/idempotency.repository.js';
import { OwedLimitMails } from '../limit-mails/owed-limit-mails.repository.js';
import { guardedAreas } from './guarded-areas.data.js';
import { commandOf, Settings, type SettingsInForce, type SettingsWish } from './settings.client.js';
import { refuseUnlessMayChange } from './who-may-change.js';

/** Sets areas of a merchant's settings. */
@Injectable()
export class PutSettings {
  constructor(
    private readonly settings: Settings,
    private readonly idempotency: IdempotencyRepository,
    private readonly mails: OwedLimitMails,
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
    const command = commandOf(attempt, wish.area);
    if (guardedAreas.has(wish.area)) {
      const { merchant, mode } = caller;
      await this.mails.add({ merchant, mode, area: wish.area, command });
    }
    const { document, version, changedAt } = await this.settings.put({ ...wish, command }, context);
    const inForce = { document, version, changedAt };
    await this.idempotency.keep(attempt, { answer: JSON.stringify(inForce) });
    return inForce;
  }
}
