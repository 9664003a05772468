/** Where webhooks go to: `GET …/webhook-endpoints`. */
export interface WebhookEndpoint {
  /** whe_… */
  readonly id: string;
  readonly url: string;
  /** Types of events; none: all of them. */
  readonly events: readonly string[];
  readonly isOrdered: boolean;
  readonly signature: 'hmac' | 'ed25519';
  readonly description: string;
  readonly isEnabled: boolean;
  readonly status: string;
  readonly failingSince: string | null;
  readonly pausedUntil: string | null;
  /** In a row. */
  readonly failures: number;
  readonly lastTry: (TryAnswer & { readonly at: string }) | null;
  readonly publicKey: string | null;
  /** With the answer that made it, and never again. */
  readonly secret: string | null;
  readonly previousKeyUntil: string | null;
  readonly createdAt: string;
}

/** What came back: the status of an answer, or why there was none. */
export interface TryAnswer {
  readonly answerStatus: number | null;
  readonly problem: string | null;
}

/** `GET …/webhook-deliveries` */
export interface WebhookDelivery extends TryAnswer {
  /** whd_… */
  readonly id: string;
  readonly endpoint: string;
  readonly event: string;
  /** ord_…; null of a test. */
  readonly order: string | null;
  readonly type: string;
  readonly sequence: number | null;
  readonly status: 'pending' | 'succeeded' | 'failed';
  readonly tries: number;
  readonly nextAt: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
}

export interface WebhookAttempt extends TryAnswer {
  readonly number: number;
  readonly at: string;
  readonly tookMs: number;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly answerBody: string;
}

export interface WholeDelivery extends WebhookDelivery {
  /** To the byte. */
  readonly body: string;
  readonly attempts: readonly WebhookAttempt[];
}

export const deliveryStatuses = ['pending', 'succeeded', 'failed'] as const;

/** What an endpoint goes by: what its merchant calls it, or where it lies. */
export const nameOf = ({ description, url }: Pick<WebhookEndpoint, 'description' | 'url'>): string =>
  description || (URL.parse(url)?.host ?? url);

/** Whether somebody took it: any 2xx. */
export const isTaken = ({ answerStatus }: TryAnswer): boolean =>
  answerStatus !== null && answerStatus >= 200 && answerStatus < 300;

const soonMs = 2_000;
const laterMs = 10_000;

/** How soon to look again: what is under way changes within seconds. */
export const lookAgainMs = (deliveries: readonly Pick<WebhookDelivery, 'status'>[] = []): number =>
  deliveries.some(({ status }) => status === 'pending') ? soonMs : laterMs;

/** A body as people read it; as it is where it is no JSON. */
export const readable = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

/** A request as it went over the wire, for who compares it with what they received. */
export const requestText = ({ url, requestHeaders }: Pick<WebhookAttempt, 'url' | 'requestHeaders'>): string => {
  const target = URL.parse(url);
  const lines = Object.entries(requestHeaders).map(([name, value]) => `${name}: ${value}`);
  return [
    `POST ${target === null ? url : target.pathname + target.search} HTTP/1.1`,
    `host: ${target?.host ?? ''}`,
    ...lines,
  ].join('\n');
};
