import { startService } from '@tollgate/service';
import { AppModule } from './app.module.js';
import { configSchema, migrations } from './config.js';

await startService({ name: 'fraud', isPrompt: true, module: AppModule, config: configSchema, migrations });
