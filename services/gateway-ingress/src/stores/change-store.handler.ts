import { Injectable } from '@nestjs/common';
import { newEvent } from '@tollgate/contracts';
import { AccessRecord, type Acting } from '../access-record/access-record.handler.js';
import { ReportSchedules } from '../report-schedules/report-schedules.repository.js';
import type { StoreBody } from './store.schema.js';
import { type Store, Stores } from './stores.repository.js';

/** Sets a store's record. */
@Injectable()
export class ChangeStore {
  constructor(
    private readonly stores: Stores,
    private readonly record: AccessRecord,
    private readonly reports: ReportSchedules,
  ) {}

  /** The store as it is now; what changes nothing is recorded nowhere. */
  change(id: string, { name, timeZone }: StoreBody, { user, requestId }: Acting): Promise<Store> {
    return this.record.change(requestId, async (manager) => {
      const store = await this.stores.lock(id, manager);
      const isSame = store.name === name && store.timeZone === timeZone;
      if (!isSame) await this.stores.set({ id, name, timeZone }, manager);
      if (store.timeZone !== timeZone) await this.reports.planAll(id, timeZone, manager);
      const event = isSame ? undefined : newEvent('StoreChanged', { name, timeZone });
      return { user, result: { ...store, name, timeZone }, stores: [id], event };
    });
  }
}
