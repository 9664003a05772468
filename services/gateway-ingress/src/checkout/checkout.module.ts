import { Module } from '@nestjs/common';
import { CardsModule } from '../cards/cards.module.js';
import { GoodsModule } from '../goods/goods.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PlacementsModule } from '../placements/placements.module.js';
import { QuotesModule } from '../quotes/quotes.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { CheckoutController, FieldsScriptController } from './page/checkout.controller.js';
import { CheckoutPages } from './page/checkout-pages.handler.js';
import { PageQuotes } from './payment/page-quotes.handler.js';
import { PaySession } from './payment/pay-session.handler.js';
import { SavedCards } from './payment/saved-cards.handler.js';
import { CheckoutKeys } from './sessions/checkout-keys.store.js';
import { CheckoutSessionsController } from './sessions/checkout-sessions.controller.js';
import { CheckoutSessions } from './sessions/checkout-sessions.repository.js';
import { ManageSessions } from './sessions/manage-sessions.handler.js';
import { SessionStates } from './sessions/session-states.handler.js';
import { TidySessions } from './sessions/tidy-sessions.handler.js';

/** Baskets that customers pay for on a page of ours. */
@Module({
  imports: [CardsModule, GoodsModule, OrdersModule, PlacementsModule, QuotesModule, SettingsModule],
  controllers: [CheckoutSessionsController, FieldsScriptController, CheckoutController],
  providers: [
    CheckoutKeys,
    CheckoutPages,
    CheckoutSessions,
    ManageSessions,
    PageQuotes,
    PaySession,
    SavedCards,
    SessionStates,
    TidySessions,
  ],
})
export class CheckoutModule {}
