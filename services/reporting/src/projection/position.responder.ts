import { Controller } from '@nestjs/common';
import {
  type MessageInitShape,
  ReportedPositionRequestSchema,
  ReportedPositionResponseSchema,
  requests,
} from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { OnRequest } from '@tollgate/messaging';
import { Generations } from './generations.repository.js';

/** Answers whoever wants to know how far behind the reports are. */
@Controller()
export class PositionResponder {
  constructor(private readonly generations: Generations) {}

  @OnRequest(requests.reportedPosition, ReportedPositionRequestSchema, ReportedPositionResponseSchema)
  async position(): Promise<MessageInitShape<typeof ReportedPositionResponseSchema>> {
    const [live] = await this.generations.all();
    invariant(live?.state === 'live', 'one generation is live');
    return { position: live.appliedPosition };
  }
}
