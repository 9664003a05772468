import {
  ListParkedRequestSchema,
  ListParkedResponseSchema,
  MAX_PARKED_LISTED,
  type RecordedEvent,
  RedriveParkedRequestSchema,
  RedriveParkedResponseSchema,
  readEvent,
  requests,
} from '@tollgate/contracts';
import type { RequestResponder } from '../requests/request-responder.js';
import { errorCodeOf, type ParkedEvents } from './parked-events.js';

export interface ParkedRequestsOptions {
  readonly responder: RequestResponder;
  readonly service: string;
  readonly parked: ParkedEvents;
  /** Undefined where this release has no handler for it. */
  readonly handle: (event: RecordedEvent) => Promise<void> | undefined;
}

const listedUnlessAsked = 100;

/** Lets the console and the command line list what a service parked, and drive it again. */
export const answerParkedRequests = ({ responder, service, parked, handle }: ParkedRequestsOptions): void => {
  const listing = { request: ListParkedRequestSchema, response: ListParkedResponseSchema };
  responder.answer(requests.listParked(service), listing, async (request) => {
    const { limit } = request as { limit: number };
    const events = await parked.list(Math.min(limit > 0 ? limit : listedUnlessAsked, MAX_PARKED_LISTED));
    return {
      events: events.map(({ eventId, orderId, type, errorCode, parkedAt }) => {
        return { event: eventId, order: orderId, type, error: errorCode, parkedAt: parkedAt.toISOString() };
      }),
    };
  });
  const redriving = { request: RedriveParkedRequestSchema, response: RedriveParkedResponseSchema };
  responder.answer(requests.redriveParked(service), redriving, (request) =>
    redrive(parked, handle, (request as { event: string }).event),
  );
};

const redrive = async (parked: ParkedEvents, handle: ParkedRequestsOptions['handle'], eventId: string) => {
  const found = await parked.find(eventId);
  const event = found && readEvent(found);
  if (event === undefined || found?.redrivenAt) return { isHandled: false, error: 'not_parked' };
  try {
    const handled = handle(event);
    if (handled === undefined) return { isHandled: false, error: 'no_handler' };
    await handled;
  } catch (error) {
    return { isHandled: false, error: errorCodeOf(error) };
  }
  await parked.markRedriven(eventId);
  return { isHandled: true, error: '' };
};
