import { Controller } from '@nestjs/common';
import { type QuoteRequest, QuoteRequestSchema, QuoteResponseSchema, requests } from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { QuoteHandler } from './quote.handler.js';

@Controller()
export class QuoteResponder {
  constructor(private readonly quotes: QuoteHandler) {}

  @OnRequest(requests.quote, QuoteRequestSchema, QuoteResponseSchema)
  quote(request: QuoteRequest) {
    return this.quotes.quote(request);
  }
}
