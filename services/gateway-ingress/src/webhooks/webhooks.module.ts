import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { WebhookCommands } from './webhook-commands.handler.js';
import { WebhookDeliveriesController } from './webhook-deliveries.controller.js';
import { WebhookEndpointsController } from './webhook-endpoints.controller.js';
import { Webhooks } from './webhooks.client.js';

@Module({
  imports: [AccessRecordModule],
  controllers: [WebhookEndpointsController, WebhookDeliveriesController],
  providers: [WebhookCommands, Webhooks],
})
export class WebhooksModule {}
