import { startService } from '@tollgate/service';
import { entities } from './adapters/postgres/entities.js';
import { migrations } from './adapters/postgres/migrations/index.js';
import { AppModule } from './app.module.js';
import { configSchema } from './config.js';

await startService({ name: 'esd-delivery', module: AppModule, config: configSchema, entities, migrations });
