import { Module } from '@nestjs/common';
import { CardsModule } from '../cards/cards.module.js';
import { GoodsModule } from '../goods/goods.module.js';
import { OutcomesModule } from '../outcomes/outcomes.module.js';
import { QuotesModule } from '../quotes/quotes.module.js';
import { OrderIntake } from './order-intake.handler.js';
import { OrderKeys } from './order-keys.js';
import { OrdersController } from './orders.controller.js';
import { OwnOrders } from './own-orders.js';
import { PlaceOrder } from './place-order.handler.js';
import { PlacementsController } from './placements.controller.js';
import { References } from './references.repository.js';

@Module({
  imports: [CardsModule, GoodsModule, OutcomesModule, QuotesModule],
  controllers: [PlacementsController, OrdersController],
  providers: [OrderIntake, OrderKeys, OwnOrders, PlaceOrder, References],
  exports: [OrderKeys, OwnOrders],
})
export class OrdersModule {}
