import { Controller, Post, Req, Res } from '@nestjs/common';
import { Tracer } from '@tollgate/service';
import type { FastifyReply } from 'fastify';
import { canonicalText } from '../http/canonical-text.js';
import { type CallerRequest, traceparentOf } from '../http/api-key.guard.js';
import { Capture } from './capture-order.handler.js';
import { type HttpAnswer, send } from '../http/http-answer.js';
import { Idempotency } from '../http/idempotency.interceptor.js';
import { captureSchema } from '../orders/order.schema.js';
import { readBody } from '../http/validation.pipe.js';

/** Captures of authorized orders: `POST /v1/orders/{id}/capture`. */
@Controller('v1/orders/:id/capture')
export class CapturesController {
  constructor(
    private readonly captures: Capture,
    private readonly idempotency: Idempotency,
    private readonly tracer: Tracer,
  ) {}

  @Post()
  async capture(@Req() request: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    const answer = await this.tracer.trace('POST /v1/orders/{id}/capture', traceparentOf(request), (traceparent) =>
      this.captureTraced(request, traceparent),
    );
    send(reply, answer);
  }

  private async captureTraced(request: CallerRequest, traceparent: string | undefined): Promise<HttpAnswer> {
    const { caller, id: requestId, headers, params } = request;
    const { id } = params as { readonly id: string };
    const command = readBody(captureSchema, request.body ?? {});
    const own = { caller, id };
    const asked = { what: `POST /v1/orders/${id}/capture`, content: canonicalText(command) };
    return this.idempotency.once(this.idempotency.keyed(caller, headers['idempotency-key'], asked), {
      first: (idempotencyRecord) => this.captures.capture({ ...own, command, requestId, traceparent }, idempotencyRecord),
      again: () => this.captures.answerAgain(own),
    });
  }
}
