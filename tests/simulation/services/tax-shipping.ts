import { OrdersConsumer } from '../../../services/tax-shipping/dist/price/orders.consumer.js';
import { PriceHandler } from '../../../services/tax-shipping/dist/price/price.handler.js';
import { handlersOf, listen } from './nest.ts';
import { settingsOf } from './settings.ts';
import type { StartService } from './system.ts';

export const startTaxShipping: StartService = (process, system) => {
  const log = system.logOf(process);
  const prices = new PriceHandler(log, settingsOf(process, system, log));
  listen(process, system, handlersOf(new OrdersConsumer(prices)));
};
