import { ReadModels1763900100000 } from './1763900100000-read-models.migration.js';
import { Journal1764500000000 } from './1764500000000-journal.migration.js';

export const migrations = [ReadModels1763900100000, Journal1764500000000];
