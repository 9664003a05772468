import { startService } from '@tollgate/service';
import { AppModule } from './app.module.js';
import { configSchema } from './config.js';
import { migrations } from './database/all.migration.js';
import { entities } from './database/delivery.entity.js';

await startService({ name: 'esd-delivery', isPrompt: true, module: AppModule, config: configSchema, entities, migrations });
