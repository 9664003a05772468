import { Body, Controller, Get, Header, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Tracer } from '@tollgate/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { awaitOutcome } from '../../http/answer-deadline.guard.js';
import { Public } from '../../http/caller.guard.js';
import { Form } from '../../http/forms.pipe.js';
import { fieldsScript } from '../frame/fields-script.data.js';
import { headersWithin, pageHeaders } from '../frame/page-headers.store.js';
import { CheckoutPages, type PageAnswer, type Visitor } from './checkout-pages.handler.js';
import { formValues } from './form-values.js';
import { isFromElsewhere } from './visitor.js';

/** Of the frame's address: the origin of the page that it says it stands within. */
const withinOf = ({ query, routeOptions }: FastifyRequest): string | undefined => {
  if (routeOptions.url?.endsWith('/fields') !== true) return undefined;
  const { origin } = query as { readonly origin?: unknown };
  return typeof origin === 'string' ? origin : '';
};

const visitorOf = (request: FastifyRequest, traceparent?: string): Visitor => ({
  within: withinOf(request),
  requestId: request.id,
  traceparent,
  acceptLanguage: request.headers['accept-language'] ?? '',
  ip: request.ip,
  onRecorded: () => awaitOutcome(request),
});

const answer = (reply: FastifyReply, { status, html, location, within }: PageAnswer): string => {
  reply.code(status).headers(within === undefined ? pageHeaders : headersWithin(within));
  if (location !== undefined) reply.header('location', location);
  if (status === 503) reply.header('retry-after', '1');
  return html;
};

/** What a merchant's page includes to have a payment within it: `/pay/fields.js`. */
@ApiExcludeController()
@Controller('pay/fields.js')
export class FieldsScriptController {
  @Get()
  @Public()
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', 'public, max-age=300')
  @Header('x-content-type-options', 'nosniff')
  script(): string {
    return fieldsScript;
  }
}

/** The pages on which customers pay: `/pay/{token}`. */
@ApiExcludeController()
@Controller('pay/:token')
export class CheckoutController {
  constructor(
    private readonly pages: CheckoutPages,
    private readonly tracer: Tracer,
  ) {}

  /** `fields`: within a page of the merchant's. */
  @Get(['', 'fields'])
  @Public()
  async open(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return answer(reply, await this.pages.open(token, visitorOf(request)));
  }

  /** A form of ours; what another site's page sends is shown the page, and does nothing. */
  @Post(['', 'fields'])
  @Public()
  @Form()
  async submit(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (typeof body !== 'string' || isFromElsewhere(request.headers))
      return answer(reply, await this.pages.open(token, visitorOf(request)));
    const values = formValues(new URLSearchParams(body));
    const shown = await this.tracer.trace('POST /pay/:token', undefined, (traceparent) =>
      this.pages.submit(token, values, visitorOf(request, traceparent)),
    );
    return answer(reply, shown);
  }

  @Get('return')
  @Public()
  async leave(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return answer(reply, await this.pages.leave(token, visitorOf(request)));
  }
}
