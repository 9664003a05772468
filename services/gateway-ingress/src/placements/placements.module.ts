import { Module } from '@nestjs/common';
import { CardsModule } from '../cards/cards.module.js';
import { GoodsModule } from '../goods/goods.module.js';
import { LicenseKeysModule } from '../license-keys/license-keys.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { OutcomesModule } from '../outcomes/outcomes.module.js';
import { QuotesModule } from '../quotes/quotes.module.js';
import { References } from '../references/references.repository.js';
import { OrderIntake } from './order-intake.handler.js';
import { OrderSecrets } from './order-secrets.handler.js';
import { OrderTerms } from './order-terms.handler.js';
import { PlaceOrder } from './place-order.handler.js';
import { PlacementsController } from './placements.controller.js';

@Module({
  imports: [CardsModule, GoodsModule, LicenseKeysModule, OrdersModule, OutcomesModule, QuotesModule],
  controllers: [PlacementsController],
  providers: [OrderIntake, OrderSecrets, OrderTerms, PlaceOrder, References],
  exports: [OrderSecrets, PlaceOrder, References],
})
export class PlacementsModule {}
