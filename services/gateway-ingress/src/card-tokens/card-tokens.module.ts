import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { CardsModule } from '../cards/cards.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { CardTokensController } from './card-tokens.controller.js';
import { KeepCard } from './keep-card.handler.js';

@Module({ imports: [AccessRecordModule, CardsModule, OrdersModule], controllers: [CardTokensController], providers: [KeepCard] })
export class CardTokensModule {}
