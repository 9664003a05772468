import { Injectable } from '@nestjs/common';
import { CustomersRepository } from '../customers/customers.repository.js';
import { customersAnswer } from '../customers/customers-answer.js';
import { customersPeriod } from '../customers/customers-period.js';
import type { Wanted } from '../figures/owner.js';
import { endAt } from '../past/cut.js';

const MOST_ROWS = 200;

interface Asked extends Wanted {
  readonly from: string;
  readonly to: string;
  readonly at: string;
  /** Of each currency. */
  readonly limit: number;
}

/** Reads who bought most, and what new and returning customers bought. */
@Injectable()
export class ReadCustomers {
  constructor(private readonly customers: CustomersRepository) {}

  /** Throws DomainError `invalid_date`, `invalid_period`, and TransientError. */
  async customersOf(asked: Asked) {
    const { fromMs, toMs } = customersPeriod(asked);
    const most = Math.min(Math.max(asked.limit, 1), MOST_ROWS);
    return customersAnswer(await this.customers.find({ wanted: asked, fromMs, toMs: endAt(asked.at, toMs), most }));
  }
}
