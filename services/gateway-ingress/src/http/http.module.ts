import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ApiKeys } from '../api-keys/api-keys.repository.js';
import { ApiKeyGuard } from './api-key.guard.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { IdempotencyRepository } from './idempotency.repository.js';
import { TracingInterceptor } from './tracing.interceptor.js';

/** What every controller uses. Each route needs an API key, unless it is `@Public()`. */
@Global()
@Module({
  providers: [
    ApiKeys,
    ApiKeyGuard,
    IdempotencyInterceptor,
    IdempotencyRepository,
    TracingInterceptor,
    { provide: APP_GUARD, useExisting: ApiKeyGuard },
  ],
  exports: [ApiKeys, IdempotencyInterceptor, IdempotencyRepository, TracingInterceptor],
})
export class HttpModule {}
