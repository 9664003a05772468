import { CreateAttempts1764000000000 } from './migrations/1764000000000-create-attempts.js';

export const migrations = [CreateAttempts1764000000000];
