import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ApiKeys } from '../api-keys/api-keys.repository.js';
import { IdempotencyInterceptor } from '../idempotency/idempotency.interceptor.js';
import { IdempotencyRepository } from '../idempotency/idempotency.repository.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { CallerGuard } from './caller.guard.js';
import { Commands } from './command.interceptor.js';
import { TracingInterceptor } from './tracing.interceptor.js';

/** What every controller uses. Each route needs an API key, unless it is `@Public()`. */
@Global()
@Module({
  imports: [SessionsModule],
  providers: [
    ApiKeys,
    CallerGuard,
    Commands,
    IdempotencyInterceptor,
    IdempotencyRepository,
    TracingInterceptor,
    { provide: APP_GUARD, useExisting: CallerGuard },
  ],
  exports: [ApiKeys, Commands, IdempotencyInterceptor, IdempotencyRepository, TracingInterceptor],
})
export class HttpModule {}
