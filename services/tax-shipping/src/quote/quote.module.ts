import { Module } from '@nestjs/common';
import { PriceModule } from '../price/price.module.js';
import { QuoteHandler } from './quote.handler.js';
import { QuoteResponder } from './quote.responder.js';

/** Prices of carts that are no orders. */
@Module({ imports: [PriceModule], controllers: [QuoteResponder], providers: [QuoteHandler] })
export class QuoteModule {}
