import { Module } from '@nestjs/common';
import { Outcomes } from './outcomes.repository.js';

@Module({ providers: [Outcomes], exports: [Outcomes] })
export class OutcomesModule {}
