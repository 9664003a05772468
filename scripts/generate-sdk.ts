/** Part of `npm run generate`: the SDK's types, read off the merchant API's routes. `--check`: writes nothing, and fails where they differ. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { merchantApi } from './merchant-api.ts';
import { sdkTypes } from './sdk-types.ts';

const name = 'libs/sdk/src/generated/api.ts';
const path = join(import.meta.dirname, '..', name);
const text = sdkTypes(await merchantApi());

if (!process.argv.includes('--check')) {
  writeFileSync(path, text);
  process.stdout.write(`wrote ${name}\n`);
} else if (readFileSync(path, 'utf8') !== text) {
  process.stderr.write(`${name} does not say what the routes do: npm run generate\n`);
  process.exitCode = 1;
}
