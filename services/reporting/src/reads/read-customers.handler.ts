import { Injectable } from '@nestjs/common';
import { type CustomersOfTime, type CustomersQuery, CustomersRepository } from '../customers/customers.repository.js';
import { customersAnswer } from '../customers/customers-answer.js';
import { customersPeriod } from '../customers/customers-period.js';
import { rankingOf } from '../customers/packed/customer-ranking.js';
import { CustomerTable } from '../customers/packed/customer-table.js';
import { PackedCustomersRepository } from '../customers/packed/packed-customers.repository.js';
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
  private readonly table = new CustomerTable();

  constructor(
    private readonly customers: CustomersRepository,
    private readonly packed: PackedCustomersRepository,
  ) {}

  /** Throws DomainError `invalid_date`, `invalid_period`, and TransientError. */
  async customersOf(asked: Asked) {
    const { fromMs, toMs } = customersPeriod(asked);
    const most = Math.min(Math.max(asked.limit, 1), MOST_ROWS);
    const query = { wanted: asked, fromMs, toMs: endAt(asked.at, toMs), most };
    return customersAnswer((await this.fromDays(query)) ?? (await this.customers.find(query)));
  }

  /** By the days that are packed. Undefined where they are not, and where sums are too large for it: entry by entry there is always an answer. */
  private async fromDays(query: CustomersQuery): Promise<CustomersOfTime | undefined> {
    const found = await this.packed.find(query);
    const ranking = found === undefined ? undefined : rankingOf(found, query, this.table);
    if (ranking === undefined) return undefined;
    return { rows: await this.packed.rank(query, ranking.candidates), groups: ranking.groups };
  }
}
