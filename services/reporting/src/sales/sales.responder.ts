import { Controller } from '@nestjs/common';
import { type MessageInitShape, requests, type SalesRequest, SalesRequestSchema, SalesResponseSchema } from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { daysOf } from '../figures/buckets.js';
import { FiguresRepository } from '../figures/figures.repository.js';
import { KnownThenHandler } from '../past/known-then.handler.js';
import { salesAnswer } from './sales-answer.js';
import { salesPeriod } from './sales-period.js';

/** Answers what was sold and given back day by day. Whoever asks has made sure whose merchant it is. */
@Controller()
export class SalesResponder {
  constructor(
    private readonly figures: FiguresRepository,
    private readonly knownThen: KnownThenHandler,
  ) {}

  @OnRequest(requests.sales, SalesRequestSchema, SalesResponseSchema)
  async find(request: SalesRequest): Promise<MessageInitShape<typeof SalesResponseSchema>> {
    const { timeZone } = request;
    const period = daysOf({ ...salesPeriod(request), timeZone });
    const { toMs, more } = await this.knownThen.of(request, 'figures', period);
    return salesAnswer(period, await this.figures.find(request, { ...period, toMs }, more));
  }
}
