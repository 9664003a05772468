import { Module } from '@nestjs/common';
import { Attempts } from './attempts.repository.js';

@Module({ providers: [Attempts], exports: [Attempts] })
export class AttemptsModule {}
