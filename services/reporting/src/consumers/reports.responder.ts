import { Controller } from '@nestjs/common';
import {
  type ListOrdersRequest,
  ListOrdersRequestSchema,
  ListOrdersResponseSchema,
  type MessageInitShape,
  type RebuildProgressRequest,
  RebuildProgressRequestSchema,
  RebuildProgressResponseSchema,
  RebuildRequestSchema,
  RebuildResponseSchema,
  requests,
  type SalesRequest,
  SalesRequestSchema,
  SalesResponseSchema,
} from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { money } from '@tollgate/money';
import { ReportReader } from '../adapters/postgres/report-reader.js';
import { ordersPage, salesPeriod } from '../domain/read-requests.js';

/** Answers what Central, ingress and the operator ask of the read models. Whoever asks has made sure whose merchant it is. */
@Controller()
export class ReportsResponder {
  constructor(private readonly reports: ReportReader) {}

  @OnRequest(requests.sales, SalesRequestSchema, SalesResponseSchema)
  async sales(request: SalesRequest): Promise<MessageInitShape<typeof SalesResponseSchema>> {
    const { merchant, mode } = request;
    const days = await this.reports.sales({ merchant, mode, ...salesPeriod(request) });
    return {
      days: days.map(({ day, currency, orderCount, capturedMinor, taxMinor, shippingMinor }) => ({
        day,
        currency,
        orderCount,
        captured: money(capturedMinor, currency),
        tax: money(taxMinor, currency),
        shipping: money(shippingMinor, currency),
      })),
    };
  }

  @OnRequest(requests.listOrders, ListOrdersRequestSchema, ListOrdersResponseSchema)
  async listOrders(request: ListOrdersRequest): Promise<MessageInitShape<typeof ListOrdersResponseSchema>> {
    const { orders, nextCursor } = await this.reports.orders(ordersPage(request));
    return { orders: [...orders], nextCursor };
  }

  @OnRequest(requests.rebuild, RebuildRequestSchema, RebuildResponseSchema)
  async rebuild(): Promise<MessageInitShape<typeof RebuildResponseSchema>> {
    return { generation: await this.reports.beginRebuild() };
  }

  @OnRequest(requests.rebuildProgress, RebuildProgressRequestSchema, RebuildProgressResponseSchema)
  async rebuildProgress({ generation }: RebuildProgressRequest): Promise<MessageInitShape<typeof RebuildProgressResponseSchema>> {
    return this.reports.rebuildProgress(generation);
  }
}
