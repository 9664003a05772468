import { performance } from 'node:perf_hooks';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { webhookSignatures } from '@tollgate/crypto';
import { EgressClient, EgressError, type EgressRules } from '@tollgate/service';
import type { WebhookEndpointRecord } from '../webhook-endpoints/webhook-endpoint.entity.js';

/** For the whole of a try. */
const TIMEOUT_MS = 10_000;
/** Of an answer's body, for who looks for a mistake. */
const MOST_BODY_BYTES = 4_096;

export interface OutgoingWebhook {
  readonly endpoint: Pick<WebhookEndpointRecord, 'url' | 'signature'>;
  readonly keys: readonly Uint8Array[];
  /** The same however often it is sent. */
  readonly id: string;
  readonly body: string;
  readonly at: Date;
  readonly rules: EgressRules;
}

export interface SentWebhook {
  /** 0 where there was no answer. */
  readonly status: number;
  readonly body: string;
  readonly problem: string;
  readonly retryAfter: string | undefined;
  readonly tookMs: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Sends webhooks as Standard Webhooks says. */
@Injectable()
export class WebhookSender implements OnApplicationShutdown {
  constructor(private readonly egress: EgressClient) {}

  /** Never throws for what the other side does. */
  async send({ endpoint, keys, id, body, at, rules }: OutgoingWebhook): Promise<SentWebhook> {
    const timestamp = Math.floor(at.getTime() / 1_000);
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Tollgate-Webhooks/1',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': webhookSignatures(endpoint.signature, keys, { id, timestamp, body }),
    };
    const begun = performance.now();
    const tookMs = (): number => Math.round(performance.now() - begun);
    try {
      const limits = { timeoutMs: TIMEOUT_MS, maxBodyBytes: MOST_BODY_BYTES };
      const answer = await this.egress.post({ url: endpoint.url, headers, body, rules, ...limits });
      const retryAfter = answer.headers['retry-after'];
      return { status: answer.status, body: printable(answer.body), problem: '', retryAfter, tookMs: tookMs(), headers };
    } catch (error) {
      if (!(error instanceof EgressError)) throw error;
      return { status: 0, body: '', problem: error.code, retryAfter: undefined, tookMs: tookMs(), headers };
    }
  }

  onApplicationShutdown(): void {
    this.egress.close();
  }
}

/** Postgres takes no NUL in a text. */
const printable = (text: string): string => text.replaceAll('\0', '\ufffd');
