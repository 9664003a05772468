import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Context, type RequestContext } from '../../http/caller.js';
import { Command } from '../../http/command.interceptor.js';
import { Route } from '../../http/route.js';
import { orderProblemSchema } from '../../orders/order-answer.schema.js';
import { checkoutSessionSchema, type NewSessionBody, newSessionSchema, sessionParameters } from './checkout-session.schema.js';
import { ManageSessions } from './manage-sessions.handler.js';

/** Payment pages: `/v1/checkout-sessions`. Only an API key makes them, as its hash signs the customer's way back. */
@Controller('v1/checkout-sessions')
export class CheckoutSessionsController {
  constructor(private readonly manage: ManageSessions) {}

  @Post()
  @Command()
  @Route({
    id: 'createCheckoutSession',
    right: 'orders:place',
    summary: 'Makes a payment page for a basket',
    description:
      'Send the customer to `url`. They enter addresses and card there, on a page of ours, and pay once, in however many tabs it is open. They come back to ' +
      '`successUrl` with `session`, `order`, `status` (`paid` or `processing`), `t` (Unix seconds) and `signature`: `v1,` and the base64 of the HMAC-SHA-256 of ' +
      '`<session>.<order>.<status>.<t>` under the SHA-256 (32 bytes) of the API key that made the session. Refuse one whose `t` is older than five minutes, and go by ' +
      'what `GET /v1/checkout-sessions/{id}` says before you deliver.',
    body: newSessionSchema,
    answers: { 201: ['The session', checkoutSessionSchema] },
    problems: {
      409: [
        'The same idempotency key is being handled, or the reference belongs to the order inside (`reference_taken`)',
        orderProblemSchema,
      ],
      422: 'Fields that are wrong, each with code and pointer; an unknown sku, nothing to deliver for it, or a digital good that is to be shipped',
    },
  })
  create(@Body() body: NewSessionBody, @Context() context: RequestContext): Promise<object> {
    return this.manage.create(body, context);
  }

  @Get(':id')
  @Route({
    id: 'getCheckoutSession',
    right: 'orders:read',
    summary: 'How a payment page stands, and its order',
    params: sessionParameters,
    answers: { 200: ['The session', checkoutSessionSchema] },
    problems: { 404: 'Absent, malformed, or another merchant’s' },
  })
  get(@Param('id') id: string, @Context() { caller }: RequestContext): Promise<object> {
    return this.manage.get(caller, id);
  }

  @Post(':id/expire')
  @HttpCode(200)
  @Command()
  @Route({
    id: 'expireCheckoutSession',
    right: 'orders:place',
    summary: 'Ends a payment page in which nobody has paid',
    description:
      'Nobody pays in it from then on. One that has ended already stays as it is, so that the request may be sent again.',
    params: sessionParameters,
    answers: { 200: ['The session', checkoutSessionSchema] },
    problems: {
      404: 'Absent, malformed, or another merchant’s',
      409: 'It is paid (`session_paid`), or may be in a moment (`session_processing`)',
    },
  })
  expire(@Param('id') id: string, @Context() { caller }: RequestContext): Promise<object> {
    return this.manage.expire(caller, id);
  }
}
