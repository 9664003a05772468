import { ReadModels1763900100000 } from './1763900100000-read-models.migration.js';

export const migrations = [ReadModels1763900100000];
