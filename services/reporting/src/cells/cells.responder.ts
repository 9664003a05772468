import { Controller } from '@nestjs/common';
import {
  type MessageInitShape,
  type ReportEventsRequest,
  ReportEventsRequestSchema,
  ReportEventsResponseSchema,
  requests,
} from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { momentsIn } from '../figures/buckets.js';
import { cursorOf, placeIn } from '../orders/orders-page.js';
import { endAt } from '../past/cut.js';
import { cellOf } from './cell.js';
import { CellEventsHandler } from './cell-events.handler.js';

const MOST_EVENTS = 100;

/** Answers which events a figure of a report is the sum of. Whoever asks has made sure whose merchant it is. */
@Controller()
export class CellsResponder {
  constructor(private readonly cells: CellEventsHandler) {}

  @OnRequest(requests.reportEvents, ReportEventsRequestSchema, ReportEventsResponseSchema)
  async find(request: ReportEventsRequest): Promise<MessageInitShape<typeof ReportEventsResponseSchema>> {
    const { report, of, cursor, limit, at } = request;
    const { fromMs, toMs } = momentsIn(request);
    const { events, next } = await this.cells.page({
      owner: request,
      cell: cellOf(request),
      ...(report === 'customer' && of[0] !== undefined ? { customer: of[0] } : {}),
      fromMs,
      toMs: endAt(at, toMs),
      after: cursor === '' ? undefined : placeIn(cursor),
      limit: Math.min(Math.max(limit, 1), MOST_EVENTS),
    });
    return {
      events: events.map(({ event: { type, header }, reference, amount }) => ({
        id: header.id,
        type,
        order: header.subject.id,
        reference,
        occurredAt: header.occurredAt,
        amount,
      })),
      nextCursor: next === undefined ? '' : cursorOf(next),
    };
  }
}
