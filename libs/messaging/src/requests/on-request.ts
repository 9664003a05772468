import { applyDecorators, UseFilters } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import type { DescMessage, MessageInitShape, MessageShape } from '@tollgate/contracts';
import { handsOverArguments } from '../events/on-event.js';
import { PassThrough } from '../pass-through.js';

export interface RequestContext {
  /** Of the span that answers; undefined where the trace is not sampled. */
  readonly traceparent: string | undefined;
  readonly requestId: string | undefined;
}

/** How the two sides of a request are written. */
export interface RequestContract {
  readonly request: DescMessage;
  readonly response: DescMessage;
}

type RequestHandler<Q extends DescMessage, R extends DescMessage> = (
  request: MessageShape<Q>,
  context: RequestContext,
) => Promise<MessageInitShape<R>>;

/** Marks the method that answers requests on this subject: `answer(request) → response`. One replica of the service
 *  gets each request. A DomainError or TransientError it throws reaches the asker as such; any other throw as a defect
 *  without its text. */
export const OnRequest =
  <Q extends DescMessage, R extends DescMessage>(subject: string, request: Q, response: R) =>
  <M extends RequestHandler<Q, R>>(target: object, key: string, descriptor: TypedPropertyDescriptor<M>): void => {
    handsOverArguments(target, key);
    const contract: RequestContract = { request, response };
    const mark = applyDecorators(UseFilters(PassThrough), MessagePattern<string>(subject, { contract }));
    mark(target, key, descriptor);
  };
