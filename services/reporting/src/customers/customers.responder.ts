import { Controller } from '@nestjs/common';
import {
  type CustomersRequest,
  CustomersRequestSchema,
  CustomersResponseSchema,
  type MessageInitShape,
  requests,
} from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { endAt } from '../past/cut.js';
import { CustomersRepository } from './customers.repository.js';
import { customersAnswer } from './customers-answer.js';
import { customersPeriod } from './customers-period.js';

const MOST_ROWS = 200;

/** Answers who bought most. Whoever asks has made sure whose merchant it is. */
@Controller()
export class CustomersResponder {
  constructor(private readonly customers: CustomersRepository) {}

  @OnRequest(requests.customers, CustomersRequestSchema, CustomersResponseSchema)
  async find(request: CustomersRequest): Promise<MessageInitShape<typeof CustomersResponseSchema>> {
    const { fromMs, toMs } = customersPeriod(request);
    const most = Math.min(Math.max(request.limit, 1), MOST_ROWS);
    const query = { wanted: request, fromMs, toMs: endAt(request.at, toMs), most };
    const [rows, groups] = await Promise.all([this.customers.top(query), this.customers.groups(query)]);
    return customersAnswer(rows, groups);
  }
}
