// Reads what became of license keys and webhooks, and has it judged: until nothing is wrong any more, or the time is over.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { callApi } from '../../load/place.ts';
import type { Demo } from '../../stack.ts';
import { keysItem } from '../load/license-pool.ts';
import type { WebhookReceiver } from '../load/webhook-receiver.ts';
import { uuidOf } from '../losses.ts';
import type { StackLog } from '../stack-log.ts';
import { judgeKeys, type KeyEvidence, type KeyJudgement, type KeyOrder, type StockedKey, type ToldKey } from './license-keys.ts';
import { keyOrdersIn, type LoggedEvent } from './sold-keys.ts';
import { type Happened, judgeWebhooks, type WebhookJudgement } from './webhooks.ts';

export interface Sales {
  readonly log: StackLog;
  readonly clientJournal: string;
  readonly handedIn: ReadonlySet<string>;
  /** Who may look at an order, by merchant. */
  readonly demos: ReadonlyMap<string, Demo>;
  readonly receiver: WebhookReceiver;
}

export interface SalesJudgement {
  readonly keys: KeyJudgement;
  readonly webhooks: WebhookJudgement;
  readonly tookMs: number;
}

const withinMs = 60_000;
const pauseMs = 2_000;

/** Those of an order's events that tell of its keys. */
const keyEvents = `
  SELECT subject_id AS "order", type, data, header->>'merchant' AS merchant FROM order_log.events
  WHERE subject_id IN (SELECT subject_id FROM order_log.events WHERE type = 'OrderPlaced' AND data::text LIKE $1) ORDER BY position`;
const stock = 'SELECT id, state, order_id AS "order" FROM esd_delivery.license_keys WHERE sku = $1';
/** Numbered as they are committed, as whoever reads the log without passing anything over finds them. */
const happened = `
  SELECT 'evt_' || replace(header->>'id', '-', '') AS id, header->>'merchant' AS merchant, type, 'ord_' || replace(subject_id::text, '-', '') AS "order",
    row_number() OVER (PARTITION BY subject_id ORDER BY epoch, xid, position)::int AS sequence
  FROM order_log.events WHERE (header->'subject'->>'kind') = 'order'`;

/** Until it holds, for so long. */
const settled = async <T extends { readonly broken: readonly string[]; readonly missing?: readonly string[] }>(
  judge: () => Promise<T>,
  patienceMs: number,
): Promise<T> => {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const judgement = await judge();
    const isOver = performance.now() > deadline;
    if (isOver || (judgement.broken.length === 0 && (judgement.missing ?? []).length === 0)) return judgement;
    await sleep(pauseMs);
  }
};

const toldIn = (clientJournal: string): KeyEvidence['told'] =>
  readFileSync(clientJournal, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"keys":'))
    .map((line) => JSON.parse(line) as { readonly order: string; readonly keys: readonly string[] })
    .map(({ order, keys }) => ({ order: uuidOf(order), keys }));

/** What an order says now. Throws where it cannot be asked. */
const keysOf = async (demo: Demo, order: string): Promise<readonly ToldKey[]> => {
  const path = `/v1/orders/ord_${order.replaceAll('-', '')}`;
  const { status, body } = await callApi(demo, { method: 'GET', path, signal: AbortSignal.timeout(10_000) });
  if (status !== 200) throw new Error(`an order could not be asked for its keys: ${status}`);
  return body.licenseKeys.map(({ id, key }: ToldKey) => ({ id: uuidOf(id), key }));
};

type Sold = LoggedEvent & { readonly merchant: string };

const evidenceOf = async ({ log, clientJournal, handedIn, demos }: Sales): Promise<KeyEvidence> => {
  const events = await log.rowsInTime<Sold>(keyEvents, [`%"${keysItem.sku}"%`], withinMs);
  const orders: readonly KeyOrder[] = keyOrdersIn(events, keysItem.sku);
  const merchantOf = new Map(events.map(({ order, merchant }) => [order, merchant]));
  const now = new Map<string, readonly ToldKey[]>();
  for (const { order } of orders) {
    const demo = demos.get(merchantOf.get(order) ?? '');
    if (demo !== undefined) now.set(order, await keysOf(demo, order));
  }
  const stocked = await log.rowsInTime<StockedKey>(stock, [keysItem.sku], withinMs);
  return { handedIn, told: toldIn(clientJournal), now, orders, stock: stocked };
};

/** `webhooksWithinMs`: for how long what was refused may be on its way. */
export const judgeSales = async (sales: Sales, webhooksWithinMs: number): Promise<SalesJudgement> => {
  const begun = performance.now();
  const { log, receiver } = sales;
  const keys = await settled(async () => judgeKeys(await evidenceOf(sales)), withinMs);
  const webhooks = await settled(
    async () => judgeWebhooks(receiver.endpoints, receiver.received, await log.rowsInTime<Happened>(happened, [], withinMs)),
    webhooksWithinMs,
  );
  return { keys, webhooks, tookMs: performance.now() - begun };
};

const shown = 5;
const some = (what: string, found: readonly string[]): readonly string[] => [
  ...(found.length === 0 ? [] : [`${what}: ${found.length}, the first: ${found[0]}`]),
  ...found.slice(1, shown).map((one) => `${what}: ${one}`),
];

export const salesViolations = ({ keys, webhooks }: SalesJudgement): readonly string[] => [
  ...some('I10: license keys', keys.broken),
  ...some('I7: webhooks that never came', webhooks.missing),
  ...some('I7: webhooks', webhooks.broken),
];
