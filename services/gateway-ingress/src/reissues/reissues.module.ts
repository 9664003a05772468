import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { OutcomesModule } from '../outcomes/outcomes.module.js';
import { ReissueDownloads } from './reissue-downloads.handler.js';
import { ReissuesController } from './reissues.controller.js';

@Module({ imports: [OrdersModule, OutcomesModule], controllers: [ReissuesController], providers: [ReissueDownloads] })
export class ReissuesModule {}
