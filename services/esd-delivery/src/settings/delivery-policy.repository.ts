import { Injectable } from '@nestjs/common';
import type { EventHeader } from '@tollgate/contracts';
import { type CurrentSettings, type SettingsArea, SettingsStore } from '@tollgate/settings';
import { type DeliverySettings, defaultDelivery, deliverySchema } from './delivery.schema.js';

export const deliveryArea: SettingsArea<DeliverySettings> = {
  area: 'delivery',
  service: 'esd-delivery',
  schema: deliverySchema,
  defaults: defaultDelivery,
};

/** The delivery policy in force for a merchant's order. */
@Injectable()
export class DeliveryPolicy {
  constructor(private readonly settings: SettingsStore) {}

  of({ merchant, mode }: Pick<EventHeader, 'merchant' | 'mode'>): Promise<CurrentSettings<DeliverySettings>> {
    return this.settings.current(deliveryArea, { merchant, mode });
  }
}
