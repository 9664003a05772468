// Jest loads it outside of the tests, once. In JavaScript, as Jest would make CommonJS of a TypeScript file here.
import { startStack } from '../stack.ts';
import { tollgate } from '../tollgate-cli.ts';

const variable = 'TOLLGATE_BROWSER_STACK';

// biome-ignore lint/style/noDefaultExport: Jest takes what it calls from there
export default async () => {
  if (process.env[variable] !== undefined) return;
  const stack = await startStack();
  // A year of the demo merchant's business, for the pages of Central to show.
  tollgate(stack.dataDir, 'seed', '--orders', '1500', '--seed', '1');
  process.env[variable] = stack.dataDir;
  globalThis.tollgateBrowserStack = stack;
};
