import { setTimeout as sleep } from 'node:timers/promises';
import type { StackLog } from './stack-log.ts';

/** Orders that somebody still owes something, and what. Written against the events alone. */
const owing = `
  SELECT "order", types, array_remove(ARRAY[
      CASE WHEN NOT is_answered THEN 'outcome' END,
      CASE WHEN captures_ended < captures_asked THEN 'capture' END,
      CASE WHEN voids_ended < voids_asked THEN 'void' END,
      CASE WHEN refunds_ended < refunds_asked THEN 'refund' END,
      CASE WHEN grants < deliveries AND captured <> refunded THEN 'files' END,
      CASE WHEN reissues_ended < reissues_asked THEN 'links' END,
      CASE WHEN mails_ended < mails_due THEN 'mail' END], NULL) AS owed
  FROM (
    SELECT subject_id AS "order", array_agg(type ORDER BY position) AS types,
      count(*) FILTER (WHERE type = 'CaptureRequested') AS captures_asked,
      count(*) FILTER (WHERE type = 'CaptureFailed' OR (type = 'PaymentCaptured' AND (data->>'isSale') IS DISTINCT FROM 'true')) AS captures_ended,
      count(*) FILTER (WHERE type = 'VoidRequested') AS voids_asked,
      count(*) FILTER (WHERE type IN ('PaymentVoided', 'VoidFailed')) AS voids_ended,
      count(*) FILTER (WHERE type = 'RefundRequested') AS refunds_asked,
      count(*) FILTER (WHERE type IN ('PaymentRefunded', 'RefundFailed')) AS refunds_ended,
      coalesce(sum((data->'amount'->>'minor')::bigint) FILTER (WHERE type = 'PaymentCaptured'), 0) AS captured,
      coalesce(sum((data->'amount'->>'minor')::bigint) FILTER (WHERE type = 'PaymentRefunded'), 0) AS refunded,
      count(*) FILTER (WHERE type = 'PaymentCaptured' AND data->>'deliverables' ~ '"(file|licenseKeys)"') AS deliveries,
      count(*) FILTER (WHERE type = 'DownloadsGranted') AS grants,
      count(*) FILTER (WHERE type = 'DownloadsReissueRequested') AS reissues_asked,
      count(*) FILTER (WHERE type = 'DownloadsReissued') AS reissues_ended,
      count(*) FILTER (WHERE type IN ('PaymentCaptured', 'PaymentRefunded', 'MailRequested')
        OR (type = 'CreditSettled' AND (data->>'isTold') = 'true')
        OR (type = 'DownloadsReissued' AND (data->>'isTold') = 'true' AND data->>'links' IS NOT NULL)) AS mails_due,
      count(*) FILTER (WHERE type IN ('MailSent', 'MailFailed')) AS mails_ended,
      bool_or(type IN ('PaymentAuthorized', 'PaymentDeclined', 'AuthorizationReversed', 'OrderRejected', 'OrderPricingFailed',
          'CreditSettled', 'CreditDeclined')
        OR (type = 'FraudAssessed' AND data->>'decision' <> 'accept')) AS is_answered
    FROM order_log.events WHERE (header->'subject'->>'kind') = 'order' GROUP BY subject_id
  ) AS orders
  WHERE NOT is_answered OR captures_ended < captures_asked OR voids_ended < voids_asked OR refunds_ended < refunds_asked
    OR (grants < deliveries AND captured <> refunded) OR reissues_ended < reissues_asked OR mails_ended < mails_due`;

export interface Owing {
  readonly order: string;
  readonly types: readonly string[];
  /** `outcome`, `capture`, `void`, `refund`, `files`, `links`, `mail`. */
  readonly owed: readonly string[];
}

export interface Settled {
  /** How long it took until nobody was owed anything; Infinity: longer than there was time. */
  readonly tookMs: number;
  readonly owing: readonly Owing[];
}

/** How long the end of every order may take; a mail waits for its server. */
export interface Patience {
  readonly withinMs: number;
  readonly mailsWithinMs: number;
}

/** Waits until every order has come to its end. */
export const settle = async (log: StackLog, { withinMs, mailsWithinMs }: Patience): Promise<Settled> => {
  const begun = performance.now();
  for (;;) {
    const left = await log.rowsInTime<Owing>(owing, [], withinMs);
    const tookMs = performance.now() - begun;
    if (left.length === 0) return { tookMs, owing: [] };
    const isMailsOnly = left.every(({ owed }) => owed.join() === 'mail');
    if (tookMs > (isMailsOnly ? mailsWithinMs : withinMs)) return { tookMs: Number.POSITIVE_INFINITY, owing: left };
    await sleep(500);
  }
};
