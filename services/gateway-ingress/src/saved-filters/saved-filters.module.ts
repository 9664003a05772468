import { Module } from '@nestjs/common';
import { KeepFilters } from './keep-filters.handler.js';
import { SavedFiltersController } from './saved-filters.controller.js';
import { SavedFilters } from './saved-filters.repository.js';

@Module({ controllers: [SavedFiltersController], providers: [SavedFilters, KeepFilters] })
export class SavedFiltersModule {}
