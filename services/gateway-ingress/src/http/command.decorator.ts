import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { Idempotent } from '../idempotency/idempotency.interceptor.js';
import { TracingInterceptor } from './tracing.interceptor.js';

/** A route that changes something: handled in a span of its own, and once for each Idempotency-Key. */
export const Command = () => applyDecorators(UseInterceptors(TracingInterceptor), Idempotent());
