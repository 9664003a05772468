import { Body, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { OperatorActions } from '../access-record/operator-actions.handler.js';
import { checkStrayNumber } from '../cards/stray-number.js';
import { type CallerRequest, Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { refuseIfAny } from '../validation/field-error.js';
import { type CardTokenBody, cardTokenAnswerSchema, cardTokenParameters, cardTokenSchema } from './card-token.schema.js';
import { describeCardToken } from './describe-card-token.js';
import { KeepCard } from './keep-card.handler.js';

/** Saved cards: `/v1/card-tokens`. */
@MerchantController('card-tokens')
export class CardTokensController {
  constructor(
    private readonly cards: KeepCard,
    private readonly actions: OperatorActions,
  ) {}

  @Post()
  @Command()
  @Route({
    id: 'createCardToken',
    right: 'cards:keep',
    summary: 'Keeps a card for later orders',
    description: 'The security code is good for an order within two minutes; later ones are without. Nothing is charged.',
    body: cardTokenSchema,
    answers: { 201: ['The token that stands for the card', cardTokenAnswerSchema] },
    problems: { 409: 'The same key is still running', 422: 'Fields that are wrong, each with code and pointer' },
  })
  async create(@Body() body: CardTokenBody, @Req() request: CallerRequest, @Context() context: RequestContext): Promise<object> {
    refuseIfAny(checkStrayNumber(body.card, { own: '/card/number', request }));
    const kept = await this.cards.keep(body, context);
    await this.actions.note(context, 'card_kept', { on: kept.id, isOnce: true });
    return kept;
  }

  @Get(':id')
  @Route({
    id: 'getCardToken',
    right: 'orders:place',
    summary: 'What may be shown of a saved card',
    params: cardTokenParameters,
    answers: { 200: ['The card', cardTokenAnswerSchema] },
    problems: { 404: 'Absent, malformed, or another merchant’s' },
  })
  async get(@Param('id') token: string, @Context() context: RequestContext): Promise<object> {
    return describeCardToken(await this.cards.find(token, context));
  }

  @Delete(':id')
  @HttpCode(204)
  @Route({
    id: 'deleteCardToken',
    right: 'cards:keep',
    summary: 'Forgets a saved card',
    description: 'Orders that were paid with it stand, and can be refunded.',
    params: cardTokenParameters,
    answers: { 204: ['It is forgotten; there is no body'] },
    problems: {
      404: 'Absent, malformed, or another merchant’s',
      409: 'A credit to it is not answered yet (`card_in_use`): it has to tell the card again until it is',
    },
  })
  async delete(@Param('id') token: string, @Context() context: RequestContext): Promise<void> {
    await this.cards.find(token, context);
    await this.actions.note(context, 'card_forget_asked', { on: token });
    await this.cards.forget(token, context);
    await this.actions.note(context, 'card_forgotten', { on: token, isOnce: true });
  }
}
