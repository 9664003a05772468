import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { MailTriesClient } from './mail-tries.client.js';
import { MailsController } from './mails.controller.js';
import { RequestMail } from './request-mail.handler.js';

@Module({ imports: [OrdersModule], controllers: [MailsController], providers: [RequestMail, MailTriesClient] })
export class MailsModule {}
