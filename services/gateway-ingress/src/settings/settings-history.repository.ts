import { Inject, Injectable } from '@nestjs/common';
import { type OrderLog, settingsTarget } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { type SettingsVersion, versionsOf } from './describe-version.js';

/** What a merchant's settings were, from the log. */
@Injectable()
export class SettingsHistory {
  constructor(@Inject(ORDER_LOG) private readonly log: OrderLog) {}

  /** All versions of an area, newest first. Throws TransientError. */
  async of(area: string, { merchant, mode }: Caller): Promise<readonly SettingsVersion[]> {
    const { events } = await this.log.load(settingsTarget(merchant, mode));
    return versionsOf(area, events);
  }
}
