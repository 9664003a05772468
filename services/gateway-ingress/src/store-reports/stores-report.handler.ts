import { Injectable } from '@nestjs/common';
import { requests, SalesRequestSchema, SalesResponseSchema, toPublicId } from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';
import { JournalExports } from '../exports/journal-exports.client.js';
import { reportLimits } from '../reports/report-limits.js';
import { rightsOf } from '../roles/roles.data.js';
import type { SignedIn } from '../sessions/sessions.repository.js';
import { type Membership, Users } from '../users/users.repository.js';
import { refusal } from '../validation/field-error.js';
import { storeSums } from './store-sums.js';
import type { StoresFileParameters, StoresFileQuery, StoresReportQuery } from './stores-report.schema.js';

/** Stores that are asked about at a time. */
const AT_A_TIME = 8;

/** What all stores of a person took and gave back, as far as they may read the reports there. */
@Injectable()
export class StoresReport {
  constructor(
    private readonly users: Users,
    private readonly requests: Requests,
    private readonly exports: JournalExports,
  ) {}

  /** Each day is one of its store's own time zone. Throws DomainError `second_factor_required` for live mode without one (S15). */
  async of(person: SignedIn, mode: 'test' | 'live', query: StoresReportQuery): Promise<object> {
    const own = await this.storesOf(person, mode);
    const data: ReturnType<typeof storeSums>[number][] = [];
    for (let from = 0; from < own.length; from += AT_A_TIME) {
      const slice = own.slice(from, from + AT_A_TIME);
      data.push(...(await Promise.all(slice.map((store) => this.sumsOf(store, mode, query)))).flat());
    }
    const stores = own.map(({ merchant, store, timeZone }) => ({ id: merchant, name: store, timeZone }));
    return { from: query.from, to: query.to, stores, data };
  }

  /** Where the same is to be had as a file, and which stores (`mer_…`) are in it. Throws DomainError `second_factor_required`, and reporting's
   *  refusals. */
  async file(
    person: SignedIn,
    { mode, format }: StoresFileParameters,
    { store, ...query }: StoresFileQuery,
  ): Promise<{ readonly url: string; readonly stores: readonly string[] }> {
    const own = (await this.storesOf(person, mode)).filter(({ merchant }) => store === undefined || merchant === store);
    const stores = own.map(({ merchant, store: name, timeZone }) => ({ merchant, name, timeZone }));
    const file = { merchant: toPublicId('usr', person.user), mode, format, report: 'stores', ...query, stores };
    const { url } = await this.exports.open(file);
    return { url, stores: own.map(({ merchant }) => merchant) };
  }

  private async storesOf({ user, hasSecondFactor }: SignedIn, mode: 'test' | 'live'): Promise<readonly Membership[]> {
    if (mode === 'live' && !hasSecondFactor) throw refusal('second_factor_required');
    return (await this.users.membershipsOf(user)).filter(({ role }) => rightsOf(role).has('reports:read'));
  }

  private async sumsOf({ merchant, timeZone }: Membership, mode: 'test' | 'live', { from, to, at }: StoresReportQuery) {
    const wish = { merchant, mode, from, to, timeZone, at };
    const { days } = await this.requests.request(
      requests.sales,
      SalesRequestSchema,
      SalesResponseSchema,
      wish,
      reportLimits({ at }),
    );
    return storeSums(merchant, days);
  }
}
