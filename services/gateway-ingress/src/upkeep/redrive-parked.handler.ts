import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import { newEvent, type ParkingService, parkingServices } from '@tollgate/contracts';
import { AccessRecord, type Acting } from '../access-record/access-record.handler.js';
import { refusal } from '../validation/field-error.js';
import { ParkedEventsClient } from './parked-events.client.js';

/** One request drives events for so long, well within its answer's deadline; who asks again goes on. */
const DRIVE_FOR_MS = 1_000;

const redrivable = (text: string): ParkingService => {
  const service = parkingServices.find((one) => one === text);
  if (service === undefined) throw refusal('not_found');
  if (service === 'reporting') throw refusal('rebuild_instead');
  return service;
};

/** Has a service handle again what it parked. */
@Injectable()
export class RedriveParked {
  constructor(
    private readonly parkedEvents: ParkedEventsClient,
    private readonly record: AccessRecord,
  ) {}

  /** Oldest first, one after the other; recorded in these stores before anything is driven. What is driven twice is handled once. Throws DomainError
   *  `not_found`, `rebuild_instead`; TransientError where the service does not answer. */
  async redrive(name: string, stores: readonly string[], acting: Acting): Promise<object> {
    const service = redrivable(name);
    const events = (await this.parkedEvents.list(service)).toReversed();
    if (events.length > 0) await this.record.append(stores, acting, newEvent('ParkedEventsRedriven', { service }));
    const failed: { event: string; type: string; error: string }[] = [];
    const untilMs = performance.now() + DRIVE_FOR_MS;
    let driven = 0;
    for (const { event, type } of events) {
      if (performance.now() > untilMs) break;
      const error = await this.parkedEvents.redrive(service, event);
      // `not_parked`: somebody else was quicker.
      if (error !== '' && error !== 'not_parked') failed.push({ event, type, error });
      driven += 1;
    }
    return { service, handled: driven - failed.length, failed, left: events.length - driven };
  }
}
