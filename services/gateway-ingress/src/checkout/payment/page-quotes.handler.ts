import { Injectable } from '@nestjs/common';
import { checkBasket, needsShipping } from '../../baskets/check-basket.js';
import type { RequestContext } from '../../http/caller.js';
import { type QuoteBody, quoteSchema } from '../../quotes/quote.schema.js';
import { answerQuote } from '../../quotes/quote-order.js';
import { Quotes } from '../../quotes/quotes.client.js';
import { Settings } from '../../settings/settings.client.js';
import { FieldErrors } from '../../validation/field-error.js';
import { readBody } from '../../validation/validation.pipe.js';
import type { FormValues } from '../page/form-values.js';
import type { SessionTerms } from '../sessions/checkout-session.schema.js';
import { basketBody } from './form-order.js';
import type { PricedForm } from './page-quote.js';

interface MethodSettings {
  readonly methods: readonly { readonly name: string }[];
}

const isNoQuote = (error: unknown): error is FieldErrors => error instanceof FieldErrors;

const incomplete = (error: FieldErrors): PricedForm => ({ quote: undefined, errors: error.extensions.errors, isServed: true });

type Answer = ReturnType<typeof answerQuote>;

/** What the page shows as prices: those that the order gets. */
@Injectable()
export class PageQuotes {
  constructor(
    private readonly quotes: Quotes,
    private readonly settings: Settings,
  ) {}

  /** Throws TransientError. */
  async price(terms: SessionTerms, values: FormValues, context: RequestContext): Promise<PricedForm> {
    const read = this.read(terms, values);
    if (!('items' in read)) return read;
    return needsShipping(read) ? this.withMethods(read, context) : this.alone(read, context);
  }

  private read(terms: SessionTerms, values: FormValues): QuoteBody | PricedForm {
    try {
      const basket = readBody(quoteSchema, basketBody(terms, values));
      const [first, ...others] = checkBasket(basket);
      return first === undefined ? basket : incomplete(new FieldErrors([first, ...others]));
    } catch (error) {
      if (isNoQuote(error)) return incomplete(error);
      throw error;
    }
  }

  private async alone(basket: QuoteBody, context: RequestContext): Promise<PricedForm> {
    const answer = await this.ask(basket, context);
    if (answer === undefined) return { quote: undefined, errors: [], isServed: false };
    return { quote: { amounts: answer.amounts, methods: [], method: '' }, errors: [], isServed: true };
  }

  /** Each of the merchant's methods that goes there, with its price; the one that was chosen, else the first. */
  private async withMethods(basket: QuoteBody, context: RequestContext): Promise<PricedForm> {
    const { document } = await this.settings.get('shipping', context);
    const { methods } = JSON.parse(document) as MethodSettings;
    const asked = await Promise.all(methods.map(({ name }) => this.ask({ ...basket, shippingMethod: name }, context)));
    const served = asked.flatMap((answer, index) => (answer === undefined ? [] : [{ answer, name: methods[index]?.name ?? '' }]));
    const chosen = served.find(({ name }) => name === basket.shippingMethod) ?? served[0];
    if (chosen === undefined) return { quote: undefined, errors: [], isServed: false };
    const offered = served.map(({ name, answer }) => ({ name, amount: answer.amounts.shipping }));
    return { quote: { amounts: chosen.answer.amounts, methods: offered, method: chosen.name }, errors: [], isServed: true };
  }

  /** Undefined where the basket has no price, as nothing goes to its address. */
  private async ask(basket: QuoteBody, { caller }: RequestContext): Promise<Answer | undefined> {
    const outcome = await this.quotes.price(caller, basket);
    return outcome.case === 'priced' ? answerQuote(basket.currency, outcome) : undefined;
  }
}
