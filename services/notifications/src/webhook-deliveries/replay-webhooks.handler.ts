import { Inject, Injectable } from '@nestjs/common';
import { type Clock, DomainError } from '@tollgate/errors';
import type { DueItem, DueWork, DueWorkHandler, Handled } from '@tollgate/postgres';
import { CLOCK } from '@tollgate/service';
import { DUE_WORK } from '../outgoing/tokens.data.js';
import { WebhookEndpoints, type WebhookStore } from '../webhook-endpoints/webhook-endpoints.repository.js';
import { FollowedEvents, PAGE, type Replay } from '../webhooks/followed-events.repository.js';
import { WEBHOOK_REPLAY } from '../webhooks/webhook.js';

const LONGEST_RANGE_MS = 31 * 24 * 3_600_000;
/** After that the rest is another item's, so that none outlives its lease. */
const TURN_MS = 15_000;

interface ReplayItem extends Replay {
  /** Undefined before the first page. */
  readonly position?: string | undefined;
  /** Where the log ended when it was asked for. */
  readonly last?: string | undefined;
}

/** Sends an endpoint all that happened in a span of time, also what it took already: receivers know that by its id. */
@Injectable()
export class ReplayWebhooks implements DueWorkHandler {
  readonly kind = WEBHOOK_REPLAY;
  readonly limit = 2;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly events: FollowedEvents,
    private readonly endpoints: WebhookEndpoints,
    @Inject(DUE_WORK) private readonly dueWork: DueWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Resolves once it is owed. Throws DomainError `not_found`, `endpoint_disabled`, `invalid_range`. */
  async ask(store: WebhookStore, { endpoint: id, from, to }: Replay, command: string): Promise<void> {
    const endpoint = await this.endpoints.find(store, id);
    if (endpoint === undefined) throw new DomainError('not_found');
    if (!endpoint.isEnabled) throw new DomainError('endpoint_disabled');
    const lengthMs = Date.parse(to) - Date.parse(from);
    if (!(lengthMs > 0 && lengthMs <= LONGEST_RANGE_MS)) throw new DomainError('invalid_range', '/to');
    const payload: ReplayItem = { endpoint: id, from, to };
    await this.dueWork.schedule({
      kind: this.kind,
      key: command,
      dueAt: this.clock.now(),
      payload,
      onExisting: 'keep',
    });
  }

  readonly handle = async ({ key, payload }: DueItem): Promise<Handled> => {
    const item = payload as ReplayItem;
    const until = performance.now() + TURN_MS;
    const last = BigInt(item.last ?? (await this.events.lastPosition()));
    let position = BigInt(item.position ?? (await this.events.positionAt(item.from)));
    while (position < last && performance.now() < until) {
      await this.events.replay(item, position, this.clock.now());
      position += BigInt(PAGE);
    }
    if (position >= last) return 'done';
    const rest: ReplayItem = { ...item, position: String(position), last: String(last) };
    await this.dueWork.schedule({ kind: this.kind, key, dueAt: this.clock.now(), payload: rest, onExisting: 'replace' });
    return 'done';
  };
}
