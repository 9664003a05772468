import { startService } from '@tollgate/service';
import { AppModule } from './app.module.js';
import { configSchema } from './config.js';
import { entities } from './database/entities.data.js';
import { migrations } from './database/migrations.data.js';

await startService({ name: 'esd-delivery', module: AppModule, config: configSchema, entities, migrations });
