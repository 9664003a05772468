import type { Right } from '../roles/roles.data.js';

/** The areas of settings that guard money, and the right that a person needs beside `settings:write` to change one. No API key may. */
export const guardedAreas: ReadonlyMap<string, Right> = new Map([
  ['credits', 'credits:create'],
  ['refunds', 'refunds:approve'],
]);
