/** One stack for all browser tests: Jest starts it before the first of them, and ends it after the last. */
import { Shop } from '../e2e/shop.ts';
import { joinStack } from '../stack.ts';

/** The folder of the stack's data. Set from outside, that running stack is used, and left running: for whoever works on a
 *  page. */
export const stackVariable = 'TOLLGATE_BROWSER_STACK';

export const joinShop = (): Shop => {
  const folder = process.env[stackVariable];
  if (folder === undefined) throw new Error(`${stackVariable} is not set: the setup of the tests has not run`);
  return Shop.on(joinStack(folder));
};
