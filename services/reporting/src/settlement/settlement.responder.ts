import { Controller } from '@nestjs/common';
import {
  type MessageInitShape,
  requests,
  type SettlementRequest,
  SettlementRequestSchema,
  SettlementResponseSchema,
} from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { periodOf } from '../figures/buckets.js';
import { KnownThenHandler } from '../past/known-then.handler.js';
import { SettlementRepository } from './settlement.repository.js';
import { settlementAnswer } from './settlement-answer.js';

/** Answers what went through each processor. Whoever asks has made sure whose merchant it is. */
@Controller()
export class SettlementResponder {
  constructor(
    private readonly settlements: SettlementRepository,
    private readonly knownThen: KnownThenHandler,
  ) {}

  @OnRequest(requests.settlement, SettlementRequestSchema, SettlementResponseSchema)
  async find(request: SettlementRequest): Promise<MessageInitShape<typeof SettlementResponseSchema>> {
    const period = periodOf(request);
    const { toMs, more } = await this.knownThen.of(request, 'settlements', period);
    return settlementAnswer(period.buckets, await this.settlements.find(request, { ...period, toMs }, more));
  }
}
