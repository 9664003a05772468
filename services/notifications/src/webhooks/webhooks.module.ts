import { Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { systemRandom } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import { type DueWork, DueWorkRunner, PostgresDueWork } from '@tollgate/postgres';
import { CLOCK, EgressClient, LOG, type Log, Metrics } from '@tollgate/service';
import { DataSource } from 'typeorm';
import { DUE_WORK, RANDOM } from '../outgoing/tokens.data.js';
import { DeliveryLog } from '../webhook-deliveries/delivery-log.repository.js';
import { Redeliver } from '../webhook-deliveries/redeliver.handler.js';
import { ReplayWebhooks } from '../webhook-deliveries/replay-webhooks.handler.js';
import { WebhookDeliveriesResponder } from '../webhook-deliveries/webhook-deliveries.responder.js';
import { WebhookUpkeep } from '../webhook-deliveries/webhook-upkeep.handler.js';
import { ManageEndpoints } from '../webhook-endpoints/manage-endpoints.handler.js';
import { WebhookEndpoints } from '../webhook-endpoints/webhook-endpoints.repository.js';
import { WebhookEndpointsResponder } from '../webhook-endpoints/webhook-endpoints.responder.js';
import { WebhookKeys } from '../webhook-endpoints/webhook-keys.client.js';
import { ClockSlips } from './clock-slips.repository.js';
import { Deliveries } from './deliveries.repository.js';
import { EndpointHealth } from './endpoint-health.repository.js';
import { FollowLog } from './follow-log.handler.js';
import { FollowedEvents } from './followed-events.repository.js';
import { SendWebhooks } from './send-webhooks.handler.js';
import { WebhookSender } from './webhook-sender.client.js';

const dueWork = {
  provide: DUE_WORK,
  inject: [DataSource, CLOCK],
  useFactory: (database: DataSource, clock: Clock) => new PostgresDueWork({ database, schema: 'notifications', clock }),
};

const RUNNER = Symbol('WEBHOOKS_RUNNER');

const runner = {
  provide: RUNNER,
  inject: [DUE_WORK, CLOCK, LOG, Metrics, SendWebhooks, ReplayWebhooks, WebhookUpkeep],
  // biome-ignore lint/complexity/useMaxParams: Nest hands over what `inject` names, one by one
  useFactory: (
    work: DueWork,
    clock: Clock,
    log: Log,
    metrics: Metrics,
    ...handlers: [SendWebhooks, ReplayWebhooks, WebhookUpkeep]
  ) => {
    const handled = metrics.counter('webhook_work_handled_total', 'Due work of webhooks handled, by kind and outcome', [
      'kind',
      'outcome',
    ]);
    return new DueWorkRunner({
      dueWork: work,
      handlers,
      clock,
      random: systemRandom,
      onHandled: ({ kind, outcome }) => handled.inc({ kind, outcome }),
      onFailure: (error, item) => log.warn({ error, key: item?.key }, 'webhooks could not be sent, and are tried again'),
    });
  },
};

/** What is on its way is waited for this long when the service stops. What it misses is sent once more, under the same id. */
const settleWithinMs = 4_000;

/** Merchants' webhooks, from the log to their servers. */
@Module({
  controllers: [WebhookEndpointsResponder, WebhookDeliveriesResponder],
  providers: [
    ClockSlips,
    Deliveries,
    DeliveryLog,
    EndpointHealth,
    FollowLog,
    FollowedEvents,
    ManageEndpoints,
    Redeliver,
    ReplayWebhooks,
    SendWebhooks,
    WebhookEndpoints,
    WebhookKeys,
    WebhookSender,
    WebhookUpkeep,
    dueWork,
    runner,
    { provide: RANDOM, useValue: systemRandom },
    { provide: EgressClient, useFactory: () => new EgressClient() },
  ],
})
export class WebhooksModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(@Inject(RUNNER) private readonly runner: DueWorkRunner) {}

  onApplicationBootstrap(): void {
    this.runner.start();
  }

  async onApplicationShutdown(): Promise<void> {
    const tooLong = new Promise((resolve) => setTimeout(resolve, settleWithinMs).unref());
    await Promise.race([this.runner.stop(), tooLong]);
  }
}
