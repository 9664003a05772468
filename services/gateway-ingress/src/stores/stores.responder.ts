import { Controller } from '@nestjs/common';
import {
  type DescribeStoreRequest,
  DescribeStoreRequestSchema,
  DescribeStoreResponseSchema,
  requests,
} from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { OnRequest } from '@tollgate/messaging';
import { Stores } from './stores.repository.js';

/** Tells other services what a store is called, and by which clocks it lives. */
@Controller()
export class StoresResponder {
  constructor(private readonly stores: Stores) {}

  /** Throws DomainError `not_found`. */
  @OnRequest(requests.describeStore, DescribeStoreRequestSchema, DescribeStoreResponseSchema)
  async describe({ merchant }: DescribeStoreRequest) {
    const store = await this.stores.look(merchant);
    if (store === undefined) throw new DomainError('not_found');
    return { name: store.name, timeZone: store.timeZone };
  }
}
