import { Injectable } from '@nestjs/common';
import {
  ListParkedRequestSchema,
  ListParkedResponseSchema,
  MAX_PARKED_LISTED,
  type ParkedEvent,
  type ParkingService,
  RedriveParkedRequestSchema,
  RedriveParkedResponseSchema,
  requests,
} from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';

const ANSWER_WITHIN_MS = 1_500;

/** What the services could not handle, asked of each. */
@Injectable()
export class ParkedEventsClient {
  constructor(private readonly requests: Requests) {}

  /** Newest first, at most `MAX_PARKED_LISTED`. Throws TransientError where the service does not answer. */
  async list(service: ParkingService): Promise<readonly ParkedEvent[]> {
    const listed = { limit: MAX_PARKED_LISTED };
    const subject = requests.listParked(service);
    return (await this.requests.request(subject, ListParkedRequestSchema, ListParkedResponseSchema, listed, ANSWER_WITHIN_MS))
      .events;
  }

  /** Why it was not handled; empty where it was. Throws TransientError where the service does not answer: it may be at it still. */
  async redrive(service: ParkingService, event: string): Promise<string> {
    const subject = requests.redriveParked(service);
    const { error } = await this.requests.request(
      subject,
      RedriveParkedRequestSchema,
      RedriveParkedResponseSchema,
      { event },
      ANSWER_WITHIN_MS,
    );
    return error;
  }
}
