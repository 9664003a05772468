import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ApiKeys } from '../api-keys/api-keys.repository.js';
import { ApiKeyGuard } from './api-key.guard.js';
import { IdempotencyRepository } from './idempotency.repository.js';

/** What every controller uses. Each route needs an API key, unless it is `@Public()`. */
@Global()
@Module({
  providers: [ApiKeys, ApiKeyGuard, IdempotencyRepository, { provide: APP_GUARD, useExisting: ApiKeyGuard }],
  exports: [ApiKeys, IdempotencyRepository],
})
export class HttpModule {}
