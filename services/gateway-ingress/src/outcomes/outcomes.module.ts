import { Module } from '@nestjs/common';
import { Admission } from './admission.client.js';
import { Outcomes } from './outcomes.repository.js';

@Module({ providers: [Outcomes, Admission], exports: [Outcomes] })
export class OutcomesModule {}
