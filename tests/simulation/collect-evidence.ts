import { type BackOffice, MOST_OF_A_DAY, people } from './actors/back-office.ts';
import type { Client } from './actors/client.ts';
import type { Customers } from './actors/customer.ts';
import type { Merchant } from './actors/merchant.ts';
import type { Answer, Evidence } from './auditor/evidence.ts';
import { PARTS } from './fakes/transfers.ts';
import type { System } from './services/system.ts';
import type { FaultRates } from './world/faults.ts';

export interface Run {
  readonly system: System;
  readonly client: Client;
  readonly merchant: Merchant;
  readonly backOffice: BackOffice;
  readonly customers: Customers;
  /** As they were drawn. */
  readonly faults: FaultRates;
  /** Faults had stopped by then, and what they left behind was gone. */
  readonly calmFromMs: number;
}

/** What a replica may answer by after a change that it did not hear of. */
const CALM_AGE_MS = 12_000;
/** And where connections are slow or gone, and processes stand still. */
const STORMY_AGE_MS = 150_000;

/** Everybody's books, as plain data. */
export const evidenceOf = ({ system, client, merchant, backOffice, customers, faults, calmFromMs }: Run): Evidence => {
  const rowsOf = (table: string) => [...(system.generations.rows.get(table)?.values() ?? [])];
  const isCalm = faults.delayed + faults.freeze + faults.clock + faults.outage === 0;
  return {
    events: system.store.events.map((event) => ({
      headerText: event.headerText,
      dataText: event.dataText,
      hash: event.hash,
      committedAtMs: system.store.committedAtMs(event),
    })),
    answers: client.journal.flatMap((line): readonly Answer[] => {
      const { kind, merchant: of, key } = line.request;
      const { answer } = line;
      return line.type === 'invoke' ? [] : [{ kind, merchant: of, key, status: answer?.status, text: answer?.text ?? '' }];
    }),
    acquirer: system.acquirer.books.journal,
    mails: system.mailServer.taken,
    files: [...customers.files.values()].map(({ parts, ...file }) => ({ ...file, hasAll: parts.size === PARTS })),
    keys: system.keys.all,
    webhooks: system.webhooks.received,
    endpoints: [...system.webhooks.endpoints.values()].map(({ id, merchant: of, isOrdered }) => ({
      id,
      merchant: of,
      isOrdered,
    })),
    orders: [...merchant.orders, ...backOffice.credits],
    acknowledged: system.bus.acknowledged,
    listenersTo: (type) => system.bus.listenersTo(type as never),
    reports: { orders: rowsOf('orders'), sales: rowsOf('figures').filter(({ grain }) => grain === 'quarter') },
    parked: system.parked,
    settings: merchant.settings,
    blocks: merchant.blocks,
    credits: { perDay: BigInt(MOST_OF_A_DAY), hoursAheadOfUtc: 12 },
    limits: backOffice.limits,
    approvers: people,
    troublesOf: (service) => system.world.troubles.get(service) ?? 0,
    settingsAgeMs: (atMs) => (isCalm || atMs > calmFromMs ? CALM_AGE_MS : STORMY_AGE_MS),
    defects: system.world.defects,
  };
};
