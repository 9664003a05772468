/** The kind of due work that sends an endpoint's webhooks: one item an endpoint, so that one replica at a time sends them. */
export const WEBHOOKS = 'webhooks';
/** Sends what happened in a span of time once more. */
export const WEBHOOK_REPLAY = 'webhook-replay';
/** Takes away what ended long ago. */
export const WEBHOOK_UPKEEP = 'webhook-upkeep';

/** So long it is tried. */
export const TRIED_FOR_MS = 72 * 3_600_000;

/** The type of what an endpoint is sent to try it. */
export const TEST_TYPE = 'WebhookTest';
