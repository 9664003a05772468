import { Module } from '@nestjs/common';
import { FraudListsModule } from '../fraud-lists/fraud-lists.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PlacementsModule } from '../placements/placements.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { CreditIntake } from './credit-intake.handler.js';
import { CreditSecrets } from './credit-secrets.handler.js';
import { CreditsController } from './credits.controller.js';
import { EarlierCredits } from './earlier-credits.repository.js';

@Module({
  imports: [FraudListsModule, OrdersModule, PlacementsModule, SettingsModule, StoresModule],
  controllers: [CreditsController],
  providers: [CreditIntake, CreditSecrets, EarlierCredits],
})
export class CreditsModule {}
