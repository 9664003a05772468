import { CreditIntake } from '../../../services/gateway-ingress/dist/credits/credit-intake.handler.js';
import { CreditSecrets } from '../../../services/gateway-ingress/dist/credits/credit-secrets.handler.js';
import { EarlierCredits } from '../../../services/gateway-ingress/dist/credits/earlier-credits.repository.js';
import { FraudLists } from '../../../services/gateway-ingress/dist/fraud-lists/fraud-lists.client.js';
import type { IdempotencyRepository } from '../../../services/gateway-ingress/dist/idempotency/idempotency.repository.js';
import type { RequestOperation } from '../../../services/gateway-ingress/dist/operations/request-operation.handler.js';
import type { OrderKeys } from '../../../services/gateway-ingress/dist/orders/order-keys.store.js';
import type { OwnOrders } from '../../../services/gateway-ingress/dist/orders/own-orders.repository.js';
import type { OrderSecrets } from '../../../services/gateway-ingress/dist/placements/order-secrets.handler.js';
import { refundSettings } from '../../../services/gateway-ingress/dist/refund-approvals/refund-settings.schema.js';
import { ApprovalDecisions } from '../../../services/gateway-ingress/dist/refund-approvals/resolve-approval.handler.js';
import { RequestRefund } from '../../../services/gateway-ingress/dist/refunds/request-refund.handler.js';
import { Settings } from '../../../services/gateway-ingress/dist/settings/settings.client.js';
import type { SimulatedLog } from '../fakes/log.ts';
import type { Process } from '../world/process.ts';
import { standIn } from './nest.ts';
import type { Parts } from './plants.ts';
import { settingsEntry, settingsOf } from './settings.ts';
import type { System } from './system.ts';

/** Where it is twelve hours later than in UTC: their day begins as the world does, and a clock that is behind is in the day before. */
export const storesTimeZone = 'Asia/Kamchatka';

export interface GivingBackParts {
  readonly log: SimulatedLog;
  readonly requests: Parts['requests'];
  readonly operations: RequestOperation;
  readonly own: OwnOrders;
  readonly idempotency: IdempotencyRepository;
  readonly keys: OrderKeys;
  readonly secrets: OrderSecrets;
}

/** Where a store sets which refunds want a second person, and what gives its money away: credits without a sale, refunds by people. */
export const givingBackIn = (process: Process, system: System, parts: GivingBackParts) => {
  const { log, requests, operations, own, idempotency, keys, secrets } = parts;
  const { clock } = process;
  const settings = settingsOf(process, system, log);
  const stores = { find: () => process.effect('find store', async () => ({ timeZone: storesTimeZone })) };
  // What waits is told by the log; who opens the queue is nobody here.
  const queue = {
    add: () => process.effect('queue', async () => undefined),
    remove: () => process.effect('take out of the queue', async () => undefined),
  };
  // Whoever may approve is told by a mail of the operator's, which nobody sends here.
  const mails = { add: () => process.effect('owe a mail', async () => undefined) };
  const earlier = new EarlierCredits(log, idempotency);
  const away = new CreditSecrets(keys);
  const lists = new FraudLists(standIn(requests));
  return {
    limits: settingsEntry(process, system, log, [settings, refundSettings]),
    credits: new CreditIntake(log, new Settings(standIn(requests)), standIn(stores), earlier, secrets, away, lists, keys, clock),
    refunds: new RequestRefund(operations, own, settings, standIn(queue), standIn(mails), clock),
    approvals: new ApprovalDecisions(operations, own, standIn(queue), standIn(mails), keys, clock),
  };
};
