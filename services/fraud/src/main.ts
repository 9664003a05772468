import { startService } from '@tollgate/service';
import { migrations } from './adapters/postgres/migrations.js';
import { AppModule } from './app.module.js';
import { configSchema } from './config.js';

await startService({ name: 'fraud', module: AppModule, config: configSchema, migrations });
