import { Module } from '@nestjs/common';
import { FailedSignIns } from './failed-sign-ins.repository.js';
import { SessionGuard } from './session.guard.js';
import { Sessions } from './sessions.repository.js';

@Module({ providers: [FailedSignIns, Sessions, SessionGuard], exports: [FailedSignIns, Sessions, SessionGuard] })
export class SessionsModule {}
