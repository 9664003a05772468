import { Module } from '@nestjs/common';
import { Quotes } from './quotes.client.js';
import { QuotesController } from './quotes.controller.js';

@Module({ controllers: [QuotesController], providers: [Quotes], exports: [Quotes] })
export class QuotesModule {}
