import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { LogStateRepository } from './log-state.repository.js';
import { ParkedEventsClient } from './parked-events.client.js';
import { RedriveParked } from './redrive-parked.handler.js';
import { ShowUpkeep } from './show-upkeep.handler.js';
import { UpkeepController } from './upkeep.controller.js';

@Module({
  imports: [AccessRecordModule],
  controllers: [UpkeepController],
  providers: [LogStateRepository, ParkedEventsClient, RedriveParked, ShowUpkeep],
})
export class UpkeepModule {}
