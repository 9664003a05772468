import { startService } from '@tollgate/service';
import { AppModule } from './app.module.js';
import { configSchema } from './config.js';
import { migrations } from './database/all.migration.js';

await startService({ name: 'reporting', module: AppModule, config: configSchema, migrations });
