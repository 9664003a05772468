import { Controller } from '@nestjs/common';
import {
  type MessageInitShape,
  type RebuildProgressRequest,
  RebuildProgressRequestSchema,
  RebuildProgressResponseSchema,
  RebuildRequestSchema,
  RebuildResponseSchema,
  requests,
} from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { RebuildRepository } from './rebuild.repository.js';

/** Answers the operator who builds the read models anew. */
@Controller()
export class RebuildResponder {
  constructor(private readonly rebuilds: RebuildRepository) {}

  @OnRequest(requests.rebuild, RebuildRequestSchema, RebuildResponseSchema)
  async begin(): Promise<MessageInitShape<typeof RebuildResponseSchema>> {
    return { generation: await this.rebuilds.begin() };
  }

  @OnRequest(requests.rebuildProgress, RebuildProgressRequestSchema, RebuildProgressResponseSchema)
  progress({ generation }: RebuildProgressRequest): Promise<MessageInitShape<typeof RebuildProgressResponseSchema>> {
    return this.rebuilds.progressOf(generation);
  }
}
