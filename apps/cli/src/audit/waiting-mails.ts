import type pg from 'pg';
import type { OrderFacts, RecordedMail } from './order-facts.js';

/** The mails that wait for the mail server, by their order's uuid. */
export type WaitingMails = ReadonlyMap<string, readonly RecordedMail[]>;

interface WaitingRow {
  readonly order: string;
  readonly kind: string;
  readonly operation: string;
  readonly request: string;
  readonly reply_code: number;
}

/** Mails that no mail server took yet: notifications' due work. None where that table is not there yet. */
export const readWaitingMails = async (db: pg.Client): Promise<WaitingMails> => {
  const { rows: tables } = await db.query("SELECT FROM pg_tables WHERE schemaname = 'notifications' AND tablename = 'due_work'");
  if (tables.length === 0) return new Map();
  const { rows } = await db.query<WaitingRow>(`SELECT payload->>'order' AS order, payload->>'kind' AS kind,
      payload->>'operation' AS operation, payload->>'request' AS request, (payload->>'replyCode')::int AS reply_code
    FROM notifications.due_work WHERE kind = 'mail'`);
  const waiting = { messageId: '', isSent: false, isWaiting: true, code: '' };
  return Map.groupBy(
    rows.map(({ reply_code: replyCode, ...row }) => ({ ...row, ...waiting, replyCode })),
    ({ order }) => order,
  );
};

/** What waits for the mail server is not forgotten: it stands beside what was recorded, and is recorded by now or later. */
export const withWaiting = (facts: OrderFacts, waiting: WaitingMails): OrderFacts => {
  const own = waiting.get(facts.order) ?? [];
  return own.length === 0 ? facts : { ...facts, mails: [...facts.mails, ...own] };
};
