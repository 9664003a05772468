import type { Bug } from './bug.ts';
import { busBugs } from './bus-bugs.ts';
import { edgeBugs } from './edge-bugs.ts';
import { givingBackBugs } from './giving-back-bugs.ts';
import { keyBugs } from './key-bugs.ts';
import { moneyBugs } from './money-bugs.ts';
import { webhookBugs } from './webhook-bugs.ts';

export const bugs: readonly Bug[] = [...busBugs, ...moneyBugs, ...givingBackBugs, ...edgeBugs, ...webhookBugs, ...keyBugs];
