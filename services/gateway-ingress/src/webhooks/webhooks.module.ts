import { Module } from '@nestjs/common';
import { WebhookDeliveriesController } from './webhook-deliveries.controller.js';
import { WebhookEndpointsController } from './webhook-endpoints.controller.js';
import { Webhooks } from './webhooks.client.js';

@Module({ controllers: [WebhookEndpointsController, WebhookDeliveriesController], providers: [Webhooks] })
export class WebhooksModule {}
