import { setTimeout as sleep } from 'node:timers/promises';
import type { StackLog } from './stack-log.ts';

/** Orders that somebody still owes something: an outcome, the end of an operation that was asked for, files, a mail.
 *  Written against the events alone. */
const owing = `
  SELECT subject_id AS order, types FROM (
    SELECT subject_id, array_agg(type ORDER BY position) AS types,
      count(*) FILTER (WHERE type = 'CaptureRequested') AS captures_asked,
      count(*) FILTER (WHERE type = 'CaptureFailed' OR (type = 'PaymentCaptured' AND (data->>'isSale') IS DISTINCT FROM 'true')) AS captures_ended,
      count(*) FILTER (WHERE type = 'VoidRequested') AS voids_asked,
      count(*) FILTER (WHERE type IN ('PaymentVoided', 'VoidFailed')) AS voids_ended,
      count(*) FILTER (WHERE type = 'RefundRequested') AS refunds_asked,
      count(*) FILTER (WHERE type IN ('PaymentRefunded', 'RefundFailed')) AS refunds_ended,
      count(*) FILTER (WHERE type IN ('PaymentCaptured', 'PaymentRefunded')) AS mails_due,
      count(*) FILTER (WHERE type IN ('MailSent', 'MailFailed')) AS mails_ended,
      bool_or(type IN ('PaymentAuthorized', 'PaymentDeclined', 'AuthorizationReversed', 'OrderRejected', 'OrderPricingFailed')
        OR (type = 'FraudAssessed' AND data->>'decision' <> 'accept')) AS is_answered
    FROM order_log.events WHERE (header->'subject'->>'kind') = 'order' GROUP BY subject_id
  ) AS orders
  WHERE NOT is_answered OR captures_ended < captures_asked OR voids_ended < voids_asked OR refunds_ended < refunds_asked OR mails_ended < mails_due`;

export interface Owing {
  readonly order: string;
  readonly types: readonly string[];
}

export interface Settled {
  /** How long it took until nobody was owed anything; Infinity: longer than there was time. */
  readonly tookMs: number;
  readonly owing: readonly Owing[];
}

/** Waits until every order has come to its end. */
export const settle = async (log: StackLog, withinMs: number): Promise<Settled> => {
  const begun = performance.now();
  for (;;) {
    const left = await log.rowsInTime<Owing>(owing, [], withinMs);
    const tookMs = performance.now() - begun;
    if (left.length === 0) return { tookMs, owing: [] };
    if (tookMs > withinMs) return { tookMs: Number.POSITIVE_INFINITY, owing: left };
    await sleep(500);
  }
};
