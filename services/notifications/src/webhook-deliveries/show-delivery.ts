import type { MessageInitShape, WebhookDeliverySchema, WebhookTrySchema } from '@tollgate/contracts';
import type { DeliveryRow, TryRow } from './delivery-log.repository.js';

export const showDelivery = (row: DeliveryRow): MessageInitShape<typeof WebhookDeliverySchema> => ({
  id: row.id,
  endpoint: row.endpoint,
  event: row.event,
  order: row.order ?? '',
  type: row.type,
  sequence: row.sequence,
  status: row.status,
  tries: row.tries,
  nextAt: row.status === 'pending' ? row.nextAt.toISOString() : '',
  createdAt: row.createdAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? '',
  answerStatus: row.answerStatus,
  problem: row.problem,
});

export const showTry = ({ at, requestHeaders, ...row }: TryRow): MessageInitShape<typeof WebhookTrySchema> => ({
  ...row,
  at: at.toISOString(),
  requestHeaders: { ...requestHeaders },
});
