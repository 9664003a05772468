import { Injectable } from '@nestjs/common';
import {
  type BuyersCopy,
  ListCopiesRequestSchema,
  ListCopiesResponseSchema,
  RetryCopiesRequestSchema,
  RetryCopiesResponseSchema,
  requests,
} from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { explained } from '../license-keys/explained.client.js';

interface CopiesAsked {
  /** uuid; empty: of all orders. */
  readonly order: string;
  readonly state: string;
  readonly limit: number;
  readonly cursor: string;
}

interface CopiesPage {
  readonly copies: readonly BuyersCopy[];
  readonly nextCursor: string;
}

/** The copies of files that have a stamp, which esd-delivery makes. */
@Injectable()
export class StampedCopies {
  constructor(private readonly bus: Requests) {}

  /** Those of the caller's mode. Throws DomainError `invalid_cursor`. */
  page({ merchant, mode }: Caller, asked: CopiesAsked): Promise<CopiesPage> {
    const wish = { merchant, mode, ...asked };
    return explained(this.bus.request(requests.listCopies, ListCopiesRequestSchema, ListCopiesResponseSchema, wish));
  }

  /** Of an order (uuid) of the caller's. Answers how many. */
  async retry(order: string): Promise<number> {
    const schemas = [RetryCopiesRequestSchema, RetryCopiesResponseSchema] as const;
    return (await explained(this.bus.request(requests.retryCopies, ...schemas, { order }))).retried;
  }
}
