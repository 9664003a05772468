import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Tracer } from '@tollgate/service';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { CallerRequest } from './caller.js';

/** The trace that the caller's request belongs to, if they keep one. Source: W3C Trace Context. */
const incomingTrace = ({ headers }: CallerRequest): string | undefined =>
  typeof headers.traceparent === 'string' ? headers.traceparent : undefined;

/** Handles a command in a span of its own, or in none where the request is not traced. */
@Injectable()
export class TracingInterceptor implements NestInterceptor {
  constructor(private readonly tracer: Tracer) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<CallerRequest>();
    return from(this.trace(request, () => lastValueFrom(next.handle())));
  }

  /** The same for a controller that goes around interceptors. */
  trace<T>(request: CallerRequest, work: () => Promise<T>): Promise<T> {
    return this.tracer.trace(`${request.method} ${request.routeOptions.url}`, incomingTrace(request), (traceparent) => {
      request.traceparent = traceparent;
      return work();
    });
  }
}
