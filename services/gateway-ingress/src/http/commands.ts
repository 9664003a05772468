import { Injectable } from '@nestjs/common';
import { IdempotencyInterceptor } from '../idempotency/idempotency.interceptor.js';
import type { CallerRequest } from './caller.js';
import { TracingInterceptor } from './tracing.interceptor.js';

/** What `@Command` does, for a controller that goes around Nest's interceptors. */
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
