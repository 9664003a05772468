import { Module } from '@nestjs/common';
import { AttemptsModule } from '../attempts/attempts.module.js';
import { UsersModule } from '../users/users.module.js';
import { KeepLogo } from './keep-logo.handler.js';
import { ReceiptLogosController } from './receipt-logos.controller.js';
import { ReceiptPreviewsController } from './receipt-previews.controller.js';
import { ReceiptTestMailsController } from './receipt-test-mails.controller.js';
import { Receipts } from './receipts.client.js';
import { SendTestMail } from './send-test-mail.handler.js';

@Module({
  imports: [AttemptsModule, UsersModule],
  controllers: [ReceiptPreviewsController, ReceiptTestMailsController, ReceiptLogosController],
  providers: [Receipts, KeepLogo, SendTestMail],
})
export class ReceiptsModule {}
