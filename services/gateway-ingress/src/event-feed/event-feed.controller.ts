import { Get, Headers, Inject, Query, Req, Res } from '@nestjs/common';
import { LOG, type Log } from '@tollgate/service';
import type { FastifyReply } from 'fastify';
import { awaitOutcome } from '../http/answer-deadline.guard.js';
import type { CallerRequest } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { refusal } from '../validation/field-error.js';
import { type FeedQuery, feedPageSchema, feedQuerySchema } from './event-feed.schema.js';
import { EventStreams } from './event-streams.handler.js';
import { BEGINNING, cursorOf, type LogPlace, placeOf } from './feed-cursor.js';
import { MerchantEvents } from './merchant-events.repository.js';

type FeedHeaders = Readonly<Record<string, string | undefined>>;

/** All that happens to a store's orders: `GET /v1/events`. */
@MerchantController('events')
export class EventFeedController {
  constructor(
    private readonly events: MerchantEvents,
    private readonly streams: EventStreams,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Get()
  @Route({
    id: 'listEvents',
    right: 'orders:read',
    summary: 'All that happens to orders, in the order in which it was committed; also as server-sent events',
    description:
      'Each event is what webhooks send. Go on with `nextCursor` for as long as you like: nothing is passed over, and nothing comes twice. With `Accept: text/event-stream` ' +
      'they come as they happen, from `Last-Event-ID`, from `cursor`, or from now on; a stream ends after five minutes, and whoever reads it comes again with the last id. ' +
      'A key may have ten open at once.',
    query: feedQuerySchema,
    answers: { 200: ['A page of events, or text/event-stream', feedPageSchema] },
    problems: { 422: 'A limit or cursor that is none (`invalid_cursor`)' },
  })
  async read(
    @Query() query: FeedQuery,
    @Headers() headers: FeedHeaders,
    @Req() request: CallerRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (headers.accept?.includes('text/event-stream')) await this.stream(query, headers, { request, reply });
    else await reply.header('cache-control', 'no-store').send(await this.page(query, request));
  }

  private async page({ cursor, limit }: FeedQuery, { caller }: CallerRequest): Promise<object> {
    if (cursor === 'latest') return { data: [], nextCursor: cursorOf(await this.events.latest()), hasMore: false };
    const { events, place, hasMore } = await this.events.page(caller, placeIn(cursor, BEGINNING), limit);
    return { data: events.map(({ event }) => event), nextCursor: cursorOf(place), hasMore };
  }

  private async stream({ cursor }: FeedQuery, headers: FeedHeaders, { request, reply }: Exchange): Promise<void> {
    const given = headers['last-event-id'] || cursor;
    const from = given === 'latest' ? await this.events.latest() : placeIn(given, await this.events.latest());
    this.streams.checkRoom(request.caller);
    awaitOutcome(request);
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': request.id,
    });
    reply.raw.write(`retry: 2000\nid: ${cursorOf(from)}\n\n`);
    this.streams.serve(request.caller, from, reply.raw).catch((error: unknown) => {
      this.log.warn({ error }, 'a stream of events broke off; whoever reads it comes again');
    });
  }
}

interface Exchange {
  readonly request: CallerRequest;
  readonly reply: FastifyReply;
}

/** Throws DomainError `invalid_cursor`. */
const placeIn = (cursor: string, otherwise: LogPlace): LogPlace => {
  const place = cursor === '' ? otherwise : placeOf(cursor);
  if (place === undefined) throw refusal('invalid_cursor', 'cursor');
  return place;
};
