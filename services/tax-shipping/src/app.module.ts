import { Module } from '@nestjs/common';
import { ORDER_LOG } from '@tollgate/service';
import { SettingsModule } from '@tollgate/settings';
import { PriceModule } from './price/price.module.js';
import { QuoteModule } from './quote/quote.module.js';
import { shippingSettings } from './settings/shipping-settings.schema.js';
import { taxSettings } from './settings/tax-settings.schema.js';

@Module({
  imports: [SettingsModule.of({ areas: [taxSettings, shippingSettings], orderLog: ORDER_LOG }), PriceModule, QuoteModule],
})
export class AppModule {}
