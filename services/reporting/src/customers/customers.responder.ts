import { Controller } from '@nestjs/common';
import {
  type CustomersRequest,
  CustomersRequestSchema,
  CustomersResponseSchema,
  type MessageInitShape,
  requests,
} from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { ReadCustomers } from '../reads/read-customers.handler.js';

/** Answers who bought most. Whoever asks has made sure whose merchant it is. */
@Controller()
export class CustomersResponder {
  constructor(private readonly read: ReadCustomers) {}

  @OnRequest(requests.customers, CustomersRequestSchema, CustomersResponseSchema)
  find(request: CustomersRequest): Promise<MessageInitShape<typeof CustomersResponseSchema>> {
    return this.read.customersOf(request);
  }
}
