import { createSecretKey } from 'node:crypto';
import type { World } from '../life/story.js';
import { type ToldOrder, tell } from '../life/tell.js';
import type { Plan } from '../plan.js';
import { type StackKeys, secretsOf } from '../secrets.js';
import { draftsOf } from '../shop/drafts.js';
import { daysOf } from '../shop/year.js';

export const plan: Plan = {
  orders: 3_000,
  seed: '7',
  merchant: 'mer_demo',
  mode: 'test',
  until: '2026-11-26',
  endMs: Date.parse('2026-11-27T00:00:00Z'),
};

export const keys: StackKeys = {
  lookup: createSecretKey(Buffer.alloc(32, 1)),
  encryption: { id: 1, key: createSecretKey(Buffer.alloc(32, 2)) },
};

export const worldOf = (changes: Partial<Plan> = {}): World => {
  const changed = { ...plan, ...changes };
  return { plan: changed, secrets: secretsOf(keys, changed.merchant) };
};

/** A year's orders. */
export const yearOf = (changes: Partial<Plan> = {}): readonly ToldOrder[] => {
  const world = worldOf(changes);
  return daysOf(world.plan).flatMap((day) => draftsOf(world.plan, day).map((draft) => tell(world, draft)));
};
