import { Module } from '@nestjs/common';
import { AccessRecordModule } from '../access-record/access-record.module.js';
import { KeepFilters } from './keep-filters.handler.js';
import { SavedFiltersController } from './saved-filters.controller.js';
import { SavedFilters } from './saved-filters.repository.js';

@Module({ imports: [AccessRecordModule], controllers: [SavedFiltersController], providers: [SavedFilters, KeepFilters] })
export class SavedFiltersModule {}
