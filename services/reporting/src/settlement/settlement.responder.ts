import { Controller } from '@nestjs/common';
import {
  type MessageInitShape,
  requests,
  type SettlementRequest,
  SettlementRequestSchema,
  SettlementResponseSchema,
} from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { ReadSettlement } from '../reads/read-settlement.handler.js';

/** Answers what went through each processor. Whoever asks has made sure whose merchant it is. */
@Controller()
export class SettlementResponder {
  constructor(private readonly read: ReadSettlement) {}

  @OnRequest(requests.settlement, SettlementRequestSchema, SettlementResponseSchema)
  find(request: SettlementRequest): Promise<MessageInitShape<typeof SettlementResponseSchema>> {
    return this.read.settlement(request);
  }
}
