import { Module } from '@nestjs/common';
import { Sessions } from './sessions.repository.js';
import { SignedInGuard } from './signed-in.guard.js';

@Module({ providers: [Sessions, SignedInGuard], exports: [Sessions, SignedInGuard] })
export class SessionsModule {}
