import { toPublicId, type WebhookDelivery, type WebhookDeliveryResponse, type WebhookEndpoint } from '@tollgate/contracts';

/** Where nothing is said there is nothing. */
const orNull = (text: string): string | null => text || null;

export const showEndpoint = (endpoint: WebhookEndpoint) => ({
  id: toPublicId('whe', endpoint.id),
  url: endpoint.url,
  events: endpoint.events,
  isOrdered: endpoint.isOrdered,
  signature: endpoint.signature,
  description: endpoint.description,
  isEnabled: endpoint.isEnabled,
  status: endpoint.status,
  failingSince: orNull(endpoint.failingSince),
  pausedUntil: orNull(endpoint.pausedUntil),
  publicKey: orNull(endpoint.publicKey),
  secret: orNull(endpoint.secret),
  previousKeyUntil: orNull(endpoint.previousKeyUntil),
  createdAt: endpoint.createdAt,
  failures: endpoint.failures,
  lastTry: lastTryOf(endpoint),
});

const lastTryOf = ({ lastTryAt, lastAnswerStatus, lastProblem }: WebhookEndpoint): object | null =>
  lastTryAt === '' ? null : { at: lastTryAt, answerStatus: lastAnswerStatus || null, problem: orNull(lastProblem) };

export const showDelivery = (delivery: WebhookDelivery) => ({
  id: toPublicId('whd', delivery.id),
  endpoint: toPublicId('whe', delivery.endpoint),
  event: toPublicId('evt', delivery.event),
  order: delivery.order === '' ? null : toPublicId('ord', delivery.order),
  type: delivery.type,
  sequence: delivery.sequence || null,
  status: delivery.status,
  tries: delivery.tries,
  nextAt: orNull(delivery.nextAt),
  createdAt: delivery.createdAt,
  endedAt: orNull(delivery.endedAt),
  answerStatus: delivery.answerStatus || null,
  problem: orNull(delivery.problem),
});

export const showWholeDelivery = ({ delivery, body, tries }: WebhookDeliveryResponse) => ({
  ...(delivery === undefined ? {} : showDelivery(delivery)),
  body,
  attempts: tries.map(({ number, at, tookMs, url, requestHeaders, answerStatus, answerBody, problem }) => ({
    number,
    at,
    tookMs,
    url,
    requestHeaders,
    answerStatus: answerStatus || null,
    answerBody,
    problem: orNull(problem),
  })),
});
