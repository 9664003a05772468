import { Controller, Get, Req, Res } from '@nestjs/common';
import { requests, SalesRequestSchema, SalesResponseSchema } from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';
import type { FastifyReply } from 'fastify';
import { checkDays } from './check-days.js';
import { describeSales } from './describe-sales.js';
import type { CallerRequest } from '../http/api-key.guard.js';
import { send } from '../http/http-answer.js';
import { readQuery, refuseIfAny } from '../http/validation.pipe.js';
import { salesSchema } from './report.schema.js';

/** Reports: `/v1/reports`. */
@Controller('v1/reports')
export class ReportsController {
  constructor(private readonly requests: Requests) {}

  @Get('sales')
  async sales(@Req() { caller, query }: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    const { from, to } = readQuery(salesSchema, query);
    refuseIfAny(checkDays(from, to));
    const { days } = await this.requests.request(requests.sales, SalesRequestSchema, SalesResponseSchema, {
      ...caller,
      from,
      to,
    });
    send(reply, { status: 200, body: { from, to, data: days.map(describeSales) } });
  }
}
