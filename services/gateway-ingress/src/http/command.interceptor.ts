import { applyDecorators, Injectable, UseInterceptors } from '@nestjs/common';
import { IdempotencyInterceptor, Idempotent } from '../idempotency/idempotency.interceptor.js';
import type { CallerRequest } from './caller.js';
import { TracingInterceptor } from './tracing.interceptor.js';

/** A route that changes something: handled in a span of its own, and once for each Idempotency-Key. */
export const Command = () => applyDecorators(UseInterceptors(TracingInterceptor), Idempotent());

/** The same for a controller that goes around Nest's interceptors. */
@Injectable()
export class Commands {
  constructor(
    private readonly tracing: TracingInterceptor,
    private readonly idempotency: IdempotencyInterceptor,
  ) {}

  /** Does the work in a span of its own, once for each Idempotency-Key. */
  run<T>(request: CallerRequest, work: () => Promise<T>): Promise<T> {
    return this.tracing.trace(request, () => this.idempotency.once(request, work));
  }
}
