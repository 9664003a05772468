import { Module } from '@nestjs/common';
import { ORDER_LOG } from '@tollgate/service';
import { SettingsModule } from '@tollgate/settings';
import { AssessModule } from './assess/assess.module.js';
import { ReviewModule } from './review/review.module.js';
import { fraudSettings } from './settings/fraud-settings.schema.js';

@Module({ imports: [SettingsModule.of({ areas: [fraudSettings], orderLog: ORDER_LOG }), AssessModule, ReviewModule] })
export class AppModule {}
