import { Module } from '@nestjs/common';
import { SessionGuard } from './session.guard.js';
import { Sessions } from './sessions.repository.js';

@Module({ providers: [Sessions, SessionGuard], exports: [Sessions, SessionGuard] })
export class SessionsModule {}
