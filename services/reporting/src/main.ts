import { startService } from '@tollgate/service';
import { entities } from './adapters/postgres/entities.js';
import { migrations } from './adapters/postgres/migrations.js';
import { AppModule } from './app.module.js';
import { configSchema } from './config.js';

await startService({ name: 'reporting', module: AppModule, config: configSchema, entities, migrations });
