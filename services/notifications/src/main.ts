import { startService } from '@tollgate/service';
import { AppModule, entities, migrations } from './app.module.js';
import { configSchema } from './config.js';

/** A mail that was sent is recorded a moment later, together with others: with one commit for each, a quarter of all
 *  commits were for mails. A crash in that moment sends it again, under the same Message-ID. Settings of receipts that are put wait as long. */
const gatherMs = 25;

await startService({ name: 'notifications', module: AppModule, config: configSchema, entities, migrations, gatherMs });
