import { Tollgate } from '@tollgate/sdk';
import { Catalog } from './catalog/catalog.client.js';
import { LookupLimit } from './orders/lookup-limit.js';
import { Seals } from './orders/seals.js';
import { readConfig } from './server/config.js';
import { buildServer } from './server/server.js';

const config = readConfig(process.env);
const { apiUrl, apiKey, ca, shopUrl } = config;
const tollgate = new Tollgate({ apiUrl, apiKey, ...(ca === undefined ? {} : { ca }) });
const server = await buildServer(config, {
  tollgate,
  shopUrl,
  catalog: new Catalog(tollgate),
  seals: new Seals(apiKey),
  lookups: new LookupLimit(),
});
await server.listen({ host: config.host, port: config.port });
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void server.close().then(() => process.exit(0)));
console.log(JSON.stringify({ level: 'info', msg: 'the shop is open', url: shopUrl }));
