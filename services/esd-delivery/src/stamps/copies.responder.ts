import { Controller } from '@nestjs/common';
import {
  type ListCopiesRequest,
  ListCopiesRequestSchema,
  ListCopiesResponseSchema,
  type MessageInitShape,
  type RetryCopiesRequest,
  RetryCopiesRequestSchema,
  RetryCopiesResponseSchema,
  requests,
} from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { CopiesPages } from './copies-page.repository.js';
import { RetryCopies } from './retry-copies.handler.js';

/** What merchants ask about their buyers' copies. */
@Controller()
export class CopiesResponder {
  constructor(
    private readonly pages: CopiesPages,
    private readonly retries: RetryCopies,
  ) {}

  @OnRequest(requests.listCopies, ListCopiesRequestSchema, ListCopiesResponseSchema)
  async list(asked: ListCopiesRequest): Promise<MessageInitShape<typeof ListCopiesResponseSchema>> {
    const { copies, nextCursor } = await this.pages.page(asked);
    const told = copies.map(({ name, changedAt, ...copy }) => ({ ...copy, fileName: name, changedAt: changedAt.toISOString() }));
    return { copies: told, nextCursor };
  }

  @OnRequest(requests.retryCopies, RetryCopiesRequestSchema, RetryCopiesResponseSchema)
  async retry({ order }: RetryCopiesRequest): Promise<MessageInitShape<typeof RetryCopiesResponseSchema>> {
    return { retried: await this.retries.ofOrder(order) };
  }
}
